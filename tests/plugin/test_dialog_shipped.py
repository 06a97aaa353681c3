# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The presets that come with the plug-in: chosen by name in the dialog, beside
one's own, and never deleted."""
import os

import harness
import images
import pixels
import screen
import shipped
from harness import add_case, case
from scenes import choose, memory, opened, photo, save, settled, slider_values

# The names in the PDB of what the dialog shows.
CHANNELS = {"All": "all", "Luminance only": "luminance"}
OUTPUTS = {"Replace the layer": "replace",
           "Separate structure and detail": "separate"}
EDGE_MAP = 2  # its place in the list of outputs
COLOUR = 2  # its place in the list of channels


def disarrange(dialog):
    """Gives each setting a value that no preset has."""
    for name, value in (("Strength", 7), ("Texture scale", 9), ("Texture", 222),
                        ("Detail layers", 4)):
        dialog.set(name, value)
    dialog.choose("Channels", COLOUR)
    dialog.choose("Output", EDGE_MAP)
    if not dialog.is_checked("check box", "Tileable"):
        dialog.toggle("check box", "Tileable")


def arguments(values):
    """Returns the arguments of a script for values that the dialog shows."""
    return {"strength": float(values["Strength"]),
            "texture_scale": float(values["Texture scale"]),
            "channels": CHANNELS[values["Channels"]],
            "result": OUTPUTS[values["Output"]],
            "detail": float(values["Texture"]),
            "detail_layers": int(values["Detail layers"]),
            "tileable": values["Tileable"] == "on"}


def layers_of(image):
    """Returns (name, pixels) of all layers, those in groups too."""
    found = []
    for layer in image.get_layers():
        for each in [layer] + (layer.get_children() if layer.is_group() else []):
            found.append((each.get_name(), pixels.read_raw(each)))
    return found


def applied(preset):
    """Chooses a preset by its name: all settings have its values, and OK gives
    what a script gets with them."""
    image, _ = photo(300, 230)
    twin = image.duplicate()
    images.settle(image)
    dialog = opened()
    disarrange(dialog)
    values = shipped.presets()[preset]
    assert not set(values.items()) & set(shipped.shown(dialog).items())
    shipped.choose(dialog, preset)
    dialog.press("OK")
    dialog.wait_until_closed(screen.COMPUTING_S)
    screen.wait_for("the undo step",
                    lambda: harness.undo_state(image).steps == 1)
    harness.smooth(twin, [twin.get_layers()[0]], **arguments(values))
    got, wanted = layers_of(image), layers_of(twin)
    assert [name for name, _ in got] == [name for name, _ in wanted]
    for one, other in zip(got, wanted):
        assert (one[1] == other[1]).all(), one[0]


for name in shipped.presets():
    add_case(f"{name}: chosen in the dialog, and applied",
             lambda name=name: applied(name))


def entries(dialog, words):
    """Returns the names of the entries of the menu that is open, once one of
    them has these words."""
    return screen.wait_for("the menu", lambda: (
        lambda names: words in names and names)(
            [n.get_name() for n in screen.showing(dialog.program)]))


def menu_of(dialog, words="Import..."):
    """Returns the names of the entries in the menu of presets, once one of them
    has these words, and closes it again."""
    button = dialog.find("toggle button", "Presets")
    assert button.do_action(0)
    names = entries(dialog, words)
    assert button.do_action(0)
    screen.wait_for("the menu's end", lambda: "Import..." not in [
        n.get_name() for n in screen.showing(dialog.program)])
    return names


def close(dialog):
    dialog.press("Cancel")
    dialog.wait_until_closed()


@case
def not_deleted():
    """They stand above one's own presets, and Delete does not offer them"""
    photo()
    dialog = opened()
    settled(dialog)
    names = menu_of(dialog)
    assert [n for n in names if n in shipped.presets()] == list(
        shipped.presets())
    assert not {"Delete", "Export...", "Your own"} & set(names), names
    save(dialog, "mine", 44, 3)
    names = menu_of(dialog, "Your own")
    places = [names.index(n) for n in [*shipped.presets(), "Your own", "mine"]]
    assert places == sorted(places), names
    dialog.press_in_menu("Presets", "Delete")
    screen.wait_for("the other page", lambda: "Import..." not in [
        n.get_name() for n in screen.showing(dialog.program)])
    names = entries(dialog, "mine")
    assert not set(names) & set(shipped.presets()), names
    dialog.press("mine")
    screen.wait_for("the deletion", lambda: "preset mine" not in memory())
    assert [n for n in menu_of(dialog) if n in shipped.presets()] == list(
        shipped.presets())
    close(dialog)


def press_in_menu(dialog, name, index):
    """Presses one of the entries of this name."""
    assert dialog.find("toggle button", "Presets").do_action(0)
    found = screen.wait_for("the entries", lambda: [
        n for n in screen.showing(dialog.program) if n.get_name() == name])
    assert found[index].do_action(0)


@case
def same_name():
    """One's own preset of the same name: the menu has both, with their values"""
    name = "Boost texture"
    values = shipped.presets()[name]
    wanted = float(values["Strength"]), float(values["Texture scale"])
    photo()
    dialog = opened()
    settled(dialog)
    save(dialog, name, 70, 8)
    assert menu_of(dialog).count(name) == 2
    press_in_menu(dialog, name, 0)
    screen.wait_for("its values", lambda: slider_values(dialog) == wanted)
    press_in_menu(dialog, name, 1)
    screen.wait_for("one's own", lambda: slider_values(dialog) == (70, 8))
    close(dialog)
    photo()
    dialog = opened()
    assert menu_of(dialog).count(name) == 2, "one was lost"
    dialog.press_in_menu("Presets", "Delete")
    screen.wait_for("the other page", lambda: "Import..." not in [
        n.get_name() for n in screen.showing(dialog.program)])
    dialog.press(name)
    screen.wait_for("the deletion", lambda: f"preset {name}" not in memory())
    choose(dialog, name, wanted)
    close(dialog)


def entry(dialog, name):
    """Returns the first entry of this name in the menu that is open, also if it
    must be scrolled to."""
    return next(n for n in screen.nodes(dialog.program)
                if n.get_name() == name)


@case
def many():
    """With forty presets of one's own, every preset can be reached"""
    with open(os.path.join(os.environ["GIMP3_DIRECTORY"],
                           "structure-smooth.ini"), "w",
              encoding="utf-8") as file:
        for i in range(40):
            file.write(f"[preset own {i}]\nstrength={i}\ntexture-scale=3\n")
    photo()
    dialog = opened()
    settled(dialog)
    window = next(n for n in screen.children(dialog.program)
                  if n.get_role_name() == "dialog")
    left, top, width, height = dialog.place(window)
    assert dialog.find("toggle button", "Presets").do_action(0)
    entries(dialog, "Remove texture")
    for name in shipped.presets():
        x, y, w, h = dialog.place(entry(dialog, name))
        assert left <= x and x + w <= left + width, (name, x, w)
        assert top <= y and y + h <= top + height, (name, y, h)
    last = entry(dialog, "own 39")
    assert not screen.is_(last, screen.Atspi.StateType.SHOWING), \
        "the menu is not long enough"
    assert last.do_action(0)
    screen.wait_for("its values", lambda: slider_values(dialog) == (39, 3))
    choose(dialog, "Remove texture", (50, 2))
    close(dialog)
