/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halving: calls the level's loop (simd/halve.c). */
#include "kernel/halve.h"

#include "kernel/simd/kernels.h"

void
smooth_halve_row (SmoothSimd level,
                  const SmoothBand *in,
                  SmoothBand *out,
                  int y)
{
  g_return_if_fail (in->channels == out->channels);
  g_return_if_fail (out->width == (in->width + 1) / 2
                    && out->height == (in->height + 1) / 2);

  smooth_kernels_get (level)->halve_row (in, out, y);
}
