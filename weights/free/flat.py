# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flattened photos: the shapes of a photo, filled with flat colours, soft light
and textures. All edges are known exactly, at every contrast, and everything else
is none: texture above all."""
import cv2
import numpy

import light

# A region of fewer pixels is joined with what surrounds it.
LEAST_REGION = 260
# Between colours that differ by less than this, an edge is unknown.
LEAST_CONTRAST = 0.035
COARSE_PX = 8.0
MOST_REGIONS = 60
# A picture has this many textures, of deviations between these.
N_TEXTURES = 4
STRENGTH = (0.01, 0.14)


def segment(photo, random):
    """Returns labels of a photo's regions, with smooth outlines: by a graph of
    its pixels (Felzenszwalb, Huttenlocher, IJCV 59(2), 2004) or by k-means in
    Lab."""
    smooth = cv2.bilateralFilter(photo, 9, 0.15, 5)
    byte = numpy.rint(smooth * 255).astype(numpy.uint8)
    if random.random() < 0.7:
        graph = cv2.ximgproc.segmentation.createGraphSegmentation(
            random.uniform(0.8, 2.5), float(random.uniform(300, 1500)),
            int(random.uniform(300, 1500)))
        return graph.processImage(byte)
    lab = cv2.cvtColor(cv2.GaussianBlur(byte, (0, 0), 2), cv2.COLOR_BGR2LAB)
    cv2.setRNGSeed(int(random.integers(1 << 30)))
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    _, labels, _ = cv2.kmeans(lab.reshape(-1, 3).astype(numpy.float32),
                              int(random.integers(3, 9)), None, stop, 1,
                              cv2.KMEANS_PP_CENTERS)
    return labels.reshape(photo.shape[:2])


def smooth_outlines(labels, sigma):
    """Gives each pixel the label that most of its neighbourhood has."""
    best = numpy.zeros(labels.shape, numpy.float32)
    result = numpy.zeros(labels.shape, numpy.int32)
    for label in numpy.unique(labels):
        votes = light.blur((labels == label).astype(numpy.float32), sigma)
        better = votes > best
        best[better] = votes[better]
        result[better] = label
    return result


def split_regions(labels):
    """Numbers connected regions from 0; small ones are joined with a
    neighbour."""
    result = numpy.full(labels.shape, -1, numpy.int32)
    count = 0
    for label in numpy.unique(labels):
        n_parts, parts, stats, _ = cv2.connectedComponentsWithStats(
            (labels == label).astype(numpy.uint8), connectivity=4)
        for part in range(1, n_parts):
            if stats[part, cv2.CC_STAT_AREA] >= LEAST_REGION:
                result[parts == part] = count
                count += 1
    missing = result < 0
    if count == 0:
        return numpy.zeros(labels.shape, numpy.int32)
    if missing.any():
        _, nearest = cv2.distanceTransformWithLabels(
            missing.astype(numpy.uint8), cv2.DIST_L2, 5,
            labelType=cv2.DIST_LABEL_PIXEL)
        table = numpy.zeros(nearest.max() + 1, numpy.int32)
        table[nearest[~missing]] = result[~missing]
        result[missing] = table[nearest[missing]]
    return result


def find_borders(labels, colours):
    """Returns (edge, unknown): borders between regions whose colours differ
    clearly, and between those whose colours hardly differ."""
    edge = numpy.zeros(labels.shape, bool)
    unknown = numpy.zeros(labels.shape, bool)
    for one, other in ((numpy.s_[:, :-1], numpy.s_[:, 1:]),
                       (numpy.s_[:-1], numpy.s_[1:])):
        differs = labels[one] != labels[other]
        contrast = numpy.abs(colours[labels[one]]
                             - colours[labels[other]]).max(2)
        edge[one] |= differs & (contrast >= LEAST_CONTRAST)
        unknown[one] |= differs & (contrast < LEAST_CONTRAST)
    return edge, unknown


def cut_texture(patches, random):
    """Returns a texture of standard deviation 1 without slow changes of light,
    at the scenes' size."""
    patch = patches[random.integers(len(patches))]
    factor = random.uniform(0.4, 1)
    patch = cv2.resize(patch, None, fx=factor, fy=factor,
                       interpolation=cv2.INTER_AREA)
    patch = numpy.rot90(patch, random.integers(4)).astype(numpy.float32) / 255
    if random.random() < 0.5:
        patch = numpy.repeat(patch.mean(2, keepdims=True), 3, 2)
    times = [-(-side // length) for side, length
             in zip((light.HEIGHT, light.WIDTH), patch.shape)]
    pair = numpy.concatenate([patch, patch[:, ::-1]], 1)
    pair = numpy.concatenate([pair, pair[::-1]], 0)
    wide = numpy.tile(pair, (times[0], times[1], 1))
    wide = wide[:light.HEIGHT, :light.WIDTH]
    fine = wide - light.blur(wide, random.uniform(2.5, COARSE_PX))
    return fine / (fine.std() + 1e-3)


def take_colours(labels, photo, random):
    """Returns the mean colour of each region, with all contrasts changed."""
    n_regions = labels.max() + 1
    area = numpy.bincount(labels.ravel(), minlength=n_regions)
    colours = numpy.stack([numpy.bincount(
        labels.ravel(), photo[..., c].ravel(), n_regions) / area
        for c in range(3)], 1)
    mean = colours.mean(0)
    colours = mean + random.uniform(0.35, 1.3) * (colours - mean)
    colours += random.normal(0, random.uniform(0, 0.08), colours.shape)
    return numpy.clip(colours, 0.02, 0.98).astype(numpy.float32)


def fill(labels, colours, patches, random):
    """Returns the picture: each region in its colour, half of them with soft
    light of their own, and some, most or all with one of a few textures."""
    n_regions = len(colours)
    pixels = light.blur(colours[labels], random.uniform(0.5, 1.3))
    textured = random.random(n_regions) < random.choice([0.3, 0.7, 1])
    strength = numpy.exp(random.uniform(*numpy.log(STRENGTH), n_regions))
    lit = random.uniform(0.02, 0.15, n_regions) \
        * (random.random(n_regions) < 0.5)
    choice = random.integers(N_TEXTURES, size=n_regions)
    for k in range(N_TEXTURES):
        field = light.make_field(random, 2)
        gain = numpy.where(choice == k, lit, 0).astype(numpy.float32)
        pixels *= numpy.exp(gain[labels] * field)[..., None]
        share = numpy.where((choice == k) & textured, strength, 0)
        share = light.blur(share[labels].astype(numpy.float32), 0.8)
        pixels += share[..., None] * cut_texture(patches, random)
    return numpy.clip(pixels, 0, 1)


def make(photos, patches, random):
    """Returns the pixels of a flattened photo, its edges, and pixels that may
    be edges."""
    everything = photos["ground"] + photos["things"]
    labels = numpy.zeros(1)
    while not 2 <= labels.max() + 1 <= MOST_REGIONS:
        photo = light.crop_photo(
            everything[random.integers(len(everything))], random, 0.3)
        labels = smooth_outlines(segment(photo, random),
                                 random.uniform(1.0, 3.5))
        labels = split_regions(labels)
    colours = take_colours(labels, photo, random)
    pixels = fill(labels, colours, patches, random)
    edge, unknown = find_borders(labels, colours)
    if random.random() < 0.3:
        pixels = light.blur(pixels, random.uniform(0.5, 1.5))
    pixels = light.add_grain(light.shade(pixels, random), random)
    return pixels, edge, unknown & ~edge
