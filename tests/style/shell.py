#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""shellcheck finds nothing in the shell scripts: files named *.sh, and files
whose first line names a shell.

Usage: shell.py ROOT
"""
import re
import subprocess

import tree

FIRST_LINE = re.compile(rb"#!.*\b(sh|bash|dash)\b")


def is_script(path):
    if path.suffix == ".sh":
        return True
    with open(path, "rb") as file:
        return FIRST_LINE.match(file.readline(200)) is not None


def main():
    root = tree.root_argument()
    program = tree.find_tool("shellcheck")
    scripts = [str(name) for name in tree.files(root)
               if is_script(root / name)]
    said = subprocess.run([program, "--format=gcc", *scripts], cwd=root,
                          capture_output=True, text=True, check=False)
    problems = (said.stdout + said.stderr).splitlines()
    if said.returncode != 0 and not problems:
        problems = [f"shellcheck ends with {said.returncode}"]
    tree.report([(f"shellcheck finds nothing in {len(scripts)} scripts",
                  problems)])


if __name__ == "__main__":
    main()
