/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/highlights-weight.h"

#include <math.h>
#include <string.h>

/* A pixel whose samples lie outside [0, 1] by a distance d counts as a
 * highlight to the degree o = min (OUTSIDE_SLOPE * d, 1), see
 * highlights-pass.h. */
#define OUTSIDE_SLOPE 20

/* The degree o, from 0 to 1, to which a pixel counts as a highlight is computed
 * as a whole number, and this stands for o = 1. Sums of whole numbers do not
 * depend on the order of the additions. */
#define OUTSIDE_ONE 256

/* The weight with which the result with an exposure replaces that with clamping
 * is w = SHARE_SLOPE * (share - LEAST_SHARE), where share is the mean of o, the
 * degree to which a pixel counts as a highlight, over the window. Beside the
 * straight edge of a highlight the share is up to .43. */
#define LEAST_SHARE 0.3f
#define SHARE_SLOPE 8

/* Returns o of highlights-pass.h, the degree to which a pixel counts as a
 * highlight, times OUTSIDE_ONE; 0 for a hidden pixel. */
static gint32
get_outside (const float *pixel, int n_channels)
{
  const int n_colours = n_channels < 3 ? 1 : 3;
  float most = 0;

  if (smooth_has_alpha (n_channels) && !(pixel[n_channels - 1] > 0))
    return 0;
  for (int c = 0; c < n_colours; c++)
    if (isfinite (pixel[c]))
      most = MAX (most, MAX (pixel[c] - 1, -pixel[c]));
  return (gint32) MIN (most * (OUTSIDE_SLOPE * OUTSIDE_ONE), OUTSIDE_ONE);
}

/* For each column of the rectangle around, writes to weight->sums the sum of
 * weight->outside over the rows that lie both in the rectangle and in the
 * window whose middle row is y. */
static void
sum_rows (const SmoothHighlightsWeight *weight, const SmoothRect *around, int y)
{
  const int first = MAX (y - weight->halo_px, around->y);
  const int end = MIN (y + weight->halo_px + 1, around->y + around->height);

  memset (weight->sums, 0, sizeof *weight->sums * around->width);
  for (int j = first; j < end; j++)
    {
      const gint32 *outside =
        weight->outside + (gsize) (j - around->y) * around->width;

      for (int i = 0; i < around->width; i++)
        weight->sums[i] += outside[i];
    }
}

/* Computes the weights of the pixels in row y of the rectangle part from
 * weight->sums, the sums of the columns of the rectangle around. */
static void
weight_row (const SmoothHighlightsWeight *weight,
            const SmoothRect *around,
            const SmoothRect *part,
            int y,
            float *weights)
{
  const int halo = weight->halo_px, side = 2 * halo + 1;
  /* first column of part, counted from the first one of around */
  const int x = part->x - around->x;
  const gint32 *outside =
    weight->outside + (gsize) (y - around->y) * around->width + x;
  gint64 sum = 0;

  for (int i = MAX (x - halo, 0); i < MIN (x + halo, around->width); i++)
    sum += weight->sums[i];
  for (int i = 0; i < part->width; i++)
    {
      const int added = x + i + halo, removed = x + i - halo - 1;
      float share;

      sum += added < around->width ? weight->sums[added] : 0;
      sum -= removed >= 0 ? weight->sums[removed] : 0;
      share = (float) sum / (float) (OUTSIDE_ONE * side * side);
      weights[i] = MAX (CLAMP (SHARE_SLOPE * (share - LEAST_SHARE), 0, 1),
                        (float) outside[i] / OUTSIDE_ONE);
    }
}

void
smooth_highlights_weight_pixels (const SmoothHighlightsWeight *weight,
                                 const SmoothRect *around,
                                 const float *pixels,
                                 const SmoothRect *part,
                                 float *weights)
{
  const gsize n = (gsize) around->width * around->height;

  for (gsize i = 0; i < n; i++)
    weight->outside[i] =
      get_outside (pixels + i * weight->n_channels, weight->n_channels);
  for (int y = 0; y < part->height; y++)
    {
      sum_rows (weight, around, part->y + y);
      weight_row (weight, around, part, part->y + y,
                  weights + (gsize) y * part->width);
    }
}
