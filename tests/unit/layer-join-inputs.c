/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the packing layer, sample by sample: offsets, replicate padding to
 * multiples of 8, and the edge map as fourth channel.
 */
#include "support/measure.h"
#include "unit/layer-support.h"

#define MAX_PX 45
#define N_RANDOM 16

#define PICTURE_OFFSET 0.45f
#define EDGE_OFFSET 0.2f

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  (void) simd;
  (void) data;
  return smooth_layer_pack (graph, inputs[0], PICTURE_OFFSET, inputs[1],
                            EDGE_OFFSET);
}

static void
assert_pixel (const TestPlane *got,
              const TestPlane *picture,
              const TestPlane *edge,
              int y,
              int x)
{
  const int from_y = MIN (y, picture->height - 1);
  const int from_x = MIN (x, picture->width - 1);
  const float *pixel = got->data + ((gsize) y * got->width + x) * got->channels;
  const float *from =
    picture->data + 3 * ((gsize) from_y * picture->width + from_x);

  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (pixel[c], ==, from[c] - PICTURE_OFFSET);
  if (edge != NULL)
    g_assert_cmpfloat (pixel[3], ==,
                       edge->data[(gsize) y * edge->width + x] - EDGE_OFFSET);
}

static void
check (gboolean has_edge, GRand *rand)
{
  g_autoptr (TestPlane) picture = test_plane_new_random (
    rand, layer_test_draw (rand, MAX_PX), layer_test_draw (rand, MAX_PX), 3);
  const int height = (picture->height + 7) / 8 * 8;
  const int width = (picture->width + 7) / 8 * 8;
  g_autoptr (TestPlane) edge =
    has_edge ? test_plane_new_random (rand, height, width, 1) : NULL;
  const LayerTest test = { { picture, edge }, build, NULL };
  g_autoptr (TestPlane) got = layer_test_run (&test, smooth_simd_best (), rand);

  g_assert_cmpint (got->height, ==, height);
  g_assert_cmpint (got->width, ==, width);
  g_assert_cmpint (got->channels, ==, has_edge ? 4 : 3);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      assert_pixel (got, picture, edge, y, x);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < N_RANDOM; i++)
    check (i % 2, rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-join-inputs/random", test_random);
  return g_test_run ();
}
