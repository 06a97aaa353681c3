# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Floating point with values above white, or negative ones. They must be
smoothed like the others, and pictures without such values must come out as the
engine has them."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels

SIDE, MARGIN = 160, 40
PRECISIONS = ("FLOAT_LINEAR", "HALF_LINEAR", "DOUBLE_NON_LINEAR",
              "FLOAT_PERCEPTUAL")


def float_layer(array, precision="FLOAT_LINEAR", encoding=pixels.LINEAR):
    image = images.new_image(array.shape[1], array.shape[0],
                             precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image)
    pixels.write(layer, array, encoding)
    return image, layer


def grain(amount):
    """Returns normally distributed noise with the standard deviation amount,
    the same in all channels."""
    random = np.random.default_rng(7)
    return random.normal(0, amount, (SIDE, SIDE, 1))


def middle(array):
    return array[MARGIN:-MARGIN, MARGIN:-MARGIN]


def loss(before, after):
    """Returns which share of each channel's texture is gone."""
    return 1 - (middle(after).std(axis=(0, 1))
                / middle(before).std(axis=(0, 1)))


def smooth(array, precision="FLOAT_LINEAR", **values):
    """Smooths a layer. Returns its linear pixels before and after."""
    image, layer = float_layer(array, precision)
    before = pixels.read(layer, pixels.LINEAR)
    harness.smooth(image, [layer], strength=100, **values)
    return before, pixels.read(layer, pixels.LINEAR)


def check_exposures(precision, scale):
    texture = (1 + np.clip(grain(0.12), -0.4, 0.4)) * np.ones(3)
    wanted = loss(*smooth(0.5 * texture, precision, texture_scale=scale))
    for exposure in (1, 1.5, 2, 4, 8, 16):
        got = loss(*smooth(exposure * texture, precision,
                           texture_scale=scale))
        harness.note(precision, scale, exposure, got.round(3), wanted.round(3))
        assert (abs(got - wanted) < 0.2 * wanted).all(), (exposure, got)


def check_colours(colour):
    before, after = smooth(np.array(colour) + grain(0.06) * np.ones(3))
    assert (loss(before, after) > 0.77).all(), loss(before, after)
    ratio = [middle(array[..., 2] / array[..., 0]).std()
             for array in (before, after)]
    assert ratio[1] <= ratio[0], ratio


def check_negative():
    before, after = smooth(-0.05 + grain(0.01) * np.ones(3))
    assert (loss(before, after) > 0.77).all(), loss(before, after)
    assert abs(middle(after).mean() + 0.05) < 0.002


def check_halves():
    """The right half of the picture has twice the value of white, the left
    half is dark: both must lose their grain."""
    level = np.where(np.arange(SIDE) < SIDE // 2, 0.2, 2.0)
    array = level[None, :, None] * (1 + grain(0.1)) * np.ones(3)
    before, after = smooth(array)
    for part in (slice(8, SIDE // 2 - 8), slice(SIDE // 2 + 8, SIDE - 8)):
        kept = after[MARGIN:-MARGIN, part].std() / before[MARGIN:-MARGIN,
                                                          part].std()
        assert kept < 0.2, kept


def check_inside(precision):
    """A layer within [0, 1], black and white included, must become what the
    engine makes of it, however babl rounds white."""
    array = np.clip(0.5 + grain(0.4), 0, 1) * np.ones(3)
    image, layer = float_layer(array, precision)
    read = pixels.read(layer)
    wanted = harness.Setting.engine.smooth(np.clip(read, 0, 1), 0.8, 2, "all")
    harness.smooth(image, [layer], strength=80, texture_scale=2)
    harness.fits(layer, wanted[0])


for precision in PRECISIONS:
    harness.add_case(f"exposures of 1 to 16, {precision}",
                     lambda p=precision: check_exposures(p, 1))
    harness.add_case(f"black to white, {precision}",
                     lambda p=precision: check_inside(p))
harness.add_case("exposures of 1 to 16, texture scale 2",
                 lambda: check_exposures("FLOAT_LINEAR", 2))
for colour in ((2, 1.4, 0.5), (0.5, 0.6, 4), (4, 3, 0.7)):
    harness.add_case(f"colour {colour}", lambda c=colour: check_colours(c))
harness.add_case("negative", check_negative)
harness.add_case("dark beside bright", check_halves)
