# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pictures and their edges as BSDS500 has them."""
import os
import sys

import cv2
import numpy
import scipy.io

import sources

N_ANNOTATORS = 5


def write_edges(path, edge, unknown):
    """Writes edges as by five people. An edge is drawn by all of them; what may
    be one is drawn by one alone, and is then neither edge nor none
    (core/train/data/edge-sample-synthesis.h)."""
    annotators = numpy.empty((1, N_ANNOTATORS), object)
    for k in range(N_ANNOTATORS):
        drawn = edge | unknown if k == 0 else edge
        annotators[0, k] = {
            "Boundaries": drawn.astype(numpy.uint8),
            "Segmentation": numpy.zeros(edge.shape, numpy.uint16)}
    partial = path.with_name(f".{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    scipy.io.savemat(partial, {"groundTruth": annotators}, appendmat=False,
                     do_compression=True)
    os.replace(partial, path)


def make(kind, number, out, draw):
    """Writes a picture of a kind and its edges to out, unless they are there.
    draw (random) returns its pixels, its edges, and what may be an edge."""
    name = f"{kind}-{number:05}"
    target = out / "groundTruth" / "train" / f"{name}.mat"
    if target.exists():
        return
    random = numpy.random.Generator(
        numpy.random.PCG64([sum(kind.encode()), number]))
    pixels, edge, unknown = draw(random)
    quality = int(random.integers(80, 96))
    sources.write(out / "images" / "train" / f"{name}.jpg",
                  numpy.rint(pixels * 255).astype(numpy.uint8),
                  (cv2.IMWRITE_JPEG_QUALITY, quality))
    write_edges(target, edge, unknown)
    if number % 100 == 99:
        print(f"{kind} {number + 1}", file=sys.stderr)
