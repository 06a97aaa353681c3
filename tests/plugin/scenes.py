# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the dialog share: showing a photo in a window, opening the
dialog on it, waiting until the dialog's picture no longer changes, and
presets."""
import configparser
import os

from gi.repository import Gimp

import numpy as np
from PIL import Image

import harness
import images
import pixels
import screen

SCALED = (600, 400)  # a photo of this size is too large for the canvas
MIN_CHANGE = 0.05  # mean difference over the canvas, in steps of 8 bits


def photo(width=450, height=300):
    """Makes a photo of 8 bits, and shows it in a window."""
    with Image.open(os.path.join(harness.Setting.data, "coffee.png")) as file:
        array = np.asarray(file)[:height, :width]
    image = images.new_image(width, height)
    layer = images.add_layer(image, array=np.zeros(array.shape))
    pixels.write_raw(layer, array)
    images.settle(image)
    Gimp.Display.new(image)
    return image, layer


def difference(one, other):
    return int(np.abs(one.astype(int) - other.astype(int)).max())


def settled(dialog, words="exact,"):
    """Waits until the dialog says these words and the canvas no longer changes.
    Returns its pixels."""
    dialog.wait_for_words(words)
    return screen.wait_for("a quiet picture", lambda: steady(dialog, words))[0]


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


def steady(dialog, words):
    """Returns a list with the pixels of the canvas; None as long as they
    change, or the dialog does not say these words."""
    if not dialog.says(words):
        return None
    one = dialog.shot()
    screen.time.sleep(0.1)
    other = dialog.shot()
    return [one] if (one == other).all() and dialog.says(words) else None


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
