# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`tileable`: the layer goes on with its opposite side, whatever is selected;
without it nothing has changed."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case

GRID = 16  # of the networks' layers at texture scale 2, in pixels
SEAM = 1.2  # the mean step across the seam, against those inside


def texture(precision="FLOAT_PERCEPTUAL", width=6 * GRID, height=4 * GRID,
            shift=(0, 0), alpha=False):
    """Makes an image with a photo as layer, shifted by (rows, columns): what
    leaves it at one side comes in at the other."""
    image = images.new_image(width, height,
                             precision=getattr(Gimp.Precision, precision))
    array = np.roll(oracle.photo(width, height, 3 + alpha, 5), shift, (0, 1))
    return image, images.add_layer(image, "Tile", alpha=alpha, array=array)


def smoothed(layer, **values):
    harness.smooth(layer.get_image(), [layer], tileable=True, **values)
    return pixels.read(layer)


def moved(precision, alpha, tolerance):
    shift = (GRID, 3 * GRID)
    first = smoothed(texture(precision, alpha=alpha)[1])
    second = smoothed(texture(precision, shift=shift, alpha=alpha)[1])
    off = np.abs(np.roll(first, shift, (0, 1)) - second).max()
    harness.note(f"off by {off:.2e}")
    assert off <= tolerance


for _precision, _alpha, _tolerance in (
        ("FLOAT_PERCEPTUAL", False, 1e-5), ("FLOAT_PERCEPTUAL", True, 1e-5),
        ("U8_NON_LINEAR", False, 1.01 / 255)):
    harness.add_case(
        f"tileable, a shifted layer gives the shifted result, {_precision}"
        f"{', alpha' * _alpha}",
        lambda arguments=(_precision, _alpha, _tolerance): moved(*arguments))


@case
def off():
    """tileable is off by default, and changes the layer near its border"""
    default, wrapped = texture()[1], texture()[1]
    wanted = harness.engine_of(default, 50, 2.0, "all")[0]
    harness.smooth(default.get_image(), [default])
    harness.fits(default, wanted)
    assert np.abs(smoothed(wrapped) - pixels.read(default)).max() > 0.01


@case
def selected():
    """tileable under a selection: the layer is repeated, not the selection"""
    whole = smoothed(texture()[1])
    image, layer = texture()
    before = pixels.read(layer)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 9, 40, 30)
    after = smoothed(layer)
    inside = np.zeros(after.shape[:2], bool)
    inside[9:39, :40] = True
    assert np.abs(after - whole)[inside].max() < 2e-6
    assert (after[~inside] == before[~inside]).all()


@case
def placed():
    """tileable: neither the layer's offset nor the image's size matters"""
    whole = smoothed(texture()[1])
    image = images.new_image(70, 50, precision=Gimp.Precision.FLOAT_PERCEPTUAL)
    layer = images.add_layer(
        image, "Tile", 6 * GRID, 4 * GRID, x=-13, y=22,
        array=oracle.photo(6 * GRID, 4 * GRID, 3, 5))
    assert (smoothed(layer) == whole).all()


def seam(array):
    """Returns the mean step from the last column to the first one, against the
    mean step between neighbours."""
    steps = np.abs(np.diff(array, axis=1, append=array[:, :1])).mean((0, 2))
    return steps[-1] / steps[:-1].mean()


@case
def seamless():
    """tileable: a texture of 101 x 75 pixels has no seam, as a new layer and
    as edge map"""
    y, x = np.mgrid[0:75, 0:101]
    u, v = 2 * np.pi * x / 101, 2 * np.pi * y / 75
    waves = np.stack([0.5 + 0.2 * np.sin(3 * u + 2 * v + c)
                      + 0.1 * np.sin(11 * u - 7 * v) for c in range(3)], 2)
    grain = np.random.default_rng(3).uniform(-0.1, 0.1, waves.shape)
    for result in ("new-layer", "edge-map", "separate"):
        image = images.new_image(101, 75)
        layer = images.add_layer(image, array=waves + grain)
        harness.smooth(image, [layer], tileable=True, result=result)
        item = image.get_layers()[0]
        found = [seam(pixels.read(i)[..., :3])
                 for i in (item.get_children() if item.is_group() else [item])]
        harness.note(result, found)
        assert max(found) <= (1.5 if result == "edge-map" else SEAM), found


@case
def tiny():
    """tileable: a layer of a few pixels"""
    for size, scale in (((1, 1), 1.0), ((3, 2), 4.0), ((1, 30), 2.0)):
        image = images.new_image(*size)
        layer = images.add_layer(image)
        smoothed(layer, texture_scale=scale)
