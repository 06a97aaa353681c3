# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What OK and Cancel of the dialog leave behind, also if the image changes
while the dialog is open. With --slow: closes the dialog a hundred times, and
opens it on 100 megapixels."""
from gi.repository import Gimp

import numpy as np

import harness
import images
import loop
import pixels
import processes
import screen
from harness import case
from scenes import changed, difference, opened, photo, settled


REPLACE, SEPARATE = 0, 4  # places in the list of outputs

EXACT_PATIENCE_S = 600  # for the exact result of 100 megapixels


@case
def applied():
    """OK gives the batch result at the same settings, in one step"""
    image, layer = photo()
    twin = image.duplicate()
    harness.smooth(twin, [twin.get_layers()[0]], strength=80.0,
                   texture_scale=4.0)
    wanted = pixels.read_raw(twin.get_layers()[0])
    images.settle(image)
    dialog = opened(80.0, 4.0)
    harness.note(f"opened in {dialog.open_s:.2f} s")
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


@case
def applied_tileable():
    """OK with Tileable gives the batch result, and the preview shows it"""
    image, layer = photo(320, 256)
    twin = image.duplicate()
    harness.smooth(twin, [twin.get_layers()[0]], strength=80.0,
                   texture_scale=2.0, tileable=True)
    wanted = pixels.read_raw(twin.get_layers()[0])
    dialog = opened(80.0, 2.0)
    before = settled(dialog)
    dialog.toggle("check box", "Tileable")
    shown = changed(dialog, before)
    dialog.toggle("check box", "Tileable")
    assert difference(changed(dialog, shown), before) == 0
    dialog.toggle("check box", "Tileable")
    settled(dialog)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


@case
def applied_in_layers():
    """OK with Separate and three detail layers gives the batch result, in one
    step; Detail layers is there for Separate only"""
    image, layer = photo(300, 230)
    twin = image.duplicate()
    harness.smooth(twin, [twin.get_layers()[0]], strength=80.0,
                   texture_scale=4.0, result="separate", detail_layers=3)
    wanted = twin.get_layers()[0].get_children()
    assert len(wanted) == 4
    images.settle(image)
    dialog = opened(80.0, 4.0)
    sensitive = screen.Atspi.StateType.SENSITIVE
    assert not screen.is_(dialog.spin("Detail layers"), sensitive)
    dialog.choose("Output", SEPARATE)
    screen.wait_for("the spin button", lambda: screen.is_(
        dialog.spin("Detail layers"), sensitive))
    dialog.set("Detail layers", 3)
    settled(dialog)
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = image.get_layers()[0].get_children()
    assert [g.get_name() for g in got] == [w.get_name() for w in wanted]
    for one, other in zip(got, wanted):
        assert (pixels.read_raw(one) == pixels.read_raw(other)).all()
    # GIMP opens the dialog with these settings the next time.
    dialog = opened()
    assert dialog.spin("Detail layers").get_current_value() == 3
    dialog.set("Detail layers", 1)
    dialog.choose("Output", REPLACE)
    settled(dialog)
    dialog.press("OK")
    dialog.wait_until_closed()


@case
def cancelled():
    """Cancel leaves the image as it was"""
    image, _ = photo()
    with images.Untouched(image):
        dialog = opened(90.0)
        settled(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()


def paint(layer):
    """Paints a stroke, a block of pure green, as a script would."""
    array = np.zeros((60, 60, 3), np.uint8)
    array[:, :, 1] = 255
    pixels.write_raw(layer, array, x=20, y=30)


def batch_result(image, **values):
    """Returns what a script would now make of the image's bottom layer."""
    twin = image.duplicate()
    layer = twin.get_layers()[-1]
    harness.smooth(twin, [layer], **values)
    array = pixels.read_raw(layer)
    twin.delete()
    return array


@case
def painted():
    """A stroke painted behind the dialog survives, and is smoothed"""
    image, layer = photo()
    dialog = opened()
    settled(dialog)
    paint(layer)
    wanted = batch_result(image)
    images.settle(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)
    assert (got[55:65, 45:55, 1] > 240).all()


@case
def painted_meanwhile():
    """A stroke painted while OK computes survives too"""
    image, layer = photo()
    layer.scale(800, 500, False)
    image.resize(800, 500, 0, 0)
    dialog = opened(50.0, 8.0)
    dialog.press("OK")
    dialog.wait_for_words("computing the result")
    paint(layer)
    dialog.wait_until_closed(screen.COMPUTING_S)
    got = pixels.read_raw(layer)
    assert (got[55:65, 45:55, 1] > 240).all(), got[60, 50]


@case
def reselected():
    """A selection made behind the dialog is the one that OK uses"""
    image, layer = photo()
    before = pixels.read_raw(layer)
    dialog = opened()
    settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 200, 100)
    wanted = batch_result(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)
    assert (got[:50] == before[:50]).all() and (got != before).any()


@case
def reselected_larger():
    """A selection that grew behind the dialog: all of it is smoothed, no pixel
    is black, though only the smaller one's result was computed"""
    image, layer = photo()
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 150, 80, 40, 30)
    dialog = opened()
    settled(dialog)
    assert image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 50, 220, 170)
    wanted = batch_result(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


@case
def converted():
    """Another precision behind the dialog: OK gives the result at that
    precision"""
    image, layer = photo()
    dialog = opened()
    settled(dialog)
    assert image.convert_precision(Gimp.Precision.U16_LINEAR)
    wanted = batch_result(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert got.dtype == np.uint16
    assert (got == wanted).all(), difference(got, wanted)


@case
def undone():
    """A stroke undone behind the dialog: OK smooths the pixels of before"""
    image, layer = photo()
    images.settle(image)
    wanted = batch_result(image)
    assert layer.invert(False)
    dialog = opened()
    settled(dialog)
    harness.undo(image)
    dialog.press("OK")
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got == wanted).all(), difference(got, wanted)


@case
def layer_gone():
    """A layer deleted behind the dialog: a message, nothing else"""
    image, layer = photo()
    images.add_layer(image, "other")
    image.set_selected_layers([layer])
    dialog = screen.Dialog.open()
    settled(dialog)
    image.remove_layer(layer)
    dialog.press("OK")
    dialog.wait_for_words("The layer is no longer there")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    assert len(image.get_layers()) == 1


@case
def image_closed():
    """An image closed behind the dialog: a message, no crash"""
    image, _ = photo()
    dialog = screen.Dialog.open()
    settled(dialog)
    for display in [Gimp.Display.get_by_id(n) for n in range(1, 200)
                    if Gimp.Display.id_is_valid(n)]:
        display.delete()
    dialog.press("OK")
    dialog.wait_for_words("The layer is no longer there")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    assert not image.is_valid()


@case
def stopped():
    """The first Cancel while OK is at work stops it, the second closes the
    dialog"""
    image, layer = photo()
    layer.scale(3000, 2000, False)
    image.resize(3000, 2000, 0, 0)
    with images.Untouched(image):
        dialog = opened(50.0, 8.0)
        dialog.press("OK")
        dialog.wait_for_words("computing the result")
        assert not screen.is_(dialog.spin("Strength"),
                              screen.Atspi.StateType.SENSITIVE)
        assert not screen.is_(dialog.button("OK"),
                              screen.Atspi.StateType.SENSITIVE)
        begin = screen.time.monotonic()
        dialog.press("Cancel")
        screen.wait_for("the settings", lambda: screen.is_(
            dialog.spin("Strength"), screen.Atspi.StateType.SENSITIVE))
        took = screen.time.monotonic() - begin
        harness.note(f"back in {took:.2f} s")
        assert took < 2
        dialog.press("Cancel")
        dialog.wait_until_closed()


@case
def several():
    """Several layers: a chooser, all are smoothed, in one step"""
    image, layer = photo()
    other = images.add_layer(image, "Other")
    image.set_selected_layers([layer, other])
    twin = image.duplicate()
    harness.smooth(twin, twin.get_layers())
    images.settle(image)
    dialog = opened()
    one = settled(dialog)
    dialog.choose("Layer of the preview", 1)
    assert difference(changed(dialog, one), one) > 20
    dialog.press("OK")
    dialog.wait_until_closed()
    assert harness.undo_state(image).steps == 1
    for got, wanted in zip(image.get_layers(), twin.get_layers()):
        assert (pixels.read_raw(got) == pixels.read_raw(wanted)).all()


def closes(number):
    photo()
    generator = np.random.default_rng(20260)
    for step in range(number):
        dialog = screen.Dialog.open()
        dialog.set("Strength", float(generator.integers(1, 100)))
        if step % 2:
            screen.time.sleep(generator.uniform(0, 0.3))
        if step % 4 == 3:
            dialog.press("OK")
            screen.time.sleep(generator.uniform(0, 0.05))
        if dialog.is_open():
            try:
                dialog.press("Cancel")
            except (AssertionError, screen.GLib.Error):
                pass
        closed = screen.time.monotonic()
        while dialog.is_open() and screen.time.monotonic() < closed + 30:
            screen.time.sleep(0.05)
            try:
                if dialog.find("button", "Cancel"):
                    dialog.press("Cancel")
            except (AssertionError, screen.GLib.Error):
                pass
        assert not dialog.is_open(), f"still open at step {step}"


@case
def closed_while_rendering():
    """Closed while it computes, many times"""
    closes(100 if harness.Setting.slow else 6)


@case
def photo_of_24_megapixels():
    """A photo of 24 megapixels: the dialog opens within a second; its main
    loop never computes for 50 ms while it copies, shows, and follows the
    slider"""
    if not harness.Setting.slow:
        return
    image, layer = photo()
    layer.scale(6000, 4000, False)
    image.resize(6000, 4000, 0, 0)
    opening, waits = [], []
    for _ in range(3):
        watch = loop.Watch()
        dialog = screen.Dialog.open()
        opening.append(dialog.open_s)
        screen.time.sleep(3)
        for strength in range(40, 60, 4):
            dialog.set("Strength", strength)
            screen.time.sleep(0.6)
        dialog.press("Cancel")
        dialog.wait_until_closed()
        silences = watch.silences()
        harness.note(f"to the dialog: {dialog.open_s:.2f} s;",
                     loop.described(silences))
        _, held, computed = silences.max(axis=0)
        waits.append(held)
        # Other programs cannot make the computing time longer, so it must
        # never be long.
        assert computed < 0.05, computed
    # The dialog also waits for answers of GIMP and of the display, which other
    # programs can delay. If the dialog itself waited, the shortest time would
    # show that as well.
    assert min(waits) < 0.05, waits
    assert min(opening) < 1, opening


@case
def large():
    """A picture of 100 megapixels: memory, and time to the dialog"""
    if not harness.Setting.slow:
        return
    image = images.new_image(10000, 10000)
    layer = Gimp.Layer.new(image, "large", 10000, 10000, images.RGB, 100.0,
                           Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    layer.fill(Gimp.FillType.WHITE)
    small = images.add_layer(image, "small", 500, 500)
    small.set_offsets(4700, 4700)
    image.merge_down(small, Gimp.MergeType.CLIP_TO_BOTTOM_LAYER)
    Gimp.Display.new(image)
    watch = processes.Watch()
    watch.start()
    dialog = screen.Dialog.open()
    dialog.wait_until_stored(EXACT_PATIENCE_S)
    dialog.press("Fit")
    dialog.wait_until_exact()
    harness.note(f"open after {dialog.open_s:.2f} s, {watch.peak_mib:.0f} MiB")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    watch.ended.set()
    assert dialog.open_s < 5
    # What must fit into memory at 8 bits with alpha: the copy and the result,
    # 4 bytes per pixel each, and the edge map, 4 bytes per pixel; besides the
    # features of the part on the screen (384 MiB), the engine run of the exact
    # result (162 MiB), and the program with GTK and GEGL (100 MiB).
    assert watch.peak_mib < 12 * 100e6 / 2 ** 20 + 700, watch.peak_mib
