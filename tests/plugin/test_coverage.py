# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers of masks and channels are coverage and not light: no tone curve
is applied to them, at any precision of the image."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import pixels

PRECISIONS = [f"{kind}_{curve}" for kind in ("U8", "U16", "U32", "HALF",
                                             "FLOAT", "DOUBLE")
              for curve in ("LINEAR", "NON_LINEAR", "PERCEPTUAL")]
MAX_SHIFT = 0.01


def noise(width, height):
    """Makes noise of low coverage, where a tone curve would be steep, from
    numbers that 8 bits can hold."""
    random = np.random.RandomState(3)
    bright = random.uniform(0, 1, (height, width, 1)) > 0.511
    return (26 + 63 * bright) / 255


def make(image, layer, what):
    """Makes a mask or channel of noise, and writes it as stored numbers."""
    if what == "channel":
        item = Gimp.Channel.new(image, "saved", image.get_width(),
                                image.get_height(), 50,
                                Gimp.context_get_foreground())
        image.insert_channel(item, None, 0)
    else:
        item = layer.create_mask(Gimp.AddMaskType.WHITE)
        layer.add_mask(item)
    kind = pixels.storage(item)
    scale = (np.iinfo(kind.dtype).max if kind.type.startswith("u") else 1)
    stored = noise(item.get_width(), item.get_height()) * scale
    pixels.write_raw(item, np.rint(stored) if scale > 1 else stored)
    return item, scale


def smoothed(what, precision, base):
    image = images.new_image(96, 80, base, getattr(Gimp.Precision, precision))
    layer = images.add_layer(image)
    item, scale = make(image, layer, what)
    old = pixels.read_raw(item) / scale
    wanted = harness.engine_of(item, 100)[0]
    with images.OneStep(image):
        harness.smooth(image, [item], strength=100)
    harness.fits(item, wanted)
    new = pixels.read_raw(item).astype(float) / scale
    old = old.astype(float)
    harness.note(f"mean {old.mean():.3f} before, {new.mean():.3f} after; "
                 f"deviation {old.std():.3f}, {new.std():.3f}")
    assert new.std() < old.std() / 2, "nothing was smoothed"
    assert abs(new.mean() - old.mean()) < MAX_SHIFT


for _what in ("mask", "channel"):
    for _precision in PRECISIONS:
        harness.add_case(
            f"a {_what} keeps its mean coverage, {_precision}",
            lambda arguments=(_what, _precision, Gimp.ImageBaseType.RGB):
            smoothed(*arguments))
    harness.add_case(
        f"a {_what} of a grey image keeps its mean coverage",
        lambda what=_what: smoothed(what, "U8_NON_LINEAR",
                                    Gimp.ImageBaseType.GRAY))


def same_numbers(what):
    """The same stored numbers come out at every precision."""
    means = {}
    for precision in PRECISIONS:
        image = images.new_image(96, 80,
                                 precision=getattr(Gimp.Precision, precision))
        item, scale = make(image, images.add_layer(image), what)
        harness.smooth(image, [item], strength=60)
        means[precision] = pixels.read_raw(item).astype(float) / scale
        image.delete()
    first = means["FLOAT_LINEAR"]
    for precision, got in means.items():
        off = np.abs(got - first).max()
        assert off < 0.6 / 255, (precision, off)


for _what in ("mask", "channel"):
    harness.add_case(f"a {_what}: every precision gives the same numbers",
                     lambda what=_what: same_numbers(what))
