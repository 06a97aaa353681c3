# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes with the engine what the plug-in should make of an image's pixels,
and how far a stored result is from that."""
import os
import subprocess
import tempfile

import numpy as np

import pixels

# How much difference is allowed, beyond half a step of the storage format, for
# the float arithmetic of the colour conversions; in perceptual units.
SLACK = 1e-6


class Oracle:
    """The program engine-raw, which keeps running for many requests."""

    def __init__(self, program, weights):
        self.folder = tempfile.TemporaryDirectory()
        self.command = [program, weights]
        self.process = None

    def _start(self):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True)

    def smooth(self, image, strength=0.5, scale=2.0, channels="all"):
        """Returns (smoothed, edges) of a float array (height, width,
        channels). strength is in [0, 1]."""
        image = np.ascontiguousarray(image, np.float32)
        height, width, n_channels = image.shape
        paths = [os.path.join(self.folder.name, name) for name in "io"]
        image.tofile(paths[0])
        self._start()
        print(*paths, width, height, n_channels, repr(float(strength)),
              repr(float(scale)), channels, file=self.process.stdin,
              flush=True)
        answer = self.process.stdout.readline().strip()
        if answer != "ok":
            if not answer:
                self.process.wait()
            raise RuntimeError(f"engine-raw: {answer or 'it ended'}")
        out = np.fromfile(paths[1], np.float32)
        split = height * width * n_channels
        return (out[:split].reshape(image.shape),
                out[split:].reshape(height, width, 1))


def code(kind, array):
    """Returns the stored values in units in which the range of the encoding is
    [0, 1]."""
    if np.issubdtype(kind.dtype, np.integer):
        return array.astype(np.float64) / np.iinfo(kind.dtype).max
    return array.astype(np.float64)


def quantum(kind, raw):
    """Returns the step of the storage format at each stored value, in units in
    which the range of the encoding is [0, 1]."""
    if np.issubdtype(kind.dtype, np.integer):
        return np.full(raw.shape, 1.0 / np.iinfo(kind.dtype).max)
    return np.spacing(np.abs(raw)).astype(np.float64)


def misfit(kind, raw, wanted, steps=0.5, slack=SLACK,
           encoding=pixels.PERCEPTUAL):
    """Returns by how much stored values lie outside of what `wanted` (in
    `encoding`) allows; 0 for those inside. A value may differ by up to `steps`
    steps of the storage format and by `slack` in the units of `encoding`,
    which is relative for values above 1."""
    wanted = np.asarray(wanted, np.float64)
    loose = slack * np.maximum(1.0, np.abs(wanted))
    if kind.alpha:
        loose[..., -1] = 0.0
    low = pixels.convert(kind, wanted - loose, encoding, kind.encoding)
    high = pixels.convert(kind, wanted + loose, encoding, kind.encoding)
    if np.issubdtype(kind.dtype, np.integer):
        low, high = np.clip(low, 0, 1), np.clip(high, 0, 1)
    room = steps * quantum(kind, raw) * (1 + 1e-9)
    got = code(kind, raw)
    return np.maximum(np.maximum(low - room - got, got - high - room), 0.0)


def photo(width, height, n_channels, seed, low=0.02, high=0.98):
    """Makes a small picture with flat areas, outlines and texture, in [low,
    high]. If there are 2 or 4 channels, the last one is alpha, with areas of
    0, of 1 and between."""
    rng = np.random.RandomState(seed)
    n_colours = n_channels - 1 + n_channels % 2
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    out = np.empty((height, width, n_channels))
    for channel in range(n_colours):
        slope = rng.uniform(-1, 1, 2)
        area = 0.5 + 0.2 * (slope[0] * x / width + slope[1] * y / height)
        inside = np.hypot(x - width * rng.uniform(.3, .7),
                          y - height * rng.uniform(.3, .7)) < .3 * width
        area = area + np.where(inside, .3, -.1) * rng.choice([-1, 1])
        out[..., channel] = area + .08 * rng.standard_normal((height, width))
    if n_channels % 2 == 0:
        alpha = 1.4 * x / max(width - 1, 1) - 0.2
        out[..., -1] = np.clip(alpha, 0, 1)
    out[..., :n_colours] = np.clip(out[..., :n_colours], low, high)
    return out.astype(np.float32)
