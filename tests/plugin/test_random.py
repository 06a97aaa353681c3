# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user goes on working while the plug-in runs: random actions at random
named moments of random runs, by the test build of the plug-in (events.c).

The outcome must be as if the user had acted first and the plug-in had run
then; or the run must end with an error message, and the image be as the user's
actions alone leave it. The test makes both images again, doing one thing after
the other, and compares them as a whole.

SMOOTH_FIXED_SEED=N runs only the trial with that seed."""
import collections
import os
import random

from gi.repository import Gegl, Gimp

import harness
import images
from events import at
from harness import case

N_TRIALS = 500 if harness.Setting.slow else 25
POINTS = ("copied", "band", "computed", "prepared", "before-merge")
RESULTS = ("replace", "new-layer", "edge-map", "edge-channel", "separate")
ACTIONS = ("paint", "select-all", "select-none", "select-ellipse", "move",
           "lock", "lock-visibility", "opacity", "convert", "remove", "hide",
           "rename", "mask", "red-off", "close")
MODES = (Gimp.RunMode.NONINTERACTIVE, Gimp.RunMode.WITH_LAST_VALS)


class Trial:
    """Everything in a trial follows from its seed."""

    def __init__(self, seed):
        choose = random.Random(seed)
        self.seed = seed
        self.size = (choose.randrange(110, 260), choose.randrange(110, 260))
        self.n_layers = choose.choice((1, 1, 2))
        self.alpha = choose.random() < .3
        self.is_selected = choose.random() < .5
        self.result = choose.choice(RESULTS)
        self.mode = choose.choice(MODES)
        self.actions = sorted(
            (choose.choice(POINTS), choose.choice(ACTIONS),
             choose.randrange(self.n_layers))
            for _ in range(choose.choice((1, 1, 1, 2))))
        self.actions.sort(key=lambda action: POINTS.index(action[0]))

    def make(self):
        """Makes the image before the run. Returns it and its layers from the
        bottom."""
        image = images.new_image(*self.size)
        layers = [images.add_layer(image, f"layer {i}", alpha=self.alpha,
                                   seed=self.seed + i)
                  for i in range(self.n_layers)]
        if self.is_selected:
            image.select_rectangle(Gimp.ChannelOps.REPLACE, 30, 20, 70, 60)
        images.settle(image)
        return image, layers

    def run(self, image, layers):
        return harness.call(image, layers, run_mode=self.mode,
                            result=self.result)

    def __str__(self):
        words = ", ".join(f"{action} {layer} at {point}"
                          for point, action, layer in self.actions)
        return (f"seed {self.seed}: {self.mode.value_nick} {self.result} of"
                f" {self.n_layers} layers {self.size}: {words}")


def paint(layer, number):
    """Paints the stroke of the action with this number."""
    buffer = layer.get_buffer()
    buffer.set_color(Gegl.Rectangle.new(20 + number, 30, 60, 60),
                     Gegl.Color.new("rgb(0,1,0)"))
    buffer.flush()
    layer.update(0, 0, layer.get_width(), layer.get_height())


def act(image, layer, action, number):
    """Does to a layer what events.c does."""
    if action == "paint":
        paint(layer, number)
    elif action == "select-all":
        Gimp.Selection.all(image)
    elif action == "select-none":
        Gimp.Selection.none(image)
    elif action == "select-ellipse":
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    elif action == "move":
        layer.set_offsets(3, 4)
    elif action == "lock":
        layer.set_lock_content(True)
    elif action == "lock-visibility":
        layer.set_lock_visibility(True)
    elif action == "opacity":
        layer.set_opacity(50)
    elif action == "convert":
        image.convert_precision(Gimp.Precision.U16_LINEAR)
    elif action == "remove":
        image.remove_layer(layer)
    elif action == "hide":
        layer.set_visible(False)
    elif action == "rename":
        layer.set_name("another")
    elif action == "mask":
        if not layer.get_mask():
            layer.add_mask(layer.create_mask(Gimp.AddMaskType.WHITE))
    elif action == "red-off":
        image.set_component_active(Gimp.ChannelType.RED, False)
    elif action == "close":
        image.delete()


def without(value, *keys):
    """Returns a snapshot without these keys."""
    if isinstance(value, dict):
        return {key: without(part, *keys) for key, part in value.items()
                if key not in keys}
    if isinstance(value, list):
        return [without(part, *keys) for part in value]
    return value


def outcome(image):
    """Returns everything that can be seen of an image, without the ids of
    items."""
    return without(images.snapshot(image), "id", "selected")


def nameless(snapshot):
    return without(snapshot, "name")


def act_all(trial, image, n_actions):
    """Does the first n_actions actions alone. Returns whether the image still
    exists."""
    for number, (_, action, index) in enumerate(trial.actions[:n_actions], 1):
        layers = image.get_layers()
        if len(layers) <= index:
            continue
        act(image, layers[len(layers) - 1 - index], action, number)
        if action == "close":
            return False
    return True


def check(trial):
    """Runs one trial. Returns a word for the table."""
    image, layers = trial.make()
    at(*((point, 1, action, index) for point, action, index in trial.actions))
    answer = trial.run(image, layers)
    at()
    is_there = image.is_valid()
    if is_there:
        assert harness.undo_state(image).open_groups == 0, "an undo group is open"
        got = outcome(image)
        image.delete()

    if answer.status != harness.SUCCESS:
        assert len(answer.message) > 10, f"no message: {answer}"
        check_refused(trial, got if is_there else None)
        return "refused"
    if not is_there:
        # A closed image exists until the call that uses it ends.
        assert "close" in [action for _, action, _ in trial.actions]
        return "closed after"

    image, layers = trial.make()
    act_all(trial, image, len(trial.actions))
    again = trial.run(image, [layer for layer in layers if layer.is_valid()])
    assert again.status == harness.SUCCESS, f"a false success: {again.message}"
    wanted = outcome(image)
    image.delete()
    if "rename" in [action for _, action, _ in trial.actions]:
        # New items may have the name that the drawable had before.
        got, wanted = nameless(got), nameless(wanted)
    images.same(got, wanted, "what comes out one after the other")
    return "as if first"


def check_refused(trial, got):
    """Asserts that got (None for a closed image) is what the user alone has
    made. A run that ends after the first of two actions does not meet the
    second."""
    for n_actions in range(len(trial.actions), 0, -1):
        image, _ = trial.make()
        stays = act_all(trial, image, n_actions)
        wanted = outcome(image) if stays else None
        if stays:
            image.delete()
        if got == wanted:
            return
    assert got is not None and wanted is not None, "the image was closed, or not"
    images.same(got, wanted, "what the user alone made")


@case
def random_actions():
    """the image is as after one thing after the other, or as the user left it
    """
    chosen = os.environ.get("SMOOTH_FIXED_SEED")
    seeds = [int(chosen)] if chosen else range(1, N_TRIALS + 1)
    seen, failures = collections.Counter(), []
    for seed in seeds:
        trial = Trial(seed)
        try:
            word = check(trial)
        except AssertionError as problem:
            word = "WRONG"
            failures.append(f"{trial}: {problem}")
            for image in Gimp.get_images():
                image.delete()
        for point, action, _ in trial.actions:
            seen[action, point, word] += 1
    for (action, point, word), count in sorted(seen.items()):
        harness.note(f"{action:16} {point:13} {word:12} {count}")
    assert not failures, f"{len(failures)} of {len(seeds)}:\n" + "\n".join(
        failures[:20])
