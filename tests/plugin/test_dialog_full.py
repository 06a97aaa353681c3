# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog while GIMP's swap folder is full. If there is memory for the
pixels, all of them must be right. If there is none, the dialog must show a
message, leave the image as it was, and OK must end."""
import os

import harness
import images
import pixels
import screen
from events import COMPUTED_PX, FULL, at, plain
from harness import case
from scenes import opened, photo, settled

HAS_MEMORY = "SMOOTH_STORE_BYTES" not in os.environ


def answers(dialog):
    """Waits until OK has ended. Returns the dialog's message."""
    screen.wait_for("the settings", lambda: screen.is_(
        dialog.spin("Strength"), screen.Atspi.StateType.SENSITIVE))


@case
def larger_than_the_disk():
    """A picture larger than the disk, with memory: no black pixel"""
    if not HAS_MEMORY:
        return
    image, layer = plain(*COMPUTED_PX)
    harness.Gimp.Display.new(image)
    before = pixels.read_raw(layer).astype(int)
    dialog = screen.Dialog.open()
    dialog.press("OK")
    dialog.wait_until_closed(screen.COMPUTING_S)
    after = pixels.read_raw(layer).astype(int)
    assert (after > 0).all(), f"{(after == 0).sum()} samples are black"
    assert 0 < abs(after - before).mean() < 30


@case
def no_copy():
    """A picture that cannot be copied: each OK says so"""
    image, layer = photo()
    layer.scale(4000, 3000, False)
    image.resize(4000, 3000, 0, 0)
    at()
    with images.Untouched(image):
        dialog = screen.Dialog.open()
        dialog.wait_for_words(FULL)
        for _ in range(2):
            dialog.press("OK")
            answers(dialog)
            dialog.wait_for_words(FULL)
        dialog.press("Cancel")
        dialog.wait_until_closed()


@case
def no_result():
    """A result that cannot be written: OK says so"""
    image, layer = photo()
    layer.scale(1500, 1000, False)
    image.resize(1500, 1000, 0, 0)
    at(("copied", 1, "limit"))
    with images.Untouched(image):
        dialog = screen.Dialog.open()
        dialog.press("OK")
        dialog.wait_for_words(FULL, screen.COMPUTING_S)
        answers(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()


@case
def in_files():
    """A small picture in files: OK gives the batch result"""
    image, layer = photo()
    at()
    twin = image.duplicate()
    harness.smooth(twin, twin.get_layers())
    images.settle(image)
    dialog = opened()
    settled(dialog)
    dialog.press("OK")
    dialog.wait_until_closed()
    wanted = pixels.read_raw(twin.get_layers()[0])
    assert (pixels.read_raw(layer) == wanted).all()
    assert harness.undo_state(image).steps == 1
