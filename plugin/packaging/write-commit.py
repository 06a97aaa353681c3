#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the commit and its time into the source archive, as its file COMMIT,
which core/train/program/commit.py and package.sh read; run by `meson dist`."""
import os
import pathlib
import subprocess

N_DIGITS = 12
LICENCE = """\
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The time (seconds since 1970) and the commit that this archive was made from.
"""


def main():
    commit = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C",
         os.environ["MESON_PROJECT_SOURCE_ROOT"], "log", "-1",
         f"--abbrev={N_DIGITS}", "--format=%ct %h"],
        capture_output=True, text=True, check=True).stdout
    archive = pathlib.Path(os.environ["MESON_PROJECT_DIST_ROOT"])
    (archive / "COMMIT").write_text(LICENCE + commit, encoding="utf-8")


if __name__ == "__main__":
    main()
