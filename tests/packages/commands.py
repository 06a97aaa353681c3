#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the programs of the named tests of a build, and prints a line for each
test: its name, and its command as the shell reads it:

    commands.py BUILD NAME...
"""
import json
import os
import shlex
import subprocess
import sys


def main():
    said = subprocess.run(["meson", "introspect", sys.argv[1], "--tests"],
                          capture_output=True, text=True, check=True).stdout
    tests = {test["name"]: test for test in json.loads(said)}
    names = sys.argv[2:]
    missing = set(names) - set(tests)
    if missing:
        sys.exit(f"there are no tests {missing}")
    programs = {os.path.relpath(tests[name]["cmd"][0], sys.argv[1])
                for name in names}
    subprocess.run(["ninja", "-C", sys.argv[1], *programs], stdout=sys.stderr,
                   check=True)
    for name in names:
        setting = [f"{key}={value}" for key, value in tests[name]["env"].items()]
        print(name, shlex.join(["env", *setting, *tests[name]["cmd"]]))


if __name__ == "__main__":
    main()
