#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the script of `./dev try` in real GIMP, on files with layers that a
plug-in may not write as they are: groups, locked and hidden layers, indexed
colours. Each result must have the picture's size, and differ from the picture.
Speaks TAP.

Usage: test_try.py SOURCE-ROOT BUILD-ROOT GIMP-CONSOLE"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from PIL import Image

from installed import NAME, Tap, install

SOURCE, BUILD, GIMP = (pathlib.Path(a) for a in sys.argv[1:4])
TIMEOUT_S = 120
SIZE = (48, 40)
FILES = ["one group", "locked", "hidden on top", "indexed", "nothing visible"]

# A script that runs in GIMP: it writes the files, and for each what GIMP shows
# of it.
MAKE = r'''
import os
from gi.repository import Gegl, Gimp, Gio
quiet = Gimp.RunMode.NONINTERACTIVE
WIDTH, HEIGHT = 48, 40

def noise(image, name):
    layer = Gimp.Layer.new(image, name, WIDTH, HEIGHT,
                           Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    pixels = bytes((x * x * 37 + 11 * x) % 251 for x in range(3 * WIDTH * HEIGHT))
    layer.get_buffer().set(Gegl.Rectangle.new(0, 0, WIDTH, HEIGHT),
                           "R'G'B' u8", pixels)
    return layer

def one_group(image):
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    image.insert_layer(noise(image, "a"), group, 0)

def locked(image):
    layer = noise(image, "a")
    image.insert_layer(layer, None, 0)
    layer.set_lock_content(True)
    layer.set_lock_visibility(True)

def hidden_on_top(image):
    locked(image)
    layer = noise(image, "b")
    layer.set_visible(False)
    image.insert_layer(layer, None, 0)

def indexed(image):
    image.insert_layer(noise(image, "a"), None, 0)
    image.convert_indexed(Gimp.ConvertDitherType.NONE,
                          Gimp.ConvertPaletteType.GENERATE, 16, False, False, "")

def nothing_visible(image):
    layer = noise(image, "a")
    layer.set_visible(False)
    image.insert_layer(layer, None, 0)

for make in (one_group, locked, hidden_on_top, indexed, nothing_visible):
    image = Gimp.Image.new(WIDTH, HEIGHT, Gimp.ImageBaseType.RGB)
    make(image)
    name = make.__name__.replace("_", " ")
    for end in ("xcf", "png"):
        Gimp.file_save(quiet, image, Gio.File.new_for_path(name + "." + end), None)
'''


def gimp(folder, profile, interpreter, lines):
    """Runs GIMP in a folder. Returns its log."""
    return subprocess.run(
        [GIMP, "-i", "-d", "-f", "--quit",
         f"--batch-interpreter={interpreter}-eval", "-b", lines],
        cwd=folder, env={**os.environ, "HOME": str(profile),
                         "GIMP3_DIRECTORY": str(profile)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=TIMEOUT_S,
        check=False).stdout.decode(errors="replace")[-2000:]


def result(path):
    """Returns the size and the extreme values per channel of a picture; None:
    there is none."""
    if not path.exists():
        return None
    picture = Image.open(path)
    return picture.size, picture.convert("RGBA").getextrema(), picture


def check_file(tap, folder, name, log):
    """Checks the result for one of the files."""
    smooth, edges = (result(folder / f"{name} {kind}.png")
                     for kind in ("smooth", "edges"))
    good = smooth and edges and smooth[0] == edges[0] == SIZE
    if good and name == "nothing visible":
        good = smooth[1][3] == (0, 0)
    elif good:
        seen = Image.open(folder / f"{name}.png").convert("RGB").tobytes()
        made = smooth[2].convert("RGB").tobytes()
        far = sum(abs(a - b) for a, b in zip(seen, made)) / len(seen)
        good = far > 1 and smooth[1][3] == (255, 255)
    tap.check(f"a file with: {name}", bool(good), f"{smooth} {edges}\n{log}")


def main():
    tap = Tap(len(FILES))
    with tempfile.TemporaryDirectory(prefix="smooth-try-") as name:
        folder = pathlib.Path(name)
        profile = folder / "profile"
        _, home = install(BUILD, folder / "stage")
        shutil.copytree(folder / "stage" / home.lstrip("/"),
                        profile / "plug-ins" / NAME)
        log = gimp(folder, profile, "python-fu", MAKE)
        shutil.copy(SOURCE / "tests/tools/try.scm", folder)
        log += gimp(folder, profile, "plug-in-script-fu", '(load "try.scm")'
                    + "".join(f'(try "{name}.xcf" "{name} smooth.png"'
                              f' "{name} edges.png")' for name in FILES))
        for name in FILES:
            check_file(tap, folder, name, log)


if __name__ == "__main__":
    main()
