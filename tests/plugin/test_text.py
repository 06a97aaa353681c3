# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text layers: GIMP draws them again from their text at times, but must not do
so with results that were made from their pixels. Needs fonts (run.py --fonts).
"""
import contextlib
import os

from gi.repository import Gimp, Gio, GLib

import numpy as np

import harness
import images
import kinds
import oracle
import pixels
from harness import case

PRECISION = Gimp.Precision.U16_NON_LINEAR


def text_image(is_saved=False):
    """Makes an image with a layer of coloured text. is_saved: GIMP has
    attached the text to the layer as a parasite."""
    image = images.new_image(200, 80)
    images.add_layer(image, "ground", seed=7)
    layer = Gimp.TextLayer.new(image, "Grain", Gimp.fonts_get_list("")[0], 28,
                               Gimp.Unit.pixel())
    image.insert_layer(layer, None, 0)
    layer.set_markup(kinds.MARKUP)
    layer.set_offsets(13, 9)
    if is_saved:
        reload(image)
        assert "gimp-text-layer" in layer.get_parasite_list()
    return image, layer


def reload(image):
    path = os.path.join(harness.Setting.scratch, "text.xcf")
    file = Gio.File.new_for_path(path)
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, file, None)
    return Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, file)


def bytes_of(layer):
    """Returns the pixels as 8-bit numbers, at any precision."""
    return np.rint(pixels.read(layer, pixels.NON_LINEAR) * 255)


def check_kept(image, layer, wanted):
    """Asserts that the pixels survive a change of precision, and saving and
    loading."""
    index = [item.get_id() for item in image.get_layers()].index(
        layer.get_id())
    old = bytes_of(layer)
    other = reload(image)
    again = other.get_layers()[index]
    # GIMP 3.2 keeps the text, and that it is not to be drawn.
    assert not isinstance(again, Gimp.TextLayer) or again.is_rasterized()
    assert (bytes_of(again) == old).all(), "lost by saving and loading"
    other.convert_precision(PRECISION)
    assert (bytes_of(again) == old).all(), "lost after that"
    other.delete()
    image.convert_precision(PRECISION)
    assert (bytes_of(layer) == old).all(), "lost with the precision"
    assert np.abs(pixels.read(layer) - wanted).max() < 1 / 255


def kept(result, is_saved):
    image, layer = text_image(is_saved)
    text = bytes_of(layer)
    assert layer.get_width() > 60 and (text[..., 3] > 0).any(), "no text"
    wanted = harness.engine_of(layer, 100)[0]
    # test_kinds.py has the undo of replace: redo draws the text in GIMP 3.2.
    with (contextlib.nullcontext() if result == "replace"
          else images.OneStep(image)):
        harness.smooth(image, [layer], strength=100, result=result)
    above = image.get_layers()[0]
    item = {"replace": layer, "new-layer": above}.get(result)
    if result == "separate":
        item = above.get_children()[1]
    if item != layer:
        assert type(item) is Gimp.Layer, type(item)
        assert (bytes_of(layer) == text).all()
    assert (bytes_of(item) != text).any(), "nothing was smoothed"
    if result == "separate":
        old = bytes_of(item)
        image.convert_precision(PRECISION)
        assert (bytes_of(item) == old).all()
    else:
        check_kept(image, item, wanted)


for _result in ("replace", "new-layer", "separate"):
    for _saved in (False, True):
        harness.add_case(
            f"{_result} of a text layer{', saved before' * _saved}: the "
            "smoothing stays",
            lambda arguments=(_result, _saved): kept(*arguments))


@case
def properties():
    """new-layer of a text layer: all properties are the text layer's"""
    image, layer = text_image(True)
    layer.set_mode(Gimp.LayerMode.MULTIPLY)
    layer.set_blend_space(Gimp.LayerColorSpace.RGB_LINEAR)
    layer.set_composite_space(Gimp.LayerColorSpace.RGB_PERCEPTUAL)
    layer.set_composite_mode(Gimp.LayerCompositeMode.INTERSECTION)
    layer.set_opacity(37)
    layer.set_color_tag(Gimp.ColorTag.ORANGE)
    layer.set_lock_alpha(True)
    layer.set_lock_position(True)
    layer.set_visible(False)
    layer.set_lock_visibility(True)
    layer.attach_parasite(Gimp.Parasite.new("note", 1, b"kept"))
    blur = Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur", "blur")
    blur.get_config().set_property("std-dev-x", 4.0)
    blur.set_opacity(0.5)
    layer.append_filter(blur)
    noise = Gimp.DrawableFilter.new(layer, "gegl:noise-rgb", "noise")
    layer.append_filter(noise)
    noise.set_visible(False)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(layer.get_width(), layer.get_height(), 1,
                                    12))
    layer.set_apply_mask(False)
    layer.set_edit_mask(False)
    wanted = harness.engine_of(layer)[0]
    state = images.snapshot(image)["layers"][0]
    harness.smooth(image, [layer], result="new-layer")
    item = image.get_layers()[0]
    got = images.snapshot(image)["layers"][0]
    assert got["name"] == f"Smoothed {layer.get_name()}"
    assert got["parasites"] == ["note"], got["parasites"]
    assert bytes(item.get_parasite("note").get_data()) == b"kept"
    for key in ("id", "name", "pixels", "parasites"):
        got.pop(key)
        state.pop(key)
    for entry in (got, state):
        entry["filters"] = [f[1:] for f in entry["filters"]]
        entry["mask"] = entry["mask"]["pixels"]
    images.same(got, state)
    assert len(got["filters"]) == 2
    copy = [f for f in item.get_filters() if f.get_name() == "blur"][0]
    assert copy.get_config().get_property("std-dev-x") == 4.0
    assert copy.get_opacity() == 0.5
    harness.fits(item, wanted)


def masked(applies, selects):
    image, layer = text_image()
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(layer.get_width(), layer.get_height(), 1,
                                    12))
    layer.set_apply_mask(applies)
    if selects:
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 20, 5, 60, 40)
    with images.OneStep(image):
        harness.smooth(image, [layer], result="new-layer", strength=100)
    item = image.get_layers()[0]
    assert type(item) is Gimp.Layer
    assert item.get_apply_mask() == (applies or selects)
    assert item.get_mask().get_id() != mask.get_id()


for _applies in (False, True):
    for _selects in (False, True):
        harness.add_case(
            f"new-layer of a text layer, mask {'on' if _applies else 'off'}"
            f"{', selection' * _selects}",
            lambda arguments=(_applies, _selects): masked(*arguments))
