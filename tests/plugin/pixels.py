# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes pixels of drawables as numpy arrays, in exact formats.

GEGL's functions for Python know a format by its name only, and lose the
drawable's colour space. So this module calls C functions by ctypes, on the
main thread, from inside a plug-in process of GIMP's. Arrays have the shape
(height, width, channels).

`encoding` is one of LINEAR, NON_LINEAR (the tone curve of the profile) and
PERCEPTUAL (sRGB's curve), which are R, R' and R~ in babl's names."""
import ctypes

import numpy as np

LINEAR, NON_LINEAR, PERCEPTUAL = "", "'", "~"
DTYPES = {"u8": np.uint8, "u16": np.uint16, "u32": np.uint32,
          "half": np.float16, "float": np.float32, "double": np.float64}

_gegl = ctypes.CDLL("libgegl-0.4.so.0")
_babl = ctypes.CDLL("libbabl-0.1.so.0")
for _name, _arguments, _result in (
    ("babl_format", [ctypes.c_char_p], ctypes.c_void_p),
    ("babl_format_with_space", [ctypes.c_char_p, ctypes.c_void_p],
     ctypes.c_void_p),
    ("babl_format_get_space", [ctypes.c_void_p], ctypes.c_void_p),
    ("babl_format_get_encoding", [ctypes.c_void_p], ctypes.c_char_p),
    ("babl_format_get_bytes_per_pixel", [ctypes.c_void_p], ctypes.c_int),
    ("babl_trc", [ctypes.c_char_p], ctypes.c_void_p),
    ("babl_space_get", [ctypes.c_void_p] * 12, None),
    ("babl_fish", [ctypes.c_void_p] * 2, ctypes.c_void_p),
    ("babl_process", [ctypes.c_void_p] * 3 + [ctypes.c_long], ctypes.c_long),
):
    getattr(_babl, _name).argtypes = _arguments
    getattr(_babl, _name).restype = _result
_gegl.gegl_buffer_get_format.argtypes = [ctypes.c_void_p]
_gegl.gegl_buffer_get_format.restype = ctypes.c_void_p
_gegl.gegl_buffer_get.argtypes = [
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_double, ctypes.c_void_p,
    ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
_gegl.gegl_buffer_get.restype = None
_gegl.gegl_buffer_set.argtypes = [
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p,
    ctypes.c_void_p, ctypes.c_int]
_gegl.gegl_buffer_set.restype = None


def _pointer(gobject):
    """Returns the C pointer of a GObject, which PyGObject uses as its hash."""
    return ctypes.c_void_p(hash(gobject))


def _rectangle(rect):
    return (ctypes.c_int * 4)(*rect)


def _has_srgb_curve(space):
    """Returns whether the tone curve of the profile is sRGB's."""
    corners = [ctypes.c_double() for _ in range(8)]
    curves = [ctypes.c_void_p() for _ in range(3)]
    _babl.babl_space_get(ctypes.c_void_p(space),
                         *map(ctypes.byref, corners + curves))
    return all(c.value == _babl.babl_trc(b"sRGB") for c in curves)


class Storage:
    """How a drawable stores its pixels."""

    def __init__(self, buffer):
        self.pointer = _gegl.gegl_buffer_get_format(_pointer(buffer))
        self.space = _babl.babl_format_get_space(self.pointer)
        self.name = _babl.babl_format_get_encoding(self.pointer).decode()
        model, self.type = self.name.rsplit(" ", 1)
        self.encoding = next((mark for mark in (NON_LINEAR, PERCEPTUAL)
                              if mark in model), LINEAR)
        self.grey = model.startswith("Y")
        self.alpha = model.endswith("A")
        self.n_channels = (1 if self.grey else 3) + self.alpha
        self.dtype = DTYPES[self.type]

    def format(self, encoding, type_name):
        """Returns the babl format with the components and colour space of this
        one. If NON_LINEAR and PERCEPTUAL are the same numbers, the format has
        the name that the drawable uses: babl's conversion from one name to the
        other is 5e-7 off."""
        curved = (NON_LINEAR, PERCEPTUAL)
        if (encoding in curved and self.encoding in curved
                and _has_srgb_curve(self.space)):
            encoding = self.encoding
        colours = "Y" if self.grey else "RGB"
        name = "".join(letter + encoding for letter in colours)
        name += "A" if self.alpha else ""
        return _babl.babl_format_with_space(
            f"{name} {type_name}".encode(), self.space)

    def native(self):
        return self.format(self.encoding, self.type)


def storage(drawable):
    return Storage(drawable.get_buffer())


def core_encoding(drawable):
    """Returns the encoding of the pixels that core gets: perceptual for a
    layer's colours. The numbers of channels and masks are coverage, not light,
    and core gets them as they are stored."""
    return storage(drawable).encoding if drawable.is_channel() else PERCEPTUAL


def _whole(drawable):
    return (0, 0, drawable.get_width(), drawable.get_height())


def _get(drawable, rect, pointer, dtype, n_channels):
    rect = rect or _whole(drawable)
    out = np.empty((rect[3], rect[2], n_channels), dtype)
    buffer = drawable.get_buffer()
    _gegl.gegl_buffer_get(_pointer(buffer), _rectangle(rect), 1.0, pointer,
                          out.ctypes.data, 0, 0)
    return out


def _set(drawable, rect, pointer, array):
    array = np.ascontiguousarray(array)
    buffer = drawable.get_buffer()
    _gegl.gegl_buffer_set(_pointer(buffer), _rectangle(rect), 0, pointer,
                          array.ctypes.data, 0)
    buffer.flush()
    drawable.update(*rect)


def read(drawable, encoding=PERCEPTUAL, type_name="float", rect=None):
    """Reads pixels in an encoding, in the drawable's own colour space. rect is
    (x, y, width, height) in the drawable; None is the whole drawable."""
    kind = storage(drawable)
    return _get(drawable, rect, kind.format(encoding, type_name),
                DTYPES[type_name], kind.n_channels)


def read_raw(drawable, rect=None):
    """Reads pixels as they are stored, without a conversion."""
    kind = storage(drawable)
    return _get(drawable, rect, kind.native(), kind.dtype, kind.n_channels)


def read_as_srgb(drawable):
    """Reads the colours as sRGB with its own curve, in three channels. Values
    outside [0, 1] are beyond sRGB's gamut."""
    return _get(drawable, None, _babl.babl_format(b"R'G'B' float"),
                np.float32, 3)


def write(drawable, array, encoding=PERCEPTUAL, type_name="float",
          x=0, y=0):
    """Writes pixels, without an undo step."""
    kind = storage(drawable)
    array = np.asarray(array, DTYPES[type_name])
    assert array.shape[2] == kind.n_channels, (array.shape, kind.name)
    _set(drawable, (x, y, array.shape[1], array.shape[0]),
         kind.format(encoding, type_name), array)


def write_raw(drawable, array, x=0, y=0):
    """Writes stored values, without an undo step."""
    kind = storage(drawable)
    array = np.asarray(array, kind.dtype)
    assert array.shape[2] == kind.n_channels, (array.shape, kind.name)
    _set(drawable, (x, y, array.shape[1], array.shape[0]), kind.native(),
         array)


def convert(kind, array, from_encoding, to_encoding):
    """Converts doubles from one encoding to another by babl, with the colour
    space and the components of kind."""
    array = np.ascontiguousarray(array, np.float64)
    out = np.empty_like(array)
    fish = _babl.babl_fish(kind.format(from_encoding, "double"),
                           kind.format(to_encoding, "double"))
    _babl.babl_process(fish, array.ctypes.data, out.ctypes.data,
                       array.shape[0] * array.shape[1])
    return out
