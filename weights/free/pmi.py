# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boundaries by pointwise mutual information: Isola, Zoran, Krishnan, Adelson,
"Crisp boundary detection using pointwise mutual information", ECCV 2014.

Two pixels belong to one thing if their features occur together, in this
picture, more often than by chance. This is learned from the picture alone.
"""
import cv2
import numpy
import scipy.ndimage
import scipy.sparse
import scipy.sparse.linalg

# Pictures are reduced by this.
SCALE = 0.5
RHO = 1.25
# Pairs of pixels for the statistics: their mean distance, and its deviation.
PAIR_PX, PAIR_SIGMA = 2.0, 0.7
# Pairs up to this distance have an affinity.
RADIUS_PX = 5
# Each kind of features is quantised to so many points for the statistics.
N_POINTS = 160
# Standard deviations of the kernels: of L*a*b*, and of logarithms.
COLOUR_WIDTH = 3.0
TEXTURE_WIDTH = 0.7
# Added to deviations before their logarithm is taken.
NOISE = 0.7
# Pairs that are taken to be independent of one another, as a share of all.
CHANCE = 0.01
N_VECTORS = 40
N_DECIMATIONS = 1
N_ORIENTATIONS = 8
# Gaussian of the derivatives of eigenvectors.
SIGMA_PX = 1.2


def find_offsets(radius):
    """Half of all offsets (y, x) up to a radius; the others are their
    opposites."""
    span = range(-radius, radius + 1)
    return [(y, x) for y in range(radius + 1) for x in span
            if (y, x) > (0, 0) and y * y + x * x <= radius * radius]


def find_pairs(grid, offset):
    """The values of grid at the first and second pixels of all pairs that are
    an offset apart."""
    y, x = offset
    height, width = grid.shape[:2]
    first = grid[:height - y, max(-x, 0):width - max(x, 0)]
    second = grid[y:, max(x, 0):width - max(-x, 0)]
    return first, second


def find_colours(pixels):
    """Colours in L*a*b*, in units of their bandwidth."""
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB) / COLOUR_WIDTH


def find_textures(pixels):
    """Logarithms of the deviations of lightness and colour in windows of two
    sizes, in units of their bandwidth."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB)
    found = []
    for side in (3, 7):
        mean = cv2.blur(lab, (side, side), borderType=cv2.BORDER_REFLECT)
        square = cv2.blur(lab * lab, (side, side),
                          borderType=cv2.BORDER_REFLECT)
        variance = numpy.maximum(square - mean * mean, 0)
        for part in (variance[..., 0], variance[..., 1:].sum(2)):
            found.append(numpy.log(numpy.sqrt(part) + NOISE))
    return numpy.dstack(found) / TEXTURE_WIDTH


def find_kernels(features):
    """Quantises features. Returns the nearest point of each pixel, and the
    kernel of each point at each pixel."""
    flat = numpy.ascontiguousarray(features.reshape(-1, features.shape[2]))
    cv2.setRNGSeed(1)
    some = flat[::max(1, len(flat) // 6000)]
    n_points = min(N_POINTS, len(numpy.unique(some, axis=0)))
    points = cv2.kmeans(some, n_points, None,
                        (cv2.TERM_CRITERIA_MAX_ITER, 8, 0), 1,
                        cv2.KMEANS_PP_CENTERS)[2]
    squares = ((flat * flat).sum(1)[:, None] + (points * points).sum(1)
               - 2 * flat @ points.T)
    kernels = numpy.exp(-0.5 * numpy.maximum(squares, 0))
    shape = features.shape[:2]
    return squares.argmin(1).reshape(shape), kernels.reshape(*shape, n_points)


def count_pairs(nearest, n_points):
    """The joint distribution of the points of two pixels that are about PAIR_PX
    apart."""
    counts = numpy.zeros(n_points * n_points)
    for offset in find_offsets(4):
        weight = numpy.exp(-0.5 * ((numpy.hypot(*offset) - PAIR_PX)
                                   / PAIR_SIGMA) ** 2)
        one, other = find_pairs(nearest, offset)
        counts += weight * numpy.bincount((one * n_points + other).ravel(),
                                          minlength=len(counts))
    joint = counts.reshape(n_points, n_points)
    return ((joint + joint.T) / (2 * joint.sum())).astype(numpy.float32)


def measure_information(features):
    """Returns a function that gives, for an offset, PMI with RHO of each pair
    that is that far apart. The density of pairs is a sum of products of two
    kernels, one at each quantised pixel."""
    nearest, kernels = find_kernels(features)
    left = kernels @ count_pairs(nearest, kernels.shape[2])
    density = left.sum(2) + 1e-7

    def measure(offset):
        joint = numpy.einsum("ijk,ijk->ij", find_pairs(left, offset)[0],
                             find_pairs(kernels, offset)[1])
        one, other = find_pairs(density, offset)
        joint = (1 - CHANCE) * joint + CHANCE * one * other
        return RHO * numpy.log(joint + 1e-14) - numpy.log(one * other)

    return measure


def find_affinity(pixels):
    """The sparse matrix of the affinity of all pairs of near pixels."""
    shape = pixels.shape[:2]
    kinds = [measure_information(kind(pixels))
             for kind in (find_colours, find_textures)]
    number = numpy.arange(shape[0] * shape[1]).reshape(shape)
    rows, columns, values = [], [], []
    for offset in find_offsets(RADIUS_PX):
        one, other = find_pairs(number, offset)
        rows.append(one.ravel())
        columns.append(other.ravel())
        values.append(sum(kind(offset) for kind in kinds).ravel())
    values = numpy.concatenate(values)
    # A common factor changes nothing.
    values -= numpy.percentile(values, 99)
    values = numpy.exp(numpy.clip(values, -30, 3))
    half = scipy.sparse.csr_matrix(
        (values, (numpy.concatenate(rows), numpy.concatenate(columns))),
        (number.size, number.size))
    return half + half.T


def solve(affinity):
    """The eigenvectors of the normalised cut with the smallest eigenvalues but
    the first, and these."""
    degree = numpy.asarray(affinity.sum(1)).ravel() + 1e-12
    root = scipy.sparse.diags_array(1 / numpy.sqrt(degree))
    # Any start will do that is no eigenvector, but it has to be the same.
    waves = numpy.cos(numpy.arange(len(degree)))
    start = numpy.sqrt(degree) * (1 + 0.1 * waves)
    found, vectors = scipy.sparse.linalg.eigsh(
        (root @ affinity @ root).tocsr(), N_VECTORS + 1, which="LA",
        ncv=2 * N_VECTORS + 20, tol=1e-3, v0=start)
    order = numpy.argsort(-found)[1:]
    return root @ vectors[:, order], numpy.maximum(1 - found[order], 1e-4)


def find_vectors(affinity, shape, n_decimations):
    """As solve, of a matrix that is squared and decimated first: Arbelaez,
    Pont-Tuset, Barron, Marques, Malik, "Multiscale combinatorial grouping",
    CVPR 2014."""
    if n_decimations == 0:
        return solve(affinity)
    taken = numpy.arange(affinity.shape[0]).reshape(shape)[::2, ::2]
    thin = affinity[:, taken.ravel()]
    sums = numpy.asarray(thin.sum(1)).ravel() + 1e-12
    spread = (scipy.sparse.diags_array(1 / sums) @ thin).tocsr()
    smaller = (spread.T @ thin).tocsr()
    vectors, eigenvalues = find_vectors((smaller + smaller.T) / 2, taken.shape,
                                        n_decimations - 1)
    return spread @ vectors, eigenvalues


def find_boundaries(pixels):
    """(strength, normal) of the boundaries of a picture, blue, green and red in
    [0, 1]; the normal's angle is in radians from the x axis towards y."""
    scaled = cv2.resize(pixels, None, fx=SCALE, fy=SCALE,
                        interpolation=cv2.INTER_AREA)
    shape = scaled.shape[:2]
    angles = (numpy.arange(N_ORIENTATIONS, dtype=numpy.float32)
              * numpy.float32(numpy.pi / N_ORIENTATIONS))
    total = numpy.zeros((*shape, N_ORIENTATIONS), numpy.float32)
    vectors, eigenvalues = find_vectors(find_affinity(scaled), shape,
                                        N_DECIMATIONS)
    for vector, eigenvalue in zip(vectors.T, eigenvalues):
        plane = vector.reshape(shape)
        plane = (plane - plane.mean()) / (plane.std() + 1e-12)
        along_y, along_x = (
            scipy.ndimage.gaussian_filter(plane, SIGMA_PX, order=order,
                                          mode="nearest")
            for order in ((1, 0), (0, 1)))
        total += numpy.abs(along_x[..., None] * numpy.cos(angles)
                           + along_y[..., None] * numpy.sin(angles)
                           ) / eigenvalue
    total = cv2.resize(total, pixels.shape[1::-1],
                       interpolation=cv2.INTER_CUBIC)
    return numpy.maximum(total.max(2), 0), angles[total.argmax(2)]
