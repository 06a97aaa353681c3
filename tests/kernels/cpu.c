/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU levels. */
#include "kernels/kernels.h"

#include "kernel/simd.h"

#include "kernel/simd/kernels.h"
#include "base/system.h"

#include <smooth/error.h>

#include <string.h>

static void
test_best (void)
{
  const SmoothSimd best = smooth_simd_best ();
  g_autoptr (GError) error = NULL;
  SmoothSimd level;

  g_test_message ("best level: %s", smooth_simd_get_name (best));
  g_assert_true (
    smooth_simd_parse (smooth_simd_get_name (best), &level, &error));
  g_assert_no_error (error);
  g_assert_cmpint (level, ==, best);
}

/* Each level is either complete or refused with the names of the others. */
static void
test_each (void)
{
  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      g_autoptr (GError) error = NULL;
      SmoothSimd level;

      if (smooth_simd_parse (smooth_simd_get_name (i), &level,
                                  &error))
        {
          g_assert_cmpint (level, ==, i);
          g_assert_cmpint (level, <=, smooth_simd_best ());
          g_assert_nonnull (smooth_kernels_get (level));
        }
      else
        {
          g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
        }
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  SmoothSimd level;

  g_assert_false (smooth_simd_parse ("6502", &level, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "'6502'"));
  g_assert_nonnull (strstr (error->message, "baseline"));
}

static void
test_n_cpus (void)
{
  g_assert_cmpint (smooth_system_get_n_cpus (), >=, 1);
}

void
test_cpu_add (void)
{
  g_test_add_func ("/cpu/best", test_best);
  g_test_add_func ("/cpu/each", test_each);
  g_test_add_func ("/cpu/unknown", test_unknown);
  g_test_add_func ("/cpu/n-cpus", test_n_cpus);
}
