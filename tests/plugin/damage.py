# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until something is drawn on the display, which the X server reports.
Looking at the screen again and again instead would take processor time from
what is measured, and would see the change late."""
import ctypes
import select
import time

RAW_RECTANGLES = 0
EVENT_BYTES = 24 * ctypes.sizeof(ctypes.c_long)

_x11 = ctypes.CDLL("libX11.so.6")
_xdamage = ctypes.CDLL("libXdamage.so.1")
_x11.XOpenDisplay.restype = ctypes.c_void_p
_x11.XDefaultRootWindow.restype = ctypes.c_ulong
_xdamage.XDamageCreate.restype = ctypes.c_ulong


class _Notice(ctypes.Structure):
    """The C struct XDamageNotifyEvent."""
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong),
                ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("drawable", ctypes.c_ulong), ("damage", ctypes.c_ulong),
                ("level", ctypes.c_int), ("more", ctypes.c_int),
                ("timestamp", ctypes.c_ulong)] + [
                    (name, ctypes.c_ushort if name in ("width", "height")
                     else ctypes.c_short)
                    for name in ("x", "y", "width", "height")]


class Watch:
    """Watches everything that is drawn on the display."""

    def __init__(self):
        self.display = ctypes.c_void_p(_x11.XOpenDisplay(None))
        base = [ctypes.c_int(), ctypes.c_int()]
        assert _xdamage.XDamageQueryExtension(
            self.display, *(ctypes.byref(v) for v in base)), "no XDamage"
        root = ctypes.c_ulong(_x11.XDefaultRootWindow(self.display))
        _xdamage.XDamageCreate(self.display, root, RAW_RECTANGLES)
        _x11.XSync(self.display, 0)
        self.number = _x11.XConnectionNumber(self.display)

    def _next(self):
        buffer = ctypes.create_string_buffer(EVENT_BYTES)
        _x11.XNextEvent(self.display, buffer)
        return _Notice.from_buffer(buffer)

    def forget(self):
        """Drops the reports that have come so far."""
        _x11.XSync(self.display, 1)

    def wait(self, place, patience_s):
        """Waits until something is drawn in the rectangle (x, y, width,
        height) after the last call. Returns the time, or None if nothing was
        drawn in time."""
        x, y, width, height = place
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            while _x11.XPending(self.display):
                seen = time.monotonic()
                box = self._next()
                if (box.x < x + width and x < box.x + box.width
                        and box.y < y + height and y < box.y + box.height):
                    return seen
            select.select([self.number], [], [],
                          max(0, end - time.monotonic()))
        return None

    def close(self):
        _x11.XCloseDisplay(self.display)
