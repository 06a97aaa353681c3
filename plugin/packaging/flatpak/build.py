#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the build commands of a Flatpak manifest without Flatpak:

    flatpak-builder --show-manifest MANIFEST | build.py SOURCE STAGE

SOURCE is the unpacked source of the only module. Everything is installed below
STAGE, by DESTDIR, so that the manifest's prefix need not exist.
"""
import json
import os
import subprocess
import sys


def main():
    source, stage = sys.argv[1:]
    manifest = json.load(sys.stdin)
    module, = manifest["modules"]
    if module["buildsystem"] != "simple":
        sys.exit(f"cannot run the build system {module['buildsystem']}")
    environment = {**os.environ, "DESTDIR": stage,
                   "FLATPAK_ID": manifest["id"],
                   "FLATPAK_DEST": manifest["build-options"]["prefix"]}
    for command in module["build-commands"]:
        print(f"+ {command}", flush=True)
        subprocess.run(["sh", "-c", command], cwd=source, env=environment,
                       check=True)


if __name__ == "__main__":
    main()
