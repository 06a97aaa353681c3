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
    dialog = screen.Dialog.open()
    before = settled(dialog)
    dialog.set("Strength", 100)
    after = settled(dialog)
    assert difference(before, after) > 20, difference(before, after)
    dialog.set("Strength", 0)
    nothing = settled(dialog)
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
    edges = settled(dialog)
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
    dialog = screen.Dialog.open()
    dialog.set("Strength", 100)
    settled(dialog)
    dialog.toggle("check box", "Split view")
    before = settled(dialog)
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
    dialog = screen.Dialog.open()
    harness.note(f"opened in {dialog.open_s:.2f} s")
    dialog.set("Strength", 80)
    dialog.set("Texture scale", 4)
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
        dialog = screen.Dialog.open()
        dialog.set("Strength", 90)
        settled(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()
