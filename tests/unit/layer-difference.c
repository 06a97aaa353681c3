/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the difference layer, sample by sample. */
#include "support/measure.h"
#include "unit/layer-support.h"

#define MAX_PX 50
#define N_RANDOM 8

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  (void) simd;
  (void) data;
  return smooth_layer_difference (graph, inputs[0], inputs[1]);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < N_RANDOM; i++)
    {
      const int height = layer_test_draw (rand, MAX_PX);
      const int width = layer_test_draw (rand, MAX_PX);
      const int channels = layer_test_draw (rand, 4);
      g_autoptr (TestPlane) a =
        test_plane_new_random (rand, height, width, channels);
      g_autoptr (TestPlane) b =
        test_plane_new_random (rand, height, width, channels);
      const LayerTest test = { { a, b }, build, NULL };
      g_autoptr (TestPlane) got =
        layer_test_run (&test, smooth_simd_best (), rand);

      for (gsize k = 0; k < test_plane_get_size (got); k++)
        g_assert_cmpfloat (got->data[k], ==, a->data[k] - b->data[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-difference/random", test_random);
  return g_test_run ();
}
