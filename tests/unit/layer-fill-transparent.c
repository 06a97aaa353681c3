/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the layer that gives colours to hidden pixels against the naive loop.
 */
#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

/* Pictures are larger than the window of 33 pixels a side. */
#define MAX_PX 60
#define HALO_PX 16
#define N_RANDOM 6

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  (void) simd;
  (void) data;
  return smooth_layer_fill_hidden (graph, inputs[0]);
}

static const float *
get_pixel (const TestPlane *plane, int y, int x)
{
  return plane->data + ((gsize) y * plane->width + x) * plane->channels;
}

/* Computes the mean of colour c over the window around (y, x), weighted by
 * alpha. */
static double
get_mean (const TestPlane *in, int y, int x, int c)
{
  double sum = 0, weights = 0;

  for (int j = MAX (y - HALO_PX, 0); j <= MIN (y + HALO_PX, in->height - 1);
       j++)
    for (int i = MAX (x - HALO_PX, 0); i <= MIN (x + HALO_PX, in->width - 1);
         i++)
      {
        const float *pixel = get_pixel (in, j, i);

        sum += (double) pixel[3] * pixel[c];
        weights += pixel[3];
      }
  return weights > 0 ? sum / weights : 0.5;
}

static void
assert_filled (const TestPlane *in, const TestPlane *got)
{
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      {
        const float *from = get_pixel (in, y, x), *to = get_pixel (got, y, x);

        for (int c = 0; c < 3; c++)
          if (from[3] > 0)
            g_assert_cmpfloat (to[c], ==, from[c]);
          else
            g_assert_cmpfloat (fabs (to[c] - get_mean (in, y, x, c)), <=,
                               TEST_TOLERANCE_FLOAT);
      }
}

/* share: the fraction of the picture's pixels that are hidden (alpha 0), some
 * of them in squares and some one by one. */
static void
check (double share, GRand *rand)
{
  g_autoptr (TestPlane) in = test_plane_new_random (
    rand, layer_test_draw (rand, MAX_PX), layer_test_draw (rand, MAX_PX), 4);
  const LayerTest test = { { in }, build, NULL };
  g_autoptr (TestPlane) got = NULL;
  float *pixel = in->data;

  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++, pixel += 4)
      {
        const gboolean is_hidden =
          share == 1 || (x / 20 + y / 20) % 2 || g_rand_double (rand) < share;

        for (int c = 0; c < 3; c++)
          pixel[c] = fabsf (pixel[c]);
        pixel[3] = is_hidden ? 0 : (float) g_rand_double_range (rand, 0.1, 1);
      }
  got = layer_test_run (&test, smooth_simd_best (), rand);
  assert_filled (in, got);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < N_RANDOM; i++)
    check (i * 0.1, rand);
}

/* Without any visible pixel, all pixels become mid-grey. */
static void
test_all_hidden (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  check (1, rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-fill-transparent/random", test_random);
  g_test_add_func ("/layer-fill-transparent/all-hidden", test_all_hidden);
  return g_test_run ();
}
