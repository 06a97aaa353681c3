/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the up-sampling layer's gradient in double. The layer is linear, so
 * that its transpose can be checked without differences: <U a, b> = <a, U' b>.
 */
#include "train/net/layer-upsample.h"

#include <math.h>

#include "gradient.h"
#include "support/tolerances.h"

static void
check (TrainRandom *random, int factor, int height, int width)
{
  const int channels = 1 + train_random_integer (random, 5);
  TrainImage in = test_image_random (random, (height + factor - 1) / factor,
                                     (width + factor - 1) / factor, channels);
  TrainImage out = test_image_random (random, height, width, channels);
  TrainImage gradient = test_image_random (random, height, width, channels);
  TrainImage back = test_image_random (random, in.height, in.width, channels);
  g_autofree TrainReal *scratch = g_new (TrainReal, width * channels);
  double there, here;

  train_upsample_forward (SMOOTH_SIMD_BASELINE, factor, &in, NULL, &out);
  train_upsample_backward (SMOOTH_SIMD_BASELINE, factor, &gradient, &back,
                           scratch);
  there = test_image_product (&out, &gradient);
  here = test_image_product (&in, &back);
  g_assert_cmpfloat_with_epsilon (there, here,
                                  TEST_TOLERANCE_ADJOINT * height * width);
  train_image_clear (&in);
  train_image_clear (&out);
  train_image_clear (&gradient);
  train_image_clear (&back);
}

static void
test_transpose (void)
{
  TrainRandom random;

  train_random_init (&random, 12, 0, 0, 0);
  for (int factor = 1; factor <= 8; factor *= 2)
    for (int i = 0; i < 20; i++)
      check (&random, factor, 1 + train_random_integer (&random, 40),
             1 + train_random_integer (&random, 40));
}

/* Up-sampling a linear ramp gives the same ramp, except near the border, where
 * there is no further input pixel to interpolate with. */
static void
test_forward (void)
{
  TrainImage in, out;

  train_image_init (&in, 3, 4, 1);
  train_image_init (&out, 12, 16, 1);
  for (int y = 0; y < 3; y++)
    for (int x = 0; x < 4; x++)
      train_image_at (&in, y, x)[0] = 4 * (10 * y + x);
  train_upsample_forward (SMOOTH_SIMD_BASELINE, 4, &in, NULL, &out);
  for (int y = 2; y < 10; y++)
    for (int x = 2; x < 14; x++)
      g_assert_cmpfloat_with_epsilon (train_image_at (&out, y, x)[0],
                                      10 * (y - 1.5) + (x - 1.5),
                                      TEST_TOLERANCE_DOUBLE_FEW);
  g_assert_cmpfloat_with_epsilon (out.data[0], 0, TEST_TOLERANCE_DOUBLE_FEW);
  train_image_clear (&in);
  train_image_clear (&out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-upsample/transpose", test_transpose);
  g_test_add_func ("/layer-upsample/forward", test_forward);
  return g_test_run ();
}
