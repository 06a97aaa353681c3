# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a header with the checksum of the engine's sources.

Usage: engine-id.py CORE HEADER

CORE is the folder core; its folder train is no part of the engine. What the
engine computes is a function of these files and of the weights, so results that
are kept under both are never those of another engine: not of another commit,
nor of a tree with changes that are not committed.
"""
import hashlib
import pathlib
import sys


def main():
    core, header = map(pathlib.Path, sys.argv[1:])
    digest = hashlib.sha256()
    for path in sorted(core.rglob("*")):
        name = path.relative_to(core)
        if name.parts[0] != "train" and path.suffix in (".c", ".h", ".S",
                                                        ".build"):
            digest.update(f"{name}\0".encode())
            digest.update(path.read_bytes())
    text = f'#define TRAIN_ENGINE_ID "{digest.hexdigest()}"\n'
    if not header.exists() or header.read_text() != text:
        header.write_text(text)


main()
