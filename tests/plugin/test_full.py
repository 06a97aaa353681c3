# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""GIMP's swap folder is a disk that is smaller than the picture. If there is
memory for the pixels, they must be right. If there is none (SMOOTH_STORE_BYTES)
and the disk is full, the run must end with an error message, and leave the image
as it was."""
import os

import numpy as np

import harness
import images
import pixels
from events import COMPUTED_PX, FULL, at, plain
from harness import add_case, case

RESULTS = ("replace", "edge-map", "separate", "new-layer", "edge-channel")


def fails(result, event):
    image, layer = plain()
    at(*event)
    with images.Untouched(image):
        answer = harness.call(image, [layer], result=result)
    assert answer.status != harness.SUCCESS and FULL in answer.message, answer


def in_memory(result):
    image, layer = plain(*COMPUTED_PX)
    before = pixels.read_raw(layer)
    harness.smooth(image, [layer], result=result)
    if result == "edge-map":
        array = pixels.read_raw(image.get_layers()[0])
        assert array.any(axis=(1, 2)).all(), "rows of the edge map are empty"
        return
    found = (layer if result == "replace"
             else image.get_layers()[0].get_children()[1])
    after = pixels.read_raw(found).astype(int)
    assert (after > 0).all(), f"{(after == 0).sum()} samples are black"
    assert 0 < np.abs(after - before).mean() < 30


@case
def small():
    """a small picture in a file, or in memory, is the engine's"""
    image, layer = plain(301, 207)
    at()
    wanted, _ = harness.engine_of(layer)
    harness.smooth(image, [layer])
    harness.fits(layer, wanted)


if "SMOOTH_STORE_BYTES" in os.environ:
    for _result in RESULTS:
        add_case(f"a full disk, {_result}: refused",
                 lambda r=_result: fails(r, ()))
    for _result in ("replace", "edge-map", "separate"):
        add_case(f"no file above 4 MiB, {_result}: refused",
                 lambda r=_result: fails(r, [("start", 1, "limit")]))
    add_case("no file above 4 MiB once the picture is copied: refused",
             lambda: fails("replace", [("copied", 1, "limit")]))
else:
    for _result in ("replace", "edge-map", "separate"):
        add_case(f"a full disk, but memory, {_result}: right",
                 lambda r=_result: in_memory(r))
