#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All C files are as clang-format leaves them; .clang-format has the settings.

Usage: format.py ROOT [--write]

--write formats the files instead of checking them. Versions of clang-format
differ in details, so only one version is used."""
import collections
import concurrent.futures
import os
import re
import subprocess
import sys

import tree

VERSION = "19"
WARNING = re.compile(r"^(.+?):\d+:\d+: (?:warning|error): ", re.MULTILINE)


def is_pinned(program):
    said = subprocess.run([program, "--version"], capture_output=True,
                          text=True, check=True).stdout
    return f" version {VERSION}." in said


def find_places(program, root, names):
    """Returns a counter of the places in each file that clang-format would
    change."""
    said = subprocess.run(
        [program, "--style=file", "--dry-run", *map(str, names)], cwd=root,
        capture_output=True, text=True, check=True).stderr
    return collections.Counter(WARNING.findall(said))


def main():
    root = tree.root_argument()
    program = tree.find_tool(f"clang-format-{VERSION}", "clang-format")
    if not is_pinned(program):
        tree.skip_all(f"{program} is not version {VERSION}")
    names = tree.c_files(root)
    if "--write" in sys.argv:
        subprocess.run([program, "-i", *(root / name for name in names)],
                       check=True)
        return
    places = collections.Counter()
    n_parts = os.cpu_count()
    parts = [names[i::n_parts] for i in range(n_parts)]
    with concurrent.futures.ThreadPoolExecutor(n_parts) as pool:
        for part in pool.map(lambda part: find_places(program, root, part),
                             filter(None, parts)):
            places += part
    problems = [f"{name}: {n} places, see tests/style/format.py . --write"
                for name, n in sorted(places.items())]
    tree.report([(f"clang-format {VERSION} leaves the C files as they are",
                  problems)])


if __name__ == "__main__":
    main()
