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

PATIENCE_S = 60
COMPUTING_S = 300  # for what computes for seconds of processor time
LOOK_S, LONGEST_PAUSE_S = 0.02, 0.1
ROLES = {Atspi.role_get_name(Atspi.Role(number)): Atspi.Role(number)
         for number in range(int(Atspi.Role.LAST_DEFINED))}
KEY_F1, KEY_RIGHT = 67, 114  # key codes of Xvfb's keyboard
MENU_ITEM = "Structure-Preserving Smooth..."


def wait_for(what, look, patience_s=PATIENCE_S):
    """Calls look () until it returns something true, and returns that. Between
    two looks it pauses as long as a look takes, since the program that is
    looked at computes meanwhile, and has to answer."""
    begin = time.monotonic()
    end = begin + patience_s
    while begin < end:
        try:
            found = look()
        except GLib.Error:  # the program that was asked has ended
            found = None
        if found:
            return found
        took_s = time.monotonic() - begin
        time.sleep(min(max(LOOK_S, took_s), LONGEST_PAUSE_S))
        begin = time.monotonic()
    raise AssertionError(f"{what} did not come")


def children(node):
    return [c for c in (node.get_child_at_index(i)
                        for i in range(node.get_child_count())) if c]


def nodes(root, role="", states=()):
    """Returns root and the nodes below it that have a role and all of these
    states. The program itself looks through its nodes: this takes one message,
    where asking each node would take hundreds, and most of the time of a test.
    """
    every = Atspi.CollectionMatchType.ALL
    rule = Atspi.MatchRule.new(
        Atspi.StateSet.new(list(states)), every, {}, every,
        [ROLES[role]] if role else [], every, [], every, False)
    collection = root.get_collection_iface()  # None: the program has ended
    return collection.get_matches(
        rule, Atspi.CollectionSortOrder.CANONICAL, 0, True) if collection else []


def showing(root, role=""):
    return nodes(root, role, [Atspi.StateType.SHOWING])


def programs():
    return children(Atspi.get_desktop(0))


def is_(node, state):
    return node.get_state_set().contains(state)


def find(root, role, start=""):
    return next((node for node in nodes(root, role)
                 if node.get_name().startswith(start)), None)


def is_menu_item(node):
    try:
        return (node.get_name().startswith(MENU_ITEM)
                and not is_(node, Atspi.StateType.DEFUNCT))
    except GLib.Error:
        return False


class Menu:
    """The plug-in's menu item, which is found once: GIMP has 500."""
    item = None

    @classmethod
    def find(cls):
        if not (cls.item and is_menu_item(cls.item)):
            gimp = wait_for("GIMP's menu", lambda: next(
                (p for p in programs() if p.get_process_id() == os.getppid()),
                None))
            cls.item = wait_for("the menu item", lambda: find(
                gimp, "menu item", MENU_ITEM))
        return cls.item


class Dialog:
    """The open dialog. Dialog.open () opens it by its menu entry."""

    def __init__(self, program):
        self.program = program
        self.pid = program.get_process_id()

    @classmethod
    def open(cls):
        known = {p.get_process_id() for p in programs()}
        item = Menu.find()
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
        return [n.get_name() for n in showing(self.program, "label")]

    def says(self, words):
        return any(words in label for label in self.labels())

    def wait_for_words(self, words, patience_s=PATIENCE_S):
        wait_for(f"'{words}'", lambda: self.says(words), patience_s)

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
            (n for n in showing(self.program) if n.get_name() == entry), None))
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
            (n for n in nodes(self.program, "spin button")
             if n.get_name() == name), None))

    def set(self, name, value):
        assert self.spin(name).set_current_value(value)

    def is_open(self):
        return processes.is_plug_in(self.pid)

    def wait_until_closed(self, patience_s=PATIENCE_S):
        wait_for("the dialog's end", lambda: not self.is_open(), patience_s)

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
        return wait_for("the canvas", lambda: self.find(
            "drawing area", "Preview, "))

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
