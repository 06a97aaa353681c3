/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the edge head, the layer that combines side outputs into the edge map
 * (core/kernel/edge-head.h), against a naive loop. */
#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

#define MAX_BLOCKS 7
#define N_RANDOM 4

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  const SmoothFuse *fuse = data;

  return smooth_layer_fuse (graph, simd, inputs, fuse->n_sides, fuse->weight,
                            fuse->bias);
}

static void
check (SmoothSimd simd, int n_sides, GRand *rand)
{
  const int height = 8 * layer_test_draw (rand, MAX_BLOCKS);
  const int width = 8 * layer_test_draw (rand, MAX_BLOCKS);
  SmoothFuse fuse = { .n_sides = n_sides, .bias = 0.3f };
  TestPlane *sides[SMOOTH_FUSE_MAX_SIDES];
  LayerTest test = { .build = build, .data = &fuse };
  g_autoptr (TestPlane) got = NULL;
  g_autofree double *wanted = NULL;

  test_rand_fill (rand, n_sides, fuse.weight);
  for (int i = 0; i < n_sides; i++)
    {
      fuse.factor[i] = 1 << i;
      sides[i] = test_plane_new_random (rand, height >> i, width >> i, 1);
      test.inputs[i] = sides[i];
    }
  got = layer_test_run (&test, simd, rand);
  wanted = test_reference_fuse (&fuse, test.inputs, height, width);
  g_assert_cmpint (got->channels, ==, 1);
  layer_test_assert_near (got, wanted, TEST_TOLERANCE_FUSE);
  for (int i = 0; i < n_sides; i++)
    test_plane_free (sides[i]);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int n_sides = 1; n_sides <= SMOOTH_FUSE_MAX_SIDES; n_sides++)
        for (int i = 0; i < N_RANDOM; i++)
          check (simd, n_sides, rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-edge-head/random", test_random);
  return g_test_run ();
}
