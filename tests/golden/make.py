#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the golden files from the weights, with PyTorch.

    make.py [--weights FOLDER] [FOLDER]

In each *.safetensors of FOLDER (default: this one) the picture ("input") stays,
and the results of the networks are computed: "edge", "smoothed_K" at strength
K / 100, and both at other texture scales.
The networks are written here a second time, in plain layers of PyTorch, so that
the engine is compared with something that shares no code with it.
To be run when the weights or the architecture change; Debian: python3-torch.
"""
import argparse
import json
import math
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).resolve().parent
STRENGTHS = (25, 50, 75, 100)
SCALES = (1.5, 2, 5)
SLOPE = 0.1


def load(path):
    """Returns the tensors of a safetensors file, by name."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


def save(path, tensors):
    header, offset, parts = {"__metadata__": {
        "what": "H x W x C; input in [0, 1]; smoothed_K: strength K / 100, "
                "texture scale 1 unless named; by tests/golden/make.py"}}, 0, []
    for name, tensor in tensors.items():
        parts.append(np.ascontiguousarray(tensor.numpy(), "<f4").tobytes())
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [offset, offset + len(parts[-1])]}
        offset += len(parts[-1])
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


class Network:
    """The weights of a network, and the two kinds of layers that have weights.
    """

    def __init__(self, path):
        self.weights = load(path)

    def conv(self, name, x, stride=1, dilation=1):
        weight = self.weights[name + ".weight"]
        x = F.pad(x, [dilation * (weight.shape[-1] // 2)] * 4, "replicate")
        return F.conv2d(x, weight, self.weights[name + ".bias"], stride, 0,
                        dilation)

    def linear(self, name, x):
        return F.linear(x, self.weights[name + ".weight"],
                        self.weights[name + ".bias"])


def leaky(x):
    return F.leaky_relu(x, SLOPE)


def enlarge(x, like):
    return F.interpolate(x, size=like.shape[-2:], mode="bilinear",
                         align_corners=False)


def colour_gate(picture):
    """Returns the colour gate g of core/kernel/colour-gate.h: 1 where a picture has
    colours, 0 where it is grey. The picture's sizes are multiples of 8."""
    chroma = picture.amax(1, keepdim=True) - picture.amin(1, keepdim=True)
    blocks = (20 * F.max_pool2d(chroma, 8)).clamp(max=1)
    return enlarge(F.max_pool2d(blocks, 3, 1, 1), picture)


class Eme(Network):
    # stride and dilation of the convolutions of each stage
    STAGES = (((1, 1), (1, 1)), ((2, 1), (1, 1)), ((2, 1), (1, 1), (1, 1)),
              ((2, 1), (1, 2), (1, 4)))

    def features(self, picture):
        x, features = picture - 0.45, []
        for number, stage in enumerate(self.STAGES, 1):
            for i, (stride, dilation) in enumerate(stage):
                y = leaky(self.conv(f"s{number}.{i}", x, stride, dilation))
                x = y if i == 0 else x + y
            features.append(x)
        return features

    def edges(self, picture):
        sides = [enlarge(self.conv(f"side.{i}", feature), picture)
                 for i, feature in enumerate(self.features(picture))]
        return torch.sigmoid(self.conv("fuse", torch.cat(sides, 1)))


class Mi(Network):
    def block(self, name, x, modulation=None):
        y = leaky(self.conv(name + ".a", x))
        if modulation is not None:
            y = y * (1 + modulation[0]) + modulation[1]
        return x + self.conv(name + ".b", y)

    def encode(self, picture, edges):
        f0 = leaky(self.conv("e0", torch.cat([picture - 0.45, edges - 0.2], 1)))
        f1 = self.block("r1", leaky(self.conv("e1", f0, 2)))
        f2 = self.block("r2", leaky(self.conv("e2", f1, 2)))
        return f0, f1, f2, leaky(self.conv("e3", f2, 2))

    def modulations(self, strength):
        """Returns the scales and shifts of each block of the decoder."""
        y = leaky(self.linear("mlp.0", torch.tensor([[strength]])))
        y, result = self.linear("mlp.2", y), []
        for name in ("mid.0", "mid.1", "d2", "d1", "d0"):
            n = self.weights[name + ".a.weight"].shape[0]
            result.append(y[:, :2 * n, None, None].chunk(2, 1))
            y = y[:, 2 * n:]
        return result

    def smooth(self, picture, edges, strength):
        f0, f1, f2, y = self.encode(picture, edges)
        modulations = self.modulations(strength)
        for name, modulation in zip(("mid.0", "mid.1"), modulations):
            y = self.block(name, y, modulation)
        for number, skip, modulation in zip((3, 2, 1), (f2, f1, f0),
                                            modulations[2:]):
            y = skip + enlarge(self.conv(f"u{number}", y), skip)
            y = self.block(f"d{number - 1}", y, modulation)
        change = math.tanh(8 * strength) * self.conv("out", y)
        mean = change.mean(1, keepdim=True)
        return picture + mean + colour_gate(picture) * (change - mean)


def run(eme, mi, picture, strength):
    """Returns edge map and result of one octave, whose picture is padded to
    multiples of 8."""
    height, width = picture.shape[-2:]
    padded = F.pad(picture, (0, -width % 8, 0, -height % 8), mode="replicate")
    edges = eme.edges(padded)
    return [x[..., :height, :width]
            for x in (edges, mi.smooth(padded, edges, strength))]


def smooth(eme, mi, picture, strength, octaves):
    """Returns edge map and result at texture scale 2 ** octaves. First the
    halved picture is smoothed; its change is added to the picture, which then
    is smoothed itself. If octaves is not a whole number, the coarsest octave
    has only the fraction of the strength."""
    if octaves > 0:
        height, width = picture.shape[-2:]
        half = F.avg_pool2d(
            F.pad(picture, (0, width % 2, 0, height % 2), mode="replicate"), 2)
        inner = (strength, octaves - 1) if octaves >= 1 else (
            strength * octaves, 0)
        change = smooth(eme, mi, half, *inner)[1] - half
        picture = picture + F.interpolate(
            change, scale_factor=2, mode="bilinear",
            align_corners=False)[..., :height, :width]
    return run(eme, mi, picture, strength)


def to_rows(x):
    return x[0].permute(1, 2, 0).contiguous()


def make(eme, mi, name, picture):
    """Returns the tensors of one golden file."""
    tensors = {"input": to_rows(picture)}
    for percent in (50,) if name == "full" else STRENGTHS:
        edges, result = run(eme, mi, picture, percent / 100)
        tensors[f"smoothed_{percent}"] = to_rows(result)
    tensors["edge"] = to_rows(edges)
    for scale in () if name == "full" else SCALES:
        scaled, result = smooth(eme, mi, picture, 0.5, math.log2(scale))
        tensors[f"edge_50_scale{scale}"] = to_rows(scaled)
        tensors[f"smoothed_50_scale{scale}"] = to_rows(result)
    return tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=pathlib.Path,
                        default=HERE.parents[1] / "weights")
    parser.add_argument("folder", type=pathlib.Path, nargs="?", default=HERE)
    arguments = parser.parse_args()
    eme = Eme(arguments.weights / "eme.safetensors")
    mi = Mi(arguments.weights / "mi.safetensors")
    with torch.no_grad():
        for path in sorted(arguments.folder.glob("*.safetensors")):
            picture = load(path)["input"].permute(2, 0, 1)[None]
            save(path, make(eme, mi, path.stem, picture))
            print(path.name)


main()
