/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the up-sampling layer against the naive loop. */
#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

#define MAX_PX 20
#define N_RANDOM 5

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  const int *factor = data;

  return smooth_layer_upsample (graph, simd, inputs[0], inputs[1], *factor);
}

static void
check (SmoothSimd simd, int factor, GRand *rand)
{
  const int channels = layer_test_draw (rand, 9);
  g_autoptr (TestPlane) coarse =
    test_plane_new_random (rand, layer_test_draw (rand, MAX_PX),
                           layer_test_draw (rand, MAX_PX), channels);
  /* The result is cropped, as for a picture whose height and width are not
   * multiples of factor. */
  const int height =
    factor * coarse->height - g_rand_int_range (rand, 0, factor);
  const int width = factor * coarse->width - g_rand_int_range (rand, 0, factor);
  g_autoptr (TestPlane) residual =
    test_plane_new_random (rand, height, width, channels);
  const LayerTest test = { { coarse, residual }, build, &factor };
  g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);
  g_autofree double *wanted =
    test_reference_upsample (coarse, factor, height, width, residual);

  g_assert_cmpint (got->height, ==, height);
  g_assert_cmpint (got->width, ==, width);
  layer_test_assert_near (got, wanted, TEST_TOLERANCE_FLOAT);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int factor = 2; factor <= 8; factor *= 2)
        for (int i = 0; i < N_RANDOM; i++)
          check (simd, factor, rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-upsample/random", test_random);
  return g_test_run ();
}
