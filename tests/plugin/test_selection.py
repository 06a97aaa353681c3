# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selections limit what is written, but not what the networks see. Soft
selections mix in linear light."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case

REPLACE = Gimp.ChannelOps.REPLACE


def select(image, feather=0.0, rect=(11, 9, 17, 13), ellipse=False):
    Gimp.context_set_antialias(ellipse)
    Gimp.context_set_feather(feather > 0)
    Gimp.context_set_feather_radius(feather, feather)
    shape = image.select_ellipse if ellipse else image.select_rectangle
    assert shape(REPLACE, *rect)


def mask_over(image, layer):
    """Returns the values of the selection at the layer's pixels; 0 outside of
    the image."""
    x, y = layer.get_offsets()[1:]
    mask = np.zeros((layer.get_height(), layer.get_width(), 1))
    rows = slice(max(0, -y), min(layer.get_height(), image.get_height() - y))
    columns = slice(max(0, -x), min(layer.get_width(), image.get_width() - x))
    chosen = image.get_selection()
    selection = oracle.code(pixels.storage(chosen), pixels.read_raw(chosen))
    mask[rows, columns] = selection[
        rows.start + y:rows.stop + y, columns.start + x:columns.stop + x]
    return mask


def check_mix(image, layer, **values):
    """Smooths under the selection, and compares the result with GIMP's rule,
    applied to the result for the whole picture: out = in + mask * (result -
    in) in linear light; alpha stays."""
    kind = pixels.storage(layer)
    old = pixels.read_raw(layer)
    mask = mask_over(image, layer)
    assert mask.max() > 0.5 and mask.min() < 0.01

    whole = image.duplicate()
    Gimp.Selection.none(whole)
    harness.smooth(whole, whole.get_layers(), **values)
    result = pixels.read_raw(whole.get_layers()[0])
    assert (result != old).any()

    linear = [pixels.convert(kind, oracle.code(kind, raw), kind.encoding,
                             pixels.LINEAR) for raw in (old, result)]
    wanted = pixels.convert(kind, linear[0] + mask * (linear[1] - linear[0]),
                            pixels.LINEAR, pixels.PERCEPTUAL)
    with images.OneStep(image):
        harness.smooth(image, [layer], **values)
    new = pixels.read_raw(layer)
    outside = np.broadcast_to(mask == 0, new.shape)
    inside = np.broadcast_to(mask == 1, new.shape)
    assert (new[outside] == old[outside]).all(), "written outside"
    assert (new[inside] == result[inside]).all(), (
        "the full part differs from the whole picture's result")
    # Each of babl's two conversions for the mixing may be 6e-6 off.
    harness.fits(layer, wanted, slack=1.2e-5)
    if kind.alpha:
        assert (new[..., -1] == old[..., -1]).all(), "alpha has changed"
    return new, old, mask


@case
def hard():
    """a hard selection: only its pixels change, and the networks see those
    around it"""
    image = images.new_image(60, 50)
    layer = images.add_layer(image)
    select(image)
    new, old, mask = check_mix(image, layer, strength=90)
    assert set(np.unique(mask)) == {0.0, 1.0}
    assert (new != old).any()


@case
def one_pixel():
    """a selection of one pixel"""
    image = images.new_image()
    layer = images.add_layer(image, alpha=True)
    select(image, rect=(20, 20, 1, 1))
    check_mix(image, layer, strength=100)


@case
def beyond_layer():
    """a selection that covers a part of an offset layer"""
    image = images.new_image(60, 50)
    layer = images.add_layer(image, width=31, height=27, x=20, y=15)
    select(image, rect=(0, 0, 33, 30))
    check_mix(image, layer, strength=70, texture_scale=4.0)


@case
def negative_offset():
    """a feathered selection over a layer that sticks out of the image"""
    image = images.new_image(40, 37)
    layer = images.add_layer(image, width=70, height=60, alpha=True, x=-13,
                              y=-9)
    select(image, 7, ellipse=True)
    check_mix(image, layer, strength=70)


@case
def beside_mask():
    """a selection limits a layer mask as well"""
    image = images.new_image(48, 40)
    layer = images.add_layer(image)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(48, 40, 1, 5))
    old = pixels.read_raw(mask)
    whole = image.duplicate()
    target = whole.get_layers()[0].get_mask()
    harness.smooth(whole, [target], strength=80)
    result = pixels.read_raw(target)
    select(image, rect=(5, 6, 20, 20))
    with images.OneStep(image):
        harness.smooth(image, [mask], strength=80)
    new = pixels.read_raw(mask)
    chosen = mask_over(image, layer) == 1
    assert (new[chosen] == result[chosen]).all()
    assert (new[~chosen] == old[~chosen]).all()
    assert (new != old).any()


def feathered(base, alpha, precision):
    image = images.new_image(60, 50, base, precision)
    layer = images.add_layer(image, alpha=alpha)
    select(image, 7, (12, 10, 30, 26), ellipse=True)
    mask = check_mix(image, layer, strength=90)[2]
    soft = np.count_nonzero((mask > 0) & (mask < 1))
    assert soft > 100, f"only {soft} soft pixels"


for _base, _alpha in ((Gimp.ImageBaseType.RGB, True),
                      (Gimp.ImageBaseType.GRAY, False)):
    for _name in ("U8_NON_LINEAR", "U16_LINEAR", "U16_NON_LINEAR",
                  "HALF_LINEAR", "FLOAT_PERCEPTUAL", "FLOAT_LINEAR"):
        harness.add_case(
            f"feathered, {_base.value_nick}{'a' * _alpha}, {_name}",
            lambda arguments=(_base, _alpha, getattr(Gimp.Precision, _name)):
            feathered(*arguments))
