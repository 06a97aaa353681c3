# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the dialog share: showing a photo in a window, opening the
dialog on it, waiting until the dialog's picture no longer changes, and
presets."""
import configparser
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
import screen

MIN_CHANGE = 0.05  # mean difference over the canvas, in steps of 8 bits


def photo(width=600, height=400):
    """Makes a photo of 8 bits, and shows it in a window."""
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
    """Waits until the canvas no longer changes. Returns its pixels."""
    dialog.wait_for_words(words)
    return screen.wait_for("a quiet picture", lambda: steady(dialog))[0]


def changed(dialog, before):
    """Waits until the canvas shows something else than before and no longer
    changes. Returns its pixels."""

    def look():
        shot = settled(dialog)
        far = np.abs(shot.astype(int) - before).mean() > MIN_CHANGE
        return [shot] if far else None

    return screen.wait_for("another picture", look)[0]


def opened(strength=50.0, texture_scale=2.0, detail=-100.0):
    """Opens the dialog with these settings and with the view of the result.
    Both must be set, since GIMP remembers the last settings, and the dialog
    its last view."""
    dialog = screen.Dialog.open()
    if not dialog.is_checked("radio button", "Result"):
        dialog.toggle("radio button", "Result")
    if dialog.is_checked("check box", "Split view"):
        dialog.toggle("check box", "Split view")
    if dialog.is_checked("check box", "Tileable"):
        dialog.toggle("check box", "Tileable")
    dialog.set("Strength", strength)
    dialog.set("Texture scale", texture_scale)
    dialog.set("Texture", detail)
    return dialog


def steady(dialog):
    """Returns a list with the pixels of the canvas; it is empty as long as
    they change."""
    one = dialog.shot()
    screen.time.sleep(0.1)
    other = dialog.shot()
    return [one] if (one == other).all() else None


def memory():
    """Returns the groups of the dialog's settings file."""
    return groups(os.path.join(os.environ["GIMP3_DIRECTORY"],
                               "structure-smooth.ini"))


def groups(path):
    """Returns the groups of a settings file."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(path, "utf-8")
    return {name: dict(parser[name]) for name in parser.sections()}


def slider_values(dialog):
    return tuple(dialog.spin(name).get_current_value()
                 for name in ("Strength", "Texture scale"))


def save(dialog, name, strength, texture_scale):
    """Saves a preset with these values of two sliders."""
    dialog.set("Strength", strength)
    dialog.set("Texture scale", texture_scale)
    dialog.press_in_menu("Presets", "Save as Preset...")
    screen.wait_for("its name", dialog.entry)
    dialog.entry().set_text_contents(name)
    dialog.press("Save Preset")
    screen.wait_for("the saved preset", lambda: any(
        float(group.get("strength", -1)) == strength
        for group in memory().values()))


def choose(dialog, name, wanted):
    """Chooses a preset, and waits for its strength and texture scale."""
    dialog.press_in_menu("Presets", name)
    screen.wait_for("its values", lambda: slider_values(dialog) == wanted)
