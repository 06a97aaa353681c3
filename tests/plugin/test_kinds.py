# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each result of a layer of each kind that this GIMP has: it works, or it is
refused with a sentence that says what to do. Needs fonts (run.py --fonts)."""
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
import images
import kinds
import pixels
from harness import case

RESULTS = ("replace", "new-layer", "edge-map", "edge-channel", "separate")
# What the sentence says, where a result is refused.
REFUSED = {
    ("replace", "link"): "Layer > Rasterize first, or another output",
    ("replace", "vector"): "Layer > Rasterize first, or another output",
    ("separate", "with locked visibility"): "Unlock it first",
}
HAS_DRAWN = "link" in kinds.KINDS
STEP = 1 / 255


def check_replaced(layer, text, wanted):
    """`replace` has put the engine's result into the layer."""
    harness.fits(layer, wanted)
    assert (pixels.read_raw(layer) != text).any(), "nothing was smoothed"


def check_read(image, layer, old, result):
    """Another result has left the layer as it was, and there is a new item."""
    assert (pixels.read_raw(layer) == old).all(), "the layer has changed"
    if result == "edge-channel":
        assert len(image.get_channels()) == 1
        return
    siblings = (layer.get_parent().get_children() if layer.get_parent()
                else image.get_layers())
    item = siblings[siblings.index(layer) - 1] if layer in siblings else None
    assert item is not None and item.get_id() != layer.get_id()
    if result == "new-layer":
        assert type(item) is Gimp.Layer, type(item)
        assert (pixels.read_raw(item) != old).any(), "nothing was smoothed"
    if result == "separate":
        assert [type(c) for c in item.get_children()] == [Gimp.Layer] * 2


def works(result, kind):
    image, layer = kinds.make(kind)
    old = pixels.read_raw(layer)
    seen = images.projection(image)
    wanted = harness.engine_of(layer, 100)[0]
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=100, result=result)
    if result == "replace":
        check_replaced(layer, old, wanted)
    else:
        check_read(image, layer, old, result)
    if result == "separate":
        far = np.abs(images.projection(image) - seen).max()
        assert far < 2 * STEP, f"the image looks different: {far}"


def refused(result, kind):
    image, layer = kinds.make(kind)
    with images.Untouched(image):
        answer = harness.call(image, [layer], result=result)
    assert answer.status == Gimp.PDBStatusType.CALLING_ERROR, answer
    assert REFUSED[result, kind] in answer.message, answer.message
    assert layer.get_name() in answer.message, answer.message


def is_redone(change):
    """Whether redo brings back what change (image, layer) does to a text
    layer."""
    image, layer = kinds.make("text")
    images.settle(image)
    change(image, layer)
    changed = pixels.read_raw(layer)
    harness.undo(image)
    assert harness.undo_state(image).redo == 1
    harness.redo(image)
    again = pixels.read_raw(layer)
    return again.shape == changed.shape and bool((again == changed).all())


def replaces_text(result, kind):
    """GIMP 3.2 draws the text again when one of its own filters is redone, and
    so when the plug-in's result is."""
    image, layer = kinds.make(kind)
    images.settle(image)
    before = images.snapshot(image)
    old = pixels.read_raw(layer)
    wanted = harness.engine_of(layer, 100)[0]
    harness.smooth(image, [layer], strength=100, result=result)
    check_replaced(layer, old, wanted)
    assert harness.undo_state(image).steps == 1
    harness.undo(image)
    images.same(images.snapshot(image), before, "after undo")
    own = is_redone(lambda image, layer: layer.invert(False))
    assert own == is_redone(lambda image, layer: harness.smooth(
        image, [layer], strength=100)), own


def choose_run(result, kind):
    if (result, kind) in REFUSED:
        return refused
    return replaces_text if (result, kind) == ("replace", "text") else works


for _kind in kinds.KINDS:
    for _result in RESULTS:
        _run = choose_run(_result, _kind)
        harness.add_case(
            f"GIMP {kinds.VERSION}, {_result} of a layer: {_kind}, "
            + _run.__name__.replace("_", " "),
            lambda run=_run, arguments=(_result, _kind): run(*arguments))


def reloaded(image):
    file = Gio.File.new_for_path(
        os.path.join(harness.Setting.scratch, "kinds.xcf"))
    assert Gimp.file_save(kinds.QUIET, image, file, None)
    return Gimp.file_load(kinds.QUIET, file)


@case
def text_back():
    """replace of a text layer: a file keeps the pixels, undo gives the text back
    """
    image, layer = kinds.make("text")
    images.settle(image)
    text = pixels.read_raw(layer)
    harness.smooth(image, [layer], strength=100)
    smoothed = pixels.read_raw(layer)
    assert (smoothed != text).any()
    other = reloaded(image)
    assert (pixels.read_raw(other.get_layers()[0]) == smoothed).all()
    other.delete()
    harness.undo(image)
    assert (pixels.read_raw(layer) == text).all()
    assert isinstance(layer, Gimp.TextLayer) and kinds.is_drawn(layer)
    assert layer.set_text("Wood")
    assert layer.get_text() == "Wood"
    assert pixels.read_raw(layer).shape != text.shape or (
        pixels.read_raw(layer) != text).any(), "the text is not drawn anew"


def rasterized(kind):
    image, layer = kinds.make(kind)
    assert layer.rasterize()
    old = pixels.read_raw(layer)
    wanted = harness.engine_of(layer, 100)[0]
    with images.OneStep(image):
        harness.smooth(image, [layer], strength=100)
    check_replaced(layer, old, wanted)


def masked(kind):
    image, layer = kinds.make(kind)
    mask = layer.create_mask(Gimp.AddMaskType.ALPHA)
    layer.add_mask(mask)
    pixels.write(mask, harness.oracle.photo(layer.get_width(),
                                            layer.get_height(), 1, 12))
    old = pixels.read_raw(mask)
    with images.OneStep(image):
        harness.smooth(image, [mask], strength=100)
    assert (pixels.read_raw(mask) != old).any()


if HAS_DRAWN:
    for _kind in ("link", "vector"):
        harness.add_case(f"replace of a {_kind} layer that was rasterized",
                         lambda kind=_kind: rasterized(kind))
        harness.add_case(f"replace of the mask of a {_kind} layer",
                         lambda kind=_kind: masked(kind))
