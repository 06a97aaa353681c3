# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes annotations as MATLAB files of version 5, in the forms that programs
use."""
import struct
import zlib

import numpy

# the numbers of MATLAB's classes and types
CELL, STRUCT = 1, 2
CLASSES = {"float64": (6, 9), "float32": (7, 7), "int8": (8, 1),
           "uint8": (9, 2), "int16": (10, 3), "uint16": (11, 4),
           "int32": (12, 5), "uint32": (13, 6), "int64": (14, 12),
           "uint64": (15, 13)}
LOGICAL = 0x200


def element(kind, data):
    if 0 < len(data) <= 4:
        return struct.pack("<HH", kind, len(data)) + data.ljust(4, b"\0")
    return (struct.pack("<II", kind, len(data)) + data
            + bytes(-len(data) % 8))


def matrix(kind, flags, shape, name, data):
    return element(14, element(6, struct.pack("<II", kind | flags, 0))
                   + element(5, struct.pack(f"<{len(shape)}i", *shape))
                   + element(1, name) + data)


def numbers(array, name=b"", logical=False):
    kind, code = CLASSES[array.dtype.name]
    return matrix(kind, LOGICAL if logical else 0, array.shape, name,
                  element(code, array.tobytes(order="F")))


def cell(parts, shape, name=b""):
    return matrix(CELL, 0, shape, name, b"".join(parts))


def struct_array(elements, shape, name=b""):
    """Returns an array of structs. elements: dictionaries with the same keys.
    """
    keys = list(elements[0])
    names = b"".join(key.ljust(32, b"\0") for key in keys)
    return matrix(STRUCT, 0, shape, name,
                  element(5, struct.pack("<i", 32)) + element(1, names)
                  + b"".join(part[key] for part in elements for key in keys))


FORMS = ("row of structs", "column of structs", "struct array", "one struct",
         "cells around", "matrices")


def write(path, shape, random, form=None, field=b"Boundaries"):
    """Writes random boundaries by one to three annotators, in a random form
    and class."""
    form = form or random.choice(FORMS)
    n = 1 if form == "one struct" else random.randrange(1, 4)
    dtype = random.choice(list(CLASSES))
    drawn = [numpy.zeros(shape, dtype) for _ in range(n)]
    for array in drawn:
        array[random.randrange(shape[0]), :] = 1
    parts = [numbers(array, logical=dtype == "uint8" and random.random() < .5)
             for array in drawn]
    structs = [{b"Segmentation": numbers(numpy.zeros((1, 1), "uint16")),
                field: part} for part in parts]
    name = b"groundTruth"
    if form == "row of structs":
        whole = cell([struct_array([s], (1, 1)) for s in structs], (1, n), name)
    elif form == "column of structs":
        whole = cell([struct_array([s], (1, 1)) for s in structs], (n, 1), name)
    elif form == "struct array":
        whole = struct_array(structs, (1, n), name)
    elif form == "one struct":
        whole = struct_array(structs, (1, 1), name)
    elif form == "cells around":
        whole = cell([cell([struct_array([s], (1, 1))], (1, 1))
                      for s in structs], (1, n), name)
    else:
        whole = cell(parts, (1, n), name)
    if random.random() < .5:
        packed = zlib.compress(whole)
        whole = struct.pack("<II", 15, len(packed)) + packed
    head = b"MATLAB 5.0 MAT-file".ljust(116) + bytes(8) + b"\0\1IM"
    with open(path, "wb") as file:
        file.write(head + whole)
