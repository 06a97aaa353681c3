#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pictures for the sheets: pictures.py FOLDER [ASTRONAUT]

noise, jpeg, grey: the cat and the cup of tests/data with noise of 12 levels,
as coarse JPEG (quality 12), without colour; screen: a window with text;
drawing: black lines on paper; text: letters of 10 to 40 px on a gradient.
The last three are as small as a sheet's cell, so that it shows their borders.
face: of ASTRONAUT, NASA's portrait as in Debian's python3-skimage, the head.
"""
import io
import math
import pathlib
import sys

from PIL import Image, ImageChops, ImageDraw, ImageFont

DATA = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data"
CELL_PX = 224
SENTENCE = "Structure stays, texture goes. "


def add_noise(picture, levels):
    """Adds Gaussian noise of this standard deviation to each channel."""
    channels = []
    for channel in picture.split():
        noise = Image.effect_noise(picture.size, levels)
        channels.append(ImageChops.add(channel, noise, 1, -128))
    return Image.merge("RGB", channels)


def squeeze(picture, quality):
    """Returns the picture after it was saved as a JPEG file and loaded again.
    """
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue())).convert("RGB")


def write_lines(draw, sizes, left, top, fill):
    for size in sizes:
        font = ImageFont.load_default(size)
        draw.text((left, top), SENTENCE * 3, fill=fill, font=font)
        top += size + 6


def draw_screen():
    """Draws a window, its title bar, buttons and text of 10 to 13 px."""
    picture = Image.new("RGB", (CELL_PX, CELL_PX), (52, 101, 164))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((12, 12, 260, 260), (246, 245, 244), (160, 160, 160))
    draw.rectangle((12, 12, 260, 34), (222, 221, 218))
    draw.text((20, 16), "Preferences", fill=(46, 52, 54),
              font=ImageFont.load_default(13))
    write_lines(draw, [10, 11, 12, 13, 10, 11, 12], 24, 46, (46, 52, 54))
    for i, name in enumerate(("Cancel", "OK")):
        draw.rounded_rectangle((70 + 72 * i, 186, 134 + 72 * i, 210), 4,
                               (230, 230, 228), (170, 170, 170))
        draw.text((82 + 72 * i, 190), name, fill=(0, 0, 0),
                  font=ImageFont.load_default(12))
    return picture


def draw_drawing():
    """Draws lines of 1 to 5 px, straight and round, and hatching."""
    picture = Image.new("RGB", (CELL_PX, CELL_PX), (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    for i in range(5):
        draw.ellipse((10 + 14 * i, 10 + 14 * i, 150 - 14 * i, 150 - 14 * i),
                     outline=(0, 0, 0), width=5 - i)
        draw.line((0, 170 + 10 * i, CELL_PX, 160 + 12 * i), (0, 0, 0), 1 + i)
    for i in range(0, 60, 4):
        draw.line((160, 20 + i, 215, 20 + i // 2), (40, 40, 40), 1)
    points = [(188 + 30 * math.sin(i * 2.513), 120 - 30 * math.cos(i * 2.513))
              for i in range(6)]
    draw.line(points, (0, 0, 0), 2)
    return picture


def draw_text():
    picture = Image.linear_gradient("L").resize((CELL_PX, CELL_PX))
    picture = Image.merge("RGB", (picture, picture.rotate(90),
                                  Image.new("L", picture.size, 150)))
    draw = ImageDraw.Draw(picture)
    write_lines(draw, [10, 14, 20, 28, 40, 16, 12], 4, 4, (255, 255, 255))
    return picture


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    cat, cup = (Image.open(DATA / name).convert("RGB")
                for name in ("chelsea.png", "coffee.png"))
    for name, picture in (("noise", add_noise(cat, 12)),
                          ("jpeg", squeeze(cup, 12)),
                          ("grey", cat.convert("L").convert("RGB")),
                          ("screen", draw_screen()),
                          ("drawing", draw_drawing()),
                          ("text", draw_text())):
        picture.save(folder / (name + ".png"))
    if len(sys.argv) == 3:
        Image.open(sys.argv[2]).convert("RGB").crop(
            (112, 0, 112 + CELL_PX, CELL_PX)).save(folder / "face.png")


main()
