# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plug-in is killed in the middle of a run, as by a crash. The image must
be as it was, or have one undo step that restores it; GIMP must go on; a saved
file must be intact."""
import hashlib
import os
import random
import signal
import threading
import time

from gi.repository import Gimp, Gio

import harness
import images
from harness import case
from processes import plug_in_processes

SEED = 20260
N_KILLS = 50 if harness.Setting.slow else 6
FINISHED = "finished first"
RESULTS = ("replace", "new-layer", "separate", "edge-channel")


class Killer(threading.Thread):
    """Kills the plug-in's process some time after it has started, or, with
    at_change, some time after it has begun to change the image."""

    def __init__(self, delay_s, at_change):
        super().__init__(daemon=True)
        self.delay_s = delay_s
        self.at_change = at_change
        self.n_changes = n_changes()
        self.ended = threading.Event()
        self.killed = False

    def run(self):
        pids = []
        # Finding the process takes milliseconds, so it is done before the
        # moment to kill.
        while not pids:
            if self.ended.wait(0.002):
                return
            pids = plug_in_processes()
        while self.at_change and n_changes() == self.n_changes:
            if self.ended.wait(0.0002):
                return
        if self.ended.wait(self.delay_s):
            return
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
                self.killed = True
            except ProcessLookupError:
                pass


def n_changes():
    """Returns how often GIMP has marked an image as changed, as undo-probe
    reports."""
    try:
        return os.path.getsize(harness.Setting.dirty)
    except FileNotFoundError:
        return 0


def image_with_file():
    image = images.new_image(400, 300)
    images.add_layer(image, "ground", seed=2)
    layer = images.add_layer(image, "Wall", 380, 290, True, 12, -5)
    path = os.path.join(harness.Setting.scratch, "saved.xcf")
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image,
                          Gio.File.new_for_path(path), None)
    return image, layer, path


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def durations(image, layer):
    """Returns how long the plug-in's process lives, for each kind of result."""
    found = {}
    for result in RESULTS:
        begin = time.monotonic()
        harness.smooth(image, [layer], result=result)
        found[result] = time.monotonic() - begin
        harness.undo(image)
    return found


def killed_once(image, layer, result, killer, path):
    """Runs the plug-in once and kills it. Returns what happened, in a word for
    the log, and how long it took."""
    images.settle(image)
    before = images.snapshot(image)
    saved = digest(path)
    killer = Killer(*killer)
    killer.start()
    begin = time.monotonic()
    answer = harness.call(image, [layer], result=result)
    length_s = time.monotonic() - begin
    killer.ended.set()
    killer.join()
    assert digest(path) == saved, "the saved file has changed"

    state = harness.undo_state(image)
    assert state.open_groups == 0, "an undo group is open"
    done = answer.status == harness.SUCCESS
    assert done or killer.killed, answer
    if state.steps == 0:
        images.same(images.snapshot(image), before)
        assert not done
        return "as it was", length_s
    assert state.steps == 1, state
    changed = images.snapshot(image) != before
    harness.undo(image)
    images.same(images.snapshot(image), before, "after undo")
    if done:
        return FINISHED, length_s
    return "one step" if changed else "one empty step", length_s


@case
def kills():
    """SIGKILL at random moments"""
    image, layer, path = image_with_file()
    length_s = durations(image, layer)
    harness.note(f"seed {SEED}, {N_KILLS} kills, runs last", {
        name: f"{seconds:.2f} s" for name, seconds in length_s.items()})
    generator = random.Random(SEED)
    seen = dict.fromkeys((FINISHED, "as it was", "one step"), 0)
    number = 0
    while number - seen[FINISHED] < N_KILLS:
        assert number < 4 * N_KILLS, seen
        result = RESULTS[number // 2 % len(RESULTS)]
        # Every second kill is made in the last step, which takes only
        # milliseconds.
        if number % 2:
            killer = (generator.uniform(0, 0.004), True)
        else:
            killer = (generator.uniform(0, 1) * length_s[result], False)
        what, took_s = killed_once(image, layer, result, killer, path)
        if what == FINISHED:
            length_s[result] = took_s
        seen[what] = seen.get(what, 0) + 1
        number += 1
    harness.note("afterwards:", seen)

    again = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE,
                           Gio.File.new_for_path(path))
    assert len(again.get_layers()) == 2
    again.delete()
    with images.OneStep(image):
        harness.smooth(image, [layer])
