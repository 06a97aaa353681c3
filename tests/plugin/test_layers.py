# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be smoothed, and what stays as it was: sizes and places of layers,
masks, channels, several drawables, alpha, filters, arguments."""
import os
import shutil

from gi.repository import Gimp, Gio

import numpy as np

import harness
import images
import oracle
import pixels
from harness import case


def check_replace(image, drawables, **values):
    """Asserts that `replace` on drawables gives the engine's result for each,
    in one undo step."""
    arguments = {name: values[name] for name in values
                 if name in ("strength", "texture_scale", "channels")}
    wanted = [harness.engine_of(d, **arguments)[0] for d in drawables]
    with images.OneStep(image):
        answer = harness.smooth(image, drawables, **values)
    for drawable, new in zip(drawables, wanted):
        harness.fits(drawable, new)
    return answer


@case
def offset():
    """a layer offset from the image, smaller than it"""
    image = images.new_image(64, 50)
    layer = images.add_layer(image, width=30, height=21, x=17, y=23)
    below = images.add_layer(image, "other", seed=3)
    image.reorder_item(below, None, 1)
    check_replace(image, [layer], strength=75)
    assert layer.get_offsets()[1:] == (17, 23)


@case
def larger():
    """a layer larger than the image, at a negative offset"""
    image = images.new_image(20, 16)
    layer = images.add_layer(image, width=61, height=47, alpha=True, x=-22,
                              y=-19)
    check_replace(image, [layer], strength=75)


@case
def outside():
    """a layer that lies wholly outside the image"""
    image = images.new_image(20, 16)
    layer = images.add_layer(image, width=25, height=18, x=100, y=100)
    check_replace(image, [layer], strength=75)


@case
def layer_mask():
    """a layer mask as the drawable"""
    image = images.new_image()
    layer = images.add_layer(image, x=3, y=-2)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(40, 37, 1, 8))
    colours = pixels.read_raw(layer)
    check_replace(image, [mask], strength=75)
    assert (pixels.read_raw(layer) == colours).all()


@case
def channel():
    """a channel as the drawable"""
    image = images.new_image(precision=Gimp.Precision.U16_LINEAR)
    images.add_layer(image)
    one = Gimp.Channel.new(image, "saved", 40, 37, 50,
                           Gimp.context_get_foreground())
    image.insert_channel(one, None, 0)
    pixels.write(one, oracle.photo(40, 37, 1, 9))
    check_replace(image, [one], strength=75)


def tiny(width, height, alpha):
    image = images.new_image(width, height)
    layer = images.add_layer(image, alpha=alpha)
    if alpha:
        raw = pixels.read_raw(layer)
        raw[..., 3] = 200
        pixels.write_raw(layer, raw)
    wanted = harness.engine_of(layer, 100, 16.0)[0]
    harness.smooth(image, [layer], strength=100, texture_scale=16.0)
    harness.fits(layer, wanted)
    if (width, height, alpha) != (3, 5, True):
        return
    for result in ("new-layer", "edge-map", "edge-channel", "separate"):
        with images.OneStep(image):
            harness.smooth(image, [layer], result=result)
        harness.undo(image)


for _size in ((1, 1), (3, 5), (5, 3), (1, 40), (40, 1)):
    for _alpha in (False, True):
        harness.add_case(
            f"a layer of {_size[0]}x{_size[1]}{', alpha' * _alpha}",
            lambda arguments=(*_size, _alpha): tiny(*arguments))


@case
def several():
    """several drawables at once, in one step"""
    image = images.new_image(50, 40)
    layers = [images.add_layer(image, "one"),
              images.add_layer(image, "two", 23, 31, True, 20, 15, 4),
              images.add_layer(image, "three", 1, 1)]
    check_replace(image, layers[:2], strength=60)


@case
def layer_and_mask():
    """a layer and its own mask together"""
    image = images.new_image()
    layer = images.add_layer(image)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    pixels.write(mask, oracle.photo(40, 37, 1, 8))
    check_replace(image, [layer, mask], strength=60)


@case
def inside_group():
    """a layer inside a group"""
    image = images.new_image()
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    layer = images.add_layer(image, parent=group, x=5, y=4)
    check_replace(image, [layer], strength=60)
    assert layer.get_parent() == group


@case
def invisible():
    """a hidden layer, with the alpha lock on"""
    image = images.new_image()
    layer = images.add_layer(image, alpha=True)
    layer.set_visible(False)
    layer.set_lock_alpha(True)
    check_replace(image, [layer], strength=60)


for _channels in ("all", "luminance", "colour"):
    for _base in (Gimp.ImageBaseType.RGB, Gimp.ImageBaseType.GRAY):
        def chosen(channels=_channels, base=_base):
            image = images.new_image(base=base,
                                      precision=Gimp.Precision.U16_NON_LINEAR)
            layer = images.add_layer(image, alpha=True)
            wanted = harness.engine_of(layer, 90, channels=channels)[0]
            harness.smooth(image, [layer], strength=90, channels=channels)
            harness.fits(layer, wanted)
        harness.add_case(f"channels {_channels}, {_base.value_nick}", chosen)

for _values in ((1, 1.0), (25, 1.5), (50, 2.0), (100, 5.0), (33.3, 16.0)):
    def valued(values=_values):
        image = images.new_image(70, 45)
        check_replace(image, [images.add_layer(image)], strength=values[0],
                      texture_scale=values[1])
    harness.add_case(f"strength {_values[0]}, texture scale {_values[1]}",
                     valued)


@case
def defaults():
    """the defaults are 50, 2, all, replace, shipped weights"""
    image = images.new_image()
    layer = images.add_layer(image)
    wanted = harness.engine_of(layer, 50, 2.0, "all")[0]
    harness.smooth(image, [layer])
    harness.fits(layer, wanted)


@case
def nothing():
    """strength 0 with replace writes nothing and succeeds"""
    image = images.new_image(precision=Gimp.Precision.FLOAT_LINEAR)
    layers = [images.add_layer(image), images.add_layer(image, alpha=True)]
    with images.Untouched(image):
        harness.smooth(image, layers, strength=0)


@case
def nothing_new():
    """strength 0 with new-layer is a copy"""
    for precision in (Gimp.Precision.U16_LINEAR, Gimp.Precision.FLOAT_LINEAR):
        image = images.new_image(precision=precision)
        layer = images.add_layer(image, alpha=True)
        harness.smooth(image, [layer], strength=0, result="new-layer")
        harness.fits(image.get_layers()[0], pixels.read(layer))


@case
def other_weights():
    """another folder's weights are used where one is given"""
    copy = os.path.join(harness.Setting.scratch, "other weights")
    shutil.copytree(os.path.join(harness.Setting.folder, "weights"), copy)
    image = images.new_image()
    check_replace(image, [images.add_layer(image)], strength=60,
                  weights=copy)


@case
def empty_weights():
    """weights "", as Script-Fu has them by default, are the shipped ones"""
    for make in (Gio.File.new_for_path, Gio.File.new_for_uri):
        image = images.new_image()
        layer = images.add_layer(image)
        wanted = harness.engine_of(layer)[0]
        proc = harness.procedure()
        config = proc.create_config()
        config.set_property("image", image)
        config.set_core_object_array("drawables", [layer])
        config.set_property("weights", make(""))
        result = proc.run(config)
        assert result.index(0) == harness.SUCCESS, (
            Gimp.get_pdb().get_last_error())
        harness.fits(layer, wanted)


@case
def last_values():
    """a repeat takes the values of the last run with a dialog"""
    settings = os.path.join(os.environ["GIMP3_DIRECTORY"], "plug-in-settings")
    os.makedirs(settings, exist_ok=True)
    path = os.path.join(settings,
                        f"GimpProcedureConfigRun-{harness.PROCEDURE}.last")
    with open(path, "w", encoding="utf-8") as last:
        last.write('# settings\n(strength 92.0)\n(texture-scale 3.0)\n'
                   '(channels "luminance")\n(result "new-layer")\n')
    image = images.new_image()
    layer = images.add_layer(image)
    wanted = harness.engine_of(layer, 92, 3.0, "luminance")[0]
    try:
        harness.smooth(image, [layer],
                       run_mode=Gimp.RunMode.WITH_LAST_VALS)
    finally:
        os.remove(path)
    above = image.get_layers()[0]
    assert above != layer, "no new layer"
    harness.fits(above, wanted)


def hidden_colours(precision):
    """Makes three pictures that differ only where alpha is 0."""
    array = oracle.photo(60, 50, 4, 11)
    array[..., 3] = (array[..., 3] > 0.4) * array[..., 3]
    array[20:30, 30:40, 3] = 0
    hidden = array[..., 3] == 0
    noise = np.random.RandomState(2).uniform(0, 1, array.shape)[..., :3]
    results = []
    for colours in (np.zeros_like(noise), np.ones_like(noise), noise):
        array[hidden, :3] = colours[hidden]
        image = images.new_image(60, 50, precision=precision)
        layer = images.add_layer(image, alpha=True, array=array)
        kind = pixels.storage(layer)
        old = pixels.read_raw(layer)
        harness.smooth(image, [layer], strength=100, texture_scale=4.0)
        new = pixels.read_raw(layer)
        kept = oracle.code(kind, new)[hidden] - oracle.code(kind, old)[hidden]
        assert np.abs(kept).max() < 1e-6, "a hidden colour was changed"
        assert (new[..., 3] == old[..., 3]).all(), "alpha was changed"
        assert (new[~hidden] != old[~hidden]).any()
        results.append(new[~hidden])
    assert (results[0] == results[1]).all()
    assert (results[0] == results[2]).all()


for _precision in ("U8_NON_LINEAR", "U16_LINEAR", "FLOAT_LINEAR"):
    harness.add_case(
        f"colours under alpha 0 do not reach any visible pixel, {_precision}",
        lambda precision=getattr(Gimp.Precision, _precision):
        hidden_colours(precision))


@case
def filters():
    """a non-destructive filter: the layer's own pixels, and it stays"""
    image = images.new_image()
    layer = images.add_layer(image)
    blur = Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur", "blur")
    blur.get_config().set_property("std-dev-x", 4.0)
    blur.get_config().set_property("std-dev-y", 4.0)
    layer.append_filter(blur)
    check_replace(image, [layer], strength=60)
    assert [f.get_operation_name() for f in layer.get_filters()] == [
        "gegl:gaussian-blur"]


@case
def moved_folder():
    """the weights are found after the plug-in's folder has moved"""
    moved = os.path.join(harness.Setting.scratch, "moved aside")
    folder = harness.Setting.folder
    os.rename(folder, moved)
    os.symlink(moved, folder)
    try:
        image = images.new_image()
        check_replace(image, [images.add_layer(image)], strength=60)
    finally:
        os.remove(folder)
        os.rename(moved, folder)
