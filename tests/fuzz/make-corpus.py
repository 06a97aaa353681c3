#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the files of corpus/ and known-bad/ that are made by hand.

A fuzzer starts from corpus/: small files that are valid, or nearly so.
known-bad/ has one file for each kind of damage, and the files found by fuzzing.
Run this script when the tensors of the networks have changed; its results are
kept in git.
"""
import json
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent


def tensor(shape, begin):
    n_bytes = 4
    for size in shape:
        n_bytes *= size
    return {"dtype": "F32", "shape": shape,
            "data_offsets": [begin, begin + n_bytes]}


def pack(header, data=b"", length=None):
    """Returns the bytes of a file: the length of the header, or another
    length; the header; the data."""
    text = header if isinstance(header, bytes) else json.dumps(
        header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text) if length is None else length) \
        + text + data


def network(name, shapes, value=0.5, metadata=None):
    """Returns the bytes of a file with tensors of these shapes, in which every
    number is value."""
    header = {"__metadata__": metadata or {"network": name, "format": "2"}}
    end = 0
    for key, shape in shapes.items():
        header[key] = tensor(shape, end)
        end = header[key]["data_offsets"][1]
    return pack(header, struct.pack("<f", value) * (end // 4))


def convolutions(table):
    shapes = {}
    for name, (n_in, n_out, size) in table.items():
        shapes[name + ".weight"] = [n_out, n_in, size, size]
        shapes[name + ".bias"] = [n_out]
    return shapes


def eme_shapes():
    """Returns the shapes of the tensors of EME with one channel in each stage.
    """
    names = ["s1.1", "s2.0", "s2.1", "s3.0", "s3.1", "s3.2", "s4.0", "s4.1",
             "s4.2"]
    table = {"s1.0": (3, 1, 3)}
    table.update({name: (1, 1, 3) for name in names})
    table.update({f"side.{i}": (1, 1, 1) for i in range(4)})
    table["fuse"] = (4, 1, 1)
    return convolutions(table)


def mi_shapes():
    """Returns the shapes of the tensors of MI with one channel at each size."""
    names = ["e1", "e2", "e3", "r1.a", "r1.b", "r2.a", "r2.b", "mid.0.a",
             "mid.0.b", "mid.1.a", "mid.1.b", "d2.a", "d2.b", "d1.a", "d1.b",
             "d0.a", "d0.b"]
    table = {"e0": (4, 1, 3), "out": (1, 3, 3)}
    table.update({name: (1, 1, 3) for name in names})
    table.update({f"u{i}": (1, 1, 1) for i in (1, 2, 3)})
    shapes = convolutions(table)
    shapes.update({"mlp.0.weight": [32, 1], "mlp.0.bias": [32],
                   "mlp.2.weight": [10, 32], "mlp.2.bias": [10]})
    return shapes


def corpus():
    one = {"a": tensor([2], 0)}
    yield "eme", network("eme", eme_shapes())
    yield "mi", network("mi", mi_shapes())
    yield "empty", pack({})
    yield "metadata", pack({"__metadata__": {"network": "eme", "note": "\u00e4"}})
    yield "one", pack(one, bytes(8))
    yield "scalar", pack({"a": tensor([], 0)}, bytes(4))
    yield "four-dimensions", pack({"a": tensor([1, 2, 1, 2], 0)}, bytes(16))
    yield "two-unsorted", pack(
        {"b": tensor([1, 2], 8), "a": tensor([2], 0)}, bytes(16))
    yield "header-alone", json.dumps(one).encode()


def known_bad():
    a, data = tensor([2], 0), bytes(8)
    eme = eme_shapes()
    yield "nothing", b""
    yield "no-length", b"\x02\0\0\0"
    yield "length-beyond-file", pack({"a": a}, data, length=1000)
    yield "length-huge", pack({"a": a}, data, length=2 ** 64 - 1)
    yield "length-wraps", pack({"a": a}, data, length=2 ** 64 - 8)
    yield "truncated-data", pack({"a": a}, data[:-1])
    yield "bytes-left", pack({"a": a}, data + b"\0")
    yield "not-json", pack(b'{"a":{"dtype":"F32",')
    yield "not-an-object", pack(b'["a"]')
    yield "not-utf8", pack(b'{"\xff\xfe":1}')
    yield "zero-in-text", pack(b'{"a\0b":1}')
    yield "escaped-zero", pack(
        b'{"a\\u0000b":' + json.dumps(a).encode() + b"}", data)
    yield "lone-surrogate", pack(
        b'{"\\ud800":' + json.dumps(a).encode() + b"}", data)
    yield "comment", pack(b'{/* " */"a":1}')
    yield "assignment", pack(b"var x = {}")
    yield "deep", pack(b'{"a":' + b"[" * 5000)
    yield "name-twice", pack(
        b'{"a":' + json.dumps(a).encode() + b',"a":'
        + json.dumps(a).encode() + b"}", data)
    yield "wrong-dtype", pack({"a": {**a, "dtype": "F64"}}, data)
    yield "dtype-number", pack({"a": {**a, "dtype": 32}}, data)
    yield "entry-null", pack({"a": None})
    yield "metadata-array", pack({"__metadata__": ["network"]})
    yield "shape-negative", pack({"a": {**a, "shape": [-2]}}, data)
    yield "shape-nested", pack({"a": {**a, "shape": [[2]]}}, data)
    yield "shape-huge", pack({"a": {**a, "shape": [2 ** 63]}}, data)
    yield "shape-wraps", pack({"a": {
        **a, "shape": [65536, 65536, 65536, 16384], "data_offsets": [0, 0]}})
    yield "five-dimensions", pack({"a": tensor([1, 1, 1, 1, 2], 0)}, data)
    yield "offsets-negative", pack({"a": {**a, "data_offsets": [-8, 0]}}, data)
    yield "offsets-out-of-range", pack(
        {"a": {**a, "data_offsets": [2 ** 63 - 9, 2 ** 63 - 1]}}, data)
    yield "offsets-overlap", pack({"a": a, "b": tensor([2], 4)}, bytes(12))
    yield "offsets-gap", pack({"a": a, "b": tensor([2], 12)}, bytes(20))
    yield "other-format", network(
        "eme", eme, metadata={"network": "eme", "format": "1"})
    yield "nan", network("eme", eme, float("nan"))
    yield "misshapen", network("eme", {**eme, "s2.0.weight": [1, 2, 3, 3]})
    yield "too-wide", network("eme", {**eme, "s1.0.weight": [1025, 1, 1, 1]})
    yield "unknown-tensor", network("eme", {**eme, "s5.weight": [1]})


def main():
    for folder, files in ("corpus", corpus()), ("known-bad", known_bad()):
        (HERE / folder).mkdir(exist_ok=True)
        for name, contents in files:
            (HERE / folder / name).write_bytes(contents)


if __name__ == "__main__":
    main()
