#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command demo: demo.py PROGRAM PICTURE... (TAP).

It trains both networks from random weights: their losses have to fall, the
plug-in's engine has to load the weights, and the first picture has to become
smoother.
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

# The losses at the beginning and at the end are means over this many rows.
N_ROWS = 30
# At most these parts of the loss at the beginning, and of the picture's
# roughness, may be left.
MOST_LOSS = 0.9
MOST_ROUGHNESS = 0.9


def mean_losses(path):
    with open(path, encoding="utf-8") as file:
        losses = [float(row["loss"]) for row in csv.DictReader(file)]
    first, last = losses[:N_ROWS], losses[-N_ROWS:]
    return sum(first) / len(first), sum(last) / len(last)


def checks(program, pictures, folder):
    """Yields (what, whether) for each thing that has to be true."""
    run = subprocess.run([program, "demo", folder] + pictures, text=True,
                         stdout=subprocess.PIPE, check=False)
    yield "demo ends well", run.returncode == 0
    for name in ("eme", "mi"):
        first, last = mean_losses(folder / name / "log.csv")
        yield f"{name}: loss {first:.4f} -> {last:.4f}", \
            last < MOST_LOSS * first
        yield f"{name}: weights", \
            (folder / f"{name}.safetensors").stat().st_size > 0
    found = re.search(r"roughness ([\d.]+), smoothed ([\d.]+)", run.stdout)
    before, after = (float(number) for number in found.groups())
    yield f"picture: roughness {before} -> {after}", \
        after < MOST_ROUGHNESS * before


def main():
    number, n_failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for what, is_so in checks(sys.argv[1], sys.argv[2:],
                                  pathlib.Path(folder) / "demo"):
            number += 1
            n_failed += not is_so
            print(f"{'' if is_so else 'not '}ok {number} - {what}", flush=True)
    print(f"1..{number}")
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
