# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every refusal: the error's text says why, and the image, its undo stack and
whether it is saved are as before."""
import json
import os
import re
import shutil
import struct

from gi.repository import Gimp

import harness
import images
import pixels
from harness import case

RESULTS = ("replace", "new-layer", "edge-map", "edge-channel", "separate")


def refused(image, drawables, *words, **values):
    """Asserts that the call fails, that the error's text matches each of
    `words` (patterns), and that nothing has changed."""
    with images.Untouched(image):
        answer = harness.call(image, drawables, **values)
    assert answer.status in (Gimp.PDBStatusType.EXECUTION_ERROR,
                             Gimp.PDBStatusType.CALLING_ERROR), answer
    for word in words:
        assert re.search(word, answer.message, re.I), (
            f"no '{word}' in '{answer.message}'")


def simple():
    image = images.new_image()
    return image, images.add_layer(image, "a layer")


for _result in ("replace", "separate"):
    def indexed(result=_result):
        image = images.new_image()
        layer = images.add_layer(image)
        image.convert_indexed(Gimp.ConvertDitherType.NONE,
                              Gimp.ConvertPaletteType.GENERATE, 16, False,
                              False, "")
        refused(image, [layer], "indexed", result=result)
    harness.add_case(f"an indexed image, {_result}", indexed)

    def group(result=_result):
        image = images.new_image()
        parent = Gimp.GroupLayer.new(image, "the group")
        image.insert_layer(parent, None, 0)
        images.add_layer(image, parent=parent)
        refused(image, [parent], "the group", "group", result=result)
    harness.add_case(f"a layer group, {_result}", group)

    def missed(result=_result):
        image = images.new_image(60, 50)
        layer = images.add_layer(image, "small", 10, 10, x=40, y=30)
        image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 20, 20)
        refused(image, [layer], "selection", "small", result=result)
    harness.add_case(f"a selection that misses the layer, {_result}", missed)


@case
def locked():
    """a layer with locked pixels"""
    image, layer = simple()
    layer.set_lock_content(True)
    refused(image, [layer], "lock", "a layer")
    refused(image, [layer], "lock", "a layer", result="separate")


@case
def locked_visibility():
    """a layer whose visibility is locked cannot be separated"""
    image, layer = simple()
    layer.set_lock_visibility(True)
    refused(image, [layer], "visibility", "a layer", "lock", result="separate")
    second = images.add_layer(image, "second", seed=5)
    refused(image, [second, layer], "visibility", "a layer",
            result="separate")
    for result in RESULTS[:-1]:
        harness.smooth(image, [layer], result=result)
        harness.undo(image)


@case
def detail_layer():
    """a detail layer, or a copy of one, is not separated again"""
    image, layer = simple()
    harness.smooth(image, [layer], result="separate")
    group = image.get_layers()[0]
    detail, smoothed = group.get_children()
    copy = detail.copy()
    image.insert_layer(copy, None, 0)
    for item in (detail, copy):
        refused(image, [item], "detail layer", result="separate")
    harness.smooth(image, [smoothed], result="separate")
    harness.smooth(image, [detail], result="replace")


@case
def choices():
    """each argument of names says which there are"""
    procedure = Gimp.get_pdb().lookup_procedure("plug-in-structure-smooth")
    blurb = procedure.find_argument("result").get_blurb()
    assert all(name in blurb for name in RESULTS), blurb
    blurb = procedure.find_argument("channels").get_blurb()
    assert "all, luminance, colour" in blurb, blurb


@case
def locked_visibility_hidden():
    """a hidden layer with locked visibility can be separated, and stays hidden
    """
    image, layer = simple()
    layer.set_visible(False)
    layer.set_lock_visibility(True)
    with images.OneStep(image):
        harness.smooth(image, [layer], result="separate")
    assert not layer.get_visible()
    assert not image.get_layers()[0].get_visible()


@case
def other_locks():
    """a locked position, a group with locked position and visibility"""
    image = images.new_image()
    parent = Gimp.GroupLayer.new(image, "outer")
    image.insert_layer(parent, None, 0)
    layer = images.add_layer(image, "inner", parent=parent)
    parent.set_lock_position(True)
    parent.set_lock_visibility(True)
    layer.set_lock_position(True)
    for result in RESULTS:
        with images.OneStep(image):
            harness.smooth(image, [layer], result=result)
        assert layer.get_visible() == (result != "separate")
        harness.undo(image)


@case
def no_display():
    """an interactive call where there is no display"""
    image, layer = simple()
    assert not os.environ.get("DISPLAY"), "there is a display"
    refused(image, [layer], "display",
            run_mode=Gimp.RunMode.INTERACTIVE)


@case
def no_display_repeated():
    """a repeat needs no display"""
    image, layer = simple()
    with images.OneStep(image):
        harness.smooth(image, [layer], run_mode=Gimp.RunMode.WITH_LAST_VALS)


@case
def locked_group():
    """a layer inside a group with locked pixels"""
    image = images.new_image()
    parent = Gimp.GroupLayer.new(image, "outer")
    image.insert_layer(parent, None, 0)
    layer = images.add_layer(image, "inner", parent=parent)
    parent.set_lock_content(True)
    refused(image, [layer], "lock")


@case
def one_of_two_locked():
    """two layers, the second locked: neither is touched"""
    image, first = simple()
    second = images.add_layer(image, "second", seed=5)
    second.set_lock_content(True)
    refused(image, [first, second], "lock", "second")


@case
def locked_strength_0():
    """strength 0 does not hide an error"""
    image, layer = simple()
    layer.set_lock_content(True)
    refused(image, [layer], "lock", strength=0)


@case
def floating():
    """an image with a floating selection"""
    image, layer = simple()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 5, 5, 20, 20)
    floating_layer = Gimp.Selection.float(image, [layer], 3, 3)
    assert image.get_floating_sel() is not None
    refused(image, [layer], "floating")
    refused(image, [floating_layer], "floating")


@case
def mask_elsewhere():
    """a layer mask or a channel can only be replaced"""
    image, layer = simple()
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    saved = Gimp.Channel.new(image, "saved", 40, 37, 50,
                             Gimp.context_get_foreground())
    image.insert_channel(saved, None, 0)
    for drawable in (mask, saved):
        for result in RESULTS[1:]:
            refused(image, [drawable], "replace", result=result)


@case
def locked_mask():
    """the mask of a locked layer"""
    image, layer = simple()
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    layer.set_lock_content(True)
    refused(image, [mask], "lock")


@case
def twice():
    """the same layer given twice"""
    image, layer = simple()
    refused(image, [layer, layer], "twice")


@case
def no_operation():
    """filter in a GIMP without the operation"""
    image, layer = simple()
    refused(image, [layer], "structure-smooth:smooth", "Help", result="filter")


@case
def none_at_all():
    """no drawable at all"""
    image, _ = simple()
    refused(image, [], "layer")


@case
def separate_filters():
    """separate on a layer with non-destructive filters"""
    image, layer = simple()
    layer.append_filter(Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur",
                                                "blur"))
    refused(image, [layer], "filter", result="separate")


def choice(name, bad):
    """Tests a choice with a bad value. GIMP 3.0.4 refuses such a call itself;
    later versions may pass it on to the plug-in."""
    image, layer = simple()
    with images.Untouched(image):
        answer = harness.call_with_choice(image, [layer], name, bad)
    assert answer.status != Gimp.PDBStatusType.SUCCESS, answer
    assert bad in answer.message and name in answer.message, answer.message


for _name, _bad in (("channels", "red"), ("result", "elsewhere")):
    harness.add_case(f"a bad choice for {_name}",
                     lambda arguments=(_name, _bad): choice(*arguments))


# -- weights ----------------------------------------------------------------

def broken(change):
    """Makes a folder with the shipped weights, one of which is changed."""
    folder = os.path.join(harness.Setting.scratch, "broken")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(harness.Setting.folder, "weights"), folder)
    change(folder)
    return folder


def check_weights(change, *words):
    folder = broken(change)
    image, layer = simple()
    for result in ("replace", "separate"):
        refused(image, [layer], *words, weights=folder, result=result)


def edit(name, change):
    """Returns a function that changes bytes of a file."""
    def change_folder(folder):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            content = file.read()
        os.chmod(path, 0o644)
        with open(path, "wb") as file:
            file.write(change(content))
    return change_folder


def split(content):
    length = struct.unpack("<Q", content[:8])[0]
    return json.loads(content[8:8 + length]), content[8 + length:]


def join(header, data):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def first_tensor(header):
    return next(name for name in sorted(header) if name != "__metadata__")


def other_format(content):
    header, data = split(content)
    header["__metadata__"]["format"] = "999"
    return join(header, data)


def other_dtype(content):
    header, data = split(content)
    header[first_tensor(header)]["dtype"] = "F16"
    return join(header, data)


def without_tensor(content):
    header, data = split(content)
    del header[first_tensor(header)]
    return join(header, data)


def not_a_number(content):
    header, data = split(content)
    begin = header[first_tensor(header)]["data_offsets"][0]
    return join(header, data[:begin] + struct.pack("<f", float("nan"))
                + data[begin + 4:])


for _title, _change, _words in (
        ("missing folder", shutil.rmtree, ["broken"]),
        ("missing file",
         lambda folder: os.remove(os.path.join(folder, "mi.safetensors")),
         ["mi.safetensors"]),
        ("empty file", edit("eme.safetensors", lambda content: b""),
         ["eme.safetensors"]),
        ("truncated file",
         edit("mi.safetensors", lambda content: content[:-100]),
         ["mi.safetensors"]),
        ("oversized header",
         edit("mi.safetensors",
              lambda content: struct.pack("<Q", 1 << 60) + content[8:]),
         ["mi.safetensors", "header"]),
        ("bad JSON",
         edit("eme.safetensors",
              lambda content: content[:8] + b"]" + content[9:]),
         ["eme.safetensors"]),
        ("another format", edit("mi.safetensors", other_format),
         ["mi.safetensors", "999"]),
        ("wrong dtype", edit("mi.safetensors", other_dtype),
         ["mi.safetensors", "F16"]),
        ("missing tensor", edit("eme.safetensors", without_tensor),
         ["eme.safetensors"]),
        ("NaN in a tensor", edit("mi.safetensors", not_a_number),
         ["mi.safetensors", "finite|nan"]),
        ("networks swapped",
         lambda folder: os.replace(os.path.join(folder, "mi.safetensors"),
                                   os.path.join(folder, "eme.safetensors")),
         ["safetensors"])):
    harness.add_case(f"weights: {_title}",
                     lambda arguments=(_change, *_words):
                     check_weights(*arguments))


@case
def shipped_missing():
    """weights: the shipped ones are gone"""
    folder = os.path.join(harness.Setting.folder, "weights")
    aside = os.path.join(harness.Setting.scratch, "aside")
    os.rename(folder, aside)
    try:
        image, layer = simple()
        refused(image, [layer], "weights")
    finally:
        os.rename(aside, folder)


@case
def remote():
    """weights: a folder that is not on this machine"""
    image, layer = simple()
    refused(image, [layer], "smb://", weights="smb://server/share/weights")


@case
def after_errors():
    """after all these errors the plug-in still works"""
    image, layer = simple()
    wanted = harness.engine_of(layer, 50)[0]
    harness.smooth(image, [layer])
    harness.fits(layer, wanted)
    assert pixels.read_raw(layer).any()
