#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every header compiles alone: all headers in C, the public ones also in C++.

Usage: headers.py SOURCE-ROOT BUILD-ROOT FOLDERS C-COMPILER...

FOLDERS are names of folders with commas between them: only headers in these are
compiled; "." stands for all. A header is compiled as the sources of its folder
are. Headers of folders that
this build leaves out are skipped, and so are those that are read only by sources
that it leaves out: what they need may not be installed."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

import commands
import tree

CPP_COMPILERS = ("g++", "clang++")
INCLUDE = re.compile(r'^ *# *include "([^"]+)"', re.MULTILINE)


def is_public(header):
    return "include" in header.parts


def find_readers(root):
    """Returns {header: the files that include it}. An included file is told by
    the end of its path alone."""
    files = [path for path in tree.files(root) if path.suffix in (".c", ".h")]
    by_name = {}
    for path in files:
        by_name.setdefault(path.name, []).append(path)
    readers = {}
    for path in files:
        for name in INCLUDE.findall((root / path).read_text(encoding="utf-8")):
            for header in by_name.get(pathlib.Path(name).name, []):
                if f"/{header}".endswith(f"/{name}"):
                    readers.setdefault(header, set()).add(path)
    return readers


def is_left_out(header, readers, known):
    """Returns whether sources read the header, directly or by other headers, but
    none that is compiled."""
    seen = {header}
    waiting = [header]
    while waiting:
        for path in readers.get(waiting.pop(), set()) - seen:
            seen.add(path)
            waiting.append(path)
    sources = [path for path in seen if path.suffix == ".c"]
    return bool(sources) and not any(path in known for path in sources)


def compile_header(root, compiler, language, header, command):
    """Returns what the compiler says, as lines; None if the header compiles."""
    arguments = [argument for argument in command.arguments
                 if language == "c" or argument.startswith(("-I", "-D", "-isys"))]
    # Declares something, since a source that has only macros is an error.
    text = f'#include "{root / header}"\nextern int nothing;\n'
    said = subprocess.run(
        [*compiler, *arguments, "-fsyntax-only", "-Werror",
         "-Wno-unused-function", "-x", language, "-"],
        cwd=command.folder, input=text, capture_output=True, text=True,
        check=False)
    if said.returncode == 0:
        return []
    lines = [line for line in said.stderr.splitlines() if "error:" in line]
    return lines[:3] or [f"{header}: the compiler ends with {said.returncode}"]


def main():
    root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    folders = sys.argv[3].split(",")
    compiler = sys.argv[4:]
    cpp = next(filter(None, map(shutil.which, CPP_COMPILERS)), None)
    known = commands.read(root, build)
    readers = find_readers(root)
    tasks = {"c": [], "c++": []}
    left_out = 0
    for header in tree.files(root):
        if header.suffix != ".h" or not any(
                header.is_relative_to(folder) for folder in folders):
            continue
        command = commands.for_header(known, header)
        if command is None or is_left_out(header, readers, known):
            left_out += 1
            continue
        tasks["c"].append((compiler, "c", header, command))
        if is_public(header) and cpp is not None:
            tasks["c++"].append(([cpp], "c++", header, command))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = {language: list(pool.map(
                    lambda task: compile_header(root, *task), of_language))
                for language, of_language in tasks.items()}
    problems = {language: [line for lines in said[language] for line in lines]
                for language in said}
    checks = [(f"{len(tasks['c'])} headers compile alone in C, {left_out} are"
               " read by nothing that this build compiles", problems["c"])]
    if cpp is None:
        checks.append((f"public headers in C++ # SKIP no {CPP_COMPILERS}", []))
    else:
        checks.append((f"{len(tasks['c++'])} public headers compile alone in C++",
                       problems["c++"]))
    tree.report(checks)


if __name__ == "__main__":
    main()
