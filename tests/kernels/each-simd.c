/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds tests that are run once for each SIMD variant, as each-simd.h
 * describes. */
#include "kernels/each-simd.h"

void
test_add_for_each_simd (const char *folder, const char *name, TestSimdFunc func)
{
  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      const char *variant = smooth_simd_get_name (i);
      SmoothSimd simd;

      if (smooth_simd_parse (variant, &simd, NULL))
        {
          g_autofree char *path =
            g_strdup_printf ("/%s/%s-%s", folder, name, variant);

          g_test_add_data_func (path, GINT_TO_POINTER (simd), func);
        }
    }
}
