# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The edge map extractor in NumPy; core/net/net-eme.c has it as formulas."""
import json
import pathlib
import struct

import numpy

PICTURE_OFFSET = 0.45
SLOPE = 0.1
SIZE_MULTIPLE = 8
# Name of each stage's convolutions, and their dilations.
STAGES = (("s1", (1, 1)), ("s2", (1, 1)), ("s3", (1, 1, 1)), ("s4", (1, 2, 4)))


def load(path):
    """The tensors of a safetensors file, by name."""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + at for at in entry["data_offsets"])
            tensors[name] = numpy.frombuffer(data[begin:end], "<f4").reshape(
                entry["shape"])
    return tensors


def convolve(tensors, name, pixels, stride=1, dilation=1):
    """A convolution with replicate padding, of height x width x channels."""
    weight = tensors[f"{name}.weight"]
    size = weight.shape[2]
    margin = dilation * (size // 2)
    height, width = (side // stride for side in pixels.shape[:2])
    padded = numpy.pad(pixels, ((margin, margin), (margin, margin), (0, 0)),
                       mode="edge")
    sums = numpy.zeros((height, width, weight.shape[0]), numpy.float32)
    for y in range(size):
        for x in range(size):
            part = padded[y * dilation:, x * dilation:][
                :height * stride:stride, :width * stride:stride]
            sums += part @ weight[:, :, y, x].T
    return sums + tensors[f"{name}.bias"]


def activate(sums):
    return numpy.maximum(sums, SLOPE * sums)


def enlarge(factor, n):
    """The matrix that enlarges n values by a factor, bilinearly, with centres at
    half integers and the ends replicated."""
    at = numpy.clip((numpy.arange(n * factor) + 0.5) / factor - 0.5, 0, n - 1)
    distance = numpy.abs(at[:, None] - numpy.arange(n))
    return numpy.maximum(1 - distance, 0).astype(numpy.float32)


def find_edges(tensors, picture):
    """The edge map of a picture, blue, green and red in [0, 1]."""
    height, width = picture.shape[:2]
    x = numpy.pad(picture[..., ::-1], ((0, -height % SIZE_MULTIPLE),
                                       (0, -width % SIZE_MULTIPLE), (0, 0)),
                  mode="edge").astype(numpy.float32) - PICTURE_OFFSET
    sums = tensors["fuse.bias"][0]
    for number, (stage, dilations) in enumerate(STAGES):
        x = activate(convolve(tensors, f"{stage}.0", x, 1 if number == 0 else 2))
        for k, dilation in enumerate(dilations[1:], 1):
            x = x + activate(convolve(tensors, f"{stage}.{k}", x, 1, dilation))
        side = convolve(tensors, f"side.{number}", x)[..., 0]
        side = (enlarge(1 << number, side.shape[0]) @ side
                @ enlarge(1 << number, side.shape[1]).T)
        sums = sums + tensors["fuse.weight"][0, number, 0, 0] * side
    return 1 / (1 + numpy.exp(-sums[:height, :width]))
