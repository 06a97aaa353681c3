# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures of the foreign pairs: fine ones, laid on a structure."""
import cv2
import numpy

# A Gaussian with this sigma halves waves of 14 px. What it keeps is too coarse
# for a texture.
COARSE_PX = 2.6
# The least standard deviation of the fine part of a texture in [0, 1], and the
# least number of pixels on each side.
LEAST_DEVIATION = 0.02
LEAST_SIDE = 200
# The input's root mean square distance from its truth: 24.3 to 26.7 dB.
RMS = (0.0462, 0.0610)
DEVIATION = (0.05, 0.10)


def take_off_coarse(pixels):
    """Subtracts a Gaussian blur from pixels; the picture repeats beyond its
    borders."""
    margin = 16
    padded = numpy.pad(pixels, ((margin, margin), (margin, margin), (0, 0)),
                       mode="wrap")
    coarse = cv2.GaussianBlur(padded, (0, 0), COARSE_PX)
    return pixels - coarse[margin:-margin, margin:-margin]


def load(folder):
    """Returns the fine parts of the package's surfaces, in the order of their
    names."""
    textures = []
    seen = set()
    for path in sorted(folder.rglob("*")):
        if (path.suffix not in (".jpg", ".png") or not path.is_file()
                or not ("none/data/textures/landscape" in str(path)
                        or "tilesets" in str(path)
                        and "textures" in str(path))):
            continue
        contents = path.read_bytes()
        pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if contents in seen or pixels is None \
                or min(pixels.shape[:2]) < LEAST_SIDE:
            continue
        seen.add(contents)
        pixels = pixels.astype(numpy.float32) / 255
        if is_even(take_off_coarse(pixels)):
            textures.append(pixels)
    return textures


def is_even(fine):
    """Whether a texture is about equally strong everywhere. A picture with
    things in it is not."""
    grey = fine.mean(2)
    side = min(grey.shape) // 4
    parts = [grey[y * side:(y + 1) * side, x * side:(x + 1) * side].std()
             for y in range(4) for x in range(4)]
    return min(parts) > LEAST_DEVIATION and max(parts) < 2.5 * min(parts)


def fill(textures, shape, random):
    """Returns a texture of standard deviation 1 with the height and width of
    shape."""
    pixels = textures[random.integers(len(textures))]
    scale = random.uniform(0.5, 1)
    small = cv2.resize(pixels, None, fx=scale, fy=scale,
                       interpolation=cv2.INTER_AREA)
    small = numpy.rot90(small, random.integers(4))
    rows = (numpy.arange(shape[0]) + random.integers(small.shape[0]))
    columns = (numpy.arange(shape[1]) + random.integers(small.shape[1]))
    tiled = small[rows % small.shape[0]][:, columns % small.shape[1]]
    if random.random() < 0.6:
        tiled = numpy.repeat(tiled.mean(2, keepdims=True), 3, 2)
    fine = take_off_coarse(numpy.ascontiguousarray(tiled))
    return fine / fine.std()


def make_places(shape, share, random):
    """Returns weights from 0 to 1 with soft borders, which are 1 on about a
    share of shape."""
    grid = random.normal(size=(5, 5)).astype(numpy.float32)
    field = cv2.resize(grid, shape[1::-1], interpolation=cv2.INTER_CUBIC)
    level = numpy.quantile(field, 1 - share)
    return (1 / (1 + numpy.exp(-12 * (field - level))))[..., None]


def lay(textures, truth, random):
    """Adds a texture to truth: everywhere, or a stronger one in some places.
    Its strength is such that what is left after clipping has the wanted root
    mean square."""
    rms = random.uniform(*RMS)
    layer = fill(textures, truth.shape, random)
    if random.random() < 0.5:
        strong = random.uniform(rms, DEVIATION[1])
        layer = layer * make_places(truth.shape, (rms / strong) ** 2, random)
    structure = truth.astype(numpy.float32) / 255
    gain = DEVIATION[0]
    for _ in range(20):
        laid = numpy.clip(structure + gain * layer, 0, 1)
        found = numpy.sqrt(numpy.mean((laid - structure) ** 2))
        gain = min(gain * rms / found, DEVIATION[1])
    return numpy.rint(laid * 255).astype(numpy.uint8)
