#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenCV's filters as `evaluate` calls them: each makes a textured step
smoother and keeps the step. Skipped without OpenCV.

    test_filters.py FILTERS.PY
"""
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
SETTINGS = {
    "l0": (0.02, 0),
    "rolling-guidance": (0.1, 3),
    "guided": (5, 0.01),
    "bilateral": (0.2, 4),
    "fast-global": (900, 20),
    "domain-transform": (20, 50),
    "bilateral-texture": (3, 3),
}


def call(argument):
    return subprocess.run([sys.executable, PROGRAM, argument], text=True,
                          capture_output=True, check=False, timeout=60)


def main():
    print("TAP version 13")
    print(f"1..{len(SETTINGS) + 1}")
    check = call("--check")
    if check.returncode != 0:
        for number in range(len(SETTINGS) + 1):
            print("ok", number + 1, "# SKIP", check.stderr.strip())
        return
    import cv2
    import numpy
    clean = numpy.full((48, 64, 3), 60, numpy.uint8)
    clean[:, 32:] = 180
    noise = numpy.random.default_rng(1).integers(-12, 13, clean.shape)
    textured = (clean + noise).astype(numpy.uint8)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        cv2.imwrite(str(root / "input.png"), textured)
        (root / "jobs").write_text("".join(
            f"{root}/input.png\t{root}/{name}.png\t{name}\t{a}\t{b}\n"
            for name, (a, b) in SETTINGS.items()), encoding="utf-8")
        result = call(str(root / "jobs"))
        for number, name in enumerate(SETTINGS, 1):
            smooth = cv2.imread(str(root / f"{name}.png")).astype(float)
            left, right = smooth[8:40, 6:26], smooth[8:40, 38:58]
            good = (max(left.std(), right.std()) < 0.7 * noise.std()
                    and right.mean() - left.mean() > 110)
            print("ok" if good else "not ok", number, "-", name,
                  f"# {left.std():.2f} {right.std():.2f}")
            if not good:
                print("#", result.stderr)
        (root / "jobs").write_text(f"{root}/none.png\tx.png\tl0\t1\t1\n")
        broken = call(str(root / "jobs"))
        good = broken.returncode != 0 and "none.png" in broken.stderr
        print("ok" if good else "not ok", len(SETTINGS) + 1,
              "- a missing picture is named")


main()
