# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The image is changed at named moments of a run from a script, by the test
build of the plug-in (events.c). Nothing that the user did may be overwritten,
and no pixel may be written that was not computed."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels
from events import BLOCK, CHANGED, GREEN, at, paint
from harness import add_case, case

POINTS = ("copied", "band", "computed", "prepared", "before-merge")
RESULTS = ("replace", "new-layer", "edge-map", "edge-channel", "separate")


def picture(n_layers=1, width=400, height=300):
    image = images.new_image(width, height)
    layers = [images.add_layer(image, f"layer {i}", seed=i + 1)
              for i in range(n_layers)]
    images.settle(image)
    return image, layers


def painted_result(layer, result="replace"):
    """Returns the pixels of a run without events, on a layer with the painted
    block."""
    image = layer.get_image().duplicate()
    position = layer.get_image().get_layers().index(layer)
    twin = image.get_layers()[position]
    paint(twin)
    at()
    harness.smooth(image, [twin], result=result)
    found = [twin] if result == "replace" else made(image)
    arrays = [pixels.read_raw(drawable) for drawable in found]
    image.delete()
    return arrays


def made(image):
    """Returns the drawables that a run has made."""
    found = list(image.get_channels())
    for layer in image.get_layers():
        if layer.is_group():
            found += layer.get_children()
        elif not layer.get_name().startswith("layer") or len(
                layer.get_name().split()) > 2:
            found.append(layer)
    return found


def painted_once(point, result):
    image, (layer,) = picture()
    wanted = painted_result(layer, result)
    at((point, 1, "paint"))
    harness.smooth(image, [layer], result=result)
    got = [pixels.read_raw(d) for d in
           ([layer] if result == "replace" else made(image))]
    assert len(got) == len(wanted)
    for one, other in zip(got, wanted):
        assert (one == other).all(), np.abs(one.astype(int) - other).max()
    assert harness.undo_state(image).steps == 1
    if result != "replace":
        assert (pixels.read_raw(layer)[BLOCK] == GREEN).all()


def painted_always(point, run_mode):
    """Tests a layer that is painted on in each try. There must be an error
    message, and the layer must have only the strokes."""
    image, (layer,) = picture()
    before = pixels.read_raw(layer)
    at((point, 0, "paint"))
    answer = harness.call(image, [layer], run_mode=run_mode)
    assert answer.status != harness.SUCCESS and CHANGED in answer.message, answer
    after = pixels.read_raw(layer)
    differs = (after != before).any(axis=2)
    assert (after[differs] == GREEN).all() and differs.any()
    assert harness.undo_state(image).open_groups == 0


def refused(point, action, result, words):
    """Tests a run whose drawable changes so that it can no longer be smoothed.
    There must be an error message, and the image must be untouched."""
    image, (layer,) = picture()
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    before = pixels.read_raw(layer)
    at((point, 1, action))
    answer = harness.call(image, [layer], result=result)
    assert answer.status != harness.SUCCESS and words in answer.message, answer
    if action == "remove":
        assert not image.get_layers()
        return
    after = pixels.read_raw(layer)
    if action != "convert":
        assert (after == before).all()
    assert image.get_layers() == [layer] and not image.get_channels()
    assert harness.undo_state(image).open_groups == 0


def several_painted(point, n, index, result):
    """Tests two layers, one of which is painted on. Both must be right in the
    end."""
    image, layers = picture(2)
    wanted = [painted_result(layer)[0] if i == index else None
              for i, layer in enumerate(layers)]
    before = [pixels.read_raw(layer) for layer in layers]
    # At the second "before-merge" the first layer already has its result,
    # above it or in itself.
    is_behind = (point, n) == ("before-merge", 2)
    above = is_behind and index == 1 and result != "replace"
    at((point, n, "paint", index + above))
    harness.smooth(image, layers, result=result)
    if result == "replace" and is_behind and index == 0:
        got = pixels.read_raw(layers[0])
        assert (got[BLOCK] == GREEN).all() and (got != before[0]).mean() > 0.5
    elif result == "replace":
        assert (pixels.read_raw(layers[index]) == wanted[index]).all()
        other = pixels.read_raw(layers[1 - index])
        assert (other != before[1 - index]).any() and (other > 0).any(2).all()
    else:
        assert (pixels.read_raw(layers[index])[BLOCK] == GREEN).all()
        assert len(image.get_layers()) == 4
    assert harness.undo_state(image).open_groups == 0


def several_refused(result):
    """Tests two layers, the second of which is locked after the first was
    merged. Neither may be changed."""
    image, layers = picture(2)
    before = [pixels.read_raw(layer) for layer in layers]
    # At the second "before-merge" the first layer already has its result,
    # above it or in itself.
    second = 1 if result in ("replace", "edge-channel") else 2
    at(("before-merge", 2, "lock", second))
    answer = harness.call(image, layers, result=result)
    assert answer.status != harness.SUCCESS and answer.message, answer
    for layer, pixel in zip(layers, before):
        assert (pixels.read_raw(layer) == pixel).all()
        assert layer.get_visible()
    assert len(image.get_layers()) == 2 and not image.get_channels()
    assert harness.undo_state(image).open_groups == 0


@case
def unguarded_selection():
    """everything is selected between check and merge: what was not computed
    stays as it was, and one Undo restores the rest"""
    image, (layer,) = picture()
    before = pixels.read_raw(layer)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    images.settle(image)
    at(("unguarded", 1, "select-all"))
    harness.smooth(image, [layer])
    after = pixels.read_raw(layer)
    outside = np.ones(before.shape[:2], bool)
    outside[50:150, 100:300] = False
    assert (after[outside] == before[outside]).all()
    harness.undo(image)
    assert (pixels.read_raw(layer) == before).all()


@case
def unguarded_conversion():
    """another precision between check and merge: an error, no pixel is black"""
    image, (layer,) = picture()
    before = pixels.read(layer)
    at(("unguarded", 1, "convert"))
    answer = harness.call(image, [layer])
    assert answer.status != harness.SUCCESS and answer.message, answer
    assert np.abs(pixels.read(layer) - before).max() < 1e-3


for _point in POINTS:
    for _result in RESULTS if _point in ("band", "before-merge") else RESULTS[:1]:
        add_case(f"painted on at '{_point}', {_result}: computed from the new"
                 " pixels", lambda p=_point, r=_result: painted_once(p, r))
for _mode in (Gimp.RunMode.NONINTERACTIVE, Gimp.RunMode.WITH_LAST_VALS):
    for _point in ("copied", "before-merge"):
        add_case(f"painted on at each '{_point}', {_mode.value_nick}: refused",
                 lambda p=_point, m=_mode: painted_always(p, m))
for _point in POINTS:
    for _action, _words in (
            ("select-all", CHANGED), ("select-none", CHANGED),
            ("select-ellipse", CHANGED), ("move", CHANGED),
            ("convert", CHANGED), ("lock", "locked"), ("remove", "layer")):
        # Each kind of result, each action and each point, in turn.
        _result = RESULTS[(len(_point) + len(_action)) % len(RESULTS)]
        add_case(f"{_action} at '{_point}', {_result}: refused",
                 lambda p=_point, a=_action, r=_result, w=_words:
                 refused(p, a, r, w))
for _point, _n in (("band", 1), ("prepared", 1), ("before-merge", 1),
                   ("before-merge", 2)):
    for _index in (0, 1):
        _result = ("replace", "separate")[(_n + _index) % 2]
        add_case(f"two layers, {_index} painted on at {_n}. '{_point}',"
                 f" {_result}: both are right",
                 lambda p=_point, n=_n, i=_index, r=_result:
                 several_painted(p, n, i, r))
for _result in RESULTS:
    add_case(f"two layers, locked before the second's merge, {_result}: neither",
             lambda r=_result: several_refused(r))
