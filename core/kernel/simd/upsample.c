/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bilinear up-sampling (formula: kernel/upsample.h). "Coarse" are the pixels of
 * the input, "fine" those of the output. For each pair of coarse pixels side by
 * side, the two rows are interpolated once, and then all fine pixels between
 * the centres of the pair.
 */
#include "kernel/simd/parts.h"

#include "kernel/upsample.h"

#define MAX_FACTOR 8

/* The 2x2 pixels of the input between whose centres some output pixels lie. */
typedef struct
{
  const float *top_left, *top_right;
  const float *bottom_left, *bottom_right;
  float down; /* weight of the bottom pixels in the interpolation */
} Corners;

/* The output pixels of a row that lie between the centres of one pair of
 * neighbouring input pixels. */
typedef struct
{
  int n, n_channels;
  const float *right;    /* weight of the right coarse pixels, for each fine
                            pixel */
  const float *residual; /* residual of the pixels; NULL: 0 */
  float *out;
} Fine;

/* Computes channels k to k + VL - 1 of the output (fine) pixels. */
static inline __attribute__ ((always_inline)) void
mix_vector (const Corners *corners, const Fine *fine, int k)
{
  const Vec tl = vec_load (corners->top_left + k);
  const Vec tr = vec_load (corners->top_right + k);
  const Vec l = tl + corners->down * (vec_load (corners->bottom_left + k) - tl);
  const Vec r =
    tr + corners->down * (vec_load (corners->bottom_right + k) - tr);
  const Vec step = r - l;

  for (int i = 0; i < fine->n; i++)
    {
      const gsize at = (gsize) i * fine->n_channels + k;
      Vec value = l + fine->right[i] * step;

      if (fine->residual != NULL)
        value += vec_load (fine->residual + at);
      vec_store (fine->out + at, value);
    }
}

/* Computes channel k of the output (fine) pixels. */
static inline void
mix_channel (const Corners *corners, const Fine *fine, int k)
{
  const float tl = corners->top_left[k];
  const float tr = corners->top_right[k];
  const float l = tl + corners->down * (corners->bottom_left[k] - tl);
  const float r = tr + corners->down * (corners->bottom_right[k] - tr);
  const float step = r - l;

  for (int i = 0; i < fine->n; i++)
    {
      const gsize at = (gsize) i * fine->n_channels + k;
      const float value = l + fine->right[i] * step;

      fine->out[at] =
        fine->residual != NULL ? value + fine->residual[at] : value;
    }
}

/* Computes all channels of the output (fine) pixels. */
static inline void
mix_pair (const Corners *corners, const Fine *fine)
{
  int k = 0;

  for (; k + VL <= fine->n_channels; k += VL)
    mix_vector (corners, fine, k);
  for (; k < fine->n_channels; k++)
    mix_channel (corners, fine, k);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_upsample_row) (const SmoothBand *in,
                                               SmoothBand *out,
                                               const SmoothBand *residual,
                                               int factor,
                                               int y)
{
  const int c = out->channels;
  const int phase = y + factor - factor / 2; /* factor is added so that the sum
                                                is not negative */
  const float *top, *bottom;
  float right[MAX_FACTOR];
  int first, last;
  Corners corners;

  smooth_upsample_get_source (factor, in->height, y, &first, &last);
  top = smooth_band_row (in, first);
  bottom = smooth_band_row (in, last);
  corners.down = ((float) (phase % factor) + 0.5f) / (float) factor;
  for (int i = 0; i < factor; i++)
    right[i] = ((float) i + 0.5f) / (float) factor;

  for (int x = out->x0, n; x < out->x1; x += n)
    {
      const int x_phase = (x + factor - factor / 2) % factor;
      Fine fine = { .n_channels = c, .right = right + x_phase };

      fine.n = n = MIN (factor - x_phase, out->x1 - x);
      smooth_upsample_get_source (factor, in->width, x, &first, &last);
      corners.top_left = top + (gsize) (first - in->x0) * c;
      corners.top_right = top + (gsize) (last - in->x0) * c;
      corners.bottom_left = bottom + (gsize) (first - in->x0) * c;
      corners.bottom_right = bottom + (gsize) (last - in->x0) * c;
      if (residual != NULL)
        fine.residual =
          smooth_band_row (residual, y) + (gsize) (x - residual->x0) * c;
      fine.out = smooth_band_row (out, y) + (gsize) (x - out->x0) * c;
      mix_pair (&corners, &fine);
    }
}
