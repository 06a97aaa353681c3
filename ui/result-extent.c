/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-extent.h"

#include <smooth/engine.h>

void
smooth_result_extent_clear (SmoothResultExtent *extent)
{
  g_free (extent->end_y);
  *extent = (SmoothResultExtent) { 0 };
}

static gboolean
has_same_input (const SmoothResultExtent *extent,
                const SmoothFrameRequest *request)
{
  return extent->picture_id == smooth_shared_picture_get_id (request->picture)
         && smooth_params_equal (&extent->params, &request->params);
}

/* Returns whether the store holds those pixels of rect that lie in the columns
 * of strip i. */
static gboolean
strip_covers (const SmoothResultExtent *extent, int i, const SmoothRect *rect)
{
  SmoothRect strip;

  smooth_engine_get_strip (&extent->region, i, &strip);
  return strip.x + strip.width <= rect->x || strip.x >= rect->x + rect->width
         || extent->end_y[i] >= rect->y + rect->height;
}

gboolean
smooth_result_extent_covers (const SmoothResultExtent *extent,
                             const SmoothFrameRequest *request)
{
  const SmoothRect *all = &extent->region, *region = &request->exact_region;

  if (!has_same_input (extent, request) || region->x < all->x
      || region->x + region->width > all->x + all->width || region->y < all->y)
    return FALSE;
  for (int i = 0; i < extent->n_strips; i++)
    if (!strip_covers (extent, i, region))
      return FALSE;
  return TRUE;
}

/* Notes that the store holds, of each strip of the request's exact region, the
 * rows above end_y. */
static void
set_all (SmoothResultExtent *extent,
         const SmoothFrameRequest *request,
         int end_y)
{
  const SmoothRect *region = &request->exact_region;

  smooth_result_extent_clear (extent);
  extent->picture_id = smooth_shared_picture_get_id (request->picture);
  extent->params = request->params;
  extent->region = *region;
  extent->n_strips = smooth_engine_count_strips (region);
  extent->end_y = g_new (int, extent->n_strips);
  for (int i = 0; i < extent->n_strips; i++)
    extent->end_y[i] = end_y;
}

/* If a strip of extent ends above the first row of region, forgets all rows
 * above region. That strip will be computed from region's first row on, and
 * there must be no gap in the rows that a strip holds. */
static void
forget_rows_above (SmoothResultExtent *extent, const SmoothRect *region)
{
  gboolean has_gap = FALSE;

  for (int i = 0; i < extent->n_strips; i++)
    has_gap = has_gap || extent->end_y[i] < region->y;
  if (!has_gap)
    return;
  extent->region.y = region->y;
  for (int i = 0; i < extent->n_strips; i++)
    extent->end_y[i] = MAX (extent->end_y[i], region->y);
}

void
smooth_result_extent_begin (SmoothResultExtent *extent,
                            const SmoothFrameRequest *request)
{
  const SmoothRect *region = &request->exact_region;

  if (smooth_result_extent_covers (extent, request))
    return;
  /* The columns of the strips depend only on the columns of the region. If both
   * regions have the same columns, the strips that are stored can be continued.
   */
  if (has_same_input (extent, request) && extent->region.x == region->x
      && extent->region.width == region->width && extent->region.y <= region->y)
    forget_rows_above (extent, region);
  else
    set_all (extent, request, region->y);
}

int
smooth_result_extent_get_end_y (const SmoothResultExtent *extent,
                                const SmoothFrameRequest *request,
                                int i)
{
  const SmoothRect *region = &request->exact_region;

  /* If the store holds the whole result of request, the strips of extent may be
   * those of a region with more columns, so their number i is another strip. */
  if (smooth_result_extent_covers (extent, request))
    return region->y + region->height;
  return extent->end_y[i];
}

void
smooth_result_extent_set_end_y (SmoothResultExtent *extent, int i, int end_y)
{
  extent->end_y[i] = end_y;
}

void
smooth_result_extent_set_complete (SmoothResultExtent *extent,
                                   const SmoothFrameRequest *request)
{
  const SmoothRect *region = &request->exact_region;

  set_all (extent, request, region->y + region->height);
}
