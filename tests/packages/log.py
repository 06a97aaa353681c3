#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a file of TAP into a log like meson's, for tests/tools/count.py:

    log.py TAP LOG

Without a whole file of TAP the log says that the test failed.
"""
import json
import pathlib
import sys


def main():
    tap, log = (pathlib.Path(a) for a in sys.argv[1:])
    text = tap.read_text("utf-8") if tap.is_file() else ""
    is_good = text.startswith("TAP version") and "\nnot ok" not in text
    log.write_text(json.dumps({
        "name": "packages", "result": "OK" if is_good else "FAIL",
        "stdout": text, "stderr": ""}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
