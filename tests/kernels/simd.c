/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of kernel/simd.h: how the best SIMD variant is found, and a variant is
 * chosen by its name. */
#include "kernels/kernels.h"

#include "kernel/simd.h"
#include "kernel/simd/kernels.h"

#include <smooth/error.h>

#include <string.h>

/* The best variant can be chosen by its name. */
static void
test_best (void)
{
  const SmoothSimd best = smooth_simd_best ();
  g_autoptr (GError) error = NULL;
  SmoothSimd simd;

  g_test_message ("best SIMD variant: %s", smooth_simd_get_name (best));
  g_assert_true (
    smooth_simd_parse (smooth_simd_get_name (best), &simd, &error));
  g_assert_no_error (error);
  g_assert_cmpint (simd, ==, best);
}

/* Every variant either is available and has kernels, or is refused when it is
 * chosen by its name. */
static void
test_each (void)
{
  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      g_autoptr (GError) error = NULL;
      SmoothSimd simd;

      if (smooth_simd_parse (smooth_simd_get_name (i), &simd, &error))
        {
          g_assert_cmpint (simd, ==, i);
          g_assert_true (smooth_simd_is_available (simd));
          g_assert_nonnull (smooth_kernels_get (simd));
        }
      else
        {
          g_assert_false (smooth_simd_is_available (i));
          g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
        }
    }
}

/* The BLAS is chosen only if no kernels for a microarchitecture level are
 * available, there is a BLAS, and it is the faster one; otherwise the baseline,
 * which every build has. */
static void
test_choose (void)
{
  static const struct
  {
    gboolean is_available[SMOOTH_N_SIMD]; /* in the order of SmoothSimd */
    gboolean prefers_blas;
    SmoothSimd wanted;
  } cases[] = {
    { { TRUE, FALSE, FALSE, FALSE }, FALSE, SMOOTH_SIMD_BASELINE },
    { { TRUE, FALSE, FALSE, FALSE }, TRUE, SMOOTH_SIMD_BASELINE },
    { { TRUE, TRUE, FALSE, FALSE }, FALSE, SMOOTH_SIMD_BASELINE },
    { { TRUE, TRUE, FALSE, FALSE }, TRUE, SMOOTH_SIMD_BLAS },
    { { TRUE, TRUE, TRUE, FALSE }, TRUE, SMOOTH_SIMD_X86_64_V3 },
    { { TRUE, TRUE, TRUE, TRUE }, TRUE, SMOOTH_SIMD_X86_64_V4 },
    { { TRUE, FALSE, TRUE, TRUE }, FALSE, SMOOTH_SIMD_X86_64_V4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      smooth_simd_choose (cases[i].is_available, cases[i].prefers_blas), ==,
      cases[i].wanted);
}

/* The error for an unknown name lists the names that can be used. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  SmoothSimd simd;

  g_assert_false (smooth_simd_parse ("6502", &simd, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "'6502'"));
  g_assert_nonnull (strstr (error->message, "baseline"));
}

void
test_simd_add (void)
{
  g_test_add_func ("/simd/best", test_best);
  g_test_add_func ("/simd/each", test_each);
  g_test_add_func ("/simd/choose", test_choose);
  g_test_add_func ("/simd/unknown", test_unknown);
}
