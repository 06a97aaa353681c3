# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What label and mark share: marks on parts of the free photos."""
import os

import cv2
import numpy

import light
import picture
import sources

# What lies this near to an edge that is marked is left open.
NEAR_PX = 3


def widen(edge):
    """What is at most NEAR_PX away from an edge."""
    return cv2.dilate(edge.astype(numpy.uint8), cv2.getStructuringElement(
        cv2.MORPH_ELLIPSE, (2 * NEAR_PX + 1, 2 * NEAR_PX + 1))) > 0


def link_scenes(scenes, target):
    """Makes hard links to all files of scenes in target."""
    for path in sorted(scenes.rglob("*.*")):
        link = target / path.relative_to(scenes)
        if path.is_file() and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, link)


def make(kind, numbers, out, target, find_marks):
    """Writes parts of the photos of OUT, by their numbers, to target, with the
    marks (edge, unknown) that find_marks gives."""
    photos = [photo for group in ("ground", "things")
              for photo in sources.read_pictures(out / "photos" / group,
                                                 cv2.IMREAD_COLOR)]

    def draw(random):
        photo = photos[random.integers(len(photos))]
        pixels = light.crop_photo(photo, random)
        return pixels, *find_marks(pixels)

    for number in numbers:
        picture.make(kind, number, target, draw)
