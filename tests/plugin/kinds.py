# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a layer of each kind that this GIMP has: plain, drawn by GIMP from a
text, a file or a path, in a pass-through group, or with locks. Text needs fonts
(run.py --fonts)."""
import os

from gi.repository import Gegl, Gimp, Gio

import harness
import images

# Two colours beside each other: smoothing changes where they meet.
MARKUP = ("<markup><span foreground='#c03020'>Grain</span> and "
          "<span foreground='#2050d0'>Wood</span></markup>")
VERSION = ".".join(Gimp.version().split(".")[:2])
QUIET = Gimp.RunMode.NONINTERACTIVE


def plain(image):
    return images.add_layer(image, "Wall", 120, 60, True, 13, 9)


def text(image):
    layer = Gimp.TextLayer.new(image, "Grain", Gimp.fonts_get_list("")[0], 28,
                               Gimp.Unit.pixel())
    image.insert_layer(layer, None, 0)
    layer.set_markup(MARKUP)
    layer.set_offsets(13, 9)
    return layer


def link(image):
    """A layer that GIMP draws from a file."""
    file = Gio.File.new_for_path(
        os.path.join(harness.Setting.scratch, "linked.png"))
    other = images.new_image(120, 60)
    images.add_layer(other, seed=5)
    assert Gimp.file_save(QUIET, other, file, None)
    other.delete()
    layer = Gimp.LinkLayer.new(image, file)
    image.insert_layer(layer, None, 0)
    layer.set_offsets(13, 9)
    return layer


def vector(image):
    """A layer that GIMP draws from a path."""
    path = Gimp.Path.new(image, "triangle")
    image.insert_path(path, None, 0)
    stroke = path.bezier_stroke_new_moveto(10, 10)
    path.bezier_stroke_lineto(stroke, 110, 20)
    path.bezier_stroke_lineto(stroke, 60, 70)
    path.stroke_close(stroke)
    layer = Gimp.VectorLayer.new(image, path)
    image.insert_layer(layer, None, 0)
    layer.set_enable_fill(True)
    layer.set_fill_color(Gegl.Color.new("#c03020"))
    layer.refresh()
    return layer


def in_pass_through(image):
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    group.set_mode(Gimp.LayerMode.PASS_THROUGH)
    images.add_layer(image, "beside", parent=group, seed=3)
    return images.add_layer(image, "Wall", 120, 60, True, 13, 9, parent=group)


def locked_visibility(image):
    layer = plain(image)
    layer.set_lock_visibility(True)
    return layer


def locked_alpha(image):
    layer = plain(image)
    layer.set_lock_alpha(True)
    return layer


KINDS = {
    "plain": plain,
    "text": text,
    "link": link,
    "vector": vector,
    "in a pass-through group": in_pass_through,
    "with locked visibility": locked_visibility,
    "with locked alpha": locked_alpha,
}
if not hasattr(Gimp, "LinkLayer"):  # before 3.2
    del KINDS["link"], KINDS["vector"]


def make(kind):
    """An image with a layer of that kind on top of another, chosen."""
    image = images.new_image(200, 80)
    images.add_layer(image, "ground", seed=7)
    layer = KINDS[kind](image)
    image.set_selected_layers([layer])
    assert layer.get_width() > 60 and layer.get_height() > 20, "nothing drawn"
    return image, layer


def is_drawn(layer):
    """Whether GIMP draws the layer from a text, file or path still."""
    if isinstance(layer, Gimp.TextLayer) and VERSION == "3.0":
        return True  # GIMP tells nobody
    return not layer.is_rasterized()
