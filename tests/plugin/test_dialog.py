# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in a GIMP with a display, worked over AT-SPI: what it shows, what
it keeps for the next time, and its help."""
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
import kinds
import screen
from harness import case
from scenes import SCALED, changed, difference, opened, photo, settled

REPLACE, NEW_LAYER, EDGE_MAP, EDGE_CHANNEL, SEPARATE = range(5)  # places in the list of outputs


@case
def slider():
    """A slider's step shows another picture; strength 0 shows the original"""
    photo(*SCALED)
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
    photo(*SCALED)
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
def edge_output():
    """Choosing an edge output shows the edge map, another one the result"""
    photo()
    dialog = opened()
    settled(dialog)
    for output in (EDGE_MAP, EDGE_CHANNEL):
        dialog.choose("Output", output)
        screen.wait_for("the edge map", lambda: dialog.is_checked(
            "radio button", "Edge map"))
        dialog.choose("Output", NEW_LAYER)
        screen.wait_for("the result", lambda: dialog.is_checked(
            "radio button", "Result"))
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def rows():
    """One row has channels, output and switches, another the saved settings
    and the presets; the picture has more than half of the height"""
    photo()
    dialog = opened()
    settled(dialog)
    for nodes in ((("combo box", "Channels"), ("combo box", "Output"),
                   ("check box", "Preview"), ("check box", "Split view")),
                  (("button", "Save Settings"),
                   ("toggle button", "Presets"))):
        middles = []
        for role, name in nodes:
            _, y, _, height = dialog.place(dialog.find(role, name))
            middles.append(y + height / 2)
        assert max(middles) - min(middles) <= 2, (nodes, middles)
    window = next(n for n in screen.children(dialog.program)
                  if n.get_role_name() == "dialog")
    height = dialog.place(dialog.canvas())[3]
    assert height > 0.52 * dialog.place(window)[3], height
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def divider():
    """The divider moves by keys, and shows more of the original"""
    photo(*SCALED)
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
    image, _ = photo(*SCALED)
    dialog = opened(100.0)
    everything = settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    one = changed(dialog, everything)
    # The bounds of the selection stay the same.
    assert image.select_ellipse(Gimp.ChannelOps.SUBTRACT, 150, 70, 80, 60)
    other = changed(dialog, one)
    assert difference(one, other) > 20
    assert Gimp.Selection.none(image)
    # From now on the result is rounded to the layer's bytes before it is
    # scaled.
    screen.wait_for("the first picture", lambda: np.abs(
        settled(dialog).astype(int) - everything).mean() < 0.2)
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def help_page():
    """Help and F1 open the page of the plug-in's own folder in the browser
    (without GIMP's plug-ins that show pages)"""
    photo()
    dialog = opened()
    dialog.press("Help")
    screen.wait_for("the browser", harness.visited_pages)
    dialog.key(dialog.canvas(), screen.KEY_F1)
    pages = screen.wait_for("the browser again", lambda: (
        harness.visited_pages() if len(harness.visited_pages()) > 1 else None))
    paths = [Gio.File.new_for_commandline_arg(page).get_path()
             for page in pages]
    assert paths == 2 * [os.path.join(harness.Setting.folder, "help", "en",
                                      "index.html")], pages
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def no_browser():
    """Without a web browser Help says in the dialog where the page is"""
    applications = os.path.expanduser("~/.local/share/applications")
    os.rename(applications, applications + ".away")
    try:
        photo()
        dialog = opened()
        dialog.press("Help")
        dialog.wait_for_words("Open it by hand: file://"
                              f"{harness.Setting.folder}/help/en/index.html")
        dialog.press("Cancel")
        dialog.wait_until_closed()
    finally:
        os.rename(applications + ".away", applications)


@case
def one_row():
    """Channels and Output are combo boxes in one row, in every GIMP"""
    photo()
    dialog = opened()
    places = [dialog.place(dialog.find("combo box", name))
              for name in ("Channels", "Output")]
    assert places[0][1] == places[1][1], places
    assert places[0][3] == places[1][3], places
    assert not dialog.find("radio button", "Luminance only")
    dialog.press("Cancel")
    dialog.wait_until_closed()


def says_first(words, refused, other):
    """Opens the dialog on an image, and looks whether choosing a result that is
    refused says why before OK, and another one doesn't."""
    dialog = screen.Dialog.open()
    dialog.choose("Output", refused)
    dialog.wait_for_words(words)
    dialog.set("Strength", 33)
    assert dialog.says(words), "gone after a step of a slider"
    dialog.choose("Output", other)
    screen.wait_for("the end of the message", lambda: not dialog.says(words))
    dialog.choose("Output", refused)
    dialog.wait_for_words(words)
    return dialog


@case
def said_before():
    """What cannot be made of a layer is said when it is chosen, before OK"""
    _, layer = photo()
    layer.set_lock_visibility(True)
    dialog = says_first("The visibility of", SEPARATE, NEW_LAYER)
    # It is asked for again.
    layer.set_lock_visibility(False)
    dialog.press("OK")
    dialog.wait_until_closed()


def drawn(kind):
    image, _ = kinds.make(kind)
    Gimp.Display.new(image)
    dialog = says_first("Layer > Rasterize first", REPLACE, NEW_LAYER)
    dialog.press("OK")
    screen.wait_for("the settings", lambda: screen.is_(
        dialog.button("OK"), screen.Atspi.StateType.SENSITIVE))
    assert dialog.says("Layer > Rasterize first") and dialog.is_open()
    dialog.choose("Output", NEW_LAYER)
    dialog.press("OK")
    dialog.wait_until_closed()
    assert len(image.get_layers()) == 3


for _kind in set(kinds.KINDS) & {"link", "vector"}:
    harness.add_case(f"replace of a {_kind} layer is refused before OK",
                     lambda kind=_kind: drawn(kind))
