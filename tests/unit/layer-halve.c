/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the halving layer against the naive loop. */
#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

#define MAX_PX 70
#define N_RANDOM 12

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  (void) data;
  return smooth_layer_halve (graph, simd, inputs[0]);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int i = 0; i < N_RANDOM; i++)
        {
          g_autoptr (TestPlane) in = test_plane_new_random (
            rand, layer_test_draw (rand, MAX_PX),
            layer_test_draw (rand, MAX_PX), layer_test_draw (rand, 4));
          const LayerTest test = { { in }, build, NULL };
          g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);
          g_autofree double *wanted = test_reference_halve (in);

          g_assert_cmpint (got->height, ==, (in->height + 1) / 2);
          g_assert_cmpint (got->width, ==, (in->width + 1) / 2);
          layer_test_assert_near (got, wanted, TEST_TOLERANCE_FLOAT);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-halve/random", test_random);
  return g_test_run ();
}
