/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits samples to [0, 1], and adds a change to samples that may lie outside
 * of it.
 */
#include "kernel/simd/parts.h"

/* Sets the lanes for which a <= x <= b to all ones, and the others, those with
 * NaN included, to zeros. */
static inline IntVec
is_between (Vec x, float a, float b)
{
  return (x >= a) & (x <= b);
}

/* Limits x to [0, 1]. NaN is not above 0, so it becomes 0. */
static inline Vec
clamp (Vec x)
{
  x = vec_select (x > 0.0f, x, vec_set (0.0f));
  return vec_select (x > 1.0f, vec_set (1.0f), x);
}

/* Computes sample + (smoothed - clamp (sample)). A sample that is not finite
 * stays. */
static inline Vec
change (Vec smoothed, Vec sample)
{
  const Vec changed = sample + (smoothed - clamp (sample));

  return vec_select (is_between (sample, -G_MAXFLOAT, G_MAXFLOAT), changed,
                     sample);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_clamp_samples) (gsize n,
                                                const float *from,
                                                float *to)
{
  gsize i = 0;

  for (; i + VL <= n; i += VL)
    vec_store (to + i, clamp (vec_load (from + i)));
  if (i < n)
    {
      const int n_left = (int) (n - i);

      vec_store_some (to + i, clamp (vec_load_some (from + i, n_left)), n_left);
    }
}

void
SMOOTH_SIMD_NAME (smooth_kernel_change_samples) (gsize n,
                                                 const float *smoothed,
                                                 float *samples)
{
  gsize i = 0;

  for (; i + VL <= n; i += VL)
    vec_store (samples + i,
               change (vec_load (smoothed + i), vec_load (samples + i)));
  if (i < n)
    {
      const int n_left = (int) (n - i);

      vec_store_some (samples + i,
                      change (vec_load_some (smoothed + i, n_left),
                              vec_load_some (samples + i, n_left)),
                      n_left);
    }
}
