/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up-sampling: calls the level's loop (simd/upsample.c). */
#include "kernel/upsample.h"

#include "kernel/simd/kernels.h"

void
smooth_upsample_row (SmoothSimd level,
                     const SmoothBand *in,
                     SmoothBand *out,
                     const SmoothBand *residual,
                     int factor,
                     int y)
{
  g_return_if_fail (factor == 2 || factor == 4 || factor == 8);
  g_return_if_fail (in->channels == out->channels);
  g_return_if_fail (out->width <= factor * in->width
                    && out->height <= factor * in->height);

  smooth_kernels_get (level)->upsample_row (in, out, residual, factor, y);
}
