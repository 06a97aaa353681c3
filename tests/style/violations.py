#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the checks of this folder: they must find each of these violations in
a small tree made for it, and none in the same tree without them. Speaks TAP."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
LINES = ("SPDX-FileCopyrightText: 2026 The authors",
         "SPDX-License-Identifier: GPL-3.0-or-later")
C_HEAD = "".join(f"/* {line} */\n" for line in LINES)
HASH_HEAD = "".join(f"# {line}\n" for line in LINES)
MD_HEAD = "".join(f"<!-- {line} -->\n" for line in LINES)

# A tree of files that keeps the rules.
GOOD = {
    "core/graph.h": C_HEAD + "int smooth_graph (void);\n",
    "core/graph.c":
        C_HEAD + '#include "graph.h"\n\n#include <stdio.h>\n\n'
        "/* Declared in core/graph.h; prints as stdio.h does. */\n"
        "int\nsmooth_graph (void)\n{\n  return 1;\n}\n",
    "core/README.md":
        MD_HEAD + "# core\n\nSee [the graph](graph.c) and `core/gr*.h`.\n\n"
        "## Licence\n\n`*.png`: CC0.\n",
    "core/cat.png": "no text\n",
    "tests/tool.py": HASH_HEAD + '"""Reads core/graph.c."""\n',
    "dev": "#!/bin/sh\n" + HASH_HEAD + 'cat "$1" # as core/graph.c\n',
}

# For each violation: check, tool that it needs, file, text to replace or "",
# its new text.
VIOLATIONS = [
    ("format.py", "clang-format-19", "core/graph.c", "  return 1;", "   return 1;"),
    ("format.py", "clang-format-19", "core/graph.h", " (void);", "(void);"),
    ("shell.py", "shellcheck", "dev", '"$1"', "$1"),
    ("shell.py", "shellcheck", "tests/more.sh", "", "cd $1\n"),
    ("spelling.py", "codespell", "core/graph.c", "Declared", "Decal" "red"),
    ("spelling.py", "codespell", "core/README.md", "See", "Recie" "ve"),
    ("spelling.py", "codespell", "dev", "# as", "# recie" "ve"),
    ("names.py", None, "core/graph.c", "core/graph.h", "core/grape.h"),
    ("names.py", None, "core/graph.c", "stdio.h", "stdin.h"),
    ("names.py", None, "core/README.md", "(graph.c)", "(grape.c)"),
    ("names.py", None, "core/README.md", "gr*.h", "gt*.h"),
    ("names.py", None, "core/README.md", "# core", "# DESIGN.md"),
    ("names.py", None, "tests/tool.py", "core/graph.c", "core/net/graph.c"),
    ("names.py", None, "dev", "core/graph.c", "core/net"),
    ("sizes.py", None, "core/graph.c", "  return 1;", "  return 1;\n" * 61),
    ("sizes.py", None, "core/graph.h", "int", "/* */\n" * 398 + "int"),
    ("licences.py", None, "core/graph.h", LINES[0], "Ours"),
    ("licences.py", None, "core/graph.h", LINES[1], "Free"),
    ("licences.py", None, "tests/tool.py", HASH_HEAD, ""),
    ("licences.py", None, "core/README.md", MD_HEAD, ""),
    ("licences.py", None, "core/README.md", "*.png", "*.jpg"),
    ("licences.py", None, "core/dog.jpg", "", "no text\n"),
]

GOOD_SUBJECTS = [
    "core/net: plan rows before they are computed",
    "core, tests: add a layer",
    'Revert "core: a thing of more than seventy-two characters, which git'
    ' itself has made"',
]
BAD_SUBJECTS = [
    "core/net: the rows that are planned",
    "core/net: " + "plan rows " * 7,
    "plan rows before they are computed",
    "core/net: planning of rows",
]


def make_tree(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    style = (HERE.parents[1] / ".clang-format").read_text(encoding="utf-8")
    (root / ".clang-format").write_text(HASH_HEAD + style, encoding="utf-8")


def run(check, *arguments):
    return subprocess.run(
        [sys.executable, HERE / check, *arguments], check=True,
        capture_output=True, text=True).stdout


def fails(check, files):
    """Returns whether a check fails on a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        make_tree(pathlib.Path(folder), files)
        return "\nnot ok" in run(check, folder)


def with_fault(file, old, new):
    text = GOOD.get(file, "")
    assert old in text, (file, old)
    return {**GOOD, file: text.replace(old, new, 1) if old else new}


def subject_fails(subjects):
    """Returns whether subjects.py fails on a repository whose commits after
    the first have these subjects."""
    with tempfile.TemporaryDirectory() as folder:
        def git(*arguments):
            return subprocess.run(
                ["git", "-C", folder, "-c", "user.name=a", "-c",
                 "user.email=a@b.c", *arguments],
                check=True, capture_output=True, text=True).stdout.strip()

        git("init", "--quiet")
        git("commit", "--quiet", "--allow-empty", "-m", "a first commit, bad")
        base = git("rev-parse", "HEAD")
        for subject in subjects:
            git("commit", "--quiet", "--allow-empty", "-m", subject)
        return "\nnot ok" in run("subjects.py", folder, "--base", base)


def skipped_without_history():
    with tempfile.TemporaryDirectory() as folder:
        return "# SKIP" in run("subjects.py", folder)


def cases():
    """Returns (name, tool needed, function that returns True if all is well).
    """
    tools = {check: tool for check, tool, *_ in VIOLATIONS}
    for check, tool in tools.items():
        yield (f"{check}: a tree that keeps the rules passes", tool,
               lambda check=check: not fails(check, GOOD))
    for check, tool, file, old, new in VIOLATIONS:
        files = with_fault(file, old, new)
        what = (new or old).split("\n")[0].replace("#", "").strip()
        yield (f"{check}: {file}: {what}", tool,
               lambda check=check, files=files: fails(check, files))
    yield ("subjects.py: good subjects pass", "git",
           lambda: not subject_fails(GOOD_SUBJECTS))
    for subject in BAD_SUBJECTS:
        yield (f"subjects.py: {subject[:40]}", "git",
               lambda subject=subject: subject_fails([subject]))
    yield ("subjects.py: no history, no failure", None, skipped_without_history)


def main():
    todo = list(cases())
    print(f"TAP version 13\n1..{len(todo)}")
    for number, (name, tool, is_well) in enumerate(todo, 1):
        if tool is not None and shutil.which(tool) is None:
            print(f"ok {number} {name} # SKIP {tool} is not installed")
            continue
        print(f"{'ok' if is_well() else 'not ok'} {number} {name}", flush=True)


if __name__ == "__main__":
    main()
