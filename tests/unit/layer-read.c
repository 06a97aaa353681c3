/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the read layer: which rectangles it asks the source for, that it
 * converts each pixel at its own place, and that a failing source ends the
 * pass.
 */
#include <smooth/error.h>

#include "support/measure.h"
#include "unit/layer-support.h"

#define HEIGHT 150

/* A source that remembers what was asked of it. */
typedef struct
{
  int width, n_channels;
  int n_reads[HEIGHT]; /* how often each row was read */
  int fail_at;         /* the row that cannot be read; -1: none */
} Source;

/* Returns sample c of a pixel. */
static float
get_sample (int x, int y, int c)
{
  return (float) (1000 * y + 3 * x + c);
}

static gboolean
read_rect (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  Source *source = data;
  const SmoothRect whole = { 0, 0, source->width, HEIGHT };

  g_assert_true (smooth_rect_contains (&whole, rect));
  g_assert_cmpint (rect->height, >=, 1);
  for (int y = rect->y; y < rect->y + rect->height; y++)
    {
      if (y == source->fail_at)
        {
          g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "row");
          return FALSE;
        }
      source->n_reads[y]++;
      for (int x = rect->x; x < rect->x + rect->width; x++)
        for (int c = 0; c < source->n_channels; c++)
          *pixels++ = get_sample (x, y, c);
    }
  return TRUE;
}

/* Implements SmoothConvertFunc. Of a pixel's two output channels, the first is
 * the last channel of the source, and the second is a number that depends on
 * the pixel's position, to show that the position was passed correctly. */
static void
convert (gconstpointer data, int x, int y, int n, const float *from, float *to)
{
  const Source *source = data;

  for (int i = 0; i < n; i++, from += source->n_channels, to += 2)
    {
      to[0] = from[source->n_channels - 1];
      to[1] = get_sample (x + i, y, 0);
    }
}

/* A graph with only the read layer. */
typedef struct
{
  Source source;
  SmoothSource public;
  SmoothGraph *graph;
  SmoothNode *node;
  SmoothArena *arena;
  SmoothThreads *threads;
  SmoothSpan rows, columns;
  int band_height;
} Reading;

static void
reading_init (Reading *reading, int width, int n_channels, GRand *rand)
{
  const int first = g_rand_int_range (rand, 0, width);
  const SmoothReadSpec spec = { &reading->public, 2, convert,
                                &reading->source };
  const int band_height = 8 * layer_test_draw (rand, 6);
  const SmoothPlanOptions options = { band_height, 2, FALSE };
  g_autoptr (GError) error = NULL;
  SmoothPlan plan;

  *reading = (Reading) {
    .source = { .width = width, .n_channels = n_channels, .fail_at = -1 },
    .public = { width, HEIGHT, n_channels, read_rect, &reading->source, FALSE },
    .graph = smooth_graph_new (),
    .rows = { g_rand_int_range (rand, 0, HEIGHT), HEIGHT },
    .columns = { first, g_rand_int_range (rand, first, width) + 1 },
    .band_height = band_height,
    .threads = smooth_threads_new (2, NULL),
  };
  reading->node = smooth_layer_read (reading->graph, &spec);
  smooth_graph_add_output (reading->graph, reading->node, reading->rows,
                           reading->columns);
  smooth_graph_plan (reading->graph, &options, &plan, &error);
  g_assert_no_error (error);
  reading->arena = smooth_arena_new (plan.n_bytes, &error);
  g_assert_no_error (error);
  smooth_graph_prepare (reading->graph, reading->arena, reading->threads);
}

static void
reading_clear (Reading *reading)
{
  smooth_graph_free (reading->graph);
  smooth_threads_free (reading->threads);
  smooth_arena_free (reading->arena);
}

static void
assert_rows (const Reading *reading, int y0, int y1)
{
  const SmoothBand *band = &reading->node->band;

  for (int y = y0; y < y1; y++)
    for (int x = reading->columns.first; x < reading->columns.end; x++)
      {
        const float *got = smooth_band_row (band, y) + 2 * (x - band->x0);

        g_assert_cmpfloat (got[0], ==,
                           get_sample (x, y, reading->source.n_channels - 1));
        g_assert_cmpfloat (got[1], ==, get_sample (x, y, 0));
      }
}

static gboolean
run_pass (Reading *reading, GError **error)
{
  const SmoothGraphPass pass = { 0 };

  smooth_graph_start (reading->graph, &pass);
  for (int y = reading->rows.first, end; y < reading->rows.end; y = end)
    {
      end = MIN (y + reading->band_height, reading->rows.end);
      if (!smooth_graph_pull (reading->graph, reading->node, end, error))
        return FALSE;
      smooth_graph_wait (reading->graph,
                         smooth_graph_get_mark (reading->graph));
      assert_rows (reading, y, end);
    }
  return TRUE;
}

/* Wide sources are read in fewer rows at once than narrow ones. */
static void
test_pixels (void)
{
  static const int WIDTHS[] = { 1, 40, 700, 3000, 40000 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (WIDTHS); i++)
    for (int n_channels = 1; n_channels <= 4; n_channels++)
      {
        g_autofree Reading *reading = g_new (Reading, 1);
        g_autoptr (GError) error = NULL;

        reading_init (reading, WIDTHS[i], n_channels, rand);
        for (int k = 1; k <= 2; k++)
          {
            g_assert_true (run_pass (reading, &error));
            for (int y = 0; y < HEIGHT; y++)
              g_assert_cmpint (reading->source.n_reads[y], ==,
                               y >= reading->rows.first ? k : 0);
          }
        reading_clear (reading);
      }
}

static void
test_failure (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autofree Reading *reading = g_new (Reading, 1);
  g_autoptr (GError) error = NULL;

  reading_init (reading, 100, 3, rand);
  reading->source.fail_at =
    g_rand_int_range (rand, reading->rows.first, HEIGHT);
  g_assert_false (run_pass (reading, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_clear_error (&error);
  reading->source.fail_at = -1;
  g_assert_true (run_pass (reading, &error));
  reading_clear (reading);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-read/pixels", test_pixels);
  g_test_add_func ("/layer-read/failure", test_failure);
  return g_test_run ();
}
