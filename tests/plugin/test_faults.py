# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets one call to the system fail in each run of the plug-in: the n-th open,
write, ftruncate, mmap, thread, or allocation of at least 64 KiB that the
plug-in makes itself, for n = 1, 2, ... until a run makes fewer calls.

Each run must either end with an error message and leave the image untouched,
or do without the failed call and give the result of a run without faults. The
library that lets the calls fail is in tests/faults/."""
import os
import re
import time

from gi.repository import Gimp

import harness
import images
from harness import case

CALLS = ("open", "write", "ftruncate", "mmap", "thread", "allocate")
RESULTS = ("replace", "new-layer", "edge-map", "edge-channel", "separate")
MAX_CALLS = 1000  # calls of one kind in a run: more would mean an endless loop
PATIENCE_S = 30
ORDER = os.environ["SMOOTH_FAULT_ORDER"]
REPORT = os.environ["SMOOTH_FAULT_REPORT"]


def picture():
    """Makes an image with a selection, large enough for buffers of 64 KiB."""
    image = images.new_image(400, 300)
    layer = images.add_layer(image, "Wall", 380, 290, True, 12, -5)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 30, 20, 300, 250)
    return image, layer


def run(image, layer, call, number, **values):
    """Runs the plug-in with one failing call. Returns the plug-in's answer,
    and from where the failed call was made; None if no call failed."""
    if os.path.exists(REPORT):
        os.remove(REPORT)
    with open(ORDER, "w", encoding="ascii") as order:
        print(call, number, file=order)
    answer = harness.call(image, [layer], **values)
    with open(ORDER, "w", encoding="ascii") as order:
        print("none 0", file=order)
    # The plug-in's answer may come a little before its process ends.
    deadline = time.monotonic() + PATIENCE_S
    while not os.path.exists(REPORT) and time.monotonic() < deadline:
        time.sleep(0.002)
    with open(REPORT, encoding="ascii") as report:
        failed = re.search(r"^failed \S+ (\S+)$", report.read(), re.M)
    return answer, failed and failed[1]


def outcome(image):
    """Returns what a successful run has made, without the ids of items."""
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()
                    if key not in ("id", "selected")}
        if isinstance(value, list):
            return [plain(part) for part in value]
        return value
    return plain(images.snapshot(image))


def fail_each(call, **values):
    """Lets the calls of one kind fail one after the other. Returns the places
    in the program from which they were made, the number of runs that ended
    with an error, and the number of runs that did without the call."""
    image, layer = picture()
    harness.smooth(image, [layer], **values)
    wanted = outcome(image)
    harness.undo(image)
    places, n_refused, n_without = set(), 0, 0
    for number in range(1, MAX_CALLS):
        images.settle(image)
        before = images.snapshot(image)
        answer, place = run(image, layer, call, number, **values)
        what = f"{call} {number}, called at {place}"
        assert "crashed" not in answer.log, f"{what}: {answer.log}"
        state = harness.undo_state(image)
        assert state.open_groups == 0, f"{what}: an undo group is open"
        if answer.status == harness.SUCCESS:
            images.same(outcome(image), wanted, what)
            assert state.steps == 1, (what, state)
            harness.undo(image)
            n_without += place is not None
        else:
            assert place, f"{what}: {answer.message}"
            assert len(answer.message) > 10, f"{what}: no message: {answer}"
            images.same(images.snapshot(image), before, what)
            assert state.steps == 0 and not image.is_dirty(), (what, state)
            n_refused += 1
        if place is None:
            return places, n_refused, n_without
        places.add(place)
    raise AssertionError(f"more than {MAX_CALLS} calls of {call}")


for _result in RESULTS if harness.Setting.slow else RESULTS[:1]:
    for _call in CALLS:
        def failing(result=_result, call=_call):
            places, n_refused, n_without = fail_each(call, result=result)
            harness.note(f"{result}, {call}: {len(places)} places, {n_refused}"
                         f" runs refused, {n_without} did without")
        harness.add_case(f"{_result}: each {_call} fails once", failing)


@case
def broken_weights():
    """each allocation and open of a run that fails in any case"""
    for call in ("open", "allocate"):
        image, layer = picture()
        with images.Untouched(image):
            for number in range(1, MAX_CALLS):
                answer, place = run(image, layer, call, number,
                                    weights="/no-such-folder")
                assert answer.status != harness.SUCCESS and answer.message
                if place is None:
                    break
