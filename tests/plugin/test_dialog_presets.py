# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog's named presets: saved, chosen, deleted, exported and imported.
"""
import os

from gi.repository import Gimp

import harness
import screen
from harness import case
from scenes import choose, groups, memory, opened, photo, save, settled

NAME = "Wood [oak] = 50 %"
OTHER = "under_score"
LUMINANCE, SEPARATE = 1, 4  # places in the lists of channels and outputs


def showing(dialog, *names):
    """Returns those of these names that are visible in the dialog."""
    return {n.get_name() for n in screen.showing(dialog.program)
            if n.get_name() in names}


def offered(dialog):
    """Returns the presets in the menu."""
    menu = dialog.find("toggle button", "Presets")
    assert menu.do_action(0)
    found = screen.wait_for("the menu", lambda: showing(
        dialog, NAME, OTHER, "Import..."))
    assert menu.do_action(0)
    screen.wait_for("the menu's end",
                    lambda: not showing(dialog, "Import..."))
    return found - {"Import..."}


def opened_with_presets():
    """Opens the dialog and saves two presets. There are no others."""
    with open(ini(), "wb"):
        pass
    photo()
    dialog = opened()
    settled(dialog)
    save(dialog, NAME, 70, 8)
    save(dialog, OTHER, 20, 1)
    return dialog


def delete(dialog, name):
    dialog.press_in_menu("Presets", "Delete")
    screen.wait_for("the other page", lambda: not showing(
        dialog, "Import..."))
    dialog.press(name)


def close(dialog):
    dialog.press("Cancel")
    dialog.wait_until_closed()


def chooser_of(dialog):
    return screen.wait_for("the chooser",
                           lambda: dialog.find("file chooser"))


def wait_for_its_end(dialog):
    screen.wait_for("the chooser's end",
                    lambda: not dialog.find("file chooser"))


def export_to(dialog, path):
    dialog.press_in_menu("Presets", "Export...")
    chooser = chooser_of(dialog)
    entry, *_ = screen.wait_for(
        "a place for the name", lambda: screen.showing(chooser, "text")
        + screen.showing(chooser, "entry"))
    assert entry.set_text_contents(path)
    assert screen.find(chooser, "button", "Export").do_action(0)
    wait_for_its_end(dialog)


def import_from(dialog, name):
    """Imports a file from the folder that the file chooser shows, as a double
    click on the file does."""
    dialog.press_in_menu("Presets", "Import...")
    chooser = chooser_of(dialog)
    cell = screen.wait_for("the file",
                           lambda: screen.find(chooser, "table cell", name))
    actions = [cell.get_action_name(i) for i in range(cell.get_n_actions())]
    assert cell.do_action(actions.index("activate"))
    wait_for_its_end(dialog)


def in_folder(name):
    """Returns the path of name in the folder that file choosers show."""
    return os.path.join(harness.Setting.scratch, name)


@case
def chosen():
    """Presets are saved under any name, and chosen again, also later"""
    dialog = opened_with_presets()
    choose(dialog, NAME, (70, 8))
    choose(dialog, OTHER, (20, 1))
    close(dialog)
    dialog = opened(50.0, 2.0)
    assert offered(dialog) == {NAME, OTHER}
    choose(dialog, NAME, (70, 8))
    close(dialog)


@case
def tileable():
    """A preset keeps Tileable and Detail layers; in an older one, without
    them, they have their defaults"""
    dialog = opened_with_presets()
    dialog.toggle("check box", "Tileable")
    save(dialog, "Tiles", 61, 3)
    dialog.toggle("check box", "Tileable")
    choose(dialog, "Tiles", (61, 3))
    screen.wait_for("the check box",
                    lambda: dialog.is_checked("check box", "Tileable"))
    choose(dialog, NAME, (70, 8))
    assert not dialog.is_checked("check box", "Tileable")
    assert memory()["preset Tiles"]["tileable"] == "true"
    assert memory()["preset Tiles"]["detail-layers"] == "1"
    close(dialog)
    with open(ini(), "wb") as file:
        file.write(b"[preset Old]\nstrength=20\ntexture-scale=1\n")
    photo()
    dialog = opened()
    dialog.toggle("check box", "Tileable")
    choose(dialog, "Old", (20, 1))
    assert not dialog.is_checked("check box", "Tileable")
    assert dialog.spin("Detail layers").get_current_value() == 1
    close(dialog)


@case
def defaults():
    """An argument that a preset lacks, or whose value in it cannot be read,
    gets its default; a number out of range is clamped"""
    with open(ini(), "wb") as file:
        file.write(b"[preset Odd]\nstrength=nan\ntexture-scale=3\n"
                   b"channels=loud\ndetail=999\ndetail-layers=many\n")
    photo()
    dialog = opened(20.0, 1.0, 50.0)
    dialog.choose("Channels", LUMINANCE)
    dialog.choose("Output", SEPARATE)
    screen.wait_for("the spin button", lambda: screen.is_(
        dialog.spin("Detail layers"), screen.Atspi.StateType.SENSITIVE))
    dialog.set("Detail layers", 3)
    dialog.toggle("check box", "Tileable")
    choose(dialog, "Odd", (50, 3))
    save(dialog, "Copy", 50, 3)
    assert memory()["preset Copy"] == {
        "strength": "50", "texture-scale": "3", "channels": "all",
        "result": "replace", "detail": "300", "detail-layers": "1",
        "tileable": "false"}, memory()["preset Copy"]
    close(dialog)


@case
def passed_on():
    """Presets are exported, deleted one by one, and imported again"""
    dialog = opened_with_presets()
    saved = {name: group for name, group in memory().items()
             if name.startswith("preset ")}
    assert len(saved) == 2
    export_to(dialog, in_folder("passed-on.ini"))
    assert groups(in_folder("passed-on.ini")) == saved
    for name, left in ((OTHER, {NAME}), (NAME, set())):
        delete(dialog, name)
        screen.wait_for("the deletion", lambda: len(
            [n for n in memory() if n.startswith("preset ")]) == len(left))
        assert offered(dialog) == left
    dialog.set("Strength", 33)
    import_from(dialog, "passed-on.ini")
    assert offered(dialog) == {NAME, OTHER}
    choose(dialog, NAME, (70, 8))
    assert {name: memory()[name] for name in saved} == saved
    close(dialog)


@case
def nothing_to_import():
    """A file without presets: the dialog says so, and keeps its own"""
    dialog = opened_with_presets()
    before = memory()
    with open(in_folder("empty.ini"), "w", encoding="utf-8") as file:
        file.write("[dialog]\nwidth=1\n")
    import_from(dialog, "empty.ini")
    dialog.wait_for_words("There are no presets in")
    assert memory() == before
    assert offered(dialog) == {NAME, OTHER}
    close(dialog)


def ini():
    return os.path.join(os.environ["GIMP3_DIRECTORY"], "structure-smooth.ini")


def backups():
    folder = os.path.dirname(ini())
    return sorted(name for name in os.listdir(folder)
                  if name.startswith("structure-smooth.ini.bak"))


def presets_of(text):
    """Writes a settings file with this text, and opens the dialog. Returns the
    dialog with the presets in its menu."""
    for name in backups():
        os.remove(os.path.join(os.path.dirname(ini()), name))
    with open(ini(), "wb") as file:
        file.write(text)
    photo()
    return opened()


DAMAGED = (b"[dialog]\nwidth=900\nthis is no line\n[preset under_score]\n"
           b"strength=20\ntexture-scale=1\n\xff\xfe\n"
           b"[preset Wood %5Boak%5D = 50 %25]\nstrength=70\n"
           b"texture-scale=8\n")


@case
def damaged():
    """A damaged settings file: a note, a backup, and no valid line is lost"""
    dialog = presets_of(DAMAGED)
    dialog.wait_for_words("is kept as")
    assert offered(dialog) == {NAME, OTHER}
    choose(dialog, NAME, (70, 8))
    save(dialog, "third", 44, 3)
    close(dialog)
    names = {name for name in memory() if name.startswith("preset ")}
    assert len(names) == 3, names
    assert backups() == ["structure-smooth.ini.bak"]
    with open(os.path.join(os.path.dirname(ini()), backups()[0]),
              "rb") as file:
        assert file.read() == DAMAGED
    photo()
    dialog = opened()
    settled(dialog)
    assert not dialog.says("is kept as"), "said again"
    close(dialog)


@case
def not_writable():
    """The settings file cannot be written: a note, and no message at Cancel"""
    with open(ini(), "wb") as file:
        file.write(b"")
    os.remove(ini())
    os.mkdir(ini())
    size = os.path.getsize(harness.Setting.log)
    try:
        photo()
        dialog = opened()
        dialog.wait_for_words("Settings and presets will not be kept")
        settled(dialog)
        close(dialog)
    finally:
        os.rmdir(ini())
    with open(harness.Setting.log, encoding="utf-8",
              errors="replace") as log:
        log.seek(size)
        assert "structure-smooth.ini" not in log.read()
