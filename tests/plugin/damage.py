# SPDX-License-Identifier: GPL-3.0-or-later
"""When something is drawn on the display, told by the X server itself: to look
again and again instead would take processor time from what is measured, and
see it late.
"""
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
    """XDamageNotifyEvent."""
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong),
                ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("drawable", ctypes.c_ulong), ("damage", ctypes.c_ulong),
                ("level", ctypes.c_int), ("more", ctypes.c_int),
                ("timestamp", ctypes.c_ulong)] + [
                    (name, ctypes.c_ushort if name in ("width", "height")
                     else ctypes.c_short)
                    for name in ("x", "y", "width", "height")]


class Watch:
    """All that is drawn on the display from now on."""

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
        """What has been drawn so far."""
        _x11.XSync(self.display, 1)

    def wait(self, place, patience_s):
        """Until something is drawn at a place (x, y, width, height) since the
        last call; the time then, or None."""
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
