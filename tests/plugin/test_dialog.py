# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in a GIMP with a display, worked over AT-SPI: what it shows, and
what it remembers.
"""
import os

from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels
import screen
from harness import case
from scenes import changed, difference, opened, photo, settled


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
def remembered():
    """View and split come back, also after Cancel; settings after OK alone"""
    photo()
    dialog = opened(30.0)
    before = settled(dialog)
    dialog.toggle("radio button", "Edge map")
    dialog.toggle("check box", "Split view")
    changed(dialog, before)
    dialog.divider().set_current_value(30)
    dialog.press("Cancel")
    dialog.wait_until_closed()
    dialog = screen.Dialog.open()
    settled(dialog)
    assert dialog.is_checked("radio button", "Edge map")
    assert dialog.is_checked("check box", "Split view")
    assert dialog.divider().get_current_value() == 30
    assert dialog.spin("Strength").get_current_value() != 30
    dialog.toggle("radio button", "Result")
    dialog.toggle("check box", "Split view")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def presets():
    """A preset is saved under any name and taken up again"""
    photo()
    dialog = opened(70.0, 8.0)
    settled(dialog)
    name = "Wood [oak] = 50 %"
    dialog.press_in_menu("Presets", "Save as Preset...")
    screen.wait_for("its name", dialog.entry)
    dialog.entry().set_text_contents(name)
    dialog.press("Save Preset")
    dialog.set("Strength", 20)
    dialog.set("Texture scale", 1)
    dialog.press_in_menu("Presets", name)
    screen.wait_for("its values", lambda: (
        dialog.spin("Strength").get_current_value(),
        dialog.spin("Texture scale").get_current_value()) == (70, 8))
    path = os.path.join(os.environ["GIMP3_DIRECTORY"], "structure-smooth.ini")
    with open(path, encoding="utf-8") as file:
        assert "texture-scale=8" in file.read()
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def filters():
    """A layer with a non-destructive filter: the dialog says so"""
    _, layer = photo()
    blur = Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur", "blur")
    layer.append_filter(blur)
    dialog = opened()
    dialog.wait_for_words("they stay on top of the result")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def no_weights():
    """Broken weights: a message in the dialog, which stays usable"""
    photo()
    path = os.path.join(harness.Setting.folder, "weights", "mi.safetensors")
    os.rename(path, path + ".away")
    try:
        dialog = opened()
        dialog.wait_for_words("mi.safetensors")
        dialog.press("OK")
        dialog.wait_for_words("mi.safetensors")
        screen.wait_for("the settings", lambda: screen.is_(
            dialog.button("OK"), screen.Atspi.StateType.SENSITIVE))
        dialog.press("Cancel")
        dialog.wait_until_closed()
    finally:
        os.rename(path + ".away", path)


@case
def reselected():
    """A selection made, changed and dropped behind the dialog is shown"""
    image, _ = photo()
    dialog = opened(100.0)
    everything = settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    one = changed(dialog, everything)
    # Within the same bounds.
    assert image.select_ellipse(Gimp.ChannelOps.SUBTRACT, 150, 70, 80, 60)
    other = changed(dialog, one)
    assert difference(one, other) > 20
    assert Gimp.Selection.none(image)
    again = changed(dialog, other)
    # Rounded to the layer's bytes by now, before it was scaled.
    assert np.abs(again.astype(int) - everything).mean() < 0.2
    dialog.press("Cancel")
    dialog.wait_until_closed()


def place_of(shot, picture):
    """Where a picture is in the middle of the canvas, give or take 3 pixels:
    its corner (y, x)."""
    height, width = picture.shape[:2]
    y, x = (shot.shape[0] - height) // 2, (shot.shape[1] - width) // 2
    places = [(y + dy, x + dx) for dy in range(-3, 4) for dx in range(-3, 4)]
    return min(places, key=lambda p: np.median(np.abs(
        cut(shot, p, picture).astype(int) - picture).sum(axis=2)))


def cut(shot, corner, picture):
    y, x = corner
    return shot[y:y + picture.shape[0], x:x + picture.shape[1]]


def as_bytes(layer):
    """A layer's colours as a plain monitor shows them."""
    return np.rint(pixels.read(layer, pixels.NON_LINEAR)[:, :, :3] * 255)


def outline_of(image, layer):
    """Where the outline of the selection runs over a layer: along the left and
    the upper sides of pixels, drawn on these and at most one further."""
    height, width = layer.get_height(), layer.get_width()
    _, x, y = layer.get_offsets()
    mask = pixels.read(image.get_selection(), pixels.LINEAR)
    inside = mask.reshape(mask.shape[:2])[y:y + height, x:x + width] >= 0.5
    sides = np.zeros((height + 1, width + 1), bool)
    sides[1:-1, :-1] |= inside[1:] != inside[:-1]
    sides[:-1, 1:-1] |= inside[:, 1:] != inside[:, :-1]
    sides[1:] |= sides[:-1]
    sides[:, 1:] |= sides[:, :-1]
    return sides[:-1, :-1]


def strays(dialog, picture, outline):
    """How many of the canvas's pixels are neither within 1 of what a picture is
    at 100 %, nor black or white on the outline."""
    shot = settled(dialog)
    shown = cut(shot, place_of(shot, picture), picture)
    is_right = (np.abs(shown - picture) <= 1).all(axis=2)
    is_drawn = (shown == 0).all(axis=2) | (shown == 255).all(axis=2)
    return np.count_nonzero(~is_right & ~(outline & is_drawn))


@case
def shows_what_is_applied():
    """What 100 % shows is what OK applies: 16-bit linear RGBA, a feathered
    selection, an offset layer"""
    width, height = 300, 200
    image = images.new_image(width + 60, height + 60,
                             precision=Gimp.Precision.U16_LINEAR)
    layer = images.add_layer(image, "layer", width, height, True, 35, 21)
    array = pixels.read(layer)
    array[:, :, 3] = 1
    pixels.write(layer, array)
    Gimp.context_set_feather(True)
    Gimp.context_set_feather_radius(20, 20)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 80, 60, 180, 120)
    Gimp.Display.new(image)
    twin = image.duplicate()
    harness.smooth(twin, twin.get_layers(), strength=90.0)
    wanted = as_bytes(twin.get_layers()[0])
    assert np.count_nonzero(np.abs(wanted - as_bytes(layer)).max(axis=2) > 3) \
        > 2000, "nothing was smoothed"
    dialog = opened(90.0)
    dialog.press("100 %")
    outline = outline_of(image, layer)
    assert outline.mean() < 0.02
    screen.wait_for("the result",
                    lambda: strays(dialog, wanted, outline) == 0)
    # It could tell: a step of the slider shows another picture.
    dialog.set("Strength", 30)
    screen.wait_for("another result",
                    lambda: strays(dialog, wanted, outline) > 1000)
    dialog.set("Strength", 90)
    screen.wait_for("the result again",
                    lambda: strays(dialog, wanted, outline) == 0)
    dialog.press("OK")
    dialog.wait_until_closed()
    assert (as_bytes(layer) == wanted).all()
