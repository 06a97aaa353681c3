# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the program have in common: they print their checks as
TAP."""
import pathlib
import tempfile


def run(checks):
    """Prints the checks and returns the exit status. checks (folder) yields
    (what, whether) for each thing that has to be true; folder is empty, and is
    removed afterwards."""
    number, n_failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for what, is_so in checks(pathlib.Path(folder)):
            number += 1
            n_failed += not is_so
            print(f"{'' if is_so else 'not '}ok {number} - {what}", flush=True)
    print(f"1..{number}")
    return 1 if n_failed else 0
