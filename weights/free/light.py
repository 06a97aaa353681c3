# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Light, focus and grain of the scenes; which pixels may be edges in a photo.

Pictures are float32 in [0, 1], height x width x 3.
"""
import cv2
import numpy

WIDTH, HEIGHT = 481, 321
# Relative total variation: above the first, a window's gradients agree in their
# direction as along an outline; the second is the least gradient that counts.
AGREEMENT = 0.62
LEAST_GRADIENT = 0.012
WINDOWS_PX = (6, 12)


def blur(pixels, sigma):
    return cv2.GaussianBlur(pixels, (0, 0), sigma,
                            borderType=cv2.BORDER_REPLICATE)


def mean_in_window(values, side):
    """Returns the weighted mean around each pixel, over 2 side - 1 pixels with
    weights in the form of a pyramid."""
    for _ in range(2):
        values = cv2.boxFilter(values, -1, (side, side),
                               borderType=cv2.BORDER_REPLICATE)
    return values


def find_structure(pixels):
    """Finds where a photo may have an edge. In a texture, gradients of
    opposite directions cancel out within a window; along an outline they do
    not."""
    found = numpy.zeros(pixels.shape[:2], bool)
    pixels = numpy.ascontiguousarray(pixels)
    along = [numpy.diff(pixels, axis=axis, append=pixels.take([-1], axis))
             for axis in (0, 1)]
    lengths = sum(numpy.abs(one).mean(2) for one in along)
    for side in WINDOWS_PX:
        agreeing = sum(numpy.abs(mean_in_window(one, side)).mean(2)
                       for one in along)
        whole = mean_in_window(lengths, side)
        found |= ((agreeing > LEAST_GRADIENT)
                  & (agreeing / (whole + 0.001) > AGREEMENT))
    return found


def relight(pixels, random):
    """Changes tone curve, colour and brightness of pixels, as another light
    would."""
    curve = numpy.exp(random.normal(0, 0.25))
    gain = numpy.exp(random.normal(0, 0.08, 3) + random.normal(0, 0.12))
    return numpy.clip(numpy.power(pixels, curve) * gain, 0, 1).astype(
        numpy.float32)


def make_field(random, n_points, shape=(HEIGHT, WIDTH)):
    """Returns a smooth random field with mean 0 and standard deviation 1."""
    grid = random.normal(size=(n_points, n_points)).astype(numpy.float32)
    field = cv2.resize(grid, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return (field - field.mean()) / (field.std() + 1e-6)


def shade(pixels, random):
    """Adds soft light and shadow over the whole scene, which are no edges."""
    if random.random() < 0.5:
        field = make_field(random, random.integers(2, 5))
        pixels = pixels * numpy.exp(random.uniform(0.03, 0.2) * field)[..., None]
    return numpy.clip(pixels, 0, 1)


def add_grain(pixels, random):
    """Adds sensor grain to half of the scenes; some of it is coarser."""
    if random.random() < 0.5:
        grain = random.normal(size=pixels.shape).astype(numpy.float32)
        if random.random() < 0.3:
            grain = blur(grain, 0.8) * 2
        pixels = pixels + random.uniform(0.003, 0.02) * grain
    return numpy.clip(pixels, 0, 1)


def crop_photo(photo, random, least=0.3):
    """Returns a part of a photo at the scenes' size, whose width is from least
    of the photo's to all of it."""
    share = numpy.exp(random.uniform(numpy.log(least), 0))
    width = int(max(min(WIDTH, photo.shape[1]), photo.shape[1] * share))
    height = width * HEIGHT // WIDTH
    if height > photo.shape[0]:
        height = photo.shape[0]
        width = height * WIDTH // HEIGHT
    top = random.integers(photo.shape[0] - height + 1)
    left = random.integers(photo.shape[1] - width + 1)
    part = photo[top:top + height, left:left + width]
    if random.random() < 0.5:
        part = part[:, ::-1]
    part = cv2.resize(numpy.ascontiguousarray(part), (WIDTH, HEIGHT),
                      interpolation=cv2.INTER_AREA)
    return part.astype(numpy.float32) / 255
