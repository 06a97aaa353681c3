#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations of the plug-in: every file of core, plugin and ui that has
a text for people is listed for xgettext; no text is cut short by a macro; the
format strings and mnemonics of each catalogue fit; and each catalogue has all
texts and no others. The trainer (core/train) speaks English only and is left
out.

    check.py SOURCE_ROOT MSGFMT XGETTEXT MSGCMP"""
import pathlib
import re
import subprocess
import sys
import tempfile

MARKED = re.compile(r"\b(?:_|N_) \(\"|\bg_dngettext \(")
# Matches a string that continues behind a macro: xgettext sees only its first
# part.
CUT = re.compile(r"\b(?:_|N_) \((?:\s*\"(?:[^\"\\]|\\.)*\")+\s*[A-Z]\w+")


def sources(root):
    trainer = root / "core/train"
    for folder in ("core", "plugin", "ui"):
        for path in sorted((root / folder).rglob("*.c")):
            if trainer not in path.parents:
                yield path


def listed(root):
    lines = (root / "plugin/po/POTFILES.in").read_text("utf-8").split("\n")
    return {line for line in lines if line and not line.startswith("#")}


def all_listed(root):
    marked = {str(path.relative_to(root)) for path in sources(root)
              if MARKED.search(path.read_text("utf-8"))}
    return sorted(marked - listed(root))


def none_else(root):
    """Returns files that are listed, but do not exist or have no text."""
    with_text = {str(path.relative_to(root)) for path in sources(root)
                 if MARKED.search(path.read_text("utf-8"))}
    return sorted(listed(root) - with_text)


def none_cut(root):
    return [str(path.relative_to(root)) for path in sources(root)
            if CUT.search(path.read_text("utf-8"))]


def catalogues(root):
    lines = (root / "plugin/po/LINGUAS").read_text("utf-8").splitlines()
    for language in " ".join(
            line for line in lines if not line.startswith("#")).split():
        yield root / f"plugin/po/{language}.po"


def complaints(command):
    answer = subprocess.run(command, capture_output=True, text=True,
                            check=False)
    return [answer.stderr] if answer.returncode != 0 else []


def formats_fit(root, msgfmt):
    wrong = []
    for catalogue in catalogues(root):
        wrong += complaints([msgfmt, "--check-format",
                             "--check-accelerators=_",
                             "--output-file=/dev/null", catalogue])
    return wrong


def all_in_linguas(root):
    there = {str(path) for path in (root / "plugin/po").glob("*.po")}
    named = {str(path) for path in catalogues(root)}
    return sorted(there ^ named) if named else ["LINGUAS is empty"]


def all_and_no_others(root, xgettext, msgcmp):
    """Compares the texts that are marked now with those of each catalogue.
    Fuzzy translations count as missing."""
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "template.pot"
        wrong = complaints(
            [xgettext, "--from-code=UTF-8", "--keyword=_", "--keyword=N_",
             "--keyword=g_dngettext:2,3", f"--directory={root}",
             f"--files-from={root / 'plugin/po/POTFILES.in'}",
             f"--output={template}"])
        for catalogue in catalogues(root) if not wrong else ():
            # The first call finds texts without a translation, the second
            # translations without a text.
            wrong += complaints([msgcmp, catalogue, template])
            wrong += complaints(
                [msgcmp, "--use-untranslated", template, catalogue])
    return wrong


def main():
    root = pathlib.Path(sys.argv[1])
    msgfmt, xgettext, msgcmp = sys.argv[2:]
    results = (
        ("every file with texts is in POTFILES.in", all_listed(root)),
        ("every file in POTFILES.in has texts", none_else(root)),
        ("no text is cut short by a macro", none_cut(root)),
        ("LINGUAS names every catalogue", all_in_linguas(root)),
        ("format strings and mnemonics fit", formats_fit(root, msgfmt)),
        ("each catalogue has all texts and no others",
         all_and_no_others(root, xgettext, msgcmp)),
    )
    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        for line in wrong:
            print("#", line.replace("\n", "\n# "))
        print("not ok" if wrong else "ok", number, "-", name)


main()
