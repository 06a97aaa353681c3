/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the reader, the first layers of a graph, which prepare the source for
 * the networks: what value the networks get for each pixel, with and without an
 * exposure (gain and offset for pixels outside [0, 1]), and which part of the
 * source is read. Hidden pixels are tested in layer-fill-transparent.c.
 */
#include "engine/reader.h"

#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"
#include "unit/pixel-support.h"

#define HEIGHT 45
/* More columns than a block has, and than smooth_exposure_get_row () gives at
 * once. */
#define WIDTH 300

/* Adds the layers of a reader to graph, so that layer_test_run can test them
 * like a single layer. data: the SmoothReader. */
static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  SmoothReader *reader = (SmoothReader *) data;

  (void) inputs;
  reader->simd = simd;
  reader->n_nodes = 0;
  return smooth_reader_add_nodes (reader, graph);
}

static void
assert_pixel (const SmoothArray *array,
              const SmoothExposure *exposure,
              int x,
              int y,
              const float *got)
{
  const int n_colours = array->n_channels < 3 ? 1 : 3;
  const float *pixel = pixel_test_get (array, x, y);
  double tone[3], gain, offset;

  if (smooth_has_alpha (array->n_channels)
      && !(pixel[array->n_channels - 1] > 0))
    return;
  pixel_test_get_exposure (exposure, x, y, &gain, &offset);
  pixel_test_compress (n_colours, pixel, tone);
  for (int c = 0; c < 3; c++)
    {
      const double value = tone[n_colours == 1 ? 0 : c];

      g_assert_cmpfloat (
        fabs (got[c] - pixel_test_clamp (gain * value + offset)), <=,
        TEST_TOLERANCE_READER);
    }
}

static void
check (SmoothArray *array, const SmoothExposure *exposure, GRand *rand)
{
  const SmoothSource source = smooth_array_source (array);
  SmoothReader reader = { .source = &source, .exposure = exposure };
  const LayerTest test = { .build = build, .data = &reader };

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      {
        g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);

        g_assert_cmpint (got->channels, ==, 3);
        for (int y = 0; y < HEIGHT; y++)
          for (int x = 0; x < WIDTH; x++)
            assert_pixel (array, exposure, x, y,
                          got->data + 3 * ((gsize) y * WIDTH + x));
      }
}

static void
test_clamp (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int n_channels = 1; n_channels <= 4; n_channels++)
    {
      SmoothArray array =
        pixel_test_new_picture (rand, WIDTH, HEIGHT, n_channels, TRUE);

      /* Without an exposure, too, all samples come out in [0, 1]. */
      for (int i = 0; i < 9; i++)
        array.pixels[i * n_channels] = i % 3 == 0 ? NAN : i % 3 == 1 ? -1 : 3;
      check (&array, NULL, rand);
      g_free (array.pixels);
    }
}

static void
test_expose (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int n_channels = 1; n_channels <= 4; n_channels++)
    {
      SmoothArray array =
        pixel_test_new_picture (rand, WIDTH, HEIGHT, n_channels, FALSE);
      g_autoptr (SmoothExposure) exposure = pixel_test_measure (&array);

      check (&array, exposure, rand);
      g_free (array.pixels);
    }
}

/* The source is read at the output's pixels, and with alpha in the windows
 * around them. */
static void
test_extent (void)
{
  const SmoothRect region = { 20, 10, 7, 3 };
  const SmoothRect window = { 4, 0, 39, 29 };
  const SmoothSpan rows = { 10, 13 }, columns = { 20, 27 };
  const SmoothPlanOptions options = { 8, 1, FALSE };

  for (int n_channels = 1; n_channels <= 4; n_channels++)
    {
      SmoothArray array = { WIDTH, HEIGHT, n_channels, NULL };
      const SmoothSource source = smooth_array_source (&array);
      SmoothReader reader = { .source = &source };
      g_autoptr (SmoothGraph) graph = smooth_graph_new ();
      SmoothNode *node = smooth_reader_add_nodes (&reader, graph);
      SmoothPlan plan;
      SmoothRect extent;

      smooth_graph_add_output (graph, node, rows, columns);
      g_assert_true (smooth_graph_plan (graph, &options, &plan, NULL));
      extent = smooth_reader_get_extent (&reader);
      g_assert_true (smooth_rect_equal (
        &extent, smooth_has_alpha (n_channels) ? &window : &region));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/clamp", test_clamp);
  g_test_add_func ("/reader/expose", test_expose);
  g_test_add_func ("/reader/extent", test_extent);
  return g_test_run ();
}
