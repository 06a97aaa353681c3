/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/strips.h"

/* A region up to this wide is not divided. Photos are about half as wide; the
 * memory of a run grows with the width. */
#define MAX_WIDTH_PX 8000

/* A strip of a wider region is about this wide. It costs more than the same
 * columns of an undivided region, because of the halo at its sides: 1.11 times
 * the multiply-adds at texture scale 1, and 1.31 times at scale 16. It takes
 * 1.1 times the memory of a whole photo at scale 1, and at most twice at scale
 * 16. Strips of 2000 columns would take 1.18 and 1.48 times the multiply-adds,
 * strips of 4096 columns 2.3 times the memory at scale 16. */
#define STRIP_WIDTH_PX 3072

/* Strips begin at multiples of this, because the blocks of a layer (256
 * columns, net/graph.c) and GEGL's tiles (64 or 128 columns) do. */
#define STRIP_STEP_PX 256

int
smooth_engine_count_strips (const SmoothRect *region)
{
  if (region->width <= MAX_WIDTH_PX)
    return 1;
  return (region->width - STRIP_WIDTH_PX / 2) / STRIP_WIDTH_PX + 1;
}

/* Returns the first column of strip i. */
static int
get_start (const SmoothRect *region, int n_strips, int i)
{
  const gint64 x = region->x + (gint64) region->width * i / n_strips;

  if (i == 0 || i == n_strips)
    return (int) x;
  return (int) (x / STRIP_STEP_PX * STRIP_STEP_PX);
}

void
smooth_engine_get_strip (const SmoothRect *region, int i, SmoothRect *strip)
{
  const int n_strips = smooth_engine_count_strips (region);
  const int start = get_start (region, n_strips, i);

  g_return_if_fail (i >= 0 && i < n_strips);

  *strip = (SmoothRect) { start, region->y,
                          get_start (region, n_strips, i + 1) - start,
                          region->height };
}

void
smooth_strip_progress_init (SmoothStripProgress *progress,
                            const SmoothRect *region,
                            SmoothProgressFunc func,
                            gpointer data)
{
  *progress = (SmoothStripProgress) { *region, *region, func, data };
}

gboolean
smooth_strip_progress_tell (gpointer data, double fraction)
{
  const SmoothStripProgress *progress = data;
  const SmoothRect *region = &progress->region;
  const SmoothRect *strip = &progress->strip;
  const double n_done = strip->x - region->x + fraction * strip->width;

  return progress->func (progress->data, n_done / region->width);
}
