# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument `detail`: what becomes of the texture, in every precision. The
results are compared with the formula, computed here from the engine's own
smoothed picture."""
import os

from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels
from harness import case

PRECISIONS = ("U8_NON_LINEAR", "U8_LINEAR", "U16_PERCEPTUAL", "U32_LINEAR",
              "HALF_NON_LINEAR", "FLOAT_LINEAR", "DOUBLE_PERCEPTUAL")
LUMA = np.array([0.2126, 0.7152, 0.0722])
# The size in steps of 8 bits of a babl rounding error, see oracle.SLACK. It is
# multiplied like the texture.
SLACK = 1e-5


def is_limited(drawable):
    return np.issubdtype(pixels.storage(drawable).dtype, np.integer)


def change_of(before, smoothed, channels):
    """Returns what the filter takes away, negative, for these channels."""
    change = smoothed - before
    if before.shape[2] < 3 and channels == "colour":
        change[...] = 0
    if before.shape[2] >= 3 and channels != "all":
        luma = (change[..., :3] @ LUMA)[..., None]
        change[..., :3] = luma if channels == "luminance" else (
            change[..., :3] - luma)
    return change


def amplified(drawable, detail, channels="all", **values):
    """Returns x - detail / 100 (S - x), by core's encoding. In integers the
    change of a pixel is as great as all its colours allow."""
    before = pixels.read(drawable, pixels.core_encoding(drawable)).astype(
        np.float64)
    smoothed = harness.engine_of(drawable, **values)[0].astype(np.float64)
    change = -detail / 100 * change_of(before, smoothed, channels)
    if detail > 0 and is_limited(drawable):
        room = np.where(change > 0, 1 - before, before)
        size = np.abs(change)
        factor = np.divide(room, size, where=size > room,
                           out=np.ones_like(size))
        change *= factor.min(axis=2, keepdims=True)
    return before + change


def new_picture(precision, base=Gimp.ImageBaseType.RGB, alpha=True):
    image = images.new_image(60, 50, base, getattr(Gimp.Precision, precision))
    return image, images.add_layer(image, "Wall", alpha=alpha)


def check(precision, detail, base=Gimp.ImageBaseType.RGB):
    image, layer = new_picture(precision, base)
    old = pixels.read_raw(layer)
    wanted = amplified(layer, detail, strength=80)
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=80, detail=detail)
    harness.fits(layer, wanted, slack=SLACK)
    assert (pixels.read_raw(layer)[..., -1] == old[..., -1]).all(), "alpha"
    assert np.mean(pixels.read_raw(layer) != old) > 0.2, "nothing changed"


for _precision in PRECISIONS:
    for _detail in (-40.0, 250.0):
        def one(precision=_precision, detail=_detail):
            check(precision, detail)
        harness.add_case(f"{_precision}, detail {_detail:g}", one)

for _precision in ("U8_NON_LINEAR", "FLOAT_LINEAR"):
    harness.add_case(f"grey, {_precision}", lambda precision=_precision: check(
        precision, 60.0, Gimp.ImageBaseType.GRAY))

for _channels in ("luminance", "colour"):
    def chosen(channels=_channels):
        image, layer = new_picture("FLOAT_PERCEPTUAL")
        wanted = amplified(layer, 180, channels, strength=80)
        harness.smooth(image, [layer], strength=80, detail=180,
                       channels=channels)
        harness.fits(layer, wanted, slack=SLACK)
    harness.add_case(f"channels {_channels}", chosen)


@case
def default():
    """-100 is what a call without the argument does, to the bit"""
    for precision in PRECISIONS:
        image, layer = new_picture(precision)
        twin = image.duplicate()
        harness.smooth(image, [layer], strength=70)
        harness.smooth(twin, [twin.get_layers()[0]], strength=70, detail=-100)
        assert (pixels.read_raw(layer)
                == pixels.read_raw(twin.get_layers()[0])).all(), precision


@case
def zero():
    """0 with replace writes nothing, and with new-layer makes a copy"""
    for precision in PRECISIONS:
        image, layer = new_picture(precision)
        images.settle(image)
        with images.Untouched(image):
            harness.smooth(image, [layer], strength=70, detail=0)
        old = pixels.read_raw(layer)
        harness.smooth(image, [layer], strength=70, detail=0,
                       result="new-layer")
        above = image.get_layers()[0]
        assert above != layer, "no new layer"
        assert (pixels.read_raw(above) == old).all(), precision


@case
def new_layer():
    """A new layer gets the amplified texture"""
    image, layer = new_picture("U8_NON_LINEAR")
    old = pixels.read_raw(layer)
    wanted = amplified(layer, 150, strength=80)
    harness.smooth(image, [layer], strength=80, detail=150, result="new-layer")
    harness.fits(image.get_layers()[0], wanted, slack=SLACK)
    assert (pixels.read_raw(layer) == old).all()


def contents(image):
    """Returns the pixels of all layers and channels."""
    found = []
    for item in image.get_layers() + image.get_channels():
        found += [pixels.read_raw(child) for child in
                  (item.get_children() if item.is_group() else [item])]
    return found


@case
def ignored():
    """The other results ignore it"""
    for result in ("edge-map", "edge-channel", "separate"):
        made = []
        for values in ({}, {"detail": 0.0}, {"detail": 200.0}):
            image, layer = new_picture("U8_NON_LINEAR")
            harness.smooth(image, [layer], strength=80, result=result,
                           **values)
            made.append(contents(image))
        assert len(made[0]) > 1, result
        for other in made[1:]:
            assert all((one == two).all()
                       for one, two in zip(made[0], other)), result


@case
def by_position():
    """All arguments keep their places, so that scripts that call by position
    work"""
    names = [spec.get_name()
             for spec in harness.procedure().get_arguments()]
    assert names[-8:] == ["strength", "texture-scale", "channels", "result",
                          "weights", "detail", "detail-layers",
                          "tileable"], names


@case
def old_settings():
    """Settings that an older version has kept lack it: then it is -100"""
    folder = os.path.join(os.environ["GIMP3_DIRECTORY"], "plug-in-settings")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder,
                        f"GimpProcedureConfigRun-{harness.PROCEDURE}.last")
    with open(path, "w", encoding="utf-8") as last:
        last.write('# settings\n(strength 92.0)\n(texture-scale 3.0)\n'
                   '(channels "all")\n(result "replace")\n')
    image, layer = new_picture("U8_NON_LINEAR")
    wanted = harness.engine_of(layer, 92, 3.0)[0]
    try:
        harness.smooth(image, [layer],
                       run_mode=Gimp.RunMode.WITH_LAST_VALS)
    finally:
        os.remove(path)
    harness.fits(layer, wanted)
