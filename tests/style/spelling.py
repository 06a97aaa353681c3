#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""codespell finds no misspelled word in sources and documents. Translations
are left out, since they are in other languages, and data, since they are no
words.

Usage: spelling.py ROOT"""
import subprocess

import tree

SUFFIXES = {".c", ".h", ".py", ".sh", ".md", ".build", ".txt", ".scm", ".xml",
            ".html", ".in", ""}
DATA = ("tests/fuzz/corpus", "tests/fuzz/known-bad")
# Words that codespell takes for misspelled ones: the measure OIS, "statics"
# (variables of the storage class static), and the pattern [Uu]nknown in dev.
GOOD_WORDS = "ois,statics,nknown"


def is_text(name):
    return name.suffix in SUFFIXES and name.name != "COPYING" \
        and not name.as_posix().startswith(DATA)


def main():
    root = tree.root_argument()
    program = tree.find_tool("codespell")
    names = [str(name) for name in tree.files(root) if is_text(name)]
    said = subprocess.run(
        [program, f"--ignore-words-list={GOOD_WORDS}", *names], cwd=root,
        capture_output=True, text=True, check=False)
    problems = (said.stdout + said.stderr).splitlines()
    if said.returncode != 0 and not problems:
        problems = [f"codespell ends with {said.returncode}"]
    tree.report([(f"codespell finds nothing in {len(names)} files", problems)])


if __name__ == "__main__":
    main()
