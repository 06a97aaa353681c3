#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the versions of symbols that a program needs, and fails if one of glibc
is later than a limit, or if there are versions of anything that is not known:

    symbols.py PROGRAM MAX-GLIBC
"""
import re
import subprocess
import sys

# The only versions that babl and json-glib have.
KNOWN = {"V0_1_0", "libjson-glib-1.0.so.0"}


def number(version):
    return tuple(map(int, version.split(".")))


def main():
    program, limit = sys.argv[1:]
    said = subprocess.run(["readelf", "--version-info", "--wide", program],
                          capture_output=True, text=True, check=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout
    versions = sorted(set(re.findall(r"Name: (\S+) ", said)))
    print("needed:", *versions)
    glibc = [name for name in versions if name.startswith("GLIBC_")]
    late = [name for name in glibc
            if number(name.removeprefix("GLIBC_")) > number(limit)]
    unknown = set(versions) - set(glibc) - KNOWN
    if late or unknown or not glibc:
        sys.exit(f"later than GLIBC_{limit}: {late}; unknown: {unknown}")


if __name__ == "__main__":
    main()
