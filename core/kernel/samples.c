/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples: calls the level's loops (simd/samples.c). */
#include "kernel/samples.h"

#include "kernel/simd/kernels.h"

void
smooth_samples_clamp (SmoothSimd level,
                      gsize n,
                      const float *from,
                      float *to)
{
  smooth_kernels_get (level)->clamp_samples (n, from, to);
}

void
smooth_samples_change (SmoothSimd level,
                       gsize n,
                       const float *smoothed,
                       float *samples)
{
  smooth_kernels_get (level)->change_samples (n, smoothed, samples);
}
