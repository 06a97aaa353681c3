/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the compression of very bright pixels (engine/tone.h) and its inverse
 * against the formula in double. */
#include "engine/tone.h"

#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"
#include "unit/pixel-support.h"

static void
assert_near (double got, double wanted, double tolerance)
{
  g_assert_cmpfloat (fabs (got - wanted), <=,
                     tolerance * fmax (fabs (wanted), 1));
}

static void
test_formula (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < 3000; i++)
    {
      const int n = 1 + i % 3;
      const double most = pow (10, g_rand_double_range (rand, -2, 30));
      float colours[3], tone[3], back[3];
      double wanted[3];

      for (int c = 0; c < n; c++)
        colours[c] = (float) g_rand_double_range (rand, -most, most);
      pixel_test_compress (n, colours, wanted);
      smooth_tone_compress (n, colours, tone);
      smooth_tone_expand (n, tone, back);
      for (int c = 0; c < n; c++)
        {
          assert_near (tone[c], wanted[c], TEST_TOLERANCE_TONE);
          g_assert_cmpfloat (fabs (back[c] - colours[c]), <=,
                             TEST_TOLERANCE_TONE_BACK * most);
        }
    }
}

/* Up to 4 a pixel's tone is the pixel itself, to the bit. */
static void
test_linear (void)
{
  const float colours[] = { 4, -4, 0.1f };
  float tone[3], back[3];

  smooth_tone_compress (3, colours, tone);
  smooth_tone_expand (3, colours, back);
  g_assert_cmpmem (tone, sizeof tone, colours, sizeof colours);
  g_assert_cmpmem (back, sizeof back, colours, sizeof colours);
}

static void
test_not_finite (void)
{
  const float colours[] = { NAN, INFINITY, 8 };
  const float large[] = { 500, -500, 0 };
  float tone[3], back[3];

  smooth_tone_compress (3, colours, tone);
  g_assert_cmpfloat (tone[0], ==, 0);
  g_assert_cmpfloat (tone[1], ==, INFINITY);
  assert_near (tone[2], 4 * (1 + log (2)), TEST_TOLERANCE_TONE);
  g_assert_cmpfloat (smooth_tone_get_size (3, colours), ==, 8);
  smooth_tone_expand (3, large, back);
  g_assert_cmpfloat (back[0], ==, G_MAXFLOAT);
  g_assert_cmpfloat (back[1], ==, -G_MAXFLOAT);
  g_assert_cmpfloat (back[2], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tone/formula", test_formula);
  g_test_add_func ("/tone/linear", test_linear);
  g_test_add_func ("/tone/not-finite", test_not_finite);
  return g_test_run ();
}
