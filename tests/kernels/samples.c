/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kernels clamp_samples and change_samples: against naive loops,
 * to the bit, also for NaN, infinities and the numbers next to 0 and 1.
 */
#include "kernel/simd/kernels.h"

#include "kernels/kernels.h"
#include "kernels/each-simd.h"

#include "support/guarded.h"
#include "support/measure.h"

#include <math.h>

#define MAX_SAMPLES 70

/* Returns a random number around [0, 1], or sometimes a special one: NaN,
 * infinite, very large, or equal to or next to 0 or 1. */
static float
get_sample (GRand *rand)
{
  static const float odd[] = { NAN, INFINITY,     -INFINITY, 0,     -0.0f,
                               1,   1.0f + 1e-6f, -1e-30f,   3e38f, -3e38f };

  if (g_rand_int_range (rand, 0, 3) == 0)
    return odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))];
  return g_rand_double_range (rand, -0.5, 1.5);
}

static float
clamp (float sample)
{
  if (isnan (sample) || sample <= 0)
    return 0;
  return fminf (sample, 1);
}

static float
change (float smoothed, float sample)
{
  return isfinite (sample) ? sample + (smoothed - clamp (sample)) : sample;
}

static void
test_sizes (gconstpointer data)
{
  const SmoothKernels *kernels = smooth_kernels_get (GPOINTER_TO_INT (data));
  g_autoptr (GRand) rand = test_rand_new ();

  for (int n = 0; n <= MAX_SAMPLES; n++)
    {
      float *from = test_guarded_new (n * sizeof (float));
      float *smoothed = test_guarded_new (n * sizeof (float));
      float *clamped = test_guarded_new (n * sizeof (float));
      float *changed = test_guarded_new (n * sizeof (float));

      for (int i = 0; i < n; i++)
        {
          from[i] = changed[i] = get_sample (rand);
          smoothed[i] = g_rand_double_range (rand, -0.1, 1.1);
        }
      kernels->clamp_samples (n, from, clamped);
      kernels->change_samples (n, smoothed, changed);
      for (int i = 0; i < n; i++)
        {
          float wanted_clamped = clamp (from[i]);
          float wanted_changed = change (smoothed[i], from[i]);

          g_assert_cmpmem (&clamped[i], sizeof (float), &wanted_clamped,
                           sizeof (float));
          g_assert_cmpmem (&changed[i], sizeof (float), &wanted_changed,
                           sizeof (float));
        }
      test_guarded_free (from);
      test_guarded_free (smoothed);
      test_guarded_free (clamped);
      test_guarded_free (changed);
    }
}

void
test_samples_add (void)
{
  test_add_for_each_simd ("samples", "sizes", test_sizes);
}
