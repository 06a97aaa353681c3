/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/layer-support.h"

#include <string.h>

#include "net/layer-rows.h"
#include "support/measure.h"

#define N_CUTS 8

/* A part of a layer's output that is computed, and how: the height of the
 * bands, and the number of threads. */
typedef struct
{
  SmoothSpan rows, columns;
  int band_height, n_threads;
} Cut;

static void
copy_block (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const TestPlane *plane = *(const TestPlane *const *) node->params;
  const SmoothBand *band = &node->band;
  const int x = block->columns.first;

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    memcpy (smooth_band_row (band, y) + (x - band->x0) * band->channels,
            plane->data + ((gsize) y * plane->width + x) * plane->channels,
            (block->columns.end - x) * band->channels * sizeof (float));
}

static const SmoothLayer plane_layer = {
  .name = "plane",
  .need = smooth_layer_need_same,
  .compute = copy_block,
};

static SmoothNode *
add_plane (SmoothGraph *graph, const TestPlane *plane)
{
  const SmoothNodeSpec spec = {
    .layer = &plane_layer,
    .height = plane->height,
    .width = plane->width,
    .channels = plane->channels,
    .reduction = 1,
    .params = &plane,
    .params_bytes = sizeof plane,
  };

  return smooth_graph_add (graph, &spec);
}

static SmoothNode *
build (const LayerTest *test, SmoothSimd simd, SmoothGraph *graph)
{
  SmoothNode *inputs[SMOOTH_MAX_INPUTS] = { NULL };

  for (int i = 0; i < SMOOTH_MAX_INPUTS && test->inputs[i] != NULL; i++)
    inputs[i] = add_plane (graph, test->inputs[i]);
  return test->build (graph, simd, inputs, test->data);
}

static void
copy_rows (
  const SmoothNode *node, const Cut *cut, int y0, int y1, TestPlane *to)
{
  const SmoothBand *band = &node->band;
  const int x = cut->columns.first;

  for (int y = y0; y < y1; y++)
    memcpy (to->data + ((gsize) y * to->width + x) * to->channels,
            smooth_band_row (band, y) + (x - band->x0) * band->channels,
            (cut->columns.end - x) * band->channels * sizeof (float));
}

/* Makes an arena of n_bytes that are all 0xff, which is NaN in floats. */
static SmoothArena *
new_arena (gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  SmoothArena *arena = smooth_arena_new (MAX (n_bytes, 1), &error);

  g_assert_no_error (error);
  memset (smooth_arena_take (arena, n_bytes), 0xff, n_bytes);
  smooth_arena_reset (arena);
  return arena;
}

/* Computes the rows of cut, band by band, in one pass of the graph, and copies
 * them to the plane to. */
static void
run_pass (SmoothGraph *graph, SmoothNode *node, const Cut *cut, TestPlane *to)
{
  const SmoothGraphPass pass = { 0 };
  g_autoptr (GError) error = NULL;

  smooth_graph_start (graph, &pass);
  for (int y = cut->rows.first, end; y < cut->rows.end; y = end)
    {
      end = MIN (y + cut->band_height, cut->rows.end);
      smooth_graph_pull (graph, node, end, &error);
      g_assert_no_error (error);
      smooth_graph_wait (graph, smooth_graph_get_mark (graph));
      copy_rows (node, cut, y, end, to);
    }
}

/* Computes the part cut of the layer's output and copies it to the plane to.
 * Samples of the plane outside of the cut stay NaN. */
static void
run_cut (const LayerTest *test, SmoothSimd simd, const Cut *cut, TestPlane *to)
{
  const SmoothPlanOptions options = { cut->band_height, cut->n_threads, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothThreads) threads =
    smooth_threads_new (cut->n_threads, &error);
  SmoothGraph *graph = smooth_graph_new ();
  SmoothNode *node = build (test, simd, graph);
  SmoothArena *arena;
  SmoothPlan plan;

  g_assert_no_error (error);
  smooth_graph_add_output (graph, node, cut->rows, cut->columns);
  smooth_graph_plan (graph, &options, &plan, &error);
  g_assert_no_error (error);
  arena = new_arena (plan.n_bytes);
  smooth_graph_prepare (graph, arena, threads);
  run_pass (graph, node, cut, to);
  smooth_graph_free (graph);
  smooth_arena_free (arena);
}

static TestPlane *
new_output (const LayerTest *test, SmoothSimd simd)
{
  g_autoptr (SmoothGraph) graph = smooth_graph_new ();
  const SmoothBand *band = &build (test, simd, graph)->band;

  return test_plane_new (band->height, band->width, band->channels);
}

static SmoothSpan
draw_span (GRand *rand, int n)
{
  const int first = g_rand_int_range (rand, 0, n);

  return (SmoothSpan) { first, g_rand_int_range (rand, first, n) + 1 };
}

static void
assert_same_bits (const TestPlane *a, const TestPlane *b, const Cut *cut)
{
  const gsize n = (cut->columns.end - cut->columns.first) * a->channels;

  for (int y = cut->rows.first; y < cut->rows.end; y++)
    {
      const gsize at =
        ((gsize) y * a->width + cut->columns.first) * a->channels;

      g_assert_cmpmem (a->data + at, n * sizeof (float), b->data + at,
                       n * sizeof (float));
    }
}

TestPlane *
layer_test_run (const LayerTest *test, SmoothSimd simd, GRand *rand)
{
  TestPlane *whole = new_output (test, simd);
  Cut cut = { { 0, whole->height }, { 0, whole->width }, 8, 1 };

  run_cut (test, simd, &cut, whole);
  for (int i = 0; i < N_CUTS; i++)
    {
      g_autoptr (TestPlane) part =
        test_plane_new (whole->height, whole->width, whole->channels);

      cut.rows = draw_span (rand, whole->height);
      cut.columns = draw_span (rand, whole->width);
      cut.band_height = 8 * layer_test_draw (rand, 4);
      cut.n_threads = layer_test_draw (rand, 3);
      run_cut (test, simd, &cut, part);
      assert_same_bits (whole, part, &cut);
    }
  return whole;
}

void
layer_test_assert_near (const TestPlane *got,
                        const double *wanted,
                        double tolerance)
{
  const double error =
    test_relative_error (test_plane_get_size (got), got->data, wanted);

  g_test_message ("%dx%dx%d: relative error %.2g", got->height, got->width,
                  got->channels, error);
  g_assert_cmpfloat (error, <=, tolerance);
}

int
layer_test_draw (GRand *rand, int most)
{
  return g_rand_int_range (rand, 1, most + 1);
}
