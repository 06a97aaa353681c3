/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the image can go unnoticed. GIMP handles the user's events
 * between two calls of a plug-in, and has no call that compares and merges at
 * once. While the pixels of a drawable are compared, the user may paint a
 * stroke on pixels that have been compared already; the merge then covers this
 * stroke. It is not lost: undoing the merge brings it back.
 */
#include "change-check.h"

#include <string.h>

#include "common-errors.h"
#include "drawable-checks.h"

/* Sets the error that belongs to change, and returns change. */
static Change
report (Change change, GError **error)
{
  common_error_set_changed (error);
  return change;
}

/* Returns the item's id; -1 if item is NULL. */
static int
get_id (gpointer item)
{
  return item != NULL ? gimp_item_get_id (GIMP_ITEM (item)) : -1;
}

static void
read_layer_traits (GimpLayer *layer, DrawableSnapshotTraits *traits)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  traits->mask = get_id (mask);
  traits->applies_mask = mask != NULL && gimp_layer_get_apply_mask (layer);
  traits->locks_alpha = gimp_layer_get_lock_alpha (layer);
  traits->mode = gimp_layer_get_mode (layer);
  traits->blend_space = gimp_layer_get_blend_space (layer);
  traits->composite_space = gimp_layer_get_composite_space (layer);
  traits->composite_mode = gimp_layer_get_composite_mode (layer);
  traits->opacity = gimp_layer_get_opacity (layer);
}

static void
read_traits (GimpDrawable *drawable, DrawableSnapshotTraits *traits)
{
  GimpItem *item = GIMP_ITEM (drawable);
  GimpImage *image = gimp_item_get_image (item);

  /* Structures of type DrawableSnapshotTraits are compared by memcmp, so the
   * padding between their fields is zeroed as well. */
  memset (traits, 0, sizeof *traits);
  traits->mask = -1;
  traits->parent = get_id (gimp_item_get_parent (item));
  traits->is_visible = gimp_item_get_visible (item);
  traits->locks_content = gimp_item_get_lock_content (item);
  traits->locks_position = gimp_item_get_lock_position (item);
  traits->locks_visibility = gimp_item_get_lock_visibility (item);
  traits->has_filters = drawable_has_visible_filters (drawable);
  for (int i = 0; i < 3 && gimp_drawable_is_rgb (drawable); i++)
    traits->changes_component[i] =
      gimp_image_get_component_active (image, GIMP_CHANNEL_RED + i);
  if (gimp_drawable_is_gray (drawable))
    traits->changes_component[0] =
      gimp_image_get_component_active (image, GIMP_CHANNEL_GRAY);
  traits->changes_component[3] =
    gimp_image_get_component_active (image, GIMP_CHANNEL_ALPHA);
  if (GIMP_IS_LAYER (drawable))
    read_layer_traits (GIMP_LAYER (drawable), traits);
}

/* Returns a BufferTransfer that reads the mask of the snapshot's layer. Its
 * buffer is transfer full; NULL: there is no mask. */
static BufferTransfer
get_mask (const DrawableSnapshot *snapshot)
{
  GimpLayerMask *mask =
    GIMP_IS_LAYER (snapshot->drawable)
      ? gimp_layer_get_mask (GIMP_LAYER (snapshot->drawable))
      : NULL;

  return (BufferTransfer) {
    .drawable = GIMP_DRAWABLE (mask),
    .buffer =
      mask != NULL ? gimp_drawable_get_buffer (GIMP_DRAWABLE (mask)) : NULL,
  };
}

gboolean
change_check_note_traits (DrawableSnapshot *snapshot,
                          ResultKind kind,
                          GError **error)
{
  BufferTransfer transfer;
  g_autoptr (GeglBuffer) buffer = NULL;

  read_traits (snapshot->drawable, &snapshot->traits);
  if (!result_kind_copies_mask (kind))
    return TRUE;
  transfer = get_mask (snapshot);
  buffer = transfer.buffer;
  if (buffer != NULL)
    snapshot->mask = buffer_transfer_snapshot (&transfer, &snapshot->whole,
                                               snapshot->pool, error);
  return buffer == NULL || snapshot->mask != NULL;
}

static gboolean
has_same_traits (const DrawableSnapshot *snapshot)
{
  DrawableSnapshotTraits now;

  read_traits (snapshot->drawable, &now);
  return memcmp (&now, &snapshot->traits, sizeof now) == 0;
}

static gboolean
has_same_shape (const DrawableSnapshot *snapshot)
{
  return gimp_item_is_valid (GIMP_ITEM (snapshot->drawable))
         && gimp_drawable_get_format (snapshot->drawable) == snapshot->format
         && gimp_drawable_get_width (snapshot->drawable)
              == snapshot->whole.width
         && gimp_drawable_get_height (snapshot->drawable)
              == snapshot->whole.height;
}

Change
change_check_shape (const DrawableSnapshot *snapshot, GError **error)
{
  return has_same_shape (snapshot) ? CHANGE_NONE : report (CHANGE_PLACE, error);
}

Change
change_check_place (const DrawableSnapshot *snapshot, GError **error)
{
  SmoothRect region;
  int x, y;
  gboolean is_same = has_same_shape (snapshot)
                     && gimp_drawable_get_offsets (snapshot->drawable, &x, &y)
                     && x == snapshot->offset_x && y == snapshot->offset_y
                     && drawable_find_region (snapshot->drawable, &region, NULL)
                     && smooth_rect_equal (&region, &snapshot->region)
                     && gimp_selection_is_empty (
                          gimp_item_get_image (GIMP_ITEM (snapshot->drawable)))
                          == (snapshot->selection == NULL);

  return is_same ? CHANGE_NONE : report (CHANGE_PLACE, error);
}

/* Compares the pixels in rect of the transfer's buffer with those of store.
 * Returns CHANGE_NONE if they are equal, if_changed if they differ, and
 * CHANGE_REFUSED if they cannot be read. Releases the buffer. */
static Change
compare (BufferTransfer *transfer,
         const SmoothRect *rect,
         PixelStore *store,
         Change if_changed,
         GError **error)
{
  g_autoptr (GeglBuffer) buffer = transfer->buffer;
  gboolean is_same;

  transfer->store = store;
  if (!buffer_transfer_compare (transfer, rect, &is_same, error))
    return CHANGE_REFUSED;
  return is_same ? CHANGE_NONE : report (if_changed, error);
}

static Change
check_pixels (const DrawableSnapshot *snapshot, GError **error)
{
  /* Each call of gimp_drawable_get_buffer makes a new buffer. One that was made
   * earlier may hold tiles that it fetched before the user's change. */
  BufferTransfer transfer = { .drawable = snapshot->drawable,
                              .buffer =
                                gimp_drawable_get_buffer (snapshot->drawable) };
  return compare (&transfer, &snapshot->whole, snapshot->before, CHANGE_PIXELS,
                  error);
}

static Change
check_selection (const DrawableSnapshot *snapshot, GError **error)
{
  BufferTransfer transfer;

  if (snapshot->selection == NULL)
    return CHANGE_NONE;

  transfer = drawable_snapshot_get_selection (snapshot);
  return compare (&transfer, &snapshot->region, snapshot->selection,
                  CHANGE_PLACE, error);
}

static Change
check_mask (const DrawableSnapshot *snapshot, GError **error)
{
  BufferTransfer transfer;

  if (snapshot->mask == NULL)
    return CHANGE_NONE;

  transfer = get_mask (snapshot);
  return transfer.buffer != NULL
           ? compare (&transfer, &snapshot->whole, snapshot->mask,
                      CHANGE_PIXELS, error)
           : report (CHANGE_PIXELS, error);
}

static Change
check_allowed (const DrawableSnapshot *snapshot,
               ResultKind kind,
               GError **error)
{
  GimpDrawable *drawables[] = { snapshot->drawable, NULL };
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (snapshot->drawable));

  return drawable_checks_all (image, drawables, error)
             && drawable_checks_result (drawables, kind, error)
           ? CHANGE_NONE
           : CHANGE_REFUSED;
}

Change
change_check_all (const DrawableSnapshot *snapshot,
                  ResultKind kind,
                  GError **error)
{
  /* The pixels can only be compared if size and format are still the same. */
  Change change = change_check_place (snapshot, error);

  if (change == CHANGE_NONE)
    change = check_pixels (snapshot, error);
  if (change == CHANGE_NONE)
    change = change_check_place (snapshot, error);
  if (change == CHANGE_NONE)
    change = check_selection (snapshot, error);
  if (change == CHANGE_NONE)
    change = check_mask (snapshot, error);
  if (change == CHANGE_NONE)
    change = check_allowed (snapshot, kind, error);
  if (change == CHANGE_NONE && !has_same_traits (snapshot))
    change = report (CHANGE_PIXELS, error);
  return change == CHANGE_NONE ? change_check_place (snapshot, error) : change;
}
