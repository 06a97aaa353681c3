# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inputs of the golden tables and the networks' first weights, by formulas
of whole numbers and exact products in double. ../golden/formulas.c computes
the same bits, so the tables need not hold any input.
"""
import numpy as np


def draw(seed, n):
    """Returns n numbers in [0, 1); number i is a hash of (seed, i)."""
    i = np.arange(n, dtype=np.uint64)
    mask = np.uint64(0xffffffff)
    h = (i * np.uint64(2654435761)
         + np.uint64((seed * 2246822519 + 12345) % 2**32)) & mask
    h ^= h >> np.uint64(15)
    h = h * np.uint64(2246822519) & mask
    h ^= h >> np.uint64(13)
    h = h * np.uint64(3266489917) & mask
    h ^= h >> np.uint64(16)
    return h.astype(np.float64) / 4294967296.0


def triangle(n, period):
    """Returns a triangle wave over whole numbers, which rises from 0 to 1 and
    falls back in 2 periods."""
    return np.abs(n % (2 * period) - period) / period


def pair(seed, height, width):
    """Returns an input, its truth and an output between them, height x width x
    3."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3),
                          indexing="ij")
    noise = draw(seed, height * width * 3).reshape(height, width, 3)
    check = (x // 17 + y // 13 + seed) % 2
    truth = (0.15 + 0.5 * triangle(x + 2 * y + 7 * seed + 5 * c, 23)) \
        + 0.2 * check
    texture = 0.25 * (triangle(3 * x + (seed % 5) * y, 5) - 0.5) \
        + 0.1 * (noise - 0.5)
    return (np.clip(truth + texture, 0.0, 1.0), truth,
            truth + 0.35 * texture)


def strength(seed):
    """Returns the strength of the pair made with seed."""
    return 0.2 + 0.8 * draw(seed, 1)[0]


def name_seed(name):
    """Returns the seed of a tensor, a hash of its name."""
    seed = 0
    for byte in name.encode():
        seed = (seed * 31 + byte) % 2**32
    return seed


def net_values(name, shape):
    """Returns initial weights of the tensor of this name."""
    if name == "fuse.weight":
        return np.full(shape, 0.25)
    u = 2 * draw(name_seed(name), int(np.prod(shape))) - 1
    if name.endswith("bias"):
        return (0.05 * u).reshape(shape)
    bound = np.sqrt(3 / np.prod(shape[1:]))
    small = name.endswith(("b.weight", "out.weight", "mlp.2.weight"))
    return ((0.1 if small else 1.0) * bound * u).reshape(shape)


def fade(picture):
    """Returns picture with its colours unchanged at the left, pale in the
    middle and grey at the right, so that MI's limit on colours has all values
    from 0 to 1."""
    x = np.arange(picture.shape[1])
    share = np.where(x < 16, 1., np.where(x < 36, .04, 0.))[None, :, None]
    return picture[..., :1] + share * (picture - picture[..., :1])
