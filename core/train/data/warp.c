/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples a photo bilinearly on a rotated grid, see warp.h. */
#include "train/data/warp.h"

#include <math.h>

#define N_CHANNELS 4 /* three colours and the share of annotators */

/* Returns index i mirrored into 0 to n - 1, with the border pixel repeated. */
static int
mirror (int i, int n)
{
  i %= 2 * n;
  i += i < 0 ? 2 * n : 0;
  return i < n ? i : 2 * n - 1 - i;
}

/* Adds to sum the colours of the source at (x, y), and the share of annotators
 * who drew a boundary there, interpolated between pixel centres. */
static void
add_sample (const TrainWarpSource *source, float x, float y, float *sum)
{
  float left = floorf (x), top = floorf (y);
  float across = x - left, down = y - top;

  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      {
        gsize at =
          (gsize) mirror ((int) top + i, source->height) * (gsize) source->width
          + (gsize) mirror ((int) left + j, source->width);
        float weight = (i ? down : 1 - down) * (j ? across : 1 - across);

        if (weight == 0)
          continue;
        for (int c = 0; c < 3; c++)
          sum[c] += weight * source->rgb[at * 3 + c];
        sum[3] += weight * source->shares[at];
      }
}

void
train_warp (const TrainWarpSource *source,
            const TrainWarp *warp,
            TrainImage *photo,
            TrainImage *shares)
{
  int side = photo->width, n = warp->zoom < 1 ? 2 : 1;
  double cosine = cos (warp->angle) / warp->zoom;
  double sine = sin (warp->angle) / warp->zoom;
  float gain = 1 / (255.0f * (float) (n * n));
  float share_gain = gain * (float) MAX (1, 1 / warp->zoom);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        float sum[N_CHANNELS] = { 0 }, share;
        TrainReal *to = train_image_at (photo, y, x);
        gboolean is_inside = TRUE;

        for (int k = 0; k < n * n; k++)
          {
            double u = x + (k % n + 0.5) / n - side / 2.0;
            double v = y + (k / n + 0.5) / n - side / 2.0;
            double across = warp->is_mirrored ? -u : u;
            double from_x = warp->x + cosine * across - sine * v - 0.5;
            double from_y = warp->y + sine * across + cosine * v - 0.5;

            /* Positions very near to a whole pixel are rounded to it. Otherwise
             * rotations by quarter turns would not be exact, since sin (pi) is
             * not exactly 0 in floating point. */
            from_x =
              fabs (from_x - rint (from_x)) < 1e-6 ? rint (from_x) : from_x;
            from_y =
              fabs (from_y - rint (from_y)) < 1e-6 ? rint (from_y) : from_y;
            is_inside = is_inside && from_x > -0.5 && from_y > -0.5
                        && from_x < source->width - 0.5
                        && from_y < source->height - 0.5;
            add_sample (source, (float) from_x, (float) from_y, sum);
          }
        for (int c = 0; c < 3; c++)
          to[c] = (TrainReal) (sum[c] * gain);
        share = sum[3] * share_gain;
        *train_image_at (shares, y, x) =
          is_inside ? (TrainReal) MIN (share, 1) : -1;
      }
}
