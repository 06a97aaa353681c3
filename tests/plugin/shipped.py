# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the help's gallery says about the presets that come with the plug-in.
tests/plugin/shipped-presets.c compares it with the plug-in's table."""
import os
import re

import harness
import screen

SECTION = re.compile(r'<h2>([^<]*)</h2>\s*<p\s+class="values">([^<]*)</p>')
SLIDERS = ("Strength", "Texture scale", "Texture", "Detail layers")
LISTS = ("Channels", "Output")


def presets():
    """Returns {preset: {label: value}} in the order of the gallery; all of
    these are strings as the dialog shows them."""
    path = os.path.join(harness.Setting.folder, "help/en/gallery.html")
    with open(path, encoding="utf-8") as file:
        sections = SECTION.findall(file.read())
    found = {" ".join(name.split()): dict(
        pair.split(": ") for pair in " ".join(values.split()).split("; "))
        for name, values in sections}
    assert len(found) == 7, found
    return found


def chosen_of(dialog, name):
    """Returns the entry that a list shows."""
    return dialog.find("combo box", name).get_selection_iface(
        ).get_selected_child(0).get_name()


def shown(dialog):
    """Returns {label: value} as the dialog shows it."""
    values = {name: f"{dialog.spin(name).get_current_value():g}"
              for name in SLIDERS}
    values.update({name: chosen_of(dialog, name) for name in LISTS})
    values["Tileable"] = ("on" if dialog.is_checked("check box", "Tileable")
                          else "off")
    return values


def choose(dialog, name):
    """Chooses a preset that comes with the plug-in by its name, and waits until
    the dialog has its values."""
    wanted = presets()[name]
    dialog.press_in_menu("Presets", name)
    try:
        screen.wait_for("the values", lambda: shown(dialog) == wanted)
    except AssertionError:
        raise AssertionError(
            f"{name}: {shown(dialog)} instead of {wanted}") from None
