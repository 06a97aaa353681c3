# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in a GIMP with a display, worked over AT-SPI: what is shown, and
what OK and Cancel leave behind.
"""
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
import images
import pixels
import screen
from harness import case


def photo(width=600, height=400):
    """A photo of 8 bits, on the screen."""
    path = os.path.join(harness.Setting.data, "coffee.png")
    image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE,
                           Gio.File.new_for_path(path))
    image.crop(min(width, image.get_width()), min(height, image.get_height()),
               0, 0)
    Gimp.Display.new(image)
    return image, image.get_layers()[0]


def difference(one, other):
    return int(np.abs(one.astype(int) - other.astype(int)).max())


def settled(dialog, words="exact,"):
    """The canvas's pixels once they stay."""
    dialog.wait_for_words(words)
    return screen.wait_for("a quiet picture", lambda: steady(dialog)).copy()


def changed(dialog, before):
    """The canvas's pixels once they are others than before, and stay."""
    screen.wait_for("another picture",
                    lambda: (dialog.shot() != before).any())
    return settled(dialog)


def opened(strength=50.0, texture_scale=2.0):
    """The dialog with these settings: GIMP remembers the last ones."""
    dialog = screen.Dialog.open()
    dialog.set("Strength", strength)
    dialog.set("Texture scale", texture_scale)
    return dialog


def steady(dialog):
    one = dialog.shot()
    screen.time.sleep(0.1)
    other = dialog.shot()
    return Shot(one) if (one == other).all() else None


class Shot(np.ndarray):
    """An array that is true: wait_for takes it."""

    def __new__(cls, array):
        return np.asarray(array).view(cls)

    def __bool__(self):
        return True


@case
def slider():
    """A slider's step shows another picture; strength 0 shows the original"""
    photo()
    dialog = opened()
    before = settled(dialog)
    dialog.set("Strength", 100)
    after = changed(dialog, before)
    assert difference(before, after) > 20, difference(before, after)
    dialog.set("Strength", 0)
    nothing = changed(dialog, after)
    dialog.toggle("radio button", "Original")
    original = settled(dialog)
    assert difference(nothing, original) == 0
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def edge_map():
    """The edge map is grey, and another picture than the result"""
    photo()
    dialog = screen.Dialog.open()
    result = settled(dialog)
    dialog.toggle("radio button", "Edge map")
    edges = changed(dialog, result)
    assert difference(edges, result) > 100
    middle = edges[100:-100, 200:-200].astype(int)
    assert np.ptp(middle, axis=2).max() == 0
    assert middle.max() > 200 and middle.min() < 20
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def divider():
    """The divider moves by keys, and shows more of the original"""
    photo()
    dialog = opened(100.0)
    result = settled(dialog)
    dialog.toggle("check box", "Split view")
    before = changed(dialog, result)
    value = dialog.divider().get_current_value()
    assert value == 50, value
    for _ in range(5):
        dialog.key(dialog.divider(), screen.KEY_RIGHT)
    screen.wait_for("the divider's move",
                    lambda: dialog.divider().get_current_value() > value)
    after = settled(dialog)
    assert difference(before, after) > 20
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def applied():
    """OK gives the batch result at the same settings, in one step"""
    image, layer = photo()
    twin = image.duplicate()
    harness.smooth(twin, [twin.get_layers()[0]], strength=80.0,
                   texture_scale=4.0)
    wanted = pixels.read_raw(twin.get_layers()[0])
    images.settle(image)
    dialog = opened(80.0, 4.0)
    harness.note(f"opened in {dialog.open_s:.2f} s")
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


@case
def cancelled():
    """Cancel leaves the image as it was"""
    image, _ = photo()
    with images.Untouched(image):
        dialog = opened(90.0)
        settled(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()


def paint(layer):
    """A stroke by a script: a block of pure green."""
    array = np.zeros((60, 60, 3), np.uint8)
    array[:, :, 1] = 255
    pixels.write_raw(layer, array, x=20, y=30)


def batch_result(image, **values):
    """What a script would get from the image's bottom layer as it is now."""
    twin = image.duplicate()
    layer = twin.get_layers()[-1]
    harness.smooth(twin, [layer], **values)
    array = pixels.read_raw(layer)
    twin.delete()
    return array


@case
def painted():
    """A stroke painted behind the dialog survives, and is smoothed"""
    image, layer = photo()
    dialog = opened()
    settled(dialog)
    paint(layer)
    wanted = batch_result(image)
    images.settle(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)
    assert (got[55:65, 45:55, 1] > 240).all()


@case
def painted_meanwhile():
    """A stroke painted while OK computes survives too"""
    image, layer = photo()
    layer.scale(1200, 800, False)
    image.resize(1200, 800, 0, 0)
    dialog = opened(50.0, 8.0)
    dialog.press("OK")
    dialog.wait_for_words("computing the result")
    paint(layer)
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got[55:65, 45:55, 1] > 240).all(), got[60, 50]


@case
def reselected():
    """A selection made behind the dialog is the one that counts"""
    image, layer = photo()
    before = pixels.read_raw(layer)
    dialog = opened()
    settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    wanted = batch_result(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)
    assert (got[:50] == before[:50]).all() and (got != before).any()


@case
def layer_gone():
    """A layer deleted behind the dialog: a message, nothing else"""
    image, layer = photo()
    images.add_layer(image, "other")
    image.set_selected_layers([layer])
    dialog = screen.Dialog.open()
    settled(dialog)
    image.remove_layer(layer)
    dialog.press("OK")
    dialog.wait_for_words("The layer is no longer there")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    assert len(image.get_layers()) == 1


@case
def image_closed():
    """An image closed behind the dialog: a message, no crash"""
    image, _ = photo()
    dialog = screen.Dialog.open()
    settled(dialog)
    for display in [Gimp.Display.get_by_id(n) for n in range(1, 200)
                    if Gimp.Display.id_is_valid(n)]:
        display.delete()
    dialog.press("OK")
    dialog.wait_for_words("The layer is no longer there")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    assert not image.is_valid()


@case
def stopped():
    """Cancel during the run leads back, a second time it leaves"""
    image, layer = photo()
    layer.scale(3000, 2000, False)
    image.resize(3000, 2000, 0, 0)
    with images.Untouched(image):
        dialog = opened(50.0, 8.0)
        dialog.press("OK")
        dialog.wait_for_words("computing the result")
        assert not screen.is_(dialog.spin("Strength"),
                              screen.Atspi.StateType.SENSITIVE)
        assert not screen.is_(dialog.button("OK"),
                              screen.Atspi.StateType.SENSITIVE)
        begin = screen.time.monotonic()
        dialog.press("Cancel")
        screen.wait_for("the settings", lambda: screen.is_(
            dialog.spin("Strength"), screen.Atspi.StateType.SENSITIVE))
        took = screen.time.monotonic() - begin
        harness.note(f"back in {took:.2f} s")
        assert took < 2
        dialog.press("Cancel")
        dialog.wait_until_closed()


@case
def several():
    """Several layers: a chooser, all are smoothed, in one step"""
    image, layer = photo()
    other = images.add_layer(image, "Other")
    image.set_selected_layers([layer, other])
    twin = image.duplicate()
    harness.smooth(twin, twin.get_layers())
    images.settle(image)
    dialog = opened()
    one = settled(dialog)
    dialog.choose("Layer of the preview", 1)
    assert difference(changed(dialog, one), one) > 20
    dialog.press("OK")
    dialog.wait_until_closed()
    assert harness.undo_state(image).steps == 1
    for got, wanted in zip(image.get_layers(), twin.get_layers()):
        assert (pixels.read_raw(got) == pixels.read_raw(wanted)).all()
