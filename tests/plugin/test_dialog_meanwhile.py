# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The image is changed at named moments after OK (see events.c). The dialog
must compute again from what is there then, and must not overwrite anything."""
from gi.repository import Gimp

import harness
import images
import pixels
import screen
from events import BLOCK, CHANGED, GREEN, at, paint
from harness import add_case, case
from scenes import difference, opened, photo, settled

POINTS = ("computed", "prepared", "before-merge")


def twin_of(image, change):
    """Returns what a script makes of a copy of the image to which `change` was
    made."""
    twin = image.duplicate()
    layer = twin.get_layers()[-1]
    change(twin, layer)
    at()
    harness.smooth(twin, [layer])
    array = pixels.read_raw(layer)
    twin.delete()
    return array


def select_all(image, _):
    Gimp.Selection.all(image)


def applied_after(point, action, change):
    """Waits for the exact result, and presses OK; at a named moment events.c
    changes the image."""
    image, layer = photo()
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 10, 10, 300, 200)
    wanted = twin_of(image, change)
    images.settle(image)
    dialog = opened()
    settled(dialog)
    at((point, 1, action))
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


for _point in POINTS:
    add_case(f"everything is selected at '{_point}': all is smoothed",
             lambda p=_point: applied_after(p, "select-all", select_all))
    add_case(f"painted on at '{_point}': computed from the new pixels",
             lambda p=_point: applied_after(
                 p, "paint", lambda _, layer: paint(layer)))


@case
def painted_always():
    """Painted on before each merge: a message, and only the strokes"""
    image, layer = photo()
    before = pixels.read_raw(layer)
    dialog = opened()
    settled(dialog)
    at(("before-merge", 0, "paint"))
    dialog.press("OK")
    # The dialog computes ten times.
    dialog.wait_for_words(CHANGED, screen.COMPUTING_S)
    at()
    after = pixels.read_raw(layer)
    differs = (after != before).any(axis=2)
    assert (after[differs] == GREEN).all() and differs[BLOCK].any()
    screen.wait_for("the settings", lambda: screen.is_(
        dialog.spin("Strength"), screen.Atspi.StateType.SENSITIVE))
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def locked():
    """The layer is locked before the merge: a message, an untouched layer"""
    _, layer = photo()
    before = pixels.read_raw(layer)
    dialog = opened()
    settled(dialog)
    at(("before-merge", 1, "lock"))
    dialog.press("OK")
    dialog.wait_for_words("are locked")
    assert (pixels.read_raw(layer) == before).all()
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def unguarded():
    """Everything is selected between check and merge: the rest stays as it was
    """
    image, layer = photo()
    before = pixels.read_raw(layer)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 10, 10, 300, 200)
    dialog = opened()
    settled(dialog)
    at(("unguarded", 1, "select-all"))
    dialog.press("OK")
    dialog.wait_until_closed()
    after = pixels.read_raw(layer)
    assert (after[10:210, 10:310] != before[10:210, 10:310]).any()
    after[10:210, 10:310] = before[10:210, 10:310]
    assert (after == before).all()
