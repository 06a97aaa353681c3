/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/weigh.h"

#include <math.h>
#include <string.h>

#include "engine/reader.h"

/* Outside by this part of 1 counts in full. */
#define FULL_PART 20

/* What counting in full is in whole numbers, whose sum has the same bits
 * wherever it began. */
#define FULL_WEIGHT 256

/* From this share of a window on its middle begins to be r1's, so steeply. A
 * straight edge of a highlight reaches .43 of the window beside it. */
#define LEAST_SHARE 0.3f
#define SHARE_SLOPE 8

/* o of a pixel, in parts of FULL_WEIGHT. */
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
  return (gint32) MIN (most * (FULL_PART * FULL_WEIGHT), FULL_WEIGHT);
}

/* Adds up each column's rows y - halo .. y + halo of outside, a plane of size
 * around; those there are. */
static void
sum_rows (const SmoothWeigh *weigh, const SmoothRect *around, int y)
{
  const int first = MAX (y - weigh->halo_px, around->y);
  const int end = MIN (y + weigh->halo_px + 1, around->y + around->height);

  memset (weigh->sums, 0, sizeof *weigh->sums * around->width);
  for (int j = first; j < end; j++)
    {
      const gint32 *outside =
        weigh->outside + (gsize) (j - around->y) * around->width;

      for (int i = 0; i < around->width; i++)
        weigh->sums[i] += outside[i];
    }
}

/* The weights of row y of part, of whose windows' columns there are sums. */
static void
weigh_row (const SmoothWeigh *weigh,
           const SmoothRect *around,
           const SmoothRect *part,
           int y,
           float *weights)
{
  const int halo = weigh->halo_px, side = 2 * halo + 1;
  const int x = part->x - around->x; /* of the part's first column */
  const gint32 *outside =
    weigh->outside + (gsize) (y - around->y) * around->width + x;
  gint64 sum = 0;

  for (int i = MAX (x - halo, 0); i < MIN (x + halo, around->width); i++)
    sum += weigh->sums[i];
  for (int i = 0; i < part->width; i++)
    {
      const int enter = x + i + halo, leave = x + i - halo - 1;
      float share;

      sum += enter < around->width ? weigh->sums[enter] : 0;
      sum -= leave >= 0 ? weigh->sums[leave] : 0;
      share = (float) sum / (float) (FULL_WEIGHT * side * side);
      weights[i] = MAX (CLAMP (SHARE_SLOPE * (share - LEAST_SHARE), 0, 1),
                        (float) outside[i] / FULL_WEIGHT);
    }
}

void
smooth_weigh_pixels (const SmoothWeigh *weigh,
                     const SmoothRect *around,
                     const float *pixels,
                     const SmoothRect *part,
                     float *weights)
{
  const gsize n = (gsize) around->width * around->height;

  for (gsize i = 0; i < n; i++)
    weigh->outside[i] =
      get_outside (pixels + i * weigh->n_channels, weigh->n_channels);
  for (int y = 0; y < part->height; y++)
    {
      sum_rows (weigh, around, part->y + y);
      weigh_row (weigh, around, part, part->y + y,
                 weights + (gsize) y * part->width);
    }
}
