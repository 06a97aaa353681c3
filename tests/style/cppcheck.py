#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""cppcheck finds nothing in the C files.

Usage: cppcheck.py SOURCE-ROOT [BUILD-ROOT]

System headers are not read, which makes cppcheck twenty times as fast;
cppcheck.h stands for GLib's. Answers are kept in BUILD-ROOT for the next run.
"""
import os
import pathlib
import subprocess
import sys

import tree

DEFINED = ("__GNUC__=14", "__x86_64__=1", "__linux__=1", "SMOOTH_LEVEL=v3",
           "SMOOTH_VECTOR_BYTES=32", 'GETTEXT_PACKAGE="name"')
FOLDERS = ("core/include", "core", "ui/include", "ui", "plugin", "tests", ".")
# Findings that are not reported, with the reason.
SUPPRESSED = {
    "normalCheckLevelMaxBranches": "no finding, but what was not looked at",
    "missingIncludeSystem": "as it is meant",
    "missingInclude": "headers of other projects in quotes",
    "uninitvar": "arrays that are filled through pointers count as not filled;"
                 " gcc, clang-tidy and the memory sanitizer see these",
    "invalidPointerCast": "raw memory is aligned, and cast on purpose",
    "ctunullpointer": "guesses across files, without the conditions on the way",
    "nullPointerArithmetic:ui/demo/demo-picture.c":
        "one of the two pointers is NULL, and the other is used",
    "arrayIndexOutOfBounds:ui/viewport.c":
        "the index after a loop's end is not used",
}


def main():
    root = tree.root_argument()
    program = tree.find_tool("cppcheck")
    names = [str(name) for name in tree.files(root) if name.suffix == ".c"]
    kept = []
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2]).resolve() / "cppcheck"
        folder.mkdir(exist_ok=True)
        kept = [f"--cppcheck-build-dir={folder}"]
    said = subprocess.run(
        [program, "--quiet", "-j", str(os.cpu_count()), "--std=c11",
         "--enable=warning,portability,performance",
         "--template={file}:{line}: {message} ({id})", *kept,
         f"--include={pathlib.Path(__file__).with_name('cppcheck.h')}",
         *(f"--suppress={kind}" for kind in SUPPRESSED),
         *(f"-D{name}" for name in DEFINED),
         *(f"-I{folder}" for folder in FOLDERS if (root / folder).is_dir()),
         "--file-list=-"],
        input="\n".join(names), cwd=root, capture_output=True, text=True,
        check=False)
    problems = (said.stdout + said.stderr).splitlines()
    if said.returncode != 0 and not problems:
        problems = [f"cppcheck ends with {said.returncode}"]
    tree.report([(f"cppcheck finds nothing in {len(names)} files", problems)])


if __name__ == "__main__":
    main()
