# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every precision, encoding, kind of layer and profile: `replace` stores the
engine's result for the image's own pixels, to half a step of the storage."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import oracle
import pixels

TYPES = ("U8", "U16", "U32", "HALF", "FLOAT", "DOUBLE")
ENCODINGS = ("LINEAR", "NON_LINEAR", "PERCEPTUAL")
BASES = {"RGB": Gimp.ImageBaseType.RGB, "GRAY": Gimp.ImageBaseType.GRAY}
PROFILES = {
    "RGB": {
        "sRGB": None,
        "linear curve": Gimp.ColorProfile.new_rgb_srgb_linear,
        "wide gamut": Gimp.ColorProfile.new_rgb_adobe,
    },
    "GRAY": {
        "sRGB": None,
        "linear curve": Gimp.ColorProfile.new_d65_gray_linear,
        "L* curve": Gimp.ColorProfile.new_d50_gray_lab_trc,
    },
}


def image_of(base, profile, precision):
    make = PROFILES[base][profile]
    return images.new_image(base=BASES[base],
                             precision=getattr(Gimp.Precision, precision),
                             profile=make() if make else None)


def check_format(base, profile, precision):
    image = image_of(base, profile, precision)
    layers = [images.add_layer(image, name, alpha=alpha, seed=seed)
              for name, alpha, seed in (("opaque", False, 1),
                                        ("alpha", True, 2))]
    before = [pixels.read_raw(layer) for layer in layers]
    wanted = [harness.engine_of(layer, 80)[0] for layer in layers]
    with images.OneStep(image):
        harness.smooth(image, layers, strength=80)
    for layer, old, new in zip(layers, before, wanted):
        harness.fits(layer, new)
        stored = pixels.read_raw(layer)
        assert np.mean(stored != old) > 0.3, "hardly anything has changed"
    assert (stored[..., -1] == old[..., -1]).all(), "alpha has changed"


def check_extremes(base, precision):
    """Asserts that NaN and infinities stay as they are, and that values beyond
    1 are kept."""
    image = image_of(base, "sRGB", precision)
    layer = images.add_layer(image, alpha=base == "RGB")
    old = pixels.read_raw(layer)
    specials = {(3, 4): np.nan, (10, 20): np.inf, (20, 9): -np.inf,
                (30, 30): 8.0, (31, 8): -0.5}
    for (y, x), value in specials.items():
        old[y, x, 0] = value
    pixels.write_raw(layer, old)
    wanted = harness.engine_of(layer, 80)[0]
    harness.smooth(image, [layer], strength=80)

    new = pixels.read_raw(layer)
    for (y, x), value in specials.items():
        if not np.isfinite(value):
            assert np.array_equal(new[y, x, 0], value, equal_nan=True), (
                f"{value} became {new[y, x, 0]}")
    assert new[30, 30, 0] > 1, "cut to [0, 1]"
    finite = np.isfinite(old)
    assert np.isfinite(new[finite]).all(), "NaN or infinity has spread"
    # Beyond 1 babl's curves are up to 0.2 % off: in each process it chooses
    # the fastest of several.
    kind = pixels.storage(layer)
    new, wanted = np.where(finite, new, 0), np.where(finite, wanted, 0)
    off = np.where(wanted > 1, oracle.misfit(kind, new, wanted, slack=2e-3),
                   oracle.misfit(kind, new, wanted))
    where = tuple(int(i) for i in np.unravel_index(off.argmax(), off.shape))
    assert off[where] == 0.0, (
        f"{off[where]:.3g} beyond the tolerance at {where}: stored "
        f"{new[where]}, was {old[where]}, wanted {wanted[where]} (perceptual)")


def is_wanted(profile, precision):
    """Returns whether a case is run. Most cases with an L* curve are left out,
    since babl takes seconds to choose each of their conversions."""
    return not profile.startswith("L*") or precision in ("U16_NON_LINEAR",
                                                         "FLOAT_LINEAR")


for base in BASES:
    for profile in PROFILES[base]:
        for type_name in TYPES:
            for encoding in ENCODINGS:
                precision = f"{type_name}_{encoding}"
                if not is_wanted(profile, precision):
                    continue
                harness.add_case(
                    f"{base} and {base}A, {precision}, {profile}",
                    lambda arguments=(base, profile, precision):
                    check_format(*arguments))
    for type_name in TYPES[3:] if base == "RGB" else ("FLOAT",):
        for encoding in ENCODINGS:
            precision = f"{type_name}_{encoding}"
            harness.add_case(
                f"{base} with NaN, infinity, HDR, {precision}",
                lambda arguments=(base, precision):
                check_extremes(*arguments))
