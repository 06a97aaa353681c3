#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs a folder into a zip file, the same bytes each time:

    make.py FOLDER ZIP [FILE...]

The names in the zip begin with that of FOLDER; each FILE is put into it. Times
are that of SOURCE_DATE_EPOCH.
"""
import os
import pathlib
import sys
import time
import zipfile


def add(archive, path, name, date):
    info = zipfile.ZipInfo(name, date)
    info.compress_type = zipfile.ZIP_DEFLATED
    mode = 0o755 if os.access(path, os.X_OK) else 0o644
    info.external_attr = (0o100000 | mode) << 16
    archive.writestr(info, path.read_bytes(), compresslevel=9)


def main():
    folder = pathlib.Path(sys.argv[1])
    date = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    paths = {f"{folder.name}/{path.relative_to(folder)}": path
             for path in folder.rglob("*") if path.is_file()}
    paths |= {f"{folder.name}/{pathlib.Path(file).name}": pathlib.Path(file)
              for file in sys.argv[3:]}
    with zipfile.ZipFile(sys.argv[2], "w") as archive:
        for name in sorted(paths):
            add(archive, paths[name], name, date)


if __name__ == "__main__":
    main()
