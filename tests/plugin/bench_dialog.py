# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the dialog follows the hand, in a real GIMP: from a slider's step
to the new picture on the screen, at 100 % in a canvas of 768x512, and how long
its main loop leaves a question unanswered meanwhile; and to the exact picture,
where that is not the first. Prints medians, judges nothing; on a quiet machine,
by hand:

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
REST_S = 0.2
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


def state_label(dialog):
    """The line that says whether what is shown is exact."""
    return screen.wait_for("the exact picture", lambda: next(
        (node for node in screen.everything(dialog.program)
         if node.get_name().startswith("exact, ")), None))


def said(label):
    """What it says now, and not what AT-SPI remembers."""
    label.clear_cache_single()
    return label.get_name()


def step(spin, value, patch, label):
    """Seconds to another picture, to the exact one, longest silence."""
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
    seen = screen.time.monotonic() - begin
    # The words are there before the picture is drawn.
    while not said(label).startswith("exact"):
        assert screen.time.monotonic() - begin < 10, said(label)
        screen.time.sleep(LOOK_S)
    return seen, screen.time.monotonic() - begin, silence


def measure(texture_scale):
    image_on_screen()
    dialog = opened(50.0, texture_scale)
    dialog.press("100 %")
    settled(dialog)
    spin = dialog.spin("Strength")
    x, y, width, height = dialog.place(dialog.canvas())
    patch = (x + width // 2, y + height // 2, 32, 32)
    label = state_label(dialog)
    taken = []
    for number in range(N_STEPS + 3):
        taken.append(step(spin, 30 + 2 * number, patch, label))
        # Nothing of this step is to be taken for the next one's.
        screen.time.sleep(REST_S)
    times, exact, silences = zip(*taken[3:])
    harness.note(
        f"texture scale {texture_scale:g}, canvas {width}x{height}: median "
        f"{statistics.median(times) * 1000:.0f} ms, worst "
        f"{max(times) * 1000:.0f} ms; exact: median "
        f"{statistics.median(exact) * 1000:.0f} ms, worst "
        f"{max(exact) * 1000:.0f} ms; longest silence: median "
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
