# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The result "filter": the operation as a filter of layers and groups, which is
saved, loaded, edited, undone and merged."""
import os

from gi.repository import Gimp, Gio

import harness
import images
import oracle
import pixels
from harness import Setting, case
from images import Untouched

OPERATION = "structure-smooth:smooth"
VALUES = {"strength": 80.0, "texture_scale": 2.0, "channels": "luminance",
          "detail": -70.0}


def filters(layer):
    return [f for f in layer.get_filters()
            if f.get_operation_name() == OPERATION]


def append(image, drawables, **values):
    harness.smooth(image, drawables, result="filter", **{**VALUES, **values})
    found = filters(drawables[0])
    assert len(found) >= 1
    return found[0]


def settings(found):
    config = found.get_config()
    return {name: config.get_property(name)
            for name in ("strength", "texture-scale", "detail", "channels",
                         "tileable", "weights")}


def replaced(array, precision=Gimp.Precision.U8_NON_LINEAR, alpha=False,
             **values):
    """Returns what the result "replace" makes of a layer with these pixels."""
    image = images.new_image(array.shape[1], array.shape[0],
                             precision=precision)
    layer = images.add_layer(image, alpha=alpha, array=array)
    harness.smooth(image, [layer], **{**VALUES, **values})
    return layer


def near(layer, wanted, steps):
    """Asserts that two layers of integers differ by at most `steps`, because
    GIMP's own process converts pixels less exactly than the plug-in's."""
    got, other = pixels.read_raw(layer), pixels.read_raw(wanted)
    off = abs(got.astype(float) - other.astype(float)).max()
    harness.note(f"differs by at most {off} steps")
    assert got.shape == other.shape and off <= steps


for _precision, _steps in (("U8_NON_LINEAR", 1), ("U16_NON_LINEAR", 3)):
    for _alpha in (False, True):
        def merged(name=_precision, steps=_steps, alpha=_alpha):
            precision = getattr(Gimp.Precision, name)
            array = oracle.photo(150, 120, 3 + alpha, 5)
            image = images.new_image(150, 120, precision=precision)
            layer = images.add_layer(image, alpha=alpha, array=array)
            before = pixels.read_raw(layer)
            append(image, [layer])
            assert (layer.get_width(), layer.get_height()) == (150, 120)
            assert (pixels.read_raw(layer) == before).all()
            layer.merge_filters()
            assert not filters(layer)
            assert (layer.get_width(), layer.get_height()) == (150, 120)
            assert (pixels.read_raw(layer) != before).any()
            near(layer, replaced(array, precision, alpha), steps)
        harness.add_case(
            f"merged, it is the result of replace: {_precision}"
            f"{', alpha' if _alpha else ''}", merged)


@case
def written():
    """the settings are those of the call, and the weights' checksum is there"""
    image = images.new_image()
    layer = images.add_layer(image)
    found = settings(append(image, [layer], tileable=True))
    assert found["strength"] == 80.0 and found["texture-scale"] == 2.0
    assert found["detail"] == -70.0 and found["tileable"]
    assert found["channels"] == "luminance", found
    assert len(found["weights"]) == 16, found


@case
def saved():
    """saved, loaded, edited and merged"""
    array = oracle.photo(90, 80, 3, 3)
    image = images.new_image(90, 80)
    layer = images.add_layer(image, array=array)
    before = settings(append(image, [layer]))
    path = os.path.join(Setting.scratch, "saved.xcf")
    file = Gio.File.new_for_path(path)
    Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, file, None)
    loaded = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, file)
    layer = loaded.get_layers()[0]
    found = filters(layer)
    assert len(found) == 1 and settings(found[0]) == before
    found[0].get_config().set_property("strength", 30.0)
    found[0].update()
    layer.merge_filters()
    near(layer, replaced(array, strength=30.0), 1)


@case
def undone():
    """one undo removes the filters of all layers"""
    image = images.new_image()
    layers = [images.add_layer(image, name) for name in ("one", "two")]
    images.settle(image)
    append(image, layers)
    assert all(filters(layer) for layer in layers)
    assert harness.undo_state(image).steps == 1
    harness.undo(image)
    assert not any(filters(layer) for layer in layers)
    harness.redo(image)
    assert all(filters(layer) for layer in layers)


@case
def groups():
    """on a group"""
    image = images.new_image(70, 60)
    group = Gimp.GroupLayer.new(image, "the group")
    image.insert_layer(group, None, 0)
    images.add_layer(image, parent=group, array=oracle.photo(70, 60, 3, 4))
    append(image, [group])
    assert (group.get_width(), group.get_height()) == (70, 60)
    shown = Gimp.Layer.new_from_visible(image, image, "shown")
    image.insert_layer(shown, None, 0)
    near_one = replaced(oracle.photo(70, 60, 3, 4))
    got = pixels.read_raw(shown)[..., :3].astype(float)
    off = abs(got - pixels.read_raw(near_one)[..., :3].astype(float)).max()
    assert off <= 1, off


@case
def nested():
    """on a group and on a layer in it: neither waits for the other"""
    image = images.new_image(70, 60)
    group = Gimp.GroupLayer.new(image, "the group")
    image.insert_layer(group, None, 0)
    layer = images.add_layer(image, parent=group,
                             array=oracle.photo(70, 60, 3, 5))
    append(image, [group])
    append(image, [layer])
    shown = Gimp.Layer.new_from_visible(image, image, "shown")
    image.insert_layer(shown, None, 0)
    twice = replaced(oracle.photo(70, 60, 3, 5))
    harness.smooth(twice.get_image(), [twice], **VALUES)
    got = pixels.read_raw(shown)[..., :3].astype(float)
    off = abs(got - pixels.read_raw(twice)[..., :3].astype(float)).max()
    assert off <= 2, off


@case
def duplicated():
    """two filters on one layer, half opaque, in a copy of the image, exported"""
    image = images.new_image(70, 60)
    layer = images.add_layer(image, array=oracle.photo(70, 60, 3, 4))
    append(image, [layer])
    append(image, [layer], strength=20.0)
    second = filters(layer)[0]
    second.set_opacity(0.5)
    second.update()
    copy = image.duplicate()
    assert len(filters(copy.get_layers()[0])) == 2
    path = Gio.File.new_for_path(os.path.join(Setting.scratch, "copy.png"))
    Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, copy, path, None)
    exported = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, path)
    for other in (copy, image):
        other.get_layers()[0].merge_filters()
    near(copy.get_layers()[0], image.get_layers()[0], 0)
    near(exported.get_layers()[0], image.get_layers()[0], 1)


def refused(image, drawables, word):
    with Untouched(image):
        answer = harness.call(image, drawables, result="filter", **VALUES)
    assert answer.status != harness.SUCCESS and word in answer.message, answer


@case
def channels_and_masks():
    """refused on channels, masks, and groups that pass through"""
    image = images.new_image()
    layer = images.add_layer(image)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    refused(image, [mask], "takes no filter")
    channel = Gimp.Channel.new(image, "a channel", 40, 37, 50.0,
                               Gimp.context_get_foreground())
    image.insert_channel(channel, None, 0)
    refused(image, [channel], "takes no filter")
    group = Gimp.GroupLayer.new(image, "the group")
    image.insert_layer(group, None, 0)
    group.set_mode(Gimp.LayerMode.PASS_THROUGH)
    images.add_layer(image, parent=group)
    refused(image, [group], "passes its layers through")


@case
def other_weights():
    """refused with weights that are not installed; unknown ones in a file pass
    the layer on"""
    array = oracle.photo(60, 50, 3, 6)
    image = images.new_image(60, 50)
    layer = images.add_layer(image, array=array)
    with Untouched(image):
        answer = harness.call(image, [layer], result="filter",
                              weights=Setting.scratch, **VALUES)
    assert answer.status != harness.SUCCESS, answer
    assert "installed weights alone" in answer.message, answer
    before = pixels.read_raw(layer)
    found = append(image, [layer])
    found.get_config().set_property("weights", "0123456789abcdef")
    found.update()
    layer.merge_filters()
    assert abs(pixels.read_raw(layer).astype(int) - before).max() <= 1
