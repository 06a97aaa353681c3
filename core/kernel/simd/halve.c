/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halves a plane by taking the mean of 2x2 pixels. */
#include "kernel/simd/parts.h"

void
SMOOTH_SIMD_NAME (smooth_kernel_halve_row) (const SmoothBand *in,
                                            SmoothBand *out,
                                            int y)
{
  const int c = out->channels;
  const float *top = smooth_band_row (in, 2 * y);
  const float *bottom = smooth_band_row (in, MIN (2 * y + 1, in->height - 1));
  float *to = smooth_band_row (out, y);

  for (int x = out->x0; x < out->x1; x++)
    {
      const gsize left = (gsize) (2 * x - in->x0) * c;
      const gsize right = (gsize) (MIN (2 * x + 1, in->width - 1) - in->x0) * c;

      for (int k = 0; k < c; k++)
        *to++ = ((top[left + k] + top[right + k])
                 + (bottom[left + k] + bottom[right + k]))
                * 0.25f;
    }
}
