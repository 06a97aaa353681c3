#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Classical smoothing filters of OpenCV, and L0, for `structure-smooth-train evaluate`.

    filters.py --check       ends with 0 if OpenCV and ximgproc are there
    filters.py JOBS          JOBS: a file with a line for each picture to make:
                             INPUT <tab> OUTPUT <tab> FILTER <tab> A <tab> B

A and B are the filter's settings in the units of its row below: colours in
[0, 1], or in 8-bit steps where OpenCV's filter takes 8-bit pictures.
"""
import sys


def l0(_, image, lam, __):
    """Smooths by L0 gradient minimization (Xu, Lu, Xu, Jia, "Image smoothing
    via L0 gradient minimization", ACM TOG 30(6), 2011, with kappa 2).
    Alternately keeps only those gradients that are worth lam / beta, and
    solves for the picture by FFT. Written here, because cv2.ximgproc.l0Smooth
    loses brightness (a mean of 120 becomes 116)."""
    import numpy
    picture = as_float(image)
    steps = [numpy.zeros_like(picture[..., :1]) for _ in range(2)]
    steps[0][0, 0], steps[0][0, -1] = -1, 1
    steps[1][0, 0], steps[1][-1, 0] = -1, 1
    steps = [numpy.fft.rfft2(step, axes=(0, 1)) for step in steps]
    power = sum(abs(step) ** 2 for step in steps)
    source = numpy.fft.rfft2(picture, axes=(0, 1))
    beta = 2 * lam
    while beta < 1e5:
        differences = [numpy.roll(picture, -1, axis) - picture
                       for axis in (1, 0)]
        worth = sum((d ** 2).sum(2, keepdims=True) for d in differences)
        sums = sum(numpy.conj(step) * numpy.fft.rfft2(
            numpy.where(worth < lam / beta, 0, d), axes=(0, 1))
            for step, d in zip(steps, differences))
        picture = numpy.fft.irfft2((source + beta * sums) / (1 + beta * power),
                                   s=image.shape[:2], axes=(0, 1))
        beta *= 2
    return picture


def rolling_guidance(cv2, image, sigma_c, sigma_s):
    return cv2.ximgproc.rollingGuidanceFilter(
        as_float(image), None, d=-1, sigmaColor=sigma_c, sigmaSpace=sigma_s,
        numOfIter=4)


def guided(cv2, image, radius, eps):
    image = as_float(image)
    return cv2.ximgproc.guidedFilter(image, image, int(radius), eps)


def bilateral(cv2, image, sigma_c, sigma_s):
    return cv2.bilateralFilter(as_float(image), -1, sigma_c, sigma_s)


def fast_global(cv2, image, lam, sigma):
    return cv2.ximgproc.fastGlobalSmootherFilter(image, image, lam, sigma)


def domain_transform(cv2, image, sigma_s, sigma_c):
    return cv2.ximgproc.dtFilter(image, image, sigma_s, sigma_c)


def bilateral_texture(cv2, image, radius, iterations):
    return cv2.ximgproc.bilateralTextureFilter(
        image, None, int(radius), int(iterations))


FILTERS = {
    "l0": l0,
    "rolling-guidance": rolling_guidance,
    "guided": guided,
    "bilateral": bilateral,
    "fast-global": fast_global,
    "domain-transform": domain_transform,
    "bilateral-texture": bilateral_texture,
}


def as_float(image):
    return image.astype("float32") / 255


def as_bytes(image):
    if image.dtype == "uint8":
        return image
    return (image.clip(0, 1) * 255).round().astype("uint8")


def do_job(cv2, source, target, name, first, second):
    image = cv2.imread(source, cv2.IMREAD_COLOR)
    if image is None:
        raise OSError(f"cannot read '{source}'")
    result = FILTERS[name](cv2, image, float(first), float(second))
    if not cv2.imwrite(target, as_bytes(result)):
        raise OSError(f"cannot write '{target}'")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        import cv2
    except ImportError:
        sys.exit("no module cv2 (Debian: python3-opencv)")
    if not hasattr(cv2, "ximgproc"):
        sys.exit("this OpenCV is built without ximgproc")
    cv2.setNumThreads(1)  # pictures are computed in parallel
    if sys.argv[1] == "--check":
        return
    with open(sys.argv[1], encoding="utf-8") as jobs:
        for line in jobs:
            do_job(cv2, *line.rstrip("\n").split("\t"))


if __name__ == "__main__":
    main()
