/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the two layers of the colour gate, which keeps grey parts of a picture
 * grey (core/kernel/colour-gate.h), against naive loops. */
#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

#define MAX_PX 90
#define N_RANDOM 8

/* Makes a picture with squares in strong colours, in weak ones, and in grey. */
static TestPlane *
new_picture (GRand *rand)
{
  static const float SHARES[] = { 1, 0.02f, 0, 0 };
  TestPlane *picture = test_plane_new_random (
    rand, layer_test_draw (rand, MAX_PX), layer_test_draw (rand, MAX_PX), 3);
  float *pixel = picture->data;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++, pixel += 3)
      for (int c = 1; c < 3; c++)
        pixel[c] =
          pixel[0] + SHARES[(x / 24 + y / 24) % 4] * (pixel[c] - pixel[0]);
  return picture;
}

static SmoothNode *
build_chroma (SmoothGraph *graph,
              SmoothSimd simd,
              SmoothNode *const *inputs,
              gconstpointer data)
{
  (void) data;
  return smooth_layer_chroma (graph, simd, inputs[0]);
}

static void
test_chroma (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int i = 0; i < N_RANDOM; i++)
        {
          g_autoptr (TestPlane) picture = new_picture (rand);
          const LayerTest test = { { picture }, build_chroma, NULL };
          g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);
          g_autofree double *wanted = test_reference_chroma (picture);

          g_assert_cmpint (got->height, ==, (picture->height + 7) / 8);
          g_assert_cmpint (got->width, ==, (picture->width + 7) / 8);
          layer_test_assert_near (
            got, wanted, (SMOOTH_CHROMA_SLOPE * TEST_TOLERANCE_CHROMA));
        }
}

static SmoothNode *
build_gate (SmoothGraph *graph,
            SmoothSimd simd,
            SmoothNode *const *inputs,
            gconstpointer data)
{
  (void) data;
  return smooth_layer_gate_chroma (graph, simd, inputs[0], inputs[1],
                                   inputs[2]);
}

static void
test_gate (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int i = 0; i < N_RANDOM; i++)
        {
          g_autoptr (TestPlane) picture = new_picture (rand);
          g_autoptr (TestPlane) change =
            test_plane_new_random (rand, picture->height, picture->width, 3);
          g_autoptr (TestPlane) chroma = test_plane_new (
            (picture->height + 7) / 8, (picture->width + 7) / 8, 1);
          const LayerTest test = { { change, chroma, picture },
                                   build_gate,
                                   NULL };
          g_autoptr (TestPlane) got = NULL;
          g_autofree double *wanted = NULL;

          for (gsize k = 0; k < test_plane_get_size (chroma); k++)
            chroma->data[k] = (float) g_rand_double (rand);
          got = layer_test_run (&test, simd, rand);
          wanted = test_reference_gate (change, chroma, picture);
          layer_test_assert_near (got, wanted, TEST_TOLERANCE_CHROMA);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-colour-gate/chroma", test_chroma);
  g_test_add_func ("/layer-colour-gate/gate", test_gate);
  return g_test_run ();
}
