# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""At 100 % the dialog shows what OK applies, in the monitor's colours. Read
from the screen, with a selection, an offset, a wide gamut, and grey."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels
import screen
from harness import case
from scenes import opened, settled


def place_of(shot, picture):
    """Returns where a picture lies in the middle of the canvas, which is found
    within 3 pixels, as its corner (y, x)."""
    height, width = picture.shape[:2]
    y, x = (shot.shape[0] - height) // 2, (shot.shape[1] - width) // 2
    places = [(y + dy, x + dx) for dy in range(-3, 4) for dx in range(-3, 4)]
    # The differences are limited, since an outline may be drawn over the
    # picture.
    return min(places, key=lambda p: np.minimum(np.abs(
        cut(shot, p, picture).astype(int) - picture), 30).mean())


def cut(shot, corner, picture):
    y, x = corner
    return shot[y:y + picture.shape[0], x:x + picture.shape[1]]


def as_bytes(layer):
    """Returns a layer's colours as a monitor without a profile shows them."""
    return np.rint(pixels.read_as_srgb(layer).clip(0, 1) * 255)


def outline_of(image, layer):
    """Returns the pixels of a layer that the outline of the selection may
    cover: the outline runs along the left and upper sides of pixels, and
    covers these pixels and at most one more."""
    height, width = layer.get_height(), layer.get_width()
    _, x, y = layer.get_offsets()
    mask = pixels.read(image.get_selection(), pixels.LINEAR)
    inside = mask.reshape(mask.shape[:2])[y:y + height, x:x + width] >= 0.5
    sides = np.zeros((height + 1, width + 1), bool)
    sides[1:-1, :-1] |= inside[1:] != inside[:-1]
    sides[:-1, 1:-1] |= inside[:, 1:] != inside[:, :-1]
    sides[1:] |= sides[:-1]
    sides[:, 1:] |= sides[:, :-1]
    return sides[:-1, :-1]


def strays(dialog, picture, outline):
    """Returns how many pixels of the canvas differ from the picture at 100 %
    by more than 1, and are not black or white on the outline."""
    shot = settled(dialog)
    shown = cut(shot, place_of(shot, picture), picture)
    is_right = (np.abs(shown - picture) <= 1).all(axis=2)
    is_drawn = (shown == 0).all(axis=2) | (shown == 255).all(axis=2)
    return np.count_nonzero(~is_right & ~(outline & is_drawn))


def batch_twin(image, strength):
    """Returns the bottom layer of a copy of the image, smoothed by a script."""
    twin = image.duplicate()
    harness.smooth(twin, twin.get_layers(), strength=strength)
    return twin.get_layers()[-1]


def shows_and_applies(layer, wanted, outline):
    """Asserts that the dialog on the image with this layer shows `wanted` at a
    strength of 90 and something else at other strengths, and that OK applies
    it."""
    dialog = opened(90.0)
    dialog.press("100 %")
    screen.wait_for("the result",
                    lambda: strays(dialog, wanted, outline) == 0)
    # The comparison can tell a difference, since a step of the slider shows
    # another picture.
    dialog.set("Strength", 30)
    screen.wait_for("another result",
                    lambda: strays(dialog, wanted, outline) > 1000)
    dialog.set("Strength", 90)
    screen.wait_for("the result again",
                    lambda: strays(dialog, wanted, outline) == 0)
    dialog.press("OK")
    dialog.wait_until_closed()
    assert (as_bytes(layer) == wanted).all()


def n_far(one, other):
    return np.count_nonzero(np.abs(one - other).max(axis=2) > 3)


@case
def selected():
    """16-bit linear RGBA, a feathered selection, an offset layer"""
    width, height = 300, 200
    image = images.new_image(width + 60, height + 60,
                             precision=Gimp.Precision.U16_LINEAR)
    layer = images.add_layer(image, "layer", width, height, True, 35, 21)
    array = pixels.read(layer)
    array[:, :, 3] = 1
    pixels.write(layer, array)
    Gimp.context_set_feather(True)
    Gimp.context_set_feather_radius(20, 20)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 80, 60, 180, 120)
    Gimp.Display.new(image)
    wanted = as_bytes(batch_twin(image, 90.0))
    assert n_far(wanted, as_bytes(layer)) > 2000, "nothing was smoothed"
    outline = outline_of(image, layer)
    assert outline.mean() < 0.02
    shows_and_applies(layer, wanted, outline)


def profiled(base, profile):
    """Makes a layer of 300x200 in an image with a profile, and shows it. The
    numbers that it stores are not those for the monitor."""
    image = images.new_image(300, 200, base, Gimp.Precision.U16_NON_LINEAR,
                             profile)
    layer = images.add_layer(image)
    Gimp.Display.new(image)
    raw = pixels.read(layer, pixels.NON_LINEAR) * 255
    assert n_far(as_bytes(layer), raw) > 30000, "the profile does nothing"
    wanted = as_bytes(batch_twin(image, 90.0))
    assert n_far(wanted, as_bytes(layer)) > 2000, "nothing was smoothed"
    shows_and_applies(layer, wanted, np.zeros(wanted.shape[:2], bool))


@case
def wide_gamut():
    """A profile of a wide gamut: shown in the monitor's colours"""
    profiled(Gimp.ImageBaseType.RGB, Gimp.ColorProfile.new_rgb_adobe())


@case
def grey():
    """A grey layer, its profile's curve L*: shown as the monitor's grey"""
    profiled(Gimp.ImageBaseType.GRAY,
             Gimp.ColorProfile.new_d50_gray_lab_trc())
