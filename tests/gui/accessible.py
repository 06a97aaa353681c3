#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the demo as a screen reader does, by AT-SPI: the names, roles and values
of all controls, and their order; moves the divider by its value.

Usage (inside dbus-run-session and xvfb-run): accessible.py DEMO
Speaks TAP.
"""
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

TIMEOUT_S = 30
ENVIRONMENT = {"GTK_MODULES": "gail:atk-bridge", "NO_AT_BRIDGE": "0",
               "G_DEBUG": "fatal-criticals", "LC_ALL": "C.UTF-8"}


def wait_for(what, look):
    """Calls look () until it returns something true, and returns that."""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come")


def children(node):
    return [c for c in (node.get_child_at_index(i)
                        for i in range(node.get_child_count())) if c]


def everything(node):
    yield node
    for child in children(node):
        yield from everything(child)


def find_program(process):
    for program in children(Atspi.get_desktop(0)):
        if program.get_process_id() == process.pid and children(program):
            return program
    return None


def find(program, role, start=""):
    """Returns the first node of a role whose name starts so, or None."""
    for node in everything(program):
        if node.get_role_name() == role and node.get_name().startswith(start):
            return node
    return None


def is_showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def has_words(program, words):
    return any(words in node.get_name() for node in everything(program)
               if node.get_role_name() == "label" and is_showing(node))


def check_names(program):
    """Every widget that takes the focus has a name, or a label that names it."""
    for node in everything(program):
        states = node.get_state_set()
        if not states.contains(Atspi.StateType.FOCUSABLE) \
                or not states.contains(Atspi.StateType.SHOWING):
            continue
        labelled = any(r.get_relation_type() == Atspi.RelationType.LABELLED_BY
                       for r in node.get_relation_set())
        # A label is its own name; a spin button stands beside a slider that
        # has a name.
        assert node.get_name() or labelled \
            or node.get_role_name() in ("spin button", "label"), \
            f"a {node.get_role_name()} has no name"


def check_order(program):
    """The reading order is the visible one: views, zoom, canvas, divider,
    sliders, switches."""
    names = [node.get_name() for node in everything(program)]
    wanted = ["Result", "Edge map", "Original", "Fit", "100 %",
              "Preview, result, 100 %", "Divider between before and after",
              "Strength", "Texture scale", "Preview", "Split view"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places), f"read in the order {names}"


def check_canvas(program):
    edges = find(program, "radio button", "Edge map")
    edges.do_action(0)
    wait_for("the canvas's new name", lambda: any(
        n.get_name() == "Preview, edge map, 100 %" for n in everything(program)))
    find(program, "radio button", "Result").do_action(0)


def check_divider(program):
    divider = find(program, "slider", "Divider")
    assert divider.get_maximum_value() == 100
    assert divider.get_current_value() == 50
    assert divider.set_current_value(20)
    assert divider.get_current_value() == 20


def check_slider(program):
    """A slider has its true value, and changing it changes the status."""
    sliders = [n for n in everything(program) if n.get_role_name() == "slider"
               and not n.get_name().startswith("Divider")]
    values = [(n.get_minimum_value(), n.get_current_value(),
               n.get_maximum_value()) for n in sliders]
    assert values == [(0, 50, 100), (1, 2, 16)], f"sliders are {values}"
    assert sliders[0].set_current_value(80)
    wait_for("the exact state", lambda: has_words(program, "exact"))


def main():
    # TAP's version must be the first line, before lines that AT-SPI's daemons
    # write.
    print("TAP version 13", flush=True)
    if Atspi.init() not in (0, 1):
        print("1..0 # skip no AT-SPI")
        return 0
    checks = [check_names, check_order, check_canvas, check_divider, check_slider]
    with subprocess.Popen([sys.argv[1], "--split", "--frame-ms", "20"],
                          env={**os.environ, **ENVIRONMENT}) as process:
        print(f"1..{len(checks)}")
        try:
            program = wait_for("the demo", lambda: find_program(process))
            wait_for("the first picture", lambda: has_words(program, "exact"))
            for number, check in enumerate(checks, 1):
                try:
                    check(program)
                    print(f"ok {number} {check.__name__}")
                except AssertionError as problem:
                    print(f"not ok {number} {check.__name__}\n# {problem}")
        finally:
            process.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
