# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The free data: its packages and photos have licences that everybody may use,
and its edge map extractor in NumPy is the engine's.

Usage: free.py SOURCE
"""
import pathlib
import re
import sys

import numpy

import tap

SOURCE = pathlib.Path(sys.argv[1])
FREE = SOURCE / "weights" / "free"
GOLDEN = SOURCE / "tests" / "golden"
ALLOWED = {"CC0-1.0", "public-domain", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0",
           "GPL-2+"}
# The largest that was measured is 1.1e-6: sums in another order.
TOLERANCE = 5e-6

sys.dont_write_bytecode = True
sys.path.insert(0, str(FREE))
import eme  # noqa: E402


def read_list(name):
    lines = (FREE / name).read_text().splitlines()
    return [line.split() for line in lines if line[:1] not in ("", "#")]


def checks(_):
    packages = read_list("packages.txt")
    yield "packages: five columns, the fourth a SHA-256", all(
        len(line) == 5 and re.fullmatch("[0-9a-f]{64}", line[3])
        for line in packages)
    names = [line[1] for line in packages]
    yield "no package twice", len(set(names)) == len(names)
    yield "packages of all uses", {line[0] for line in packages} == {
        "photos", "cut-outs", "drawings", "textures"}
    yield "packages have allowed licences", all(
        set(line[4].split(",")) <= ALLOWED for line in packages)
    photos = read_list("photos.txt")
    yield "photos have allowed licences", len(photos) > 0 and all(
        len(line) == 4 and line[3] in ALLOWED for line in photos)
    yield "photos are of these packages", all(
        line[0] in names and line[2] in ("ground", "things") for line in photos)
    tensors = eme.load(SOURCE / "weights" / "eme.safetensors")
    for name in ("odd", "thin", "one"):
        golden = eme.load(GOLDEN / f"{name}.safetensors")
        edges = eme.find_edges(tensors, golden["input"][..., ::-1])
        difference = numpy.abs(edges - golden["edge"][..., 0]).max()
        yield f"edge map of {name}: differs by {difference:.1e}", \
            difference < TOLERANCE


sys.exit(tap.run(checks))
