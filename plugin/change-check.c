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
read_layer_traits (GimpLayer *layer, DrawableJobTraits *traits)
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
read_traits (GimpDrawable *drawable, DrawableJobTraits *traits)
{
  GimpItem *item = GIMP_ITEM (drawable);
  GimpImage *image = gimp_item_get_image (item);

  /* Structures of type DrawableJobTraits are compared by memcmp, so the padding
   * between their fields is zeroed as well. */
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

/* Returns a BufferTransfer that reads the mask of the job's layer. Its buffer
 * is transfer full; NULL: there is no mask. */
static BufferTransfer
get_mask (const DrawableJob *job)
{
  GimpLayerMask *mask = GIMP_IS_LAYER (job->drawable)
                          ? gimp_layer_get_mask (GIMP_LAYER (job->drawable))
                          : NULL;

  return (BufferTransfer) {
    .drawable = GIMP_DRAWABLE (mask),
    .buffer =
      mask != NULL ? gimp_drawable_get_buffer (GIMP_DRAWABLE (mask)) : NULL,
  };
}

gboolean
change_check_note_traits (DrawableJob *job, ResultKind kind, GError **error)
{
  BufferTransfer transfer;
  g_autoptr (GeglBuffer) buffer = NULL;

  read_traits (job->drawable, &job->traits);
  if (!result_kind_copies_mask (kind))
    return TRUE;
  transfer = get_mask (job);
  buffer = transfer.buffer;
  if (buffer != NULL)
    job->mask =
      buffer_transfer_snapshot (&transfer, &job->whole, job->pool, error);
  return buffer == NULL || job->mask != NULL;
}

static gboolean
has_same_traits (const DrawableJob *job)
{
  DrawableJobTraits now;

  read_traits (job->drawable, &now);
  return memcmp (&now, &job->traits, sizeof now) == 0;
}

static gboolean
has_same_shape (const DrawableJob *job)
{
  return gimp_item_is_valid (GIMP_ITEM (job->drawable))
         && gimp_drawable_get_format (job->drawable) == job->format
         && gimp_drawable_get_width (job->drawable) == job->whole.width
         && gimp_drawable_get_height (job->drawable) == job->whole.height;
}

Change
change_check_shape (const DrawableJob *job, GError **error)
{
  return has_same_shape (job) ? CHANGE_NONE : report (CHANGE_PLACE, error);
}

Change
change_check_place (const DrawableJob *job, GError **error)
{
  SmoothRect region;
  int x, y;
  gboolean is_same =
    has_same_shape (job) && gimp_drawable_get_offsets (job->drawable, &x, &y)
    && x == job->offset_x && y == job->offset_y
    && drawable_find_region (job->drawable, &region, NULL)
    && smooth_rect_equal (&region, &job->region)
    && gimp_selection_is_empty (gimp_item_get_image (GIMP_ITEM (job->drawable)))
         == (job->selection == NULL);

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
check_pixels (const DrawableJob *job, GError **error)
{
  /* Each call of gimp_drawable_get_buffer makes a new buffer. One that was made
   * earlier may hold tiles that it fetched before the user's change. */
  BufferTransfer transfer = { .drawable = job->drawable,
                              .buffer =
                                gimp_drawable_get_buffer (job->drawable) };
  return compare (&transfer, &job->whole, job->before, CHANGE_PIXELS, error);
}

static Change
check_selection (const DrawableJob *job, GError **error)
{
  BufferTransfer transfer;

  if (job->selection == NULL)
    return CHANGE_NONE;

  transfer = drawable_job_get_selection (job);
  return compare (&transfer, &job->region, job->selection, CHANGE_PLACE, error);
}

static Change
check_mask (const DrawableJob *job, GError **error)
{
  BufferTransfer transfer;

  if (job->mask == NULL)
    return CHANGE_NONE;

  transfer = get_mask (job);
  return transfer.buffer != NULL
           ? compare (&transfer, &job->whole, job->mask, CHANGE_PIXELS, error)
           : report (CHANGE_PIXELS, error);
}

static Change
check_allowed (const DrawableJob *job, ResultKind kind, GError **error)
{
  GimpDrawable *drawables[] = { job->drawable, NULL };
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));

  return drawable_checks_all (image, drawables, error)
             && drawable_checks_result (drawables, kind, error)
           ? CHANGE_NONE
           : CHANGE_REFUSED;
}

Change
change_check_all (const DrawableJob *job, ResultKind kind, GError **error)
{
  /* The pixels can only be compared if size and format are still the same. */
  Change change = change_check_place (job, error);

  if (change == CHANGE_NONE)
    change = check_pixels (job, error);
  if (change == CHANGE_NONE)
    change = change_check_place (job, error);
  if (change == CHANGE_NONE)
    change = check_selection (job, error);
  if (change == CHANGE_NONE)
    change = check_mask (job, error);
  if (change == CHANGE_NONE)
    change = check_allowed (job, kind, error);
  if (change == CHANGE_NONE && !has_same_traits (job))
    change = report (CHANGE_PIXELS, error);
  return change == CHANGE_NONE ? change_check_place (job, error) : change;
}
