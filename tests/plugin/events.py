# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells the plug-in's test build (events.c) what to do to the image in the
middle of a call, and reads the plug-in's answer."""
import numpy as np

import harness
import images
import pixels

CHANGED = "was changed while it was being smoothed"
FULL = "find no place"
# The size of a picture of 14 MB, which a disk of 12 MiB cannot hold; plain ()'s
# own size is more than 30 MB.
COMPUTED_PX = (2400, 2000)
# The rectangle that the first stroke of events.c fills.
GREEN = (0, 255, 0)
BLOCK_X, BLOCK_Y, BLOCK_PX = 21, 30, 60
BLOCK = np.s_[BLOCK_Y:BLOCK_Y + BLOCK_PX, BLOCK_X:BLOCK_X + BLOCK_PX]


def at(*lines):
    """Sets what happens to the image in the next call of the plug-in. Each
    event is (point, n, action); a fourth item is the index of a layer, counted
    from the bottom."""
    with open(harness.Setting.events, "w", encoding="utf-8") as file:
        for point, n, action, *layer in lines:
            print(point, n, action, *(layer or [0]), file=file)


def paint(layer):
    """Paints the same stroke as events.c, without a call of the plug-in."""
    array = np.zeros((BLOCK_PX, BLOCK_PX, 3), np.uint8)
    array[:] = GREEN
    pixels.write_raw(layer, array, x=BLOCK_X, y=BLOCK_Y)


def plain(width=4000, height=3000):
    """Makes an image of 8 bits in which no sample is black. Returns the image
    and its layer."""
    image = images.new_image(width, height)
    layer = images.add_layer(image, width=100, height=100)
    tile = np.clip(pixels.read_raw(layer), 50, None)
    image.remove_layer(layer)
    layer = images.add_layer(image, width=width, height=height,
                             array=np.zeros((height, width, 3), np.float32))
    array = np.tile(tile, (-(-height // 100), -(-width // 100), 1))
    pixels.write_raw(layer, np.ascontiguousarray(array[:height, :width]))
    images.settle(image)
    return image, layer
