# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of cut-outs over photos: their outlines are edges, exactly known."""
import cv2
import numpy

import light

SIDE_PX = (90, 420)
MOST_ENLARGED = 2.2
# Pixels of a cut-out farther inside than this are not its outline.
RIM_PX = 4
SMOOTH_PX = 1.5
LEAST_PIXELS = 400


def outline(inside):
    """Returns the pixels of a region along its outline, without those at the
    picture's border."""
    eroded = cv2.erode(inside.astype(numpy.uint8), numpy.ones((3, 3)),
                       borderValue=1)
    return inside & (eroded == 0)


def dilate(mask, radius):
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE,
                                       (2 * radius + 1, 2 * radius + 1))
    return cv2.dilate(mask.astype(numpy.uint8), kernel) > 0


def place(cut_out, random):
    """Returns a cut-out's colours and alpha at a random size, angle and place.
    """
    side = numpy.exp(random.uniform(*numpy.log(SIDE_PX)))
    factor = min(side / max(cut_out.shape[:2]), MOST_ENLARGED)
    if factor < 1:
        cut_out = cv2.resize(cut_out, None, fx=factor, fy=factor,
                             interpolation=cv2.INTER_AREA)
        factor = 1
    if random.random() < 0.5:
        cut_out = cut_out[:, ::-1]
    pixels = cut_out.astype(numpy.float32) / 255
    pixels[..., :3] *= pixels[..., 3:]
    angle = random.uniform(-20, 20) if random.random() < 0.4 else 0
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, factor)
    matrix[:, 2] += (random.uniform(0.05, 0.95) * light.WIDTH - width / 2,
                     random.uniform(0.1, 0.9) * light.HEIGHT - height / 2)
    placed = cv2.warpAffine(numpy.ascontiguousarray(pixels), matrix,
                            (light.WIDTH, light.HEIGHT))
    alpha = placed[..., 3:]
    return placed[..., :3] / numpy.maximum(alpha, 1e-3), alpha


def make_ground(photos, random):
    """Returns the background of all cut-outs, and where it may have edges: a
    photo, or two with a curve between them, half of them out of focus."""
    def take():
        kind = "ground" if random.random() < 0.7 else "things"
        photo = photos[kind][random.integers(len(photos[kind]))]
        part = light.relight(light.crop_photo(photo, random), random)
        if random.random() < 0.5:
            part = light.blur(part, random.uniform(1, 6))
        return part

    ground = take()
    edge = numpy.zeros(ground.shape[:2], bool)
    unknown = light.find_structure(ground)
    if random.random() < 0.3:
        other = take()
        field = light.make_field(random, random.integers(2, 4))
        inside = field > random.uniform(-0.7, 0.7)
        share = light.blur(inside.astype(numpy.float32),
                           random.uniform(0.6, 1.2))[..., None]
        unknown = numpy.where(inside, light.find_structure(other), unknown)
        ground = ground * (1 - share) + other * share
        edge = outline(inside)
    return ground, edge, unknown


def lay(cut_out, fills, picture, random):
    """Composites a cut-out over picture = (pixels, edge, unknown). One of five
    shows a photo in place of its own colours."""
    pixels, edge, unknown = picture
    colours, alpha = place(cut_out, random)
    if random.random() < 0.2:
        photo = fills[random.integers(len(fills))]
        colours = light.crop_photo(photo, random)
    colours = light.relight(colours, random)
    if random.random() < 0.5:
        alpha = light.blur(alpha[..., 0], random.uniform(0.4, 1.2))[..., None]
    # People draw smooth outlines: single hairs and holes are left out.
    inside = light.blur(alpha[..., 0], SMOOTH_PX) > 0.5
    if inside.sum() < LEAST_PIXELS:
        return picture
    if random.random() < 0.3:
        # A soft shadow beside the cut-out, which is no edge.
        shadow = light.blur(alpha[..., 0], random.uniform(6, 16))
        shift = random.integers(-12, 13, 2)
        shadow = numpy.roll(shadow, shift, (0, 1))[..., None]
        pixels = pixels * (1 - random.uniform(0.1, 0.4) * shadow)
    pixels = pixels * (1 - alpha) + colours * alpha
    mean = colours[inside].mean(0)
    within = light.find_structure(numpy.where(inside[..., None], colours, mean))
    core = cv2.erode(inside.astype(numpy.uint8),
                     numpy.ones((2 * RIM_PX + 1, 2 * RIM_PX + 1))) > 0
    return (pixels, (edge & ~inside) | outline(inside),
            (unknown & ~inside) | (within & core))


def make(photos, cut_outs, random):
    """Returns a scene's pixels, its edges, and pixels that may be edges."""
    picture = make_ground(photos, random)
    fills = photos["ground"]
    for _ in range(random.integers(1, 6)):
        cut_out = cut_outs[random.integers(len(cut_outs))]
        picture = lay(cut_out, fills, picture, random)
    pixels, edge, unknown = picture
    pixels = light.add_grain(light.shade(pixels, random), random)
    return pixels, edge, unknown & ~dilate(edge, 3)
