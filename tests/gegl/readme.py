#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the README's lines for the program gegl as they are, in a folder with a
photo.jpg and a folder photos. Each must write pictures of the photo's size that
differ from the photo. Speaks TAP.

Usage: readme.py SOURCE-ROOT MODULE GEGL-PLUG-INS"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image

SOURCE = pathlib.Path(sys.argv[1])
MODULE = os.path.abspath(sys.argv[2])
INSTALLED = sys.argv[3]
PHOTOS = ("one.png", "two.png")
TIMEOUT_S = 200


def blocks():
    """Returns the shell blocks of README.md that run gegl."""
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for block in found if re.search(r"^\s*gegl ", block, re.M)]


def difference(first, second):
    """Returns the mean absolute difference of the bytes of two pictures; None:
    there is no second picture, or their sizes differ."""
    if not second.exists():
        return None
    pictures = [Image.open(p).convert("RGB") for p in (first, second)]
    if pictures[0].size != pictures[1].size:
        return None
    left, right = (picture.tobytes() for picture in pictures)
    return sum(abs(a - b) for a, b in zip(left, right)) / len(left)


def check(number, folder, block):
    targets = [f"smooth/{name}" for name in PHOTOS] if "photos/" in block \
        else ["smooth.png"]
    run = subprocess.run(
        ["sh", "-c", block], cwd=folder,
        env={**os.environ, "HOME": str(folder),
             "GIMP3_DIRECTORY": str(folder / "gimp"),
             "GEGL_PATH": f"{folder / 'operations'}:{INSTALLED}"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=TIMEOUT_S, check=False)
    distances = [difference(folder / "photo.png", folder / target)
                 for target in targets]
    good = run.returncode == 0 and all(
        far is not None and far > 1 for far in distances)
    print(f"{'ok' if good else 'not ok'} {number} README: "
          f"{' '.join(targets)}", flush=True)
    if not good:
        log = run.stdout.decode(errors="replace")[-2000:]
        print(f"# {distances}\n# " + log.replace("\n", "\n# "), flush=True)
    return good


def main():
    lines = blocks()
    print(f"TAP version 13\n1..{max(len(lines), 2)}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plug_in = folder / "gimp/plug-ins/structure-smooth"
        plug_in.mkdir(parents=True)
        (plug_in / "weights").symlink_to(SOURCE / "weights")
        (folder / "operations").mkdir()
        (folder / "operations/structure-smooth.so").symlink_to(MODULE)
        (folder / "photos").mkdir()
        photo = Image.open(SOURCE / "tests/data/coffee.png").convert("RGB")
        photo = photo.crop((0, 0, 200, 160))
        photo.save(folder / "photo.png")
        photo.save(folder / "photo.jpg", quality=95)
        for one in PHOTOS:
            photo.save(folder / "photos" / one)
        good = [check(i, folder, block) for i, block in enumerate(lines, 1)]
    return 0 if all(good) and len(good) == 2 else 1


if __name__ == "__main__":
    sys.exit(main())
