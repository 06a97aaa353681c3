# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cases inside GIMP and reports them as TAP; has helpers for the cases.

A test file defines functions marked @case. run.py runs the file: it starts
GIMP, and passes the paths that Setting reads by environment variables. Every
case gets a GIMP without images and may leave some behind."""
import collections
import os
import sys
import time
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, Gio  # noqa: E402

import numpy as np  # noqa: E402

import oracle  # noqa: E402
import pixels  # noqa: E402

PROCEDURE = "plug-in-structure-smooth"
NAME = "structure-smooth"
SUCCESS = Gimp.PDBStatusType.SUCCESS

_cases = []


class Setting:
    """What run.py passes on to the test file by environment variables."""
    tap = os.environ.get("SMOOTH_TEST_TAP")
    log = os.environ.get("SMOOTH_TEST_LOG")
    dirty = os.environ.get("SMOOTH_TEST_DIRTY")
    only = os.environ.get("SMOOTH_TEST_ONLY", "")
    folder = os.environ.get("SMOOTH_TEST_PLUGIN")
    scratch = os.environ.get("SMOOTH_TEST_SCRATCH")
    data = os.environ.get("SMOOTH_TEST_DATA")
    pages = os.environ.get("SMOOTH_TEST_PAGES")
    # the file that events.c reads
    events = os.environ.get("SMOOTH_TEST_EVENTS")
    slow = os.environ.get("SMOOTH_TEST_SLOW") == "1"
    engine = None  # set to an Oracle by the first use


def visited_pages():
    """Returns the addresses that the profile's web browser was sent to, in
    order."""
    if not os.path.exists(Setting.pages):
        return []
    with open(Setting.pages, encoding="utf-8") as pages:
        return [line.strip() for line in pages if line.endswith("\n")]


def case(function):
    """Marks a function as a test. The first line of its documentation is the
    test's name."""
    _cases.append((function.__doc__.strip().split("\n")[0], function))
    return function


def note(*words):
    """Writes a line into the log, which does not decide about the test."""
    with open(Setting.tap, "a", encoding="utf-8") as tap:
        for line in " ".join(str(word) for word in words).split("\n"):
            print("#", line, file=tap)


def add_case(name, function):
    """Adds a test that was made in a loop, under this name."""
    _cases.append((name, function))


def _run(name, function):
    for image in Gimp.get_images():
        image.delete()
    begin = time.monotonic()
    try:
        function()
        passed = True
    except Exception:  # pylint: disable=broad-except
        passed = False
        note(traceback.format_exc())
    return passed, time.monotonic() - begin


def main():
    """Runs all tests of the file, in order."""
    Gegl.init(None)
    Setting.engine = oracle.Oracle(os.environ["SMOOTH_TEST_ENGINE"],
                                   os.environ["SMOOTH_TEST_WEIGHTS"])
    cases = [c for c in _cases if Setting.only in c[0]]
    with open(Setting.tap, "a", encoding="utf-8") as tap:
        print(f"1..{len(cases) + 1}", file=tap)
    for number, (name, function) in enumerate(cases, 1):
        passed, seconds = _run(name, function)
        with open(Setting.tap, "a", encoding="utf-8") as tap:
            print("ok" if passed else "not ok", number, "-",
                  name.replace("#", ""), f"({seconds:.2f} s)", file=tap)
    for image in Gimp.get_images():
        image.delete()
    sys.stdout.flush()


# -- calling the plug-in ----------------------------------------------------

Answer = collections.namedtuple("Answer", "status message log n_unheld")


def _log_size():
    return os.path.getsize(Setting.log)


def procedure():
    found = Gimp.get_pdb().lookup_procedure(PROCEDURE)
    assert found is not None, "the plug-in is not there"
    return found


def _fill(config, values):
    for name, value in values.items():
        if name == "weights" and value is not None:
            make = (Gio.File.new_for_uri if "://" in value
                    else Gio.File.new_for_path)
            value = make(value)
        config.set_property(name.replace("_", "-"), value)


def _finish(proc, config):
    before = _log_size()
    result = proc.run(config)
    status = result.index(0)
    message, n_unheld = "", 0
    if status == SUCCESS:
        n_unheld = result.index(1)
    else:
        message = Gimp.get_pdb().get_last_error() or ""
    with open(Setting.log, "rb") as log:
        log.seek(before)
        text = log.read().decode("utf-8", "replace")
    return Answer(status, message, text, n_unheld)


def call(image, drawables, run_mode=Gimp.RunMode.NONINTERACTIVE, **values):
    """Runs the plug-in. Returns the status, the error's text, what GIMP wrote
    into its log meanwhile (including messages of the plug-in), and the count
    that the procedure returned."""
    proc = procedure()
    config = proc.create_config()
    config.set_property("run-mode", run_mode)
    config.set_property("image", image)
    config.set_core_object_array("drawables", drawables)
    _fill(config, values)
    return _finish(proc, config)


def call_with_choice(image, drawables, name, nick):
    """Runs the plug-in with a string that is not among an argument's choices.
    The libgimp of this process would replace the string by the default, so it
    is added to the choices here."""
    proc = procedure()
    config = proc.create_config()
    spec = config.find_property(name)
    Gimp.param_spec_choice_get_choice(spec).add(nick, 99, nick, "")
    config.set_property("image", image)
    config.set_core_object_array("drawables", drawables)
    config.set_property(name, nick)
    assert config.get_property(name) == nick
    return _finish(proc, config)


def smooth(image, drawables, **values):
    """Runs the plug-in and asserts that it succeeds."""
    answer = call(image, drawables, **values)
    assert answer.status == SUCCESS, (answer.status, answer.message)
    return answer


Undo = collections.namedtuple("Undo", "steps redo name open_groups")


def undo_state(image, action=0):
    """Asks the module undo-probe about GIMP's undo stack. action 1 undoes a
    step, 2 redoes one."""
    proc = Gimp.get_pdb().lookup_procedure("test-undo-probe")
    assert proc is not None, "undo-probe did not load into this GIMP"
    config = proc.create_config()
    config.set_property("image", image)
    config.set_property("action", action)
    result = proc.run(config)
    return Undo(*(result.index(i) for i in range(1, 5)))


def undo(image):
    return undo_state(image, 1)


def redo(image):
    return undo_state(image, 2)


# -- comparing with the engine ----------------------------------------------

def engine_of(drawable, strength=50.0, texture_scale=2.0, channels="all",
              rect=None):
    """Runs the engine on a drawable's own pixels. The arguments have the
    procedure's units. Returns (smoothed, edges)."""
    return Setting.engine.smooth(
        pixels.read(drawable, pixels.core_encoding(drawable), rect=rect),
        strength / 100.0, texture_scale, channels)


def fits(drawable, wanted, steps=0.5, slack=oracle.SLACK, rect=None):
    """Asserts that a drawable stores `wanted`, which is in the encoding in
    which core works, to within half a step of the drawable's format and a
    little more for babl's rounding."""
    kind = pixels.storage(drawable)
    raw = pixels.read_raw(drawable, rect)
    off = oracle.misfit(kind, raw, wanted, steps, slack,
                        pixels.core_encoding(drawable))
    where = np.unravel_index(np.nanargmax(off), off.shape)
    assert not np.isnan(off).any() and off[where] == 0.0, (
        f"'{drawable.get_name()}' ({kind.name}) is {off[where]:.3g} beyond its "
        f"tolerance at (y, x, channel) {tuple(int(w) for w in where)}: stored "
        f"{raw[where]}, wanted {wanted[where]}; "
        f"{np.count_nonzero(off)} of {off.size} samples are off")
