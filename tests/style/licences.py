#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file says who has its copyright, and under which licence it is.

Usage: licences.py ROOT

A text file has two lines at its head, SPDX-FileCopyrightText and
SPDX-License-Identifier. Pictures, weights and other data cannot have them.
They are named in the README.md of their folder or of a folder above it, in a
section whose heading has the word "licence": by their names or by patterns, in
`back ticks` and relative to the README's folder."""
import fnmatch
import re

import tree

HEAD_LINES = 12
COPYRIGHT = re.compile(r"SPDX-FileCopyrightText: \d{4}(-\d{4})? \w")
LICENCE = re.compile(r"SPDX-License-Identifier: [\w.+-]+")
DATA_SUFFIXES = {".png", ".jpg", ".safetensors", ".csv"}
DATA_FOLDERS = ("tests/fuzz/corpus/", "tests/fuzz/known-bad/")
EXEMPT = {
    "COPYING": "the licence itself",
    "plugin/packaging/debian/changelog": "its format has no comments",
    "plugin/packaging/debian/copyright": "says it in a form of its own",
    "plugin/packaging/debian/source/format": "one line",
}
SECTION = re.compile(r"^#+ [^\n]*licen[cs]e[^\n]*\n(.*?)(?=^#|\Z)",
                     re.M | re.S | re.I)
PATTERN = re.compile(r"`([^`\n]+)`")


def is_data(name):
    return name.suffix in DATA_SUFFIXES \
        or name.as_posix().startswith(DATA_FOLDERS)


def text_problems(root, names):
    for name in names:
        if is_data(name) or name.as_posix() in EXEMPT:
            continue
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        head = "\n".join(lines[:HEAD_LINES])
        if not LICENCE.search(head):
            yield f"{name}: no line SPDX-License-Identifier at its head"
        if not COPYRIGHT.search(head):
            yield f"{name}: no line SPDX-FileCopyrightText at its head"


def nearest_readme(root, name):
    for folder in name.parents:
        if (root / folder / "README.md").is_file():
            return folder / "README.md"
    return None


def covers(root, readme, name):
    text = (root / readme).read_text(encoding="utf-8")
    short = name.relative_to(readme.parent).as_posix()
    return any(fnmatch.fnmatchcase(short, pattern)
               for section in SECTION.findall(text)
               for pattern in PATTERN.findall(section))


def data_problems(root, names):
    for name in filter(is_data, names):
        readme = nearest_readme(root, name)
        if readme is None or not covers(root, readme, name):
            yield f"{name}: no section on licences in {readme} names it"


def main():
    root = tree.root_argument()
    names = tree.files(root)
    tree.report([
        ("every text has its copyright and its licence",
         text_problems(root, names)),
        ("every file of data has its licence in a README.md",
         data_problems(root, names)),
    ])


if __name__ == "__main__":
    main()
