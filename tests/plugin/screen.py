# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operates the plug-in's dialog as a user does: finds, reads and presses
widgets over AT-SPI, and takes pictures of the screen. For tests in a GIMP with
a display (run.py --gui). There is no window manager, and no test has fixed
coordinates."""
import ctypes
import os
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Atspi, Gdk, GLib  # noqa: E402

import numpy as np  # noqa: E402

import harness  # noqa: E402
import processes  # noqa: E402

PATIENCE_S = 30
LOOK_S = 0.02
KEY_F1, KEY_RIGHT = 67, 114  # key codes of Xvfb's keyboard
MENU_ITEM = "Structure-Preserving Smooth..."


def wait_for(what, look, patience_s=PATIENCE_S):
    """Calls look () until it returns something true, and returns that."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        try:
            found = look()
        except GLib.Error:  # the program that was asked has ended
            found = None
        if found:
            return found
        time.sleep(LOOK_S)
    raise AssertionError(f"{what} did not come")


def children(node):
    return [c for c in (node.get_child_at_index(i)
                        for i in range(node.get_child_count())) if c]


def everything(node):
    yield node
    for child in children(node):
        yield from everything(child)


def programs():
    return children(Atspi.get_desktop(0))


def is_(node, state):
    return node.get_state_set().contains(state)


def find(root, role, start=""):
    for node in everything(root):
        if node.get_role_name() == role and node.get_name().startswith(start):
            return node
    return None


class Dialog:
    """The open dialog. Dialog.open () opens it by its menu entry."""

    def __init__(self, program):
        self.program = program
        self.pid = program.get_process_id()

    @classmethod
    def open(cls):
        known = {p.get_process_id() for p in programs()}
        gimp = wait_for("GIMP's menu", lambda: next(
            (p for p in programs() if p.get_process_id() == os.getppid()),
            None))
        item = wait_for("the menu item", lambda: find(
            gimp, "menu item", MENU_ITEM))
        wait_for("a usable menu item",
                 lambda: is_(item, Atspi.StateType.SENSITIVE))
        begin = time.monotonic()
        assert item.do_action(0)
        program = wait_for("the dialog", lambda: next(
            (p for p in programs() if p.get_process_id() not in known
             and p.get_name().startswith(harness.NAME)
             and find(p, "button", "OK")), None))
        dialog = cls(program)
        dialog.open_s = time.monotonic() - begin
        return dialog

    def find(self, role, start=""):
        return find(self.program, role, start)

    def labels(self):
        return [n.get_name() for n in everything(self.program)
                if n.get_role_name() == "label"
                and is_(n, Atspi.StateType.SHOWING)]

    def says(self, words):
        return any(words in label for label in self.labels())

    def wait_for_words(self, words):
        wait_for(f"'{words}'", lambda: self.says(words))

    def wait_until_exact(self):
        self.wait_for_words("exact,")

    def wait_until_stored(self, patience_s):
        """Waits until the exact result of the whole picture has been computed:
        then the progress bar has moved, and is empty again."""
        bar = self.find("progress bar")
        wait_for("the progress bar's start",
                 lambda: bar.get_current_value() > 0)
        wait_for("the exact result", lambda: bar.get_current_value() == 0,
                 patience_s)

    def button(self, name):
        return wait_for(f"button {name}", lambda: self.find("button", name))

    def press(self, name):
        button = self.button(name)
        assert is_(button, Atspi.StateType.SENSITIVE), f"{name} is insensitive"
        assert button.do_action(0)

    def press_in_menu(self, name, entry):
        assert self.find("toggle button", name).do_action(0)
        found = wait_for(f"entry {entry}", lambda: next(
            (n for n in everything(self.program) if n.get_name() == entry
             and is_(n, Atspi.StateType.SHOWING)), None))
        assert found.do_action(0)

    def entry(self):
        """Returns the text entry. The role that AT-SPI gives it depends on
        AT-SPI's version."""
        return self.find("entry") or self.find("text")

    def is_checked(self, role, name):
        return is_(self.find(role, name), Atspi.StateType.CHECKED)

    def toggle(self, role, name):
        assert self.find(role, name).do_action(0)

    def spin(self, name):
        return wait_for(f"slider {name}", lambda: next(
            (n for n in everything(self.program)
             if n.get_role_name() == "spin button" and n.get_name() == name),
            None))

    def set(self, name, value):
        assert self.spin(name).set_current_value(value)

    def is_open(self):
        return self.pid in processes.plug_in_processes()

    def wait_until_closed(self):
        wait_for("the dialog's end", lambda: not self.is_open())

    def choose(self, name, index):
        """Chooses an entry of a list."""
        assert self.find("combo box", name).select_child(index)

    def divider(self):
        return self.find("slider", "Divider")

    def key(self, node, keycode):
        """Presses a key while the widget of a node has the focus."""
        assert node.grab_focus()
        wait_for("the focus", lambda: is_(node, Atspi.StateType.FOCUSED))
        x, y, width, height = self.place(node)
        press_key(x + width // 2, y + height // 2, keycode)

    def canvas(self):
        return wait_for("the canvas", lambda: next(
            (n for n in everything(self.program)
             if n.get_name().startswith("Preview, ")), None))

    def place(self, node):
        box = node.get_extents(Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def shot(self, node=None):
        """Returns a screenshot of a node's rectangle, an array (height, width,
        3) of bytes."""
        return screenshot(self.place(node or self.canvas()))


def press_key(x, y, keycode):
    """Presses a key in the window at this place. The window first gets the
    focus, as a window manager would give it."""
    x11, xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    ids = [ctypes.c_ulong() for _ in range(2)]
    numbers = [ctypes.c_int() for _ in range(5)]
    xtst.XTestFakeMotionEvent(display, -1, x, y, ctypes.c_ulong(0))
    x11.XQueryPointer(display, root, *(ctypes.byref(v) for v in ids + numbers))
    x11.XSetInputFocus(display, ids[1], 2, ctypes.c_ulong(0))
    for is_press in (1, 0) if keycode else ():
        xtst.XTestFakeKeyEvent(display, keycode, is_press, ctypes.c_ulong(0))
    x11.XSync(display, 0)
    x11.XCloseDisplay(display)


def screenshot(place):
    Gdk.init([])
    root = Gdk.get_default_root_window()
    while Gdk.events_pending():
        Gdk.Event.get()
    pixbuf = Gdk.pixbuf_get_from_window(root, *place)
    row = pixbuf.get_rowstride()
    pixels = np.frombuffer(pixbuf.get_pixels(), np.uint8)
    width, height = pixbuf.get_width(), pixbuf.get_height()
    n = pixbuf.get_n_channels()
    pixels = np.concatenate([pixels, np.zeros(row, np.uint8)])
    return pixels[:row * height].reshape(height, row)[:, :width * n].reshape(
        height, width, n)[:, :, :3].copy()


def save_shot(place, path):
    Gdk.init([])
    Gdk.pixbuf_get_from_window(
        Gdk.get_default_root_window(), *place).savev(path, "png", [], [])
