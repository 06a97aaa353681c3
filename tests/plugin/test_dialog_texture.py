# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog's slider "Texture": what it applies, when it is insensitive, that
a step of it runs no network, and presets with it and from before it. To be run
with SMOOTH_DEBUG=time: then the log has a line for each pass of the
networks."""
import os

import harness
import images
import pixels
import screen
from harness import case
from scenes import (changed, choose, difference, memory, opened, photo, save,
                    settled)

# Entries of the list "Output".
REPLACE, NEW_LAYER, EDGE_MAP, EDGE_CHANNEL, SEPARATE = range(5)


def texture(dialog):
    return dialog.spin("Texture")


def is_sensitive(dialog):
    return screen.is_(texture(dialog), screen.Atspi.StateType.SENSITIVE)


def applied(detail):
    image, layer = photo()
    twin = image.duplicate()
    harness.smooth(twin, [twin.get_layers()[0]], strength=80.0, detail=detail)
    wanted = pixels.read_raw(twin.get_layers()[0])
    images.settle(image)
    dialog = opened(80.0, detail=detail)
    assert texture(dialog).get_current_value() == detail
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


# 300 is beyond the slider's end, but can be typed.
for _detail in (-30.0, 100.0, 300.0):
    harness.add_case(f"OK at {_detail:g} gives the batch result",
                     lambda detail=_detail: applied(detail))


@case
def insensitive():
    """It is insensitive where it makes no difference"""
    photo()
    dialog = opened()
    for kind in (EDGE_MAP, EDGE_CHANNEL, SEPARATE):
        dialog.choose("Output", kind)
        screen.wait_for("no texture slider", lambda: not is_sensitive(dialog))
        dialog.choose("Output", NEW_LAYER)
        screen.wait_for("the texture slider", lambda: is_sensitive(dialog))
    dialog.choose("Output", REPLACE)
    dialog.set("Strength", 0)
    screen.wait_for("no texture slider", lambda: not is_sensitive(dialog))
    dialog.set("Strength", 50)
    screen.wait_for("the texture slider", lambda: is_sensitive(dialog))
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def marked():
    """Its ends and its middle are named"""
    photo()
    dialog = opened()
    for word in ("remove", "keep", "double"):
        assert dialog.says(word), word
    dialog.press("Cancel")
    dialog.wait_until_closed()


def count_passes():
    with open(harness.Setting.log, "rb") as log:
        return log.read().count(b"structure-smooth: ")


@case
def no_network():
    """A step of it shows another picture, and no network runs"""
    photo(300, 200)
    dialog = opened(80.0)
    dialog.press("100 %")
    shot = settled(dialog)
    before = count_passes()
    assert before > 0, "the log has no passes; SMOOTH_DEBUG=time is needed"
    for detail in (-60.0, 0.0, 70.0, 100.0, 250.0, -100.0):
        dialog.set("Texture", detail)
        shot = changed(dialog, shot)
    assert count_passes() == before, count_passes() - before
    dialog.set("Strength", 30.0)
    changed(dialog, shot)
    assert count_passes() > before, "passes are not counted"
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def presets():
    """Presets have it; in one of before it has the default"""
    path = os.path.join(os.environ["GIMP3_DIRECTORY"], "structure-smooth.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[preset of before]\nstrength=20\ntexture-scale=3\n"
                   "channels=all\nresult=replace\n")
    photo()
    dialog = opened(60.0, detail=40.0)
    settled(dialog)
    save(dialog, "with texture", 70, 8)
    assert float(memory()["preset with texture"]["detail"]) == 40
    choose(dialog, "of before", (20, 3))
    screen.wait_for("the default",
                    lambda: texture(dialog).get_current_value() == -100)
    choose(dialog, "with texture", (70, 8))
    screen.wait_for("its texture",
                    lambda: texture(dialog).get_current_value() == 40)
    dialog.press("Cancel")
    dialog.wait_until_closed()
