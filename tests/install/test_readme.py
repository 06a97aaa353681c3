#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the README's command lines as they are: pasted into a shell, in a
folder with a photo.png and a folder photos, with a GIMP that has the plug-in.
Each must write pictures of the photo's size that differ from the photo. Speaks
TAP.

Usage: test_readme.py SOURCE-ROOT BUILD-ROOT"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from PIL import Image

from installed import NAME, Tap, install

SOURCE, BUILD = (pathlib.Path(a) for a in sys.argv[1:3])
TIMEOUT_S = 120
PHOTOS = ("one.png", "two.png")


def batch_lines():
    """Returns the shell blocks of README.md that start GIMP."""
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "\ngimp-console" in "\n" + block]


def difference(first, second):
    """Returns the mean absolute difference of the bytes of two pictures; None:
    their sizes differ."""
    pictures = [Image.open(p).convert("RGB") for p in (first, second)]
    if pictures[0].size != pictures[1].size:
        return None
    left, right = (picture.tobytes() for picture in pictures)
    return sum(abs(a - b) for a, b in zip(left, right)) / len(left)


def check_lines(tap, folder, profile, lines):
    """Runs one block, and checks the picture that it names last, or those that
    it makes in the folder smooth."""
    shutil.rmtree(folder / "smooth", ignore_errors=True)
    targets = [f"smooth/{name}" for name in PHOTOS] if "photos/" in lines \
        else re.findall(r'"(photo-[\w.-]+)"', lines)[-1:]
    run = subprocess.run(
        ["sh", "-c", lines], cwd=folder,
        env={**os.environ, "HOME": str(profile), "GIMP3_DIRECTORY": str(profile)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=TIMEOUT_S, check=False)
    log = run.stdout.decode(errors="replace")[-2000:]
    distances = [difference(folder / "photo.png", folder / target)
                 if (folder / target).exists() else None
                 for target in targets]
    tap.check(f"README: {' '.join(targets)}", run.returncode == 0
              and all(far is not None and far > 1 for far in distances),
              f"exit {run.returncode}, mean differences from the photo "
              f"{distances}\n{log}")


def main():
    blocks = batch_lines()
    tap = Tap(len(blocks) + 1)
    tap.check("README has lines for Script-Fu and for Python",
              {"script-fu", "python-fu"} <= set(re.findall(
                  r"(script-fu|python-fu)-eval", " ".join(blocks))))
    with tempfile.TemporaryDirectory(prefix="smooth-readme-") as name:
        folder = pathlib.Path(name)
        _, home = install(BUILD, folder / "stage")
        shutil.copytree(folder / "stage" / home.lstrip("/"),
                        folder / "profile/plug-ins" / NAME)
        photo = SOURCE / "tests/data/chelsea.png"
        shutil.copy(photo, folder / "photo.png")
        (folder / "photos").mkdir()
        for name in PHOTOS:
            shutil.copy(photo, folder / "photos" / name)
        for lines in blocks:
            check_lines(tap, folder, folder / "profile", lines)


if __name__ == "__main__":
    main()
