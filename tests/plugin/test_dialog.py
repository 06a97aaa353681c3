# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog in a GIMP with a display, worked over AT-SPI: what is shown, and
what OK and Cancel leave behind; --slow closes it a hundred times.
"""
import os

from gi.repository import Gimp, Gio

import numpy as np

import harness
import images
import pixels
import processes
import screen
from harness import case


def photo(width=600, height=400):
    """A photo of 8 bits, on the screen."""
    path = os.path.join(harness.Setting.data, "coffee.png")
    image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE,
                           Gio.File.new_for_path(path))
    image.crop(min(width, image.get_width()), min(height, image.get_height()),
               0, 0)
    Gimp.Display.new(image)
    return image, image.get_layers()[0]


def difference(one, other):
    return int(np.abs(one.astype(int) - other.astype(int)).max())


def settled(dialog, words="exact,"):
    """The canvas's pixels once they stay."""
    dialog.wait_for_words(words)
    return screen.wait_for("a quiet picture", lambda: steady(dialog)).copy()


def changed(dialog, before):
    """The canvas's pixels once they are others than before, and stay."""
    screen.wait_for("another picture",
                    lambda: (dialog.shot() != before).any())
    return settled(dialog)


def opened(strength=50.0, texture_scale=2.0):
    """The dialog with these settings: GIMP remembers the last ones."""
    dialog = screen.Dialog.open()
    dialog.set("Strength", strength)
    dialog.set("Texture scale", texture_scale)
    return dialog


def steady(dialog):
    one = dialog.shot()
    screen.time.sleep(0.1)
    other = dialog.shot()
    return Shot(one) if (one == other).all() else None


class Shot(np.ndarray):
    """An array that is true: wait_for takes it."""

    def __new__(cls, array):
        return np.asarray(array).view(cls)

    def __bool__(self):
        return True


@case
def slider():
    """A slider's step shows another picture; strength 0 shows the original"""
    photo()
    dialog = opened()
    before = settled(dialog)
    dialog.set("Strength", 100)
    after = changed(dialog, before)
    assert difference(before, after) > 20, difference(before, after)
    dialog.set("Strength", 0)
    nothing = changed(dialog, after)
    dialog.toggle("radio button", "Original")
    original = settled(dialog)
    assert difference(nothing, original) == 0
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def edge_map():
    """The edge map is grey, and another picture than the result"""
    photo()
    dialog = screen.Dialog.open()
    result = settled(dialog)
    dialog.toggle("radio button", "Edge map")
    edges = changed(dialog, result)
    assert difference(edges, result) > 100
    middle = edges[100:-100, 200:-200].astype(int)
    assert np.ptp(middle, axis=2).max() == 0
    assert middle.max() > 200 and middle.min() < 20
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def divider():
    """The divider moves by keys, and shows more of the original"""
    photo()
    dialog = opened(100.0)
    result = settled(dialog)
    dialog.toggle("check box", "Split view")
    before = changed(dialog, result)
    value = dialog.divider().get_current_value()
    assert value == 50, value
    for _ in range(5):
        dialog.key(dialog.divider(), screen.KEY_RIGHT)
    screen.wait_for("the divider's move",
                    lambda: dialog.divider().get_current_value() > value)
    after = settled(dialog)
    assert difference(before, after) > 20
    dialog.press("Cancel")
    dialog.wait_until_closed()


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
def cancelled():
    """Cancel leaves the image as it was"""
    image, _ = photo()
    with images.Untouched(image):
        dialog = opened(90.0)
        settled(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()


def paint(layer):
    """A stroke by a script: a block of pure green."""
    array = np.zeros((60, 60, 3), np.uint8)
    array[:, :, 1] = 255
    pixels.write_raw(layer, array, x=20, y=30)


def batch_result(image, **values):
    """What a script would get from the image's bottom layer as it is now."""
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
    layer.scale(1200, 800, False)
    image.resize(1200, 800, 0, 0)
    dialog = opened(50.0, 8.0)
    dialog.press("OK")
    dialog.wait_for_words("computing the result")
    paint(layer)
    dialog.wait_until_closed()
    got = pixels.read_raw(layer)
    assert (got[55:65, 45:55, 1] > 240).all(), got[60, 50]


@case
def reselected():
    """A selection made behind the dialog is the one that counts"""
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
    """Cancel during the run leads back, a second time it leaves"""
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


@case
def remembered():
    """View and split come back, also after Cancel; settings after OK alone"""
    photo()
    dialog = opened(30.0)
    before = settled(dialog)
    dialog.toggle("radio button", "Edge map")
    dialog.toggle("check box", "Split view")
    changed(dialog, before)
    dialog.divider().set_current_value(30)
    dialog.press("Cancel")
    dialog.wait_until_closed()
    dialog = screen.Dialog.open()
    settled(dialog)
    assert dialog.is_checked("radio button", "Edge map")
    assert dialog.is_checked("check box", "Split view")
    assert dialog.divider().get_current_value() == 30
    assert dialog.spin("Strength").get_current_value() != 30
    dialog.toggle("radio button", "Result")
    dialog.toggle("check box", "Split view")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def presets():
    """A preset is saved under any name and taken up again"""
    photo()
    dialog = opened(70.0, 8.0)
    settled(dialog)
    name = "Wood [oak] = 50 %"
    dialog.press_in_menu("Presets", "Save as Preset...")
    screen.wait_for("its name", dialog.entry)
    dialog.entry().set_text_contents(name)
    dialog.press("Save Preset")
    dialog.set("Strength", 20)
    dialog.set("Texture scale", 1)
    dialog.press_in_menu("Presets", name)
    screen.wait_for("its values", lambda: (
        dialog.spin("Strength").get_current_value(),
        dialog.spin("Texture scale").get_current_value()) == (70, 8))
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def filters():
    """A layer with a non-destructive filter: the dialog says so"""
    _, layer = photo()
    blur = Gimp.DrawableFilter.new(layer, "gegl:gaussian-blur", "blur")
    layer.append_filter(blur)
    dialog = opened()
    dialog.wait_for_words("they stay on top of the result")
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def no_weights():
    """Broken weights: a message in the dialog, which stays usable"""
    photo()
    path = os.path.join(harness.Setting.folder, "weights", "mi.safetensors")
    os.rename(path, path + ".away")
    try:
        dialog = opened()
        dialog.wait_for_words("mi.safetensors")
        dialog.press("OK")
        dialog.wait_for_words("mi.safetensors")
        screen.wait_for("the settings", lambda: screen.is_(
            dialog.button("OK"), screen.Atspi.StateType.SENSITIVE))
        dialog.press("Cancel")
        dialog.wait_until_closed()
    finally:
        os.rename(path + ".away", path)


def place_of(shot, picture):
    """Where a picture is in the middle of the canvas, give or take 3 pixels:
    its corner (y, x)."""
    height, width = picture.shape[:2]
    y, x = (shot.shape[0] - height) // 2, (shot.shape[1] - width) // 2
    places = [(y + dy, x + dx) for dy in range(-3, 4) for dx in range(-3, 4)]
    return min(places, key=lambda p: np.median(np.abs(
        cut(shot, p, picture).astype(int) - picture).sum(axis=2)))


def cut(shot, corner, picture):
    y, x = corner
    return shot[y:y + picture.shape[0], x:x + picture.shape[1]]


@case
def shows_what_is_applied():
    """What 100 % shows is what OK applies: 16-bit linear RGBA, a feathered
    selection, an offset layer"""
    width, height = 300, 200
    image = images.new_image(width + 60, height + 60,
                             precision=Gimp.Precision.U16_LINEAR)
    layer = images.add_layer(image, "layer", width, height, True, 35, 21)
    array = pixels.read(layer)
    array[:, :, 3] = 1
    pixels.write(layer, array)
    Gimp.context_set_feather(True)
    Gimp.context_set_feather_radius(20, 20)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 80, 60, 180, 120)
    Gimp.Display.new(image)
    dialog = opened(90.0)
    dialog.press("100 %")
    settled(dialog)
    shot = dialog.shot()
    dialog.press("OK")
    dialog.wait_until_closed()
    applied = np.rint(pixels.read(layer, pixels.NON_LINEAR)[:, :, :3] * 255)
    corner = place_of(shot, applied)
    off = np.abs(cut(shot, corner, applied) - applied).max(axis=2)
    # but for the selection's outline, drawn over it
    harness.note(f"at {corner} of {shot.shape}: {np.count_nonzero(off > 1)} pixels off by more than 1, "
                 f"mean {off.mean():.3f}")
    chosen = np.abs(applied - np.rint(array[:, :, :3] * 255)).max(axis=2) > 3
    assert np.count_nonzero(chosen) > 2000, "nothing was smoothed"
    outline = np.count_nonzero(off > 1) / off.size
    assert outline < 0.015, f"{outline:.4f} of the pixels are others"


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
    """Closed while it renders, again and again"""
    closes(100 if harness.Setting.slow else 6)


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
    screen.time.sleep(30)
    dialog.press("Fit")
    screen.time.sleep(30)
    harness.note(f"open after {dialog.open_s:.2f} s, {watch.peak_mib:.0f} MiB")
    dialog.press("Cancel")
    dialog.wait_until_closed()
    watch.ended.set()
    assert dialog.open_s < 5
    assert watch.peak_mib < 1024, watch.peak_mib
