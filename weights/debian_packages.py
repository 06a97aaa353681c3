# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian packages as sources of pictures: weights/free and weights/foreign each
list theirs in a packages.txt, by name, version and SHA-256."""
import hashlib
import subprocess
import sys


def read_list(path):
    """Returns the columns of each line of a list, without comments."""
    lines = path.read_text().splitlines()
    return [line.split() for line in lines if line[:1] not in ("", "#")]


def fetch(folder, package, version, checksum):
    """Downloads a package into a folder, checks and unpacks it; returns the
    folder of its files. What an earlier call has unpacked is used again."""
    deb = folder / f"{package}_{version.replace(':', '%3a')}_all.deb"
    files = folder / package
    stamp = folder / f"{package}.sha256"
    if not deb.exists():
        subprocess.run(["apt-get", "download", f"{package}={version}"],
                       cwd=folder, check=True)
    if stamp.exists() and stamp.read_text() == checksum:
        return files
    found = hashlib.sha256(deb.read_bytes()).hexdigest()
    if found != checksum:
        sys.exit(f"{deb}: its SHA-256 is {found}, packages.txt has {checksum}")
    subprocess.run(["dpkg-deb", "-x", deb, files], check=True)
    stamp.write_text(checksum)
    return files
