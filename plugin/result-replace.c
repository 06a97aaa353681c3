/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "replace": the smoothed pixels replace those of the drawable,
 * mixed by the selection. They are written into GIMP's shadow buffer of the
 * drawable, which GIMP then merges.
 */
#include "result-methods.h"

#include "drawable-checks.h"

/* Splits the part of whole that lies outside region into up to four rectangles,
 * and writes them to parts. Returns how many there are. */
static int
split_surroundings (const SmoothRect *whole,
                    const SmoothRect *region,
                    SmoothRect *parts)
{
  const int bottom = region->y + region->height;
  const int right = region->x + region->width;
  const SmoothRect all[] = {
    { 0, 0, whole->width, region->y },
    { 0, region->y, region->x, region->height },
    { right, region->y, whole->width - right, region->height },
    { 0, bottom, whole->width, whole->height - bottom },
  };
  int n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].width > 0 && all[i].height > 0)
      parts[n++] = all[i];
  return n;
}

/* Fills the shadow buffer with the smoothed pixels, and around the region with
 * the drawable's own pixels. Without these it would hold zeros around the
 * region, and GIMP would show them if the selection had grown since the region
 * was computed: GIMP merges by the selection at the moment of the merge. */
static gboolean
prepare (Result *result, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  g_autoptr (GeglBuffer) shadow =
    gimp_drawable_get_shadow_buffer (snapshot->drawable);
  BufferTransfer transfer = { .drawable = snapshot->drawable,
                              .buffer = shadow,
                              .store = snapshot->before,
                              .yield = snapshot->yield };
  SmoothRect parts[4];
  int n = split_surroundings (&snapshot->whole, &snapshot->region, parts);

  for (int i = 0; i < n; i++)
    if (!buffer_transfer_write (&transfer, &parts[i], error))
      return FALSE;
  transfer.store = snapshot->smoothed;
  return buffer_transfer_write (&transfer, &snapshot->region, error);
}

static gboolean
apply (Result *result)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  const SmoothRect *region = &snapshot->region;

  return gimp_drawable_merge_shadow (snapshot->drawable, TRUE)
         && gimp_drawable_update (snapshot->drawable, region->x, region->y,
                                  region->width, region->height);
}

/* Returns the rectangle in which the merge has changed the drawable. That is
 * the snapshot's region, unless the drawable got another size or format before
 * the merge. Then GIMP merged a new shadow buffer, which is all zeros, in the
 * bounding rectangle of the selection. */
static SmoothRect
get_merged_rect (const DrawableSnapshot *snapshot)
{
  SmoothRect now, rect;

  if (gimp_drawable_get_format (snapshot->drawable) == snapshot->format
      && gimp_drawable_get_width (snapshot->drawable) == snapshot->whole.width
      && gimp_drawable_get_height (snapshot->drawable)
           == snapshot->whole.height)
    return snapshot->region;
  if (!drawable_find_region (snapshot->drawable, &now, NULL)
      || !gegl_rectangle_intersect ((GeglRectangle *) &rect,
                                    (const GeglRectangle *) &now,
                                    (const GeglRectangle *) &snapshot->whole))
    return snapshot->region;
  return rect;
}

/* Gives the drawable back its pixels from before the merge. They are written
 * into the drawable itself, since a merge would mix them by the selection. If
 * the drawable's pixels are locked, they are unlocked meanwhile: GIMP silently
 * drops what is written to a locked drawable. */
static void
revert (Result *result)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  const SmoothRect rect = get_merged_rect (snapshot);
  GimpItem *item = GIMP_ITEM (snapshot->drawable);
  gboolean is_locked = gimp_item_get_lock_content (item);
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (snapshot->drawable);
  const BufferTransfer transfer = { .drawable = snapshot->drawable,
                                    .buffer = buffer,
                                    .store = snapshot->before };

  gimp_drawable_free_shadow (snapshot->drawable);
  if (is_locked)
    gimp_item_set_lock_content (item, FALSE);
  if (buffer_transfer_write (&transfer, &rect, NULL))
    gimp_drawable_update (snapshot->drawable, rect.x, rect.y, rect.width,
                          rect.height);
  if (is_locked)
    gimp_item_set_lock_content (item, TRUE);
}

static void
discard (Result *result)
{
  gimp_drawable_free_shadow (result->snapshot->drawable);
}

const ResultMethods result_replace = {
  .prepare = prepare,
  .apply = apply,
  .revert = revert,
  .discard = discard,
};
