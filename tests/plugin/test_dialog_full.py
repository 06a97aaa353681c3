# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog where neither memory nor the disk holds its pixels: a message, an
image as it was, and an end.
"""
import images
import screen
from harness import case
from scenes import opened, photo, settled
from test_full import FULL, at


def answers(dialog):
    """The dialog is back from OK."""
    screen.wait_for("the settings", lambda: screen.is_(
        dialog.spin("Strength"), screen.Atspi.StateType.SENSITIVE))


@case
def no_copy():
    """A picture that cannot be copied: OK says so, again and again"""
    image, layer = photo()
    layer.scale(4000, 3000, False)
    image.resize(4000, 3000, 0, 0)
    at("")
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
    layer.scale(1800, 1200, False)
    image.resize(1800, 1200, 0, 0)
    at("copied 1 limit 0\n")
    with images.Untouched(image):
        dialog = screen.Dialog.open()
        dialog.press("OK")
        dialog.wait_for_words(FULL)
        answers(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()


@case
def in_files():
    """A small picture by way of files: OK applies it"""
    image, _ = photo()
    at("")
    with images.OneStep(image):
        dialog = opened()
        settled(dialog)
        dialog.press("OK")
        dialog.wait_until_closed()
