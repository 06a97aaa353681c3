#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each package in each GIMP makes the same pictures of a photo, to the bit, and
they differ from the photo: the smooth one a little, the edge map much.

    alike.py PHOTO FOLDER

FOLDER has the pictures, NAME-smooth.png and NAME-edges.png.
"""
import pathlib
import sys

from PIL import Image

# Mean absolute difference from the photo, of 255: what these pictures have.
RANGES = {"smooth": (1, 12), "edges": (40, 200)}


def pixels(path):
    picture = Image.open(path).convert("RGB")
    return picture.size, picture.tobytes()


def difference(left, right):
    return sum(abs(a - b) for a, b in zip(left, right)) / len(left)


def main():
    photo, folder = (pathlib.Path(a) for a in sys.argv[1:])
    size, before = pixels(photo)
    problems = []
    for kind, (low, high) in RANGES.items():
        paths = sorted(folder.glob(f"*-{kind}.png"))
        found = [pixels(path) for path in paths]
        print(kind, *(path.name for path in paths))
        if len(paths) < 2:
            problems.append(f"only {len(paths)} pictures {kind}")
            continue
        problems += [f"{path.name} differs from {paths[0].name}"
                     for path, picture in zip(paths, found)
                     if picture != found[0]]
        if found[0][0] != size:
            problems.append(f"{paths[0].name} has another size than the photo")
            continue
        changed = difference(found[0][1], before)
        print(f"{kind}: differs from the photo by {changed:.2f} of 255")
        if not low < changed < high:
            problems.append(f"{kind}: {changed:.2f} is not in {low} to {high}")
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
