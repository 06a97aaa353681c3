# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Components that are inactive in the Channels dialog, and locks, follow one
rule with all kinds of results: smoothed pixels of layers leave such components
as they are. The rule does not hold for the edge map, nor for masks and
channels."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case

COMPONENTS = {"red": Gimp.ChannelType.RED, "green": Gimp.ChannelType.GREEN,
              "blue": Gimp.ChannelType.BLUE, "grey": Gimp.ChannelType.GRAY,
              "alpha": Gimp.ChannelType.ALPHA}
PRECISIONS = ("U8_NON_LINEAR", "U16_LINEAR", "FLOAT_LINEAR")


def switch_off(image, *names):
    for name in names:
        assert image.set_component_active(COMPONENTS[name], False)


def item_of(image, layer, result):
    """Returns the item that has the smoothed pixels."""
    above = image.get_layers()[0]
    return {"replace": layer, "new-layer": above}.get(
        result) or above.get_children()[1]


def one_rule(result, precision, off, selects=False):
    image = images.new_image(48, 40,
                             precision=getattr(Gimp.Precision, precision))
    layer = images.add_layer(image, alpha=True)
    if selects:
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 5, 5, 30, 30)
    old = pixels.read_raw(layer)
    whole = image.duplicate()
    harness.smooth(whole, whole.get_layers(), strength=100, result=result)
    full = pixels.read_raw(item_of(whole, whole.get_layers()[-1], result))
    whole.delete()
    switch_off(image, *off)
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=100, result=result)
    new = pixels.read_raw(item_of(image, layer, result))
    for index, name in enumerate(("red", "green", "blue", "alpha")):
        wanted = old if name in off else full
        assert (new[..., index] == wanted[..., index]).all(), name
    assert (new != old).any()


for _result in ("replace", "new-layer", "separate"):
    for _precision in PRECISIONS:
        harness.add_case(
            f"{_result} leaves red as it is, {_precision}",
            lambda arguments=(_result, _precision, ("red",)):
            one_rule(*arguments))
    for _off in (("green", "blue"), ("alpha",), ("blue", "alpha")):
        harness.add_case(
            f"{_result} leaves {' and '.join(_off)} as it is",
            lambda arguments=(_result, "U8_NON_LINEAR", _off):
            one_rule(*arguments))
    harness.add_case(
        f"{_result} under a selection leaves red as it is",
        lambda arguments=(_result, "U8_NON_LINEAR", ("red",), True):
        one_rule(*arguments))


@case
def separated_shows_the_same():
    """separate with red inactive: the group looks as the layer did"""
    image = images.new_image(48, 40)
    layer = images.add_layer(image)
    switch_off(image, "red")
    before = images.projection(image)
    harness.smooth(image, [layer], strength=100, result="separate")
    assert np.abs(images.projection(image) - before).max() < 1.5 / 255


def edges(result):
    stored = []
    for off in ((), ("red", "green", "blue")):
        image = images.new_image(48, 40)
        layer = images.add_layer(image)
        switch_off(image, *off)
        harness.smooth(image, [layer], strength=100, result=result)
        items = (image.get_channels() if result == "edge-channel"
                 else image.get_layers())
        stored.append(pixels.read_raw(items[0]))
    assert (stored[0] == stored[1]).all()
    assert stored[0].std() > 1


for _result in ("edge-map", "edge-channel"):
    harness.add_case(f"{_result} does not know of components",
                     lambda result=_result: edges(result))


def all_off(result, base, names):
    image = images.new_image(48, 40, base)
    layer = images.add_layer(image, "the layer")
    switch_off(image, *names)
    with images.Untouched(image):
        answer = harness.call(image, [layer], result=result)
    assert answer.status != harness.SUCCESS
    assert "the layer" in answer.message and "Channels" in answer.message


for _result in ("replace", "new-layer", "separate"):
    for _base, _names in ((Gimp.ImageBaseType.RGB, ("red", "green", "blue")),
                          (Gimp.ImageBaseType.GRAY, ("grey",))):
        harness.add_case(
            f"{_result} with all switched off is refused, {_base.value_nick}",
            lambda arguments=(_result, _base, _names): all_off(*arguments))


def coverage(what):
    image = images.new_image(48, 40)
    layer = images.add_layer(image)
    switch_off(image, "red", "green", "blue", "alpha")
    if what == "mask":
        item = layer.create_mask(Gimp.AddMaskType.WHITE)
        layer.add_mask(item)
    else:
        item = Gimp.Channel.new(image, "saved", 48, 40, 50,
                                Gimp.context_get_foreground())
        image.insert_channel(item, None, 0)
    pixels.write_raw(item, oracle.photo(48, 40, 1, 8) * 255)
    wanted = harness.engine_of(item)[0]
    with images.OneStep(image):
        harness.smooth(image, [item])
    harness.fits(item, wanted)


for _what in ("mask", "channel"):
    harness.add_case(f"a {_what} is smoothed whatever is switched off",
                     lambda what=_what: coverage(what))


def locked_alpha(result):
    image = images.new_image(48, 40)
    layer = images.add_layer(image, alpha=True)
    wanted = harness.engine_of(layer)[0]
    old = pixels.read_raw(layer)
    layer.set_lock_alpha(True)
    with images.OneStep(image):
        harness.smooth(image, [layer], result=result)
    item = item_of(image, layer, result)
    shown = old[..., 3] > 0
    harness.fits(item, wanted)
    assert (pixels.read_raw(item)[..., 3] == old[..., 3]).all()
    assert shown.any()
    assert layer.get_lock_alpha()
    if result == "new-layer":
        assert item.get_lock_alpha(), "the copy's lock"


for _result in ("replace", "new-layer", "separate"):
    harness.add_case(f"{_result} of a layer whose alpha is locked",
                     lambda result=_result: locked_alpha(result))
