#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations of the plug-in: every file of core, plugin and ui with a
text for a person is listed for xgettext, no text is cut short by a macro, and each
catalogue's format strings fit.

    check.py SOURCE_ROOT MSGFMT
"""
import pathlib
import re
import subprocess
import sys

MARKED = re.compile(r"\b(?:_|N_) \(\"|\bg_dngettext \(")
# a string that goes on behind a macro, of which xgettext sees the start only
CUT = re.compile(r"\b(?:_|N_) \((?:\s*\"(?:[^\"\\]|\\.)*\")+\s*[A-Z]\w+")


def sources(root):
    for folder in ("core", "plugin", "ui"):
        yield from sorted((root / folder).rglob("*.c"))


def listed(root):
    lines = (root / "plugin/po/POTFILES.in").read_text("utf-8").split("\n")
    return {line for line in lines if line and not line.startswith("#")}


def all_listed(root):
    marked = {str(path.relative_to(root)) for path in sources(root)
              if MARKED.search(path.read_text("utf-8"))}
    return sorted(marked - listed(root))


def all_there(root):
    return sorted(path for path in listed(root) if not (root / path).is_file())


def none_cut(root):
    return [str(path.relative_to(root)) for path in sources(root)
            if CUT.search(path.read_text("utf-8"))]


def formats_fit(root, msgfmt):
    languages = (root / "plugin/po/LINGUAS").read_text("utf-8").split()
    wrong = []
    for language in languages:
        answer = subprocess.run(
            [msgfmt, "--check-format", "--output-file=/dev/null",
             root / f"plugin/po/{language}.po"],
            capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            wrong.append(answer.stderr)
    return wrong if languages else ["LINGUAS is empty"]


def main():
    root, msgfmt = pathlib.Path(sys.argv[1]), sys.argv[2]
    results = (
        ("every file with texts is in POTFILES.in", all_listed(root)),
        ("every file in POTFILES.in is there", all_there(root)),
        ("no text is cut short by a macro", none_cut(root)),
        ("the catalogues' format strings fit", formats_fit(root, msgfmt)),
    )
    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        for line in wrong:
            print("#", line.replace("\n", "\n# "))
        print("not ok" if wrong else "ok", number, "-", name)


main()
