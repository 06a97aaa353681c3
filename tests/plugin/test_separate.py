# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`separate`: the group of smoothed layer and detail layers looks as the layer
did, and the number of pixels that the detail layers cannot hold is right."""
import math

from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case

LIMIT = 1 / 255 + 2e-6  # a step of 8 bits, and babl's rounding
MIDPOINT = 128 / 255  # the midpoint of GRAIN_MERGE_LEGACY
SIZES = {  # what the detail layers are called, from the lowest one up
    1: ("Detail",), 2: ("Fine detail", "Coarse detail"),
    3: ("Fine detail", "Medium detail", "Coarse detail"),
    4: ("Fine detail", "Medium detail", "Coarse detail", "Coarsest detail"),
}


def pieces(image, layer, parent=None, n_details=1):
    """Asserts how the items are arranged. Returns (group, details, smoothed);
    the details are those from the lowest layer up."""
    above = parent.get_children() if parent else image.get_layers()
    index = [item.get_id() for item in above].index(layer.get_id())
    assert index > 0, "nothing above the layer"
    group = above[index - 1]
    assert group.is_group(), "the item above the layer is no group"
    assert group.get_visible() and not layer.get_visible()
    *details, smoothed = group.get_children()
    details.reverse()
    assert [detail.get_name() for detail in details] == [
        f"{size} of {layer.get_name()}" for size in SIZES[n_details]]
    assert smoothed.get_name() == f"Smoothed {layer.get_name()}"
    assert group.get_name() == f"Separated {layer.get_name()}"
    for item in (*details, smoothed):
        assert item.get_offsets()[1:] == layer.get_offsets()[1:]
        assert (item.get_width(), item.get_height()) == (layer.get_width(),
                                                         layer.get_height())
        assert item.get_opacity() == 100.0 and item.get_visible()
        assert item.get_mask() is None
    assert smoothed.get_mode() == Gimp.LayerMode.NORMAL
    for detail in details:
        check_mode(layer, detail)
    return group, details, smoothed


def check_mode(layer, detail):
    """Asserts that the detail layer has the right mode. For integers that is
    GRAIN_MERGE_LEGACY, unless half-transparent pixels make it clip; for other
    precisions GRAIN_MERGE, which must not be blended in linear light."""
    kind = pixels.storage(layer)
    integer = np.issubdtype(kind.dtype, np.integer)
    if detail.get_mode() == Gimp.LayerMode.GRAIN_MERGE_LEGACY:
        assert integer
        return
    assert detail.get_mode() == Gimp.LayerMode.GRAIN_MERGE
    assert not integer or kind.alpha
    assert detail.get_blend_space() in (
        Gimp.LayerColorSpace.RGB_PERCEPTUAL,
        Gimp.LayerColorSpace.RGB_NON_LINEAR)


def held(layer, details, smoothed):
    """Returns, for each pixel, whether the detail that is left for the top
    layer lies within +-0.5, and whether that layer can hold it. Both are
    computed from the stored pixels, by GIMP's formulas for the detail layer's
    mode:
      GRAIN_MERGE_LEGACY  out = in (1 - r) + clip (in + detail - 128/255) r,
                          r = 1 / (2 - alpha)
      GRAIN_MERGE         out = in + detail - 0.5
    Pixels that are not seen (alpha 0) count as held."""
    kind = pixels.storage(layer)
    n_colours = kind.n_channels - kind.alpha
    integer = np.issubdtype(kind.dtype, np.integer)
    blended = pixels.NON_LINEAR if integer else pixels.PERCEPTUAL
    wanted = pixels.read(layer, blended, "double")
    below = pixels.read(smoothed, blended, "double")
    alpha = below[..., n_colours:] if kind.alpha else np.ones((1, 1, 1))
    wanted, below = wanted[..., :n_colours], below[..., :n_colours]
    for lower in details[:-1]:
        stored = pixels.read(lower, blended, "double")[..., :n_colours]
        if lower.get_mode() == Gimp.LayerMode.GRAIN_MERGE:
            below = below + stored - 0.5
        else:
            ratio = 1 / (2 - alpha)
            below = below * (1 - ratio) + ratio * np.clip(
                below + stored - MIDPOINT, 0, 1)
    detail = details[-1]
    difference = wanted - below
    small = (np.abs(difference) <= 0.5).all(2)
    if not integer:
        can_hold = np.isfinite(difference)
    elif detail.get_mode() == Gimp.LayerMode.GRAIN_MERGE:
        can_hold = np.abs(difference) < 0.5 + 1e-6
    else:
        full = difference * (2 - alpha)
        can_hold = ((full + MIDPOINT > -1e-6) & (full + MIDPOINT < 1 + 1e-6)
                    & (below + full > -1e-6) & (below + full < 1 + 1e-6))
    return small, (can_hold | (alpha == 0)).all(2)


def check(image, layer, parent=None, **values):
    """Runs `separate`, and checks what the image shows and the returned count.
    Returns the items and the largest change of what the image shows."""
    values.setdefault("strength", 100)
    n_details = min(values.get("detail_layers", 1), 1 + math.ceil(
        math.log2(values.get("texture_scale", 2.0))))
    settings = (layer.get_mode(), layer.get_opacity())
    mask = layer.get_mask()
    values_of_mask = mask and pixels.read_raw(mask)
    old = pixels.read_raw(layer)
    before = images.projection(image)
    with images.OneStep(image):
        answer = harness.smooth(image, [layer], result="separate", **values)
    after = images.projection(image)
    group, details, smoothed = pieces(image, layer, parent, n_details)
    assert (group.get_mode(), group.get_opacity()) == settings
    assert (pixels.read_raw(layer) == old).all()
    if mask:
        assert (pixels.read_raw(group.get_mask()) == values_of_mask).all()
        assert group.get_apply_mask() == layer.get_apply_mask()
    else:
        assert group.get_mask() is None

    fewer = n_details < values.get("detail_layers", 1)
    assert ("there is only" in answer.log
            or "there are only" in answer.log) == fewer, answer.log
    small, can_hold = held(layer, details, smoothed)
    unheld = int(np.count_nonzero(~can_hold))
    harness.note(f"{unheld} pixels not held, {answer.n_unheld} reported, "
                 f"{np.count_nonzero(~small)} beyond 0.5")
    assert answer.n_unheld == unheld
    if unheld:
        assert str(unheld) in answer.log, "the count is not told to a person"

    shown = np.ones(before.shape[:2], bool)
    x, y = layer.get_offsets()[1:]
    for row, column in zip(*np.nonzero(~small)):
        if 0 <= row + y < shown.shape[0] and 0 <= column + x < shown.shape[1]:
            shown[row + y, column + x] = False
    off = np.abs(before - after)
    off[..., :-1] *= np.minimum(before, after)[..., -1:] > 0
    worst = off[shown].max()
    assert worst <= LIMIT, (
        f"the projection changed by {worst * 255:.3f}/255")
    return group, details[-1], smoothed, worst, unheld


PRECISIONS = ("U8_NON_LINEAR", "U8_PERCEPTUAL", "U16_NON_LINEAR",
              "U16_LINEAR", "U32_NON_LINEAR", "HALF_LINEAR",
              "HALF_NON_LINEAR", "FLOAT_LINEAR", "FLOAT_PERCEPTUAL",
              "DOUBLE_LINEAR")


def plain(base, alpha, precision):
    image = images.new_image(base=base,
                              precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image, "Wall", alpha=alpha)
    wanted = harness.engine_of(layer, 100)[0]
    group, detail, smoothed, worst, _ = check(image, layer)
    harness.fits(smoothed, wanted)
    assert len(image.get_layers()) == 2
    harness.note(f"projection changed by {worst * 255:.4f}/255 at most")
    if precision == "U8_NON_LINEAR" and not alpha:
        assert worst < 2e-6, "an integer midpoint loses nothing"
    if alpha:
        stored = pixels.read_raw(smoothed)[..., -1]
        assert (stored == pixels.read_raw(layer)[..., -1]).all()
    assert detail.get_parent() == group


KINDS = ((Gimp.ImageBaseType.RGB, True), (Gimp.ImageBaseType.RGB, False),
         (Gimp.ImageBaseType.GRAY, True))

for _precision in PRECISIONS:
    _all = _precision in ("U8_NON_LINEAR", "HALF_LINEAR")
    for _base, _alpha in KINDS if _all else KINDS[:1]:
        harness.add_case(
            f"separate, {_precision}, {_base.value_nick}{'a' * _alpha}",
            lambda arguments=(_base, _alpha, _precision): plain(*arguments))


def layered(precision, alpha, scale, n_layers):
    """Several detail layers."""
    image = images.new_image(90, 76,
                             precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image, "Wall", alpha=alpha)
    other = image.duplicate()
    group, _, smoothed, worst, unheld = check(
        image, layer, texture_scale=scale, detail_layers=n_layers)
    harness.smooth(other, other.get_layers(), strength=100,
                   texture_scale=scale)
    assert (pixels.read_raw(smoothed)
            == pixels.read_raw(other.get_layers()[0])).all()
    harness.note(f"projection changed by {worst * 255:.4f}/255 at most, "
                 f"{unheld} pixels not held")
    if precision == "U8_NON_LINEAR" and not alpha:
        assert worst < 2e-6, "an integer midpoint loses nothing"
    flat = [np.ptp(pixels.read(item)[..., :3]) < 1e-3
            for item in group.get_children()]
    assert not any(flat), "a detail layer is empty"
    other.delete()


for _precision in ("U8_NON_LINEAR", "HALF_LINEAR", "FLOAT_PERCEPTUAL"):
    for _scale in (1.0, 4.0, 16.0):
        for _n in (1, 2, 3, 4) if _scale > 1 else (1, 4):
            harness.add_case(
                f"separate into {_n}, texture scale {_scale:g}, {_precision}",
                lambda arguments=(_precision, _n == 3, _scale, _n):
                    layered(*arguments))


def read_group(group):
    """Returns the stored pixels of the group's layers, the lowest last."""
    return [pixels.read(item, type_name="double")
            for item in group.get_children()]


@case
def by_size():
    """separate into 2: the coarse detail is that of a picture that has only
    coarse texture, the fine detail that of one that has only fine texture"""
    y, x = np.mgrid[0:192, 0:192]
    shares = []
    for period in (4, 16):
        array = 0.5 + 0.08 * np.sin(2 * np.pi * x / period)[..., None] * \
            np.sin(2 * np.pi * y / period)[..., None] * np.ones(3)
        image = images.new_image(192, 192,
                                 precision=Gimp.Precision.FLOAT_PERCEPTUAL)
        layer = images.add_layer(image, "Wall", array=array)
        harness.smooth(image, [layer], strength=100, texture_scale=4.0,
                       detail_layers=2, result="separate")
        coarse, fine, _ = read_group(image.get_layers()[0])
        inner = np.s_[40:-40, 40:-40, :3]
        shares.append(coarse[inner].std() / fine[inner].std())
    harness.note(f"coarse against fine: {shares[0]:.2f} and {shares[1]:.2f}")
    assert shares[0] < 1 < shares[1]


@case
def layered_selection():
    """separate into 3 under a feathered selection, with opacity and mask"""
    for precision in (Gimp.Precision.U8_NON_LINEAR,
                      Gimp.Precision.FLOAT_LINEAR):
        image = images.new_image(80, 70, precision=precision)
        images.add_layer(image, "ground", seed=7)
        layer = images.add_layer(image, "Wall", alpha=True)
        layer.set_opacity(62)
        mask = layer.create_mask(Gimp.AddMaskType.WHITE)
        layer.add_mask(mask)
        pixels.write(mask, oracle.photo(80, 70, 1, 12))
        Gimp.context_set_feather(True)
        Gimp.context_set_feather_radius(6, 6)
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 12, 10, 50, 46)
        # The cases after this one select without feathering.
        Gimp.context_set_feather(False)
        check(image, layer, texture_scale=4.0, detail_layers=3)


@case
def layered_salt():
    """separate into 4: what the lower layers cannot hold is counted once"""
    array = np.zeros((48, 56, 3))
    array[5::7, 3::8] = 1.0
    image = images.new_image(56, 48)
    layer = images.add_layer(image, "Salt", array=array)
    assert check(image, layer, texture_scale=16.0, detail_layers=4)[4] >= 0


def composed(precision, mode):
    """Between other layers, with opacity, mode, mask and offset."""
    image = images.new_image(60, 50,
                              precision=getattr(Gimp.Precision, precision))
    images.add_layer(image, "ground", seed=7)
    layer = images.add_layer(image, "Wall", 43, 39, True, 21, -8)
    layer.set_mode(mode)
    layer.set_opacity(62)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(43, 39, 1, 12))
    top = images.add_layer(image, "top", 12, 12, True, seed=8)
    worst = check(image, layer, strength=80)[3]
    harness.note(f"projection changed by {worst * 255:.4f}/255 at most")
    assert image.get_layers()[0] == top


for _precision in ("U8_NON_LINEAR", "HALF_LINEAR"):
    for _mode in (Gimp.LayerMode.NORMAL, Gimp.LayerMode.MULTIPLY,
                  Gimp.LayerMode.SCREEN):
        harness.add_case(
            f"separate with opacity, mask, offset, {_mode.value_nick}, "
            f"{_precision}",
            lambda arguments=(_precision, _mode): composed(*arguments))


def board(precision, size):
    """Makes black and white squares, whose detail is as large as possible."""
    y, x = np.mgrid[0:48, 0:56]
    array = np.repeat((((x // size + y // size) % 2) * 1.0)[..., None], 3, 2)
    image = images.new_image(56, 48,
                              precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image, "Board", array=array)
    detail, _, worst, unheld = check(image, layer)[1:]
    kind = pixels.storage(detail)
    values = oracle.code(kind, pixels.read_raw(detail))
    harness.note(f"projection changed by {worst * 255:.4f}/255 at most, "
                 f"{unheld} pixels not held, detail stored from "
                 f"{values.min():.3f} to {values.max():.3f}")


for _precision in ("U8_NON_LINEAR", "HALF_LINEAR", "HALF_NON_LINEAR"):
    for _size in (1, 3):
        harness.add_case(
            f"separate, checkerboard of {_size} pixels, {_precision}",
            lambda arguments=(_precision, _size): board(*arguments))


def salt(precision, alpha=None):
    """Makes single white pixels on black, whose detail no layer of integers
    can hold."""
    array = np.zeros((48, 56, 3 if alpha is None else 4))
    array[5::7, 3::8] = 1.0
    if alpha is not None:
        array[..., 3] = alpha
    image = images.new_image(56, 48,
                             precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image, "Salt", alpha=alpha is not None,
                             array=array)
    return check(image, layer)[4]


@case
def salt_counted():
    """separate, single white pixels in u8 are not held, and are counted"""
    assert salt("U8_NON_LINEAR") > 0


@case
def salt_half_transparent():
    """separate, the same half-transparent"""
    assert salt("U8_NON_LINEAR", 0.5) > 0


@case
def salt_unseen():
    """separate, the same wholly transparent: nothing is lost"""
    assert salt("U8_NON_LINEAR", 0.0) == 0


@case
def salt_float():
    """separate, single white pixels in half are held"""
    assert salt("HALF_LINEAR") == 0


@case
def count_of_several():
    """separate, two layers: the count is of both"""
    counts = []
    for n_layers in (1, 2):
        array = np.zeros((48, 56, 3))
        array[5::7, 3::8] = 1.0
        image = images.new_image(56, 48)
        layers = [images.add_layer(image, f"Salt {i}", array=array)
                  for i in range(n_layers)]
        with images.OneStep(image):
            answer = harness.smooth(image, layers, result="separate",
                                    strength=100)
        for layer in layers:
            pieces(image, layer)
        counts.append(answer.n_unheld)
    assert counts[1] == 2 * counts[0] > 0, counts


@case
def inside_group():
    """separate inside a group"""
    image = images.new_image()
    group = Gimp.GroupLayer.new(image, "outer")
    image.insert_layer(group, None, 0)
    images.add_layer(image, "below", parent=group, seed=3)
    layer = images.add_layer(image, "Wall", alpha=True, parent=group)
    images.add_layer(image, "above", 9, 9, parent=group, seed=4)
    check(image, layer, group)
    assert [child.get_name() for child in group.get_children()][::3] == [
        "above", "below"]


@case
def selection():
    """separate under a selection: outside of it the smoothed layer is as
    before"""
    image = images.new_image(60, 50)
    layer = images.add_layer(image, "Wall", alpha=True)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 20, 15, 20, 18)
    smoothed = check(image, layer)[2]
    old, new = pixels.read_raw(layer), pixels.read_raw(smoothed)
    inside = np.zeros(old.shape[:2], bool)
    inside[15:33, 20:40] = True
    assert (old[~inside] == new[~inside]).all()
    assert (old[inside] != new[inside]).any()


@case
def soft_selection():
    """separate under a feathered selection: mixed as replace mixes"""
    for precision in (Gimp.Precision.U8_NON_LINEAR,
                      Gimp.Precision.FLOAT_LINEAR):
        image = images.new_image(60, 50, precision=precision)
        layer = images.add_layer(image, "Wall", alpha=True)
        Gimp.context_set_feather(True)
        Gimp.context_set_feather_radius(6, 6)
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 12, 10, 30, 26)
        other = image.duplicate()
        harness.smooth(other, other.get_layers(), strength=100)
        smoothed = check(image, layer)[2]
        harness.fits(smoothed, pixels.read(other.get_layers()[0]), steps=1.01,
                     slack=1.2e-5)
        other.delete()


@case
def disabled_mask():
    """separate, a mask that is switched off stays so"""
    image = images.new_image()
    images.add_layer(image, "ground", seed=7)
    layer = images.add_layer(image, "Wall")
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(40, 37, 1, 12))
    layer.set_apply_mask(False)
    check(image, layer)


@case
def strength_0():
    """separate at strength 0: the detail is flat"""
    image = images.new_image()
    layer = images.add_layer(image, "Wall")
    detail = check(image, layer, strength=0)[1]
    assert (pixels.read_raw(detail)[..., :3] == 128).all()
