# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes of a photo what a scanner or a careless program makes of it: a print
with a halftone screen, a photo on linen, an enlarged JPEG. Pictures are arrays
(height, width, 3) of bytes. For the gallery of the help, see test_gallery.py."""
import io

import numpy as np
from PIL import Image, ImageFilter

SUPERSAMPLING = 4
# The inks cyan, magenta, yellow and black: what each lets through of red, green
# and blue, and the angle of its screen in degrees.
INKS = (((0, .62, .85), 15), ((.85, .1, .5), 75), ((.98, .9, .1), 0),
        ((.1, .1, .1), 45))
BLACK_SHARE = .8  # how much of the grey in a colour is printed in black
PAPER = (.97, .96, .94)
JPEG_QUALITY = 60
SHARPENING = ImageFilter.UnsharpMask(radius=2, percent=120, threshold=0)


def as_bytes(picture):
    return np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def amounts_of_ink(picture):
    """Returns how much of each ink a colour takes, (height, width, 4)."""
    lack = 1 - picture
    black = BLACK_SHARE * lack.min(axis=2, keepdims=True)
    colours = (lack - black) / np.maximum(1 - black, 1e-3)
    return np.concatenate([colours, black], axis=2)


def screen_rank(height, width, pitch_px, angle):
    """Returns for each pixel which share of a screen's cell is printed before
    it as ink is added: dots begin round, and meet like a chess board."""
    y, x = np.mgrid[:height, :width] * (2 * np.pi / pitch_px)
    turn = np.deg2rad(angle)
    spot = (np.cos(x * np.cos(turn) + y * np.sin(turn))
            + np.cos(y * np.cos(turn) - x * np.sin(turn)))
    known = np.sort(spot.ravel()[::7])
    return 1 - np.searchsorted(known, spot) / len(known)


def halftone(picture, pitch_px, blur_px):
    """Prints a picture by a screen of this pitch in four inks. The scanner
    blurs the print by a Gaussian of blur_px."""
    height, width = (side * SUPERSAMPLING for side in picture.shape[:2])
    large = Image.fromarray(picture).resize((width, height), Image.BICUBIC)
    inks = amounts_of_ink(np.asarray(large, np.float64) / 255)
    printed = np.ones((height, width, 3)) * PAPER
    for i, (passes, angle) in enumerate(INKS):
        dots = screen_rank(height, width, pitch_px * SUPERSAMPLING,
                           angle) < inks[:, :, i]
        printed[dots] *= passes
    scan = Image.fromarray(as_bytes(printed)).filter(
        ImageFilter.GaussianBlur(blur_px * SUPERSAMPLING))
    return np.asarray(scan.resize(picture.shape[1::-1], Image.BOX))


def noise(random, shape, sigma_y_px, sigma_x_px):
    """Returns noise of deviation 1 that a Gaussian has blurred."""
    y, x = np.fft.fftfreq(shape[0]), np.fft.fftfreq(shape[1])
    gauss = np.exp(-2 * np.pi ** 2 * ((sigma_y_px * y[:, None]) ** 2
                                      + (sigma_x_px * x) ** 2))
    blurred = np.fft.ifft2(
        np.fft.fft2(random.standard_normal(shape)) * gauss).real
    return blurred / blurred.std()


def linen(picture, pitch_px, depth):
    """Lays a plain weave of this pitch under a picture, lit from the upper
    left. depth is the standard deviation of the light, about."""
    random = np.random.RandomState(2)
    shape = picture.shape[:2]
    y, x = np.mgrid[:shape[0], :shape[1]]
    warp = np.pi * (x + .6 * noise(random, shape, 30, 3)) / pitch_px
    weft = np.pi * (y + .6 * noise(random, shape, 3, 30)) / pitch_px
    across, along = np.abs(np.sin(warp)), np.abs(np.sin(weft))
    height = np.where(np.cos(warp) * np.cos(weft) > 0,
                      across * (.7 + .3 * along), along * (.7 + .3 * across))
    height += .12 * noise(random, shape, .8, .8)
    slope = height - np.roll(height, (1, 1), (0, 1))
    light = depth * (.8 * slope / slope.std()
                     + .6 * (height - height.mean()) / height.std())
    return as_bytes(picture / 255 + light[:, :, None])


def enlarged(picture, factor):
    """Reduces a picture, saves it as a JPEG of a low quality, enlarges it by
    the factor and sharpens it."""
    width, height = (side // factor for side in picture.shape[1::-1])
    file = io.BytesIO()
    Image.fromarray(picture).resize((width, height), Image.LANCZOS).save(
        file, "JPEG", quality=JPEG_QUALITY)
    with Image.open(file) as small:
        large = small.resize((width * factor, height * factor), Image.BICUBIC)
    return np.asarray(large.filter(SHARPENING))
