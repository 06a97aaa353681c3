#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No C file is longer than 400 lines, and no function longer than 60.

Usage: sizes.py ROOT

Functions are found by their braces: in this style they are the only braces in
the first column."""
import tree

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60


def file_problems(name, lines):
    if len(lines) > MAX_FILE_LINES:
        yield f"{name}: {len(lines)} lines"


def function_problems(name, lines):
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start - 1 > MAX_FUNCTION_LINES:
                yield f"{name}:{start}: {number - start - 1} lines"
            start = None


def main():
    root = tree.root_argument()
    files = {name: (root / name).read_text(encoding="utf-8").splitlines()
             for name in tree.c_files(root)}
    tree.report([
        (f"no file is longer than {MAX_FILE_LINES} lines",
         [problem for name, lines in files.items()
          for problem in file_problems(name, lines)]),
        (f"no function is longer than {MAX_FUNCTION_LINES} lines",
         [problem for name, lines in files.items()
          for problem in function_problems(name, lines)]),
    ])


if __name__ == "__main__":
    main()
