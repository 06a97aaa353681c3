# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures that flattened photos are filled with: surfaces of games and papers,
and even places of photos."""
import zipfile

import cv2
import numpy

SIDE_PX = (128, 512)
LEAST_DEVIATION = 0.012
# The largest standard deviation in a sixteenth of the texture, divided by the
# smallest one, may be at most this.
MOST_UNEVEN = 2.5
MOST_OF_PACKAGE = 250
PATCHES_OF_PHOTO = 12
# Archives within packages, and the folders in them with pictures of surfaces.
ARCHIVES = {"openarena-081-textures": ("pak4-textures.pk3", "textures/"),
            "nexuiz-textures": ("textures.pk3", "textures/"),
            "trigger-rally-data": ("data.zip", "textures/")}


def is_even(pixels):
    """Whether a texture is about equally strong everywhere. A picture with
    things in it, or with lines that are edges, is not."""
    grey = pixels.mean(2).astype(numpy.float32) / 255
    fine = grey - cv2.GaussianBlur(grey, (0, 0), 4)
    side = min(fine.shape) // 4
    parts = [fine[y * side:(y + 1) * side, x * side:(x + 1) * side].std()
             for y in range(4) for x in range(4)]
    return min(parts) > LEAST_DEVIATION and max(parts) < MOST_UNEVEN * min(parts)


def read_archive(path, folder):
    """Returns the even pictures of an archive, at most MOST_OF_PACKAGE, evenly
    spread over their names."""
    found = []
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist()
                       if name.startswith(folder)
                       and name.lower().endswith((".jpg", ".png")))
        for name in names[::max(1, len(names) // (2 * MOST_OF_PACKAGE))]:
            pixels = cv2.imdecode(numpy.frombuffer(archive.read(name),
                                                   numpy.uint8),
                                  cv2.IMREAD_COLOR)
            if pixels is not None and min(pixels.shape[:2]) >= SIDE_PX[0]:
                pixels = pixels[:SIDE_PX[1], :SIDE_PX[1]]
                if is_even(pixels):
                    found.append(pixels)
    return found[::max(1, len(found) // MOST_OF_PACKAGE)]


def cut_photos(photos):
    """Returns even parts of photos, at two scales."""
    found = []
    random = numpy.random.Generator(numpy.random.PCG64(7))
    for photo in photos:
        for _ in range(PATCHES_OF_PHOTO):
            factor = random.uniform(0.3, 1)
            side = int(random.integers(160, 260) / factor)
            if side > min(photo.shape[:2]):
                continue
            top = random.integers(photo.shape[0] - side + 1)
            left = random.integers(photo.shape[1] - side + 1)
            patch = cv2.resize(photo[top:top + side, left:left + side], None,
                               fx=factor, fy=factor,
                               interpolation=cv2.INTER_AREA)
            if is_even(patch):
                found.append(patch)
    return found


def load(packages, photos):
    """Returns all textures, in the order of packages and names."""
    textures = cut_photos(photos)
    for package, (archive, folder) in ARCHIVES.items():
        path = next(packages[package].rglob(archive))
        textures += read_archive(path, folder)
    for path in sorted(packages["mypaint-data-extras"].rglob("*.png")):
        pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)[:SIDE_PX[1],
                                                         :SIDE_PX[1]]
        if is_even(pixels):
            textures.append(pixels)
    return textures
