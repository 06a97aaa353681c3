# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The foreign pairs stay foreign: the packages that weights/foreign is made of
are apart from each other and from all that training is told to read.

Usage: foreign.py SOURCE
"""
import pathlib
import re
import sys

import tap

SOURCE = pathlib.Path(sys.argv[1])
FOREIGN = SOURCE / "weights" / "foreign"


def read_trained_on():
    """Returns {file: text} of the files that make weights or read data for
    them."""
    files = [path for path in (SOURCE / "weights").rglob("*")
             if FOREIGN not in path.parents
             and path.suffix not in (".safetensors", ".jpg", ".png", ".md",
                                     ".pyc")]
    files += [path for path in (SOURCE / "core" / "train").rglob("*.[chp]*")
              if path.suffix != ".pyc"]
    return {path: path.read_text() for path in files if path.is_file()}


def checks(_):
    lines = [line.split() for line
             in (FOREIGN / "packages.txt").read_text().splitlines()
             if line[:1] not in ("", "#")]
    yield "six columns, the fifth a SHA-256", all(
        len(line) == 6 and re.fullmatch("[0-9a-f]{64}", line[4])
        for line in lines)
    yield "drawings, photos and textures in both halves", sorted(
        tuple(line[:2]) for line in lines) == sorted(
            (half, use) for half in ("validation", "test")
            for use in ("drawings", "photos", "textures"))
    packages = [line[2] for line in lines]
    yield "no package twice", len(set(packages)) == len(packages)
    texts = read_trained_on()
    yield "weights/make is looked at", SOURCE / "weights" / "make" in texts
    for package in packages:
        found = [str(path) for path, text in texts.items() if package in text]
        yield f"{package} is not trained on {found or ''}", not found
    pictures = [line for line
                in (FOREIGN / "pictures.txt").read_text().splitlines()
                if line[:1] != "#"]
    yield "80 pairs", len(pictures) == 160 \
        and len({line.split()[0] for line in pictures}) == 160


sys.exit(tap.run(checks))
