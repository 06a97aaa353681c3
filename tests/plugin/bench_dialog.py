# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the dialog in real GIMP. For each step of a slider these times are
measured: from the step to the new picture on the screen, at 100 % in a canvas
of 768x512; to the last picture of that step, if the first is not the last; for
how long the main loop handles no event meanwhile; and the CPU time of a step,
on which other programs of the machine have little influence. The steps follow
each other at once, or after a pause in which the exact result of the whole
picture is begun. Prints medians, and judges nothing. To be run by hand on a
quiet machine:

    tests/plugin/run.py --gui ... tests/plugin/bench_dialog.py"""
import os
import statistics

from gi.repository import Gimp

import damage
import harness
import images
import loop
import screen
from harness import case
from scenes import opened, settled

N_STEPS = 15
N_WARM = 3
# How many seconds pass from the last picture of a step to the next step: less
# and more than the 300 ms after which the dialog begins the exact result.
MOVING_S = 0.15
RESTED_S = 0.6
PATIENCE_S = 10
CANVAS = (768, 512)
WINDOW = (794, 892)


def image_on_screen():
    """Makes a picture and the window of its image, whose canvas is this large
    and is filled by the picture."""
    path = os.path.join(os.environ["GIMP3_DIRECTORY"], "structure-smooth.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[dialog]\nwidth=%d\nheight=%d\n" % WINDOW)
    image = images.new_image(1600, 1200)
    images.add_layer(image, "noise")
    Gimp.Display.new(image)


def next_picture(watch, patch, before, patience_s):
    """Waits until the screen shows another picture than before. Returns the
    time and the picture, or None."""
    end = screen.time.monotonic() + patience_s
    while True:
        seen = watch.wait(patch, end - screen.time.monotonic())
        if seen is None:
            return None
        now = screen.screenshot(patch)
        if (now != before).any():
            return seen, now


def step(spin, value, patch, watch, rest_s):
    """Makes one step of the slider. Returns the seconds to the next picture
    and to the last one of this step. Then waits, so that the pictures that
    follow belong to the next step."""
    picture = screen.screenshot(patch)
    watch.forget()
    begin = screen.time.monotonic()
    spin.set_current_value(value)
    seen = []
    while True:
        found = next_picture(watch, patch, picture,
                             rest_s if seen else PATIENCE_S)
        if found is None:
            break
        seen.append(found[0] - begin)
        picture = found[1]
    assert seen, "no picture"
    return seen[0], seen[-1]


def in_ms(seconds):
    return (f"median {statistics.median(seconds) * 1000:.0f} ms, worst "
            f"{max(seconds) * 1000:.0f} ms")


def cpu_s(pid):
    """Returns for how many seconds a process has used a CPU."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(texture_scale, rest_s, slider="Strength"):
    image_on_screen()
    dialog = opened(50.0, texture_scale)
    dialog.press("100 %")
    settled(dialog)
    spin = dialog.spin(slider)
    x, y, width, height = dialog.place(dialog.canvas())
    patch = (x + width // 2, y + height // 2, 32, 32)
    taken = []
    drawn = damage.Watch()
    for number in range(N_STEPS + N_WARM):
        if number == N_WARM:
            answers = loop.Watch()
            used = cpu_s(dialog.pid)
        taken.append(step(spin, 30 + 2 * number, patch, drawn, rest_s))
    used = (cpu_s(dialog.pid) - used) / N_STEPS
    drawn.close()
    first, last = zip(*taken[N_WARM:])
    harness.note(
        f"{slider}, texture scale {texture_scale:g}, canvas {width}x{height}, "
        f"{'moving' if rest_s == MOVING_S else 'rested'}: {in_ms(first)}; "
        f"last picture: {in_ms(last)}; CPU time of a step {used * 1000:.0f} ms; "
        f"longest silence of the main loop "
        f"{answers.silences().max(axis=0)[0] * 1000:.0f} ms")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def fine():
    """Texture scale 1, step after step"""
    measure(1.0, MOVING_S)


@case
def fine_rested():
    """Texture scale 1, a pause before each step"""
    measure(1.0, RESTED_S)


@case
def coarser():
    """Texture scale 2, step after step"""
    measure(2.0, MOVING_S)


@case
def coarser_rested():
    """Texture scale 2, a pause before each step"""
    measure(2.0, RESTED_S)


@case
def texture():
    """The texture slider, texture scale 2, step after step"""
    measure(2.0, MOVING_S, "Texture")
