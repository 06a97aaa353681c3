/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP handles the user's events between two calls of a plug-in, and no call
 * of GIMP compares and merges in one. So a stroke that is painted while the
 * pixels are compared can go unnoticed where they were compared already; GIMP's
 * undo step of the merge holds it.
 */
#include "verify.h"

#include <string.h>

#include "checks.h"
#include "i18n.h"

static VerifyResult
set_changed (VerifyResult result, GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer or the selection was changed while "
                          "it was being smoothed, so nothing was written. "
                          "Apply the filter again."));

  return result;
}

/* id of item, which may be NULL. */
static int
get_id (gpointer item)
{
  return item ? gimp_item_get_id (GIMP_ITEM (item)) : -1;
}

static void
read_layer_traits (GimpLayer *layer, DrawableJobTraits *traits)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  traits->mask = get_id (mask);
  traits->applies_mask = mask && gimp_layer_get_apply_mask (layer);
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

  /* padding, too: the whole struct is compared */
  memset (traits, 0, sizeof *traits);
  traits->mask = -1;
  traits->parent = get_id (gimp_item_get_parent (item));
  traits->is_visible = gimp_item_get_visible (item);
  traits->locks_content = gimp_item_get_lock_content (item);
  traits->locks_position = gimp_item_get_lock_position (item);
  traits->locks_visibility = gimp_item_get_lock_visibility (item);
  traits->has_filters = checks_has_filters (drawable);
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

/* The layer's mask as the transfer's buffer, or no buffer. */
static Transfer
read_mask (const DrawableJob *job)
{
  GimpLayerMask *mask = GIMP_IS_LAYER (job->drawable)
                          ? gimp_layer_get_mask (GIMP_LAYER (job->drawable))
                          : NULL;

  return (Transfer) {
    .drawable = GIMP_DRAWABLE (mask),
    .buffer = mask ? gimp_drawable_get_buffer (GIMP_DRAWABLE (mask)) : NULL,
  };
}

gboolean
verify_note_traits (DrawableJob *job, ResultKind kind, GError **error)
{
  Transfer transfer;
  g_autoptr (GeglBuffer) buffer = NULL;

  read_traits (job->drawable, &job->traits);
  if (kind != RESULT_NEW_LAYER && kind != RESULT_SEPARATE)
    return TRUE;

  transfer = read_mask (job);
  buffer = transfer.buffer;
  if (buffer)
    job->mask = transfer_snapshot (&transfer, &job->whole, job->pool, error);

  return !buffer || job->mask;
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

VerifyResult
verify_shape (const DrawableJob *job, GError **error)
{
  return has_same_shape (job) ? VERIFY_SAME : set_changed (VERIFY_PLACE, error);
}

VerifyResult
verify_place (const DrawableJob *job, GError **error)
{
  SmoothRect region;
  int x, y;
  gboolean is_same =
    has_same_shape (job) && gimp_drawable_get_offsets (job->drawable, &x, &y)
    && x == job->offset_x && y == job->offset_y
    && checks_region (job->drawable, &region, NULL)
    && smooth_rect_equal (&region, &job->region)
    && gimp_selection_is_empty (gimp_item_get_image (GIMP_ITEM (job->drawable)))
         == (job->selection == NULL);

  return is_same ? VERIFY_SAME : set_changed (VERIFY_PLACE, error);
}

static VerifyResult
compare (Transfer *transfer,
         const SmoothRect *rect,
         PixelStore *store,
         VerifyResult otherwise,
         GError **error)
{
  g_autoptr (GeglBuffer) buffer = transfer->buffer;
  gboolean is_same;

  transfer->store = store;
  if (!transfer_compare (transfer, rect, &is_same, error))
    return VERIFY_REFUSED;

  return is_same ? VERIFY_SAME : set_changed (otherwise, error);
}

static VerifyResult
verify_pixels (const DrawableJob *job, GError **error)
{
  /* a new buffer: what an older one holds of GIMP's tiles may be out of date */
  Transfer transfer = { .drawable = job->drawable,
                        .buffer = gimp_drawable_get_buffer (job->drawable) };

  return compare (&transfer, &job->whole, job->before, VERIFY_PIXELS, error);
}

static VerifyResult
verify_selection (const DrawableJob *job, GError **error)
{
  Transfer transfer;

  if (!job->selection)
    return VERIFY_SAME;

  transfer = drawable_job_select (job);

  return compare (&transfer, &job->region, job->selection, VERIFY_PLACE, error);
}

/* The mask's pixels, of which the results of some kinds hold a copy. */
static VerifyResult
verify_mask (const DrawableJob *job, GError **error)
{
  Transfer transfer;

  if (!job->mask)
    return VERIFY_SAME;

  transfer = read_mask (job);

  return transfer.buffer
           ? compare (&transfer, &job->whole, job->mask, VERIFY_PIXELS, error)
           : set_changed (VERIFY_PIXELS, error);
}

static VerifyResult
verify_allowed (const DrawableJob *job, ResultKind kind, GError **error)
{
  GimpDrawable *drawables[] = { job->drawable, NULL };
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));

  return checks_drawables (image, drawables, error)
             && checks_result (drawables, kind, error)
           ? VERIFY_SAME
           : VERIFY_REFUSED;
}

VerifyResult
verify_all (const DrawableJob *job, ResultKind kind, GError **error)
{
  /* first of all: pixels of another size or format are no use */
  VerifyResult result = verify_place (job, error);

  if (result == VERIFY_SAME)
    result = verify_pixels (job, error);
  if (result == VERIFY_SAME)
    result = verify_place (job, error);
  if (result == VERIFY_SAME)
    result = verify_selection (job, error);
  if (result == VERIFY_SAME)
    result = verify_mask (job, error);
  if (result == VERIFY_SAME)
    result = verify_allowed (job, kind, error);
  if (result == VERIFY_SAME && !has_same_traits (job))
    result = set_changed (VERIFY_PIXELS, error);

  return result == VERIFY_SAME ? verify_place (job, error) : result;
}
