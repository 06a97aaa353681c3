# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the dialog follows the hand, in a real GIMP: from a slider's step
to the new picture on the screen, at 100 % in a canvas of 768x512, and how long
its main loop leaves a question unanswered meanwhile. Prints medians, judges
nothing; on a quiet machine, by hand:

    tests/plugin/run.py --gui ... tests/plugin/bench_dialog.py
"""
import os
import statistics

from gi.repository import Gimp

import harness
import images
import screen
from harness import case
from scenes import opened, settled

N_STEPS = 15
LOOK_S = 0.004
CANVAS = (768, 512)
WINDOW = (794, 846)


def image_on_screen():
    """A window whose canvas has the size; a picture that fills it."""
    path = os.path.join(os.environ["GIMP3_DIRECTORY"], "structure-smooth.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[dialog]\nwidth=%d\nheight=%d\n" % WINDOW)
    image = images.new_image(1600, 1200)
    images.add_layer(image, "noise")
    Gimp.Display.new(image)


def step(dialog, spin, value, patch):
    """(seconds to another picture, longest silence)."""
    before = screen.screenshot(patch)
    begin = screen.time.monotonic()
    spin.set_current_value(value)
    silence = 0.0
    while (screen.screenshot(patch) == before).all():
        asked = screen.time.monotonic()
        spin.get_current_value()
        silence = max(silence, screen.time.monotonic() - asked)
        assert asked - begin < 10, "no picture"
        screen.time.sleep(LOOK_S)  # the engine wants the processors
    return screen.time.monotonic() - begin, silence


def measure(texture_scale):
    image_on_screen()
    dialog = opened(50.0, texture_scale)
    dialog.press("100 %")
    settled(dialog)
    spin = dialog.spin("Strength")
    x, y, width, height = dialog.place(dialog.canvas())
    patch = (x + width // 2, y + height // 2, 32, 32)
    taken = []
    for number in range(N_STEPS + 3):
        taken.append(step(dialog, spin, 30 + 2 * number, patch))
        screen.time.sleep(0.05)
    times, silences = zip(*taken[3:])
    harness.note(
        f"texture scale {texture_scale:g}, canvas {width}x{height}: median "
        f"{statistics.median(times) * 1000:.0f} ms, worst "
        f"{max(times) * 1000:.0f} ms; longest silence: median "
        f"{statistics.median(silences) * 1000:.0f} ms, worst "
        f"{max(silences) * 1000:.0f} ms")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def fine():
    """Texture scale 1"""
    measure(1.0)


@case
def coarser():
    """Texture scale 2"""
    measure(2.0)
