# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The packages of packages.txt, and the photos and cut-outs in them."""
import os
import pathlib
import sys

import cv2
import numpy

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
from debian_packages import fetch, read_list  # noqa: E402

# Photos are reduced to this many pixels at their longer side.
PHOTO_SIDE = 1600
CUT_OUT_SIDE = 600
# The package of stamps has photos and drawings. Files of less than this are mostly
# drawings.
CUT_OUT_BYTES = 20000


def fetch_all(folder, uses):
    """Fetches the packages of these uses; returns {package: folder}."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = read_list(HERE / "packages.txt")
    return {package: fetch(folder, package, version, checksum)
            for use, package, version, checksum, _ in lines
            if use in uses}


def write(path, pixels, parameters=()):
    """Writes a picture completely or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}{path.suffix}")
    if not cv2.imwrite(str(partial), pixels, list(parameters)):
        sys.exit(f"{path}: cannot be written")
    os.replace(partial, path)


def read_pictures(folder, flags):
    """All pictures of a folder, in the order of their names."""
    return [cv2.imread(str(path), flags)
            for path in sorted(folder.glob("*.png"))]


def shrink(pixels, side):
    """Returns pixels reduced until the longer side has side pixels."""
    factor = side / max(pixels.shape[:2])
    if factor >= 1:
        return pixels
    return cv2.resize(pixels, None, fx=factor, fy=factor,
                      interpolation=cv2.INTER_AREA)


def find(folder, name):
    """Returns the one file of the package whose path ends with name."""
    found = [path for path in folder.rglob(pathlib.PurePath(name).name)
             if path.as_posix().endswith("/" + name)]
    if len(found) != 1:
        sys.exit(f"{folder}: {len(found)} files are named {name}, wanted one")
    return found[0]


def make_photos(packages, out):
    """Writes the photos of photos.txt to out/photos."""
    for package, name, kind, _ in read_list(HERE / "photos.txt"):
        stem = name.replace("/contents/images", "").replace("/", "-")
        path = out / "photos" / kind / f"{pathlib.PurePath(stem).stem}.png"
        if path.exists():
            continue
        pixels = cv2.imread(str(find(packages[package], name)),
                            cv2.IMREAD_COLOR)
        write(path, shrink(pixels, PHOTO_SIDE))


def trim(pixels):
    """Returns pixels without transparent borders."""
    rows = numpy.flatnonzero(pixels[..., 3].max(1) > 8)
    columns = numpy.flatnonzero(pixels[..., 3].max(0) > 8)
    return pixels[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]


def make_cut_outs(packages, out):
    """Writes the photographed stamps, with alpha, to out/cut-outs."""
    left_out = [words[0] for words in read_list(HERE / "left-out.txt")]
    for path in sorted(packages["tuxpaint-stamps-default"].rglob("*.png")):
        name = path.as_posix().split("/stamps/", 1)[1]
        target = out / "cut-outs" / name.replace("/", "-")
        if target.exists() or path.stat().st_size < CUT_OUT_BYTES \
                or any(word in name for word in left_out):
            continue
        pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        if pixels is None or pixels.ndim < 3 or pixels.shape[2] != 4 \
                or pixels.dtype != numpy.uint8:
            continue
        write(target, shrink(trim(pixels), CUT_OUT_SIDE))
