# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to the image in the middle of a run (see events.c), and what the
plug-in says about it.
"""
import numpy as np

import harness
import images
import pixels

CHANGED = "was changed while it was being smoothed"
FULL = "find no place"
# A stroke: the first that events.c paints.
GREEN = (0, 255, 0)
BLOCK_X, BLOCK_Y, BLOCK_PX = 21, 30, 60
BLOCK = np.s_[BLOCK_Y:BLOCK_Y + BLOCK_PX, BLOCK_X:BLOCK_X + BLOCK_PX]


def at(*lines):
    """What happens in the next run of the plug-in; each: (point, n, action)
    or with the layer's index from the bottom."""
    with open(harness.Setting.events, "w", encoding="utf-8") as file:
        for point, n, action, *layer in lines:
            print(point, n, action, *(layer or [0]), file=file)


def paint(layer):
    """The same stroke by the test itself."""
    array = np.zeros((BLOCK_PX, BLOCK_PX, 3), np.uint8)
    array[:] = GREEN
    pixels.write_raw(layer, array, x=BLOCK_X, y=BLOCK_Y)


def plain(width=4000, height=3000):
    """An image of 8 bits without a black sample, and its layer."""
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
