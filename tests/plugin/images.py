# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes test images, and tells whether anything in them has changed."""
import hashlib

from gi.repository import Gegl, Gimp

import harness
import oracle
import pixels

RGB, RGBA = Gimp.ImageType.RGB_IMAGE, Gimp.ImageType.RGBA_IMAGE
GRAY, GRAYA = Gimp.ImageType.GRAY_IMAGE, Gimp.ImageType.GRAYA_IMAGE


def new_image(width=40, height=37, base=Gimp.ImageBaseType.RGB,
              precision=Gimp.Precision.U8_NON_LINEAR, profile=None):
    image = Gimp.Image.new_with_precision(width, height, base, precision)
    if profile is not None:
        assert image.set_color_profile(profile)
    return image


def add_layer(image, name="layer", width=None, height=None, alpha=False, x=0,
              y=0, seed=1, parent=None, array=None):
    """Adds a layer at the top. Fills it with a test picture, or with `array`,
    whose values are perceptually encoded."""
    grey = image.get_base_type() == Gimp.ImageBaseType.GRAY
    kind = (GRAYA if alpha else GRAY) if grey else (RGBA if alpha else RGB)
    width = width or image.get_width()
    height = height or image.get_height()
    layer = Gimp.Layer.new(image, name, width, height, kind, 100.0,
                           Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, parent, 0)
    layer.set_offsets(x, y)
    if array is None:
        array = oracle.photo(width, height, (1 if grey else 3) + alpha, seed)
    pixels.write(layer, array)
    return layer


def settle(image):
    """Makes GIMP forget how the image was made: there is nothing to undo, and
    nothing unsaved."""
    image.undo_disable()
    image.undo_enable()
    image.clean_all()
    assert harness.undo_state(image).steps == 0 and not image.is_dirty()


# -- comparing images -------------------------------------------------------

def _hash(drawable):
    if drawable.is_indexed():
        rect = Gegl.Rectangle.new(0, 0, drawable.get_width(),
                                  drawable.get_height())
        stored = drawable.get_buffer().get(rect, 1.0, None,
                                           Gegl.AbyssPolicy.NONE)
    else:
        stored = pixels.read_raw(drawable).tobytes()
    return hashlib.sha256(stored).hexdigest()


def _item_state(item):
    state = {
        "id": item.get_id(), "name": item.get_name(),
        "visible": item.get_visible(), "tag": item.get_color_tag(),
        "size": (item.get_width(), item.get_height()),
        "offsets": item.get_offsets()[1:],
        "locks": (item.get_lock_content(), item.get_lock_position(),
                  item.get_lock_visibility()),
        "parasites": item.get_parasite_list(),
    }
    if item.is_group():
        state["children"] = [_item_state(child)
                             for child in item.get_children()]
    else:
        state["pixels"] = _hash(item)
    if item.is_layer():
        mask = item.get_mask()
        state.update(
            mode=item.get_mode(), opacity=item.get_opacity(),
            blend=item.get_blend_space(), compose=item.get_composite_space(),
            composite=item.get_composite_mode(),
            lock_alpha=item.get_lock_alpha(), mask=mask and _item_state(mask),
            apply=mask and item.get_apply_mask(),
            edit=mask and item.get_edit_mask(),
            show=mask and item.get_show_mask(),
            filters=[(f.get_id(), f.get_operation_name(), f.get_visible())
                     for f in item.get_filters()])
    return state


def snapshot(image):
    """Returns everything in an image that a plug-in could change, in a form
    that can be compared by ==."""
    profile = image.get_color_profile()
    return {
        "size": (image.get_width(), image.get_height()),
        "precision": image.get_precision(), "base": image.get_base_type(),
        "profile": profile and profile.get_icc_profile(),
        "layers": [_item_state(layer) for layer in image.get_layers()],
        "channels": [_item_state(c) for c in image.get_channels()],
        "selection": _item_state(image.get_selection()),
        "selected": [item.get_id()
                     for item in image.get_selected_drawables()],
        "parasites": image.get_parasite_list(),
    }


def same(got, wanted, what="image"):
    """Asserts that two snapshots are equal; otherwise the message names the
    first difference."""
    if got == wanted:
        return
    if isinstance(got, dict) and isinstance(wanted, dict):
        for key in wanted:
            same(got.get(key), wanted[key], f"{what}.{key}")
    if isinstance(got, list) and isinstance(wanted, list):
        assert len(got) == len(wanted), (what, len(got), len(wanted))
        for index, (left, right) in enumerate(zip(got, wanted)):
            same(left, right, f"{what}[{index}]")
    raise AssertionError(f"{what}: {got!r}, wanted {wanted!r}")


class OneStep:
    """A context manager: with OneStep (image) asserts that the body adds
    exactly one undo step, that undoing it restores the image to the bit, and
    that redoing it restores the result."""

    def __init__(self, image):
        self.image = image

    def __enter__(self):
        settle(self.image)
        self.before = snapshot(self.image)

    def __exit__(self, kind, value, trace):
        if kind is not None:
            return
        state = harness.undo_state(self.image)
        after = snapshot(self.image)
        assert (state.steps, state.open_groups) == (1, 0), state
        assert "mooth" in state.name, state.name
        assert after != self.before, "nothing has changed"
        same(after["selected"], self.before["selected"], "selected")
        harness.undo(self.image)
        same(snapshot(self.image), self.before, "after undo")
        harness.redo(self.image)
        again = snapshot(self.image)
        if again["selected"] != after["selected"]:
            # A redo selects the layer that it inserts.
            assert len(self.image.get_selected_drawables()) == 1
            again["selected"] = after["selected"]
        same(again, after, "after redo")


class Untouched:
    """A context manager: with Untouched (image) asserts that the body changes
    neither the image, nor its undo stack, nor whether it counts as saved."""

    def __init__(self, image):
        self.image = image

    def __enter__(self):
        settle(self.image)
        self.before = snapshot(self.image)

    def __exit__(self, kind, value, trace):
        if kind is not None:
            return
        same(snapshot(self.image), self.before)
        state = harness.undo_state(self.image)
        assert state[:2] == (0, 0) and state.open_groups == 0, state
        assert not self.image.is_dirty(), "the image counts as changed"


def projection(image):
    """Returns what the image shows, as perceptual RGBA or YA floats."""
    flat = image.duplicate()
    visible = Gimp.Layer.new_from_visible(flat, flat, "visible")
    flat.insert_layer(visible, None, 0)
    if not visible.has_alpha():
        visible.add_alpha()
    array = pixels.read(visible)
    flat.delete()
    return array
