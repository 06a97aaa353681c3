#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes which share of each folder's lines the tests of a build have
reached.

Usage: coverage.py SOURCE-ROOT BUILD-ROOT LOG

Prints a line for each folder. A folder whose share falls below its floor is a
failed test; LOG is written as meson's testlog.json, so that the floors count
as tests."""
import collections
import json
import pathlib
import subprocess
import sys

TOPS = ("core", "ui", "plugin")
# The floors, in percent of lines. The product's folders have tests for each of
# their files; of the trainer at least those parts are tested that could be
# wrong without anybody noticing.
FLOORS = {"core": 80, "ui": 80, "plugin": 80, "core/train": 60}


def floor_of(folder):
    return next(FLOORS[name] for name in sorted(FLOORS, key=len, reverse=True)
                if folder == name or folder.startswith(name + "/"))


def read_lines(root, build):
    """Returns {folder: [lines reached, lines]}."""
    said = subprocess.run(
        ["gcovr", "--root", root, "--json-summary", "-",
         "--gcov-ignore-errors=all", "--gcov-ignore-parse-errors=all",
         *(f"--filter={root / top}/" for top in TOPS), build],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    folders = collections.defaultdict(lambda: [0, 0])
    for file in json.loads(said)["files"]:
        folder = pathlib.Path(file["filename"]).parent.as_posix()
        folders[folder][0] += file["line_covered"]
        folders[folder][1] += file["line_total"]
    return folders


def judge(folders):
    """Returns TAP lines, and whether no folder is below its floor."""
    lines = [f"1..{len(folders)}"]
    is_well = bool(folders)
    for number, (folder, (reached, whole)) in enumerate(sorted(folders.items()), 1):
        share = 100 * reached / max(whole, 1)
        good = share >= floor_of(folder)
        is_well = is_well and good
        lines.append(f"{'ok' if good else 'not ok'} {number} {folder}:"
                     f" {share:.1f} % of {whole} lines, floor"
                     f" {floor_of(folder)} %")
    return lines, is_well


def main():
    root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    lines, is_well = judge(read_lines(root, build))
    print("\n".join(lines))
    pathlib.Path(sys.argv[3]).write_text(json.dumps({
        "name": "coverage", "result": "OK" if is_well else "FAIL",
        "stdout": "\n".join(lines), "stderr": ""}) + "\n", encoding="utf-8")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
