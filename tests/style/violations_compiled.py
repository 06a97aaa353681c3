#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests those checks of this folder that read sources as the compiler does:
they must find each of these violations in a small tree made for it, and none
in the same tree without them. Speaks TAP."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

# A tree that keeps the rules: two headers, one of them public, and a source.
GOOD = {
    "core/include/smooth/graph.h":
        "#pragma once\n#include <stddef.h>\nsize_t smooth_graph (int class_id);\n",
    "core/rows.h":
        "#pragma once\n#include <stddef.h>\n"
        "size_t smooth_rows (const size_t *rows, int n_rows);\n",
    "core/rows.c":
        '#include "rows.h"\n\nsize_t\nsmooth_rows (const size_t *rows, int n_rows)\n'
        "{\n  size_t sum = 0;\n\n  for (int i = 0; i < n_rows; i++)\n"
        "    sum += rows[i];\n  return sum;\n}\n",
    # A header in a folder in which the build compiles nothing.
    "plugin/left-out.h": "size_t lost (void);\n",
}
CLANG = ("clang-19", "clang-tidy-19")

# For each violation: check, tools that it needs, file, text to replace, its
# new text.
VIOLATIONS = [
    ("headers.py", ("cc",), "core/rows.h", "#include <stddef.h>", ""),
    ("headers.py", ("cc",), "core/rows.h", "int n_rows", "Count n_rows"),
    ("headers.py", ("cc", "clang++"), "core/include/smooth/graph.h", "class_id",
     "class"),
    ("cppcheck.py", ("cppcheck",), "core/rows.c", "sum = 0;",
     "sum = 0, four[4] = { 0 };\n\n  sum = four[4];"),
    ("cppcheck.py", ("cppcheck",), "core/rows.c", "sum = 0;",
     "sum = 0;\n  const size_t *none = NULL;\n\n  sum = *none;"),
    ("tidy.py", CLANG, "core/rows.c", "sum = 0;",
     "sum = 0;\n\n  if (n_rows > 3)\n    sum = 1;\n  else\n    sum = 1;"),
    ("tidy.py", CLANG, "core/rows.c", "sum = 0;", "sum;"),
    ("tidy.py", CLANG, "core/rows.c", "sum = 0;",
     "sum = 0;\n  int never_used;\n"),
]


def make_tree(root, files):
    build = root / "build"
    build.mkdir()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (build / "compile_commands.json").write_text(json.dumps([{
        "directory": str(build),
        "command": "cc -Wall -Wextra -I../core -I../core/include -o rows.o -c"
                   " ../core/rows.c",
        "file": "../core/rows.c", "output": "rows.o"}]), encoding="utf-8")
    return build


def run(check, root, build):
    arguments = {"headers.py": [".", "cc"], "tidy.py": ["--all"]}.get(check, [])
    return subprocess.run(
        [sys.executable, HERE / check, root, build, *arguments], check=True,
        capture_output=True, text=True).stdout


def fails(check, files):
    """Returns whether a check fails on a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        return "\nnot ok" in run(check, root, make_tree(root, files))


def looks_at_changes():
    """Returns whether tidy.py without --all checks only what the last commit
    has changed and what is not committed."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)

        def git(*arguments):
            subprocess.run(
                ["git", "-C", root, "-c", "user.name=a", "-c",
                 "user.email=a@b.c", *arguments], check=True,
                capture_output=True)

        def look():
            return subprocess.run(
                [sys.executable, HERE / "tidy.py", root, build], check=True,
                capture_output=True, text=True).stdout

        bad = GOOD["core/rows.c"].replace("sum = 0;", "sum;")
        build = make_tree(root, {**GOOD, "core/rows.c": bad})
        git("init", "--quiet", "-b", "work")
        without = look()
        git("add", "core")
        git("commit", "--quiet", "-m", "first")
        git("commit", "--quiet", "--allow-empty", "-m", "second")
        clean = look()
        (root / "core/rows.h").write_text(GOOD["core/rows.h"] + "\n")
        changed = look()
        return ("# SKIP" in without and "# SKIP" in clean
                and "\nnot ok" in changed)


def cases():
    """Returns (name, tools needed, function that returns True if all is well).
    """
    for check, tools in {check: tools for check, tools, *_ in VIOLATIONS}.items():
        yield (f"{check}: a tree that keeps the rules passes", tools,
               lambda check=check: not fails(check, GOOD))
    for check, tools, file, old, new in VIOLATIONS:
        assert old in GOOD[file], (file, old)
        files = {**GOOD, file: GOOD[file].replace(old, new, 1)}
        what = " ".join(new.replace("#", "").split()) or f"no {old[1:]}"
        yield (f"{check}: {file}: {what}", tools,
               lambda check=check, files=files: fails(check, files))
    yield ("tidy.py: what changed is looked at", (*CLANG, "git"),
           looks_at_changes)


def main():
    todo = list(cases())
    print(f"TAP version 13\n1..{len(todo)}")
    for number, (name, tools, is_well) in enumerate(todo, 1):
        missing = [tool for tool in tools if shutil.which(tool) is None]
        if missing:
            print(f"ok {number} {name} # SKIP {missing[0]} is not installed")
            continue
        print(f"{'ok' if is_well() else 'not ok'} {number} {name}", flush=True)


if __name__ == "__main__":
    main()
