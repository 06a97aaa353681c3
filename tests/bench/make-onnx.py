#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes both networks, EME and then MI at a fixed strength, as one ONNX graph,
on which the benchmark times ONNX Runtime.

  make-onnx.py WEIGHTS_FOLDER OUT.onnx HEIGHT WIDTH STRENGTH

Of several equal graphs that were tried this is the one that ONNX Runtime
computes fastest (see README.md, "Peers"): shapes are fixed, so that it can plan
its memory and fold constants; the weights of EME's edge head are multiplied
into the side convolutions, and the strength's gate into MI's last one.
"""

import json
import math
import struct
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SLOPE = 0.1
PICTURE_OFFSET = 0.45
EDGE_OFFSET = 0.2
GATE_STEEPNESS = 8
FILM = "mul-add"


def load(path):
    """Returns the tensors of a safetensors file, by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(
            entry["shape"]
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }


class Graph:
    """The nodes and constants of a graph. Each method that adds a node returns the
    name of its output."""

    def __init__(self):
        self.nodes = []
        self.constants = []

    def constant(self, values, dtype=np.float32):
        name = f"constant{len(self.constants)}"
        self.constants.append(
            numpy_helper.from_array(np.ascontiguousarray(values, dtype), name)
        )
        return name

    def add(self, kind, *inputs, name=None, **attributes):
        name = name or f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, list(inputs), [name], name=name, **attributes)
        )
        return name

    def convolve(self, x, weight, bias, stride=1, dilation=1):
        # ONNX pads with zeros, where the networks have replicate padding;
        # README.md says in "Peers" what follows from that.
        size = weight.shape[2]
        padding = dilation * (size - 1) // 2
        return self.add(
            "Conv",
            x,
            self.constant(weight),
            self.constant(bias),
            kernel_shape=[size, size],
            strides=[stride, stride],
            dilations=[dilation, dilation],
            pads=[padding] * 4,
        )

    def leaky(self, x):
        return self.add("LeakyRelu", x, alpha=SLOPE)

    def upsample(self, x, factor):
        scales = self.constant([1, 1, factor, factor])
        return self.add(
            "Resize",
            x,
            "",
            scales,
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        )

    def modulate(self, x, scale, shift):
        n = len(scale)
        if FILM == "batch-normalization":
            zero, one = np.zeros(n), np.ones(n)
            return self.add(
                "BatchNormalization",
                x,
                *(self.constant(v) for v in (scale, shift, zero, one)),
                epsilon=0.0,
            )
        x = self.add("Mul", x, self.constant(scale.reshape(1, n, 1, 1)))
        return self.add("Add", x, self.constant(shift.reshape(1, n, 1, 1)))


def add_eme(graph, weights, x):
    def conv(x, name, **shape):
        return graph.convolve(
            x, weights[name + ".weight"], weights[name + ".bias"], **shape
        )

    def residual(x, name, dilation=1):
        return graph.add("Add", x, graph.leaky(conv(x, name, dilation=dilation)))

    def side(x, i):
        share = weights["fuse.weight"][0, i, 0, 0]
        bias = weights[f"side.{i}.bias"] * share
        if i == 0:
            bias = bias + weights["fuse.bias"]
        x = graph.convolve(x, weights[f"side.{i}.weight"] * share, bias)
        return graph.upsample(x, 2**i) if i > 0 else x

    x = residual(graph.leaky(conv(x, "s1.0")), "s1.1")
    total = side(x, 0)
    x = residual(graph.leaky(conv(x, "s2.0", stride=2)), "s2.1")
    total = graph.add("Add", total, side(x, 1))
    x = graph.leaky(conv(x, "s3.0", stride=2))
    x = residual(residual(x, "s3.1"), "s3.2")
    total = graph.add("Add", total, side(x, 2))
    x = graph.leaky(conv(x, "s4.0", stride=2))
    x = residual(residual(x, "s4.1", 2), "s4.2", 4)
    total = graph.add("Add", total, side(x, 3))
    return graph.add("Sigmoid", total, name="edges")


def get_modulations(weights, strength, widths):
    hidden = weights["mlp.0.weight"][:, 0] * strength + weights["mlp.0.bias"]
    hidden = np.where(hidden > 0, hidden, SLOPE * hidden)
    values = weights["mlp.2.weight"] @ hidden + weights["mlp.2.bias"]
    for width in widths:
        yield 1 + values[:width], values[width : 2 * width]
        values = values[2 * width :]


def add_mi(graph, weights, picture, x, strength):
    gate = math.tanh(GATE_STEEPNESS * strength)
    blocks = ["mid.0", "mid.1", "d2", "d1", "d0"]
    modulations = dict(
        zip(
            blocks,
            get_modulations(
                weights,
                strength,
                [weights[block + ".a.weight"].shape[0] for block in blocks],
            ),
        )
    )

    def conv(x, name, **shape):
        return graph.convolve(
            x, weights[name + ".weight"], weights[name + ".bias"], **shape
        )

    def block(x, name):
        y = graph.leaky(conv(x, name + ".a"))
        if name in modulations:
            y = graph.modulate(y, *modulations[name])
        return graph.add("Add", x, conv(y, name + ".b"))

    def add_skip(x, name, skip):
        return graph.add("Add", skip, graph.upsample(conv(x, name), 2))

    f0 = graph.leaky(conv(x, "e0"))
    f1 = block(graph.leaky(conv(f0, "e1", stride=2)), "r1")
    f2 = block(graph.leaky(conv(f1, "e2", stride=2)), "r2")
    x = graph.leaky(conv(f2, "e3", stride=2))
    x = block(block(x, "mid.0"), "mid.1")
    x = block(add_skip(x, "u3", f2), "d2")
    x = block(add_skip(x, "u2", f1), "d1")
    x = block(add_skip(x, "u1", f0), "d0")
    x = graph.convolve(x, weights["out.weight"] * gate, weights["out.bias"] * gate)
    return graph.add("Add", picture, x, name="smoothed")


def main(folder, out, height, width, strength):
    graph = Graph()
    x = graph.add("Sub", "picture", graph.constant(PICTURE_OFFSET))
    edges = add_eme(graph, load(folder + "/eme.safetensors"), x)
    shifted = graph.add("Sub", edges, graph.constant(EDGE_OFFSET))
    x = graph.add("Concat", x, shifted, axis=1)
    add_mi(graph, load(folder + "/mi.safetensors"), "picture", x, strength)

    def tensor(name, channels):
        return helper.make_tensor_value_info(
            name, TensorProto.FLOAT, [1, channels, height, width]
        )

    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "pair",
            [tensor("picture", 3)],
            [tensor("smoothed", 3), tensor("edges", 1)],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    onnx.checker.check_model(model)
    onnx.save(model, out)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(
        sys.argv[1],
        sys.argv[2],
        int(sys.argv[3]),
        int(sys.argv[4]),
        float(sys.argv[5]),
    )
