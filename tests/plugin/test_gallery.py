# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of the help's gallery: what each preset that comes with
the plug-in makes of a picture when it is chosen in the dialog. Not a test of
its own, see plugin/help/make. They go into the folder SMOOTH_PICTURES."""
import os

from gi.repository import Gimp

import numpy as np
from PIL import Image

import harness
import images
import pixels
import prints
import screen
import shipped
from harness import add_case
from scenes import opened

FOLDER = os.environ.get("SMOOTH_PICTURES", ".")
GAP_PX = 4
QUALITY = 80


def read(name):
    with Image.open(os.path.join(harness.Setting.data, name)) as file:
        return np.asarray(file.convert("RGB"))


# Each row: the picture's name in the help, the preset, the picture, and the part
# of it that is shown (x, y, width, height).
PICTURES = (
    ("remove", "Remove texture", lambda: read("coffee.png"),
     (200, 100, 390, 260)),
    ("boost", "Boost texture", lambda: read("chelsea.png"),
     (50, 20, 390, 260)),
    ("separation", "Frequency separation (3 layers)",
     lambda: read("faces/astronaut-1.png"), (0, 0, 260, 230)),
    ("flatten", "Flatten for tracing or engraving",
     lambda: read("faces/hopper-1.png"), (0, 30, 360, 270)),
    ("descreen", "Descreen a print",
     lambda: prints.halftone(read("faces/hopper-1.png"), 4, .9),
     (20, 50, 320, 230)),
    ("linen", "Remove paper or linen",
     lambda: prints.linen(read("faces/astronaut-1.png"), 5, .06),
     (0, 0, 260, 240)),
    ("upscaled", "Clean up an upscaled picture",
     lambda: prints.enlarged(read("coffee.png"), 3), (160, 30, 390, 260)),
)


def with_preset(picture, preset):
    """Returns the pictures that OK makes with a preset: the layer, or the
    layers of the group from the lowest to the highest."""
    height, width = picture.shape[:2]
    image = images.new_image(width, height)
    layer = images.add_layer(image, array=np.zeros(picture.shape))
    pixels.write_raw(layer, picture)
    images.settle(image)
    display = Gimp.Display.new(image)
    dialog = opened()
    shipped.choose(dialog, preset)
    dialog.press("OK")
    dialog.wait_until_closed(screen.COMPUTING_S)
    top = image.get_layers()[0]
    layers = top.get_children()[::-1] if top.is_group() else [top]
    made = [pixels.read_raw(each)[:, :, :3] for each in layers]
    display.delete()
    return made


def in_rows(parts):
    """Puts pictures of the same size side by side, at most three to a row."""
    height, width = parts[0].shape[:2]
    n_columns = min(len(parts), 3)
    n_rows = -(-len(parts) // n_columns)
    sheet = np.full(((height + GAP_PX) * n_rows - GAP_PX,
                     (width + GAP_PX) * n_columns - GAP_PX, 3), 255, np.uint8)
    for i, part in enumerate(parts):
        y = i // n_columns * (height + GAP_PX)
        x = i % n_columns * (width + GAP_PX)
        sheet[y:y + height, x:x + width] = part
    return sheet


def make(name, preset, picture, part):
    def run():
        before = picture()
        x, y, width, height = part
        sheet = in_rows([each[y:y + height, x:x + width]
                         for each in [before] + with_preset(before, preset)])
        Image.fromarray(sheet).save(
            os.path.join(FOLDER, f"gallery-{name}.jpg"), quality=QUALITY,
            optimize=True)
    return run


for row in PICTURES:
    add_case(row[1], make(*row))
