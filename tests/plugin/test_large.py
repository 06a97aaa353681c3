# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processor time and memory for a photo of 12 megapixels."""
import os
import time

from gi.repository import Gimp, Gio

import numpy as np

import harness
import images
import pixels
from harness import case
from processes import Watch

PHOTO = "coffee.png"
WIDTH, HEIGHT = 4000, 3000
LIMIT_S = 30.0  # of processor time, which other programs hardly change
LIMIT_MIB = 2048.0


def sample():
    """Returns a photo of tests/data, mirrored again and again up to 12
    megapixels."""
    image = Gimp.file_load(
        Gimp.RunMode.NONINTERACTIVE,
        Gio.File.new_for_path(os.path.join(harness.Setting.data, PHOTO)))
    image.flatten()
    tile = pixels.read(image.get_layers()[0])
    image.delete()
    rows = -(-HEIGHT // tile.shape[0])
    columns = -(-WIDTH // tile.shape[1])
    strip = np.concatenate([tile[:, ::-1 if i % 2 else 1]
                            for i in range(columns)], 1)
    return np.concatenate([strip[::-1 if i % 2 else 1]
                           for i in range(rows)], 0)[:HEIGHT, :WIDTH]


@case
def twelve_megapixels():
    """12 megapixels in less than 30 s of processor time and 2 GiB"""
    image = images.new_image(WIDTH, HEIGHT)
    array = sample()
    layer = images.add_layer(image, array=array)
    images.settle(image)
    watch = Watch()
    watch.start()
    begin = time.monotonic()
    harness.smooth(image, [layer])
    seconds = time.monotonic() - begin
    watch.ended.set()
    watch.join()
    harness.note(f"{WIDTH}x{HEIGHT}: {seconds:.1f} s, plug-in computed for "
                 f"{watch.computed_s:.1f} s, peak {watch.peak_mib:.0f} MiB, "
                 f"{os.cpu_count()} CPUs")
    new = pixels.read(layer, rect=(1000, 1000, 500, 500))
    change = np.abs(new - array[1000:1500, 1000:1500]).mean()
    assert change > 1e-3, "hardly anything has changed"
    assert 0 < watch.peak_mib < LIMIT_MIB
    assert 0 < watch.computed_s < LIMIT_S
