# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in a GIMP with a display, worked over AT-SPI: what it shows, what
it keeps for the next time, and its help."""
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
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
    """View and divider are kept, also by Cancel; settings only by OK"""
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
    """The preview follows a selection that is made, changed and dropped behind
    the dialog"""
    image, _ = photo()
    dialog = opened(100.0)
    everything = settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    one = changed(dialog, everything)
    # The bounds of the selection stay the same.
    assert image.select_ellipse(Gimp.ChannelOps.SUBTRACT, 150, 70, 80, 60)
    other = changed(dialog, one)
    assert difference(one, other) > 20
    assert Gimp.Selection.none(image)
    again = changed(dialog, other)
    # From now on the result is rounded to the layer's bytes before it is
    # scaled.
    assert np.abs(again.astype(int) - everything).mean() < 0.2
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def help_page():
    """Help opens the page of the plug-in's own folder in the browser"""
    photo()
    dialog = opened()
    dialog.press("Help")
    page = screen.wait_for("the browser", harness.visited_pages)[0]
    path = Gio.File.new_for_commandline_arg(page).get_path()
    assert path == os.path.join(harness.Setting.folder, "help", "en",
                                "index.html"), page
    dialog.press("Cancel")
    dialog.wait_until_closed()
