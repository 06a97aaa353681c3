# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers are deleted and images closed while the dialog is open. It must say
so, whatever the user does in it then, and must not crash."""
from gi.repository import Gimp

import images
import screen
from harness import add_case
from scenes import opened, photo, settled

GONE = "The layer is no longer there"


def close_image(image, _):
    for display in [Gimp.Display.get_by_id(n) for n in range(1, 200)
                    if Gimp.Display.id_is_valid(n)]:
        display.delete()
    assert not image.is_valid()


def delete_layer(image, layer):
    image.remove_layer(layer)


def choose_other(dialog):
    dialog.choose("Layer of the preview", 1)
    dialog.wait_for_words(GONE)


def choose_twice(dialog):
    for _ in range(2):
        choose_other(dialog)
        dialog.choose("Layer of the preview", 0)


def look_at_all(dialog):
    """Chooses other views and settings, and opens the menu of presets."""
    dialog.toggle("check box", "Split view")
    dialog.toggle("radio button", "Edge map")
    dialog.set("Strength", 20)
    dialog.toggle("radio button", "Original")
    dialog.toggle("radio button", "Result")
    dialog.toggle("check box", "Split view")
    choose_other(dialog)


def ok_first(dialog):
    dialog.press("OK")
    dialog.wait_for_words(GONE)
    choose_other(dialog)


def gone(change, act):
    image, layer = photo()
    other = images.add_layer(image, "Other")
    image.set_selected_layers([layer, other])
    dialog = opened()
    settled(dialog)
    # The dialog has not shown the second layer at this moment.
    change(image, image.get_selected_layers()[1])
    act(dialog)
    dialog.press("OK")
    dialog.wait_for_words(GONE)
    assert dialog.is_open()
    dialog.press("Cancel")
    dialog.wait_until_closed()
    if image.is_valid():
        assert len(image.get_layers()) == 1


for _change in (close_image, delete_layer):
    for _act in (choose_other, choose_twice, look_at_all, ok_first):
        add_case(f"{_change.__name__.replace('_', ' ')}, then "
                 f"{_act.__name__.replace('_', ' ')}",
                 lambda arguments=(_change, _act): gone(*arguments))
