/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bilinear up-sampling: for each pair of coarse pixels side by side, mixes the
 * two rows once and then makes the fine pixels between the pair's centres.
 */
#include "kernel/level/parts.h"

#include "kernel/upsample.h"

/* The four coarse pixels around a fine one; down: share of the lower two. */
typedef struct
{
  const float *top_left, *top_right;
  const float *bottom_left, *bottom_right;
  float down;
} Corners;

static void
mix_pixel (const Corners *corners,
           int n_channels,
           float right,
           const float *residual,
           float *out)
{
  for (int k = 0; k < n_channels; k++)
    {
      const float tl = corners->top_left[k];
      const float tr = corners->top_right[k];
      const float l = tl + corners->down * (corners->bottom_left[k] - tl);
      const float r = tr + corners->down * (corners->bottom_right[k] - tr);
      const float value = l + right * (r - l);

      out[k] = residual != NULL ? value + residual[k] : value;
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_upsample_row) (const SmoothBand *in,
                                               SmoothBand *out,
                                               const SmoothBand *residual,
                                               int factor,
                                               int y)
{
  const int c = out->channels;
  const int phase = y + factor - factor / 2; /* + factor: stays positive */
  const float *top, *bottom;
  int first, last;
  Corners corners;

  smooth_upsample_get_source (factor, in->height, y, &first, &last);
  top = smooth_band_row (in, first);
  bottom = smooth_band_row (in, last);
  corners.down = (phase % factor + 0.5f) / factor;

  for (int x = out->x0; x < out->x1; x++)
    {
      const int x_phase = x + factor - factor / 2;
      const float right = (x_phase % factor + 0.5f) / factor;
      const float *add = NULL;

      smooth_upsample_get_source (factor, in->width, x, &first, &last);
      corners.top_left = top + (gsize) (first - in->x0) * c;
      corners.top_right = top + (gsize) (last - in->x0) * c;
      corners.bottom_left = bottom + (gsize) (first - in->x0) * c;
      corners.bottom_right = bottom + (gsize) (last - in->x0) * c;
      if (residual != NULL)
        add = smooth_band_row (residual, y) + (gsize) (x - residual->x0) * c;
      mix_pixel (&corners, c, right, add,
                 smooth_band_row (out, y) + (gsize) (x - out->x0) * c);
    }
}
