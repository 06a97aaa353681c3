/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests for each CPU level. */
#include "kernels/levels.h"

void
test_add_for_levels (const char *folder, const char *name, TestLevelFunc func)
{
  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      const char *level_name = smooth_simd_get_name (i);
      SmoothSimd level;

      if (smooth_simd_parse (level_name, &level, NULL))
        {
          g_autofree char *path =
            g_strdup_printf ("/%s/%s-%s", folder, name, level_name);

          g_test_add_data_func (path, GINT_TO_POINTER (level), func);
        }
    }
}
