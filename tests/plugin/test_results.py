# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The new items that the argument `result` asks for: their pixels, names,
places and sizes, and that they make one undo step. `separate` has a file of
its own."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case

PRECISIONS = ("U8_NON_LINEAR", "U16_LINEAR", "HALF_LINEAR",
              "FLOAT_PERCEPTUAL")


def stack(precision="U8_NON_LINEAR", base=Gimp.ImageBaseType.RGB,
          alpha=False):
    """Makes an image with a layer between two others, with an offset and in a
    group."""
    image = images.new_image(60, 50, base,
                              getattr(Gimp.Precision, precision))
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    images.add_layer(image, "below", parent=group, seed=3)
    layer = images.add_layer(image, "Wall", 33, 29, alpha, 21, 13,
                              parent=group)
    images.add_layer(image, "above", 5, 5, parent=group, seed=4)
    return image, group, layer


def new_above(group, layer, name):
    """Returns the item directly above the layer, after asserting what holds
    for every new item."""
    names = [child.get_name() for child in group.get_children()]
    assert names == ["above", name, "Wall", "below"], names
    item = group.get_children()[1]
    assert item.get_parent() == group
    assert item.get_offsets()[1:] == layer.get_offsets()[1:]
    assert (item.get_width(), item.get_height()) == (layer.get_width(),
                                                     layer.get_height())
    assert item.get_visible() and layer.get_visible()
    assert item.get_mode() == layer.get_mode()
    assert item.get_opacity() == layer.get_opacity()
    return item


def new_layer(precision, base, alpha):
    image, group, layer = stack(precision, base, alpha)
    wanted = harness.engine_of(layer, 80)[0]
    old = pixels.read_raw(layer)
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=80, result="new-layer")
    item = new_above(group, layer, "Smoothed Wall")
    harness.fits(item, wanted)
    assert (pixels.read_raw(layer) == old).all()
    assert item.get_mask() is None
    if alpha:
        assert (pixels.read_raw(item)[..., -1] == old[..., -1]).all()


def edge_map(precision, base, alpha):
    image, group, layer = stack(precision, base, alpha)
    edges = harness.engine_of(layer, 80)[1]
    assert edges.max() - edges.min() > 0.1, "the picture has no edges"
    old = pixels.read_raw(layer)
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=80, result="edge-map")
    item = new_above(group, layer, "Edges of Wall")
    kind = pixels.storage(item)
    n_colours = 1 if kind.grey else 3
    wanted = np.repeat(edges, n_colours, 2)
    if kind.alpha:
        wanted = np.concatenate([wanted, np.ones_like(edges)], 2)
    harness.fits(item, wanted)
    assert (pixels.read_raw(layer) == old).all()


def edge_channel(precision, base, alpha):
    image, _, layer = stack(precision, base, alpha)
    edges = harness.engine_of(layer, 80)[1]
    layers = [child.get_id() for child in image.get_layers()]
    image.set_selected_layers([layer])
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=80, result="edge-channel")
        # A selected channel would be what the next filter works on.
        assert [item.get_id() for item in image.get_selected_drawables()] == [
            layer.get_id()]
    assert [child.get_id() for child in image.get_layers()] == layers
    channels = image.get_channels()
    assert [channel.get_name() for channel in channels] == ["Edges of Wall"]
    channel = channels[0]
    # A visible channel would cover the image.
    assert not channel.get_visible()
    assert (channel.get_width(), channel.get_height()) == (60, 50)
    wanted = np.zeros((50, 60))
    wanted[13:42, 21:54] = edges[..., 0]
    # The values of a channel are coverage: an edge of 0.5 selects by half.
    values = pixels.read(channel, pixels.LINEAR, "double")[..., 0]
    kind = pixels.storage(channel)
    step = {"u8": 1 / 255, "u16": 1 / 65535, "half": 2 ** -11,
            "float": 2 ** -24}[kind.type]
    if kind.encoding != pixels.LINEAR:  # Channels of 8-bit images have 8 bits.
        values = pixels.read_raw(channel)[..., 0] / 255.0
    off = np.abs(values - wanted).max()
    assert off <= step / 2 + oracle.SLACK, f"{off:.3g} off, step {step:.3g}"


KINDS = ((Gimp.ImageBaseType.RGB, True), (Gimp.ImageBaseType.RGB, False),
         (Gimp.ImageBaseType.GRAY, True))

for _function in (new_layer, edge_map, edge_channel):
    for _precision in PRECISIONS:
        for _base, _alpha in KINDS if _precision.startswith("U8") else KINDS[:1]:
            harness.add_case(
                f"{_function.__name__.replace('_', '-')}, {_precision}, "
                f"{_base.value_nick}{'a' * _alpha}",
                lambda function=_function,
                arguments=(_precision, _base, _alpha): function(*arguments))


@case
def channel_selects():
    """the edge channel becomes a selection of the same strength"""
    image, _, layer = stack("FLOAT_LINEAR")
    edges = harness.engine_of(layer)[1]
    harness.smooth(image, [layer], result="edge-channel")
    image.select_item(Gimp.ChannelOps.REPLACE, image.get_channels()[0])
    chosen = pixels.read(image.get_selection(), pixels.LINEAR)
    assert np.abs(chosen[13:42, 21:54] - edges).max() < 1e-6


@case
def own_settings():
    """new layers have the layer's mode and opacity; nothing is shared"""
    image, group, layer = stack()
    layer.set_mode(Gimp.LayerMode.MULTIPLY)
    layer.set_opacity(40)
    harness.smooth(image, [layer], result="new-layer")
    new_above(group, layer, "Smoothed Wall")


def selected(result, name):
    image, group, layer = stack(alpha=True)
    Gimp.context_set_antialias(True)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 15, 10, 25, 20)
    selection = pixels.read_raw(image.get_selection())[13:42, 21:54]
    assert ((selection > 0) & (selection < 255)).any(), "no soft edge"
    before = images.snapshot(image)["selection"]
    whole = harness.engine_of(layer, 80)
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=80, result=result)
    assert images.snapshot(image)["selection"] == before
    if result == "edge-channel":
        values = pixels.read_raw(image.get_channels()[0])[13:42, 21:54]
        wanted = whole[1] * (selection / 255.0) * 255.0
        assert np.abs(values - wanted).max() <= 0.5 + 1e-3
        return
    item = new_above(group, layer, name)
    mask = pixels.read_raw(item.get_mask())
    assert mask.shape == selection.shape
    assert (mask == selection).all(), "the mask is not the selection"
    shown = np.broadcast_to(selection > 0, whole[0].shape)
    if result == "new-layer":
        kind = pixels.storage(item)
        full = image.duplicate()
        Gimp.Selection.none(full)
        other = [child for child in full.get_layers()[0].get_children()
                 if child.get_name() == "Wall"][0]
        harness.smooth(full, [other], strength=80)
        assert kind.n_channels == 4
        assert (pixels.read_raw(item)[shown]
                == pixels.read_raw(other)[shown]).all()


for _result, _name in (("new-layer", "Smoothed Wall"),
                       ("edge-map", "Edges of Wall"), ("edge-channel", "")):
    harness.add_case(f"{_result} under a selection",
                     lambda arguments=(_result, _name): selected(*arguments))


@case
def narrowed_mask():
    """new-layer under a selection, of a layer with a mask: both hide"""
    image, group, layer = stack()
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(33, 29, 1, 12))
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 15, 10, 25, 20)
    chosen = pixels.read_raw(image.get_selection())[13:42, 21:54] / 255.0
    with images.OneStep(image):
        harness.smooth(image, [layer], result="new-layer")
    item = new_above(group, layer, "Smoothed Wall")
    wanted = pixels.read_raw(mask) * chosen
    got = pixels.read_raw(item.get_mask())
    assert np.abs(got - wanted).max() <= 0.5 + 1e-3


@case
def filtered():
    """new-layer and edge-map of a layer with a filter: of its own pixels"""
    image, group, layer = stack()
    blur = Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur", "blur")
    layer.append_filter(blur)
    smoothed, edges = harness.engine_of(layer)
    harness.smooth(image, [layer], result="new-layer")
    harness.fits(new_above(group, layer, "Smoothed Wall"), smoothed)
    harness.undo(image)
    harness.smooth(image, [layer], result="edge-map")
    harness.fits(new_above(group, layer, "Edges of Wall"),
                 np.repeat(edges, 3, 2))
    assert len(layer.get_filters()) == 1


@case
def several():
    """new layers of two drawables: each above its own, one step"""
    for result, word in (("new-layer", "Smoothed"), ("edge-map", "Edges of")):
        image = images.new_image(50, 40)
        one = images.add_layer(image, "one")
        two = images.add_layer(image, "two", 20, 20, True, 25, 15, 6)
        with images.OneStep(image):
            harness.smooth(image, [one, two], result=result)
        names = [layer.get_name() for layer in image.get_layers()]
        assert names == [f"{word} two", "two", f"{word} one", "one"], names
    with images.OneStep(image):
        harness.smooth(image, [one, two], result="edge-channel")
    names = [channel.get_name() for channel in image.get_channels()]
    assert sorted(names) == ["Edges of one", "Edges of two"], names


@case
def twice():
    """a second run on the same layer makes a second new layer"""
    image = images.new_image()
    layer = images.add_layer(image, "Wall")
    for _ in range(2):
        harness.smooth(image, [layer], result="new-layer")
    layers = image.get_layers()
    assert len(layers) == 3 and layers[2] == layer
    assert all(new.get_name().startswith("Smoothed Wall")
               for new in layers[:2])


@case
def strange_names():
    """names with percent signs and beyond ASCII"""
    for name in ("100% %s %n", "Fl\u00e4che \u58c1"):
        image = images.new_image()
        layer = images.add_layer(image, name)
        harness.smooth(image, [layer], result="new-layer")
        got = image.get_layers()[0].get_name()
        assert got == f"Smoothed {name}", got


def add_mask(layer, applies, shows=False, edits=False):
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(layer.get_width(), layer.get_height(), 1,
                                    12))
    layer.set_apply_mask(applies)
    layer.set_show_mask(shows)
    layer.set_edit_mask(edits)
    return mask


def masked(applies, shows, edits, selects):
    """Under a selection the new layer must change only what shows inside it.
    If the layer's mask is not applied, the selection replaces the mask."""
    image, group, layer = stack()
    mask = add_mask(layer, applies, shows, edits)
    old = pixels.read_raw(mask)
    if selects:
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 15, 10, 25, 20)
    selection = pixels.read_raw(image.get_selection())[13:42, 21:54] / 255.0
    before = images.projection(image)
    with images.OneStep(image):
        harness.smooth(image, [layer], result="new-layer", strength=100)
    item = new_above(group, layer, "Smoothed Wall")
    assert (pixels.read_raw(mask) == old).all(), "the layer's own mask"
    states = (item.get_apply_mask(), item.get_show_mask())
    if not selects:
        assert states == (applies, shows)
        assert item.get_edit_mask() == edits
        assert (pixels.read_raw(item.get_mask()) == old).all()
        return
    assert states == (True, False)
    wanted = selection * (old if applies else 255)
    assert np.abs(pixels.read_raw(item.get_mask()) - wanted).max() <= 0.501
    changed = np.abs(images.projection(image) - before).max(2)[13:42, 21:54]
    assert changed[selection[..., 0] == 0].max() == 0.0, "outside"
    assert changed.max() > 0.01


for _applies in (True, False):
    for _shows in (True, False):
        for _edits in (True, False):
            for _selects in (True, False):
                harness.add_case(
                    f"new-layer, mask {'on' if _applies else 'off'}"
                    f"{', shown' * _shows}{', edited' * _edits}"
                    f"{', under a selection' * _selects}",
                    lambda arguments=(_applies, _shows, _edits, _selects):
                    masked(*arguments))


def selected_after(result, what):
    """Tests that what is selected stays selected, so that Ctrl+F works on the
    same items again."""
    image = images.new_image(48, 40)
    layers = [images.add_layer(image, name, seed=seed)
              for seed, name in enumerate(("one", "two", "three"))]
    channels = []
    for name in ("saved", "other"):
        channels.append(Gimp.Channel.new(image, name, 48, 40, 50,
                                         Gimp.context_get_foreground()))
        image.insert_channel(channels[-1], None, 0)
    target = layers[:1]
    if what == "channels":
        chosen = channels
        image.set_selected_channels(channels)
    else:
        chosen = {"several": layers[:2], "another": layers[2:],
                  "itself": target, "edited mask": target}[what]
        if what == "edited mask":
            add_mask(layers[0], True, edits=True)
        image.set_selected_layers(chosen)
    if what == "several":
        target = chosen
    before = [item.get_id() for item in image.get_selected_drawables()]
    edits = layers[0].get_mask() and layers[0].get_edit_mask()
    for _ in range(2):
        harness.smooth(image, target, result=result)
        assert [item.get_id() for item in
                image.get_selected_drawables()] == before
    harness.undo(image)
    assert [item.get_id() for item in
            image.get_selected_drawables()] == before, "after undo"
    if what == "edited mask":
        assert layers[0].get_edit_mask() == edits


for _result in ("replace", "new-layer", "edge-map", "edge-channel",
                "separate"):
    for _what in ("several", "another", "itself", "channels", "edited mask"):
        harness.add_case(f"{_result}: what is selected stays so, {_what}",
                         lambda arguments=(_result, _what):
                         selected_after(*arguments))
