/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU levels. */
#include "kernels/kernels.h"

#include "kernel/cpu.h"

#include "kernel/level/level.h"
#include "kernel/system.h"

#include <smooth/error.h>

#include <string.h>

static void
test_best (void)
{
  const SmoothCpuLevel best = smooth_cpu_level_best ();
  g_autoptr (GError) error = NULL;
  SmoothCpuLevel level;

  g_test_message ("best level: %s", smooth_cpu_level_get_name (best));
  g_assert_true (
    smooth_cpu_level_parse (smooth_cpu_level_get_name (best), &level, &error));
  g_assert_no_error (error);
  g_assert_cmpint (level, ==, best);
}

/* Each level is either complete or refused with the names of the others. */
static void
test_each (void)
{
  for (int i = 0; i < SMOOTH_N_CPU_LEVELS; i++)
    {
      g_autoptr (GError) error = NULL;
      SmoothCpuLevel level;

      if (smooth_cpu_level_parse (smooth_cpu_level_get_name (i), &level,
                                  &error))
        {
          g_assert_cmpint (level, ==, i);
          g_assert_cmpint (level, <=, smooth_cpu_level_best ());
          g_assert_nonnull (smooth_level_get (level));
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
  SmoothCpuLevel level;

  g_assert_false (smooth_cpu_level_parse ("6502", &level, &error));
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
