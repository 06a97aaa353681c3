/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests previews: steps with changing strengths give the same bits as runs of
 * the engine, whatever was asked for, cancelled or failed before. A step that
 * may be approximated (a near step) is near the exact result, says so, and does
 * not change the rows that the preview keeps for exact steps.
 */
#include <math.h>
#include <string.h>

#include <smooth/smooth.h>

#include "support/measure.h"

#define WIDTH 100
#define HEIGHT 80
#define N_SAMPLES (WIDTH * HEIGHT * 3)

static const SmoothRect REGION = { 30, 16, 45, 50 };

typedef struct
{
  SmoothEngine *engine;
  SmoothArray from, whole, part, whole_edges, part_edges;
} Fixture;

static SmoothArray
new_array (int n_channels)
{
  SmoothArray array = { WIDTH, HEIGHT, n_channels,
                        g_new0 (float, WIDTH *HEIGHT * 3) };

  return array;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  GRand *rand = test_rand_new ();

  (void) data;
  g_assert_no_error (error);
  fixture->engine = smooth_engine_new (model, NULL, &error);
  g_assert_no_error (error);
  fixture->from = new_array (3);
  fixture->whole = new_array (3);
  fixture->part = new_array (3);
  fixture->whole_edges = new_array (1);
  fixture->part_edges = new_array (1);
  for (int i = 0; i < N_SAMPLES; i++)
    fixture->from.pixels[i] =
      i / 33 % 5 * 0.15 + g_rand_double_range (rand, 0, 0.3);
  g_rand_free (rand);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  smooth_engine_free (fixture->engine);
  g_free (fixture->from.pixels);
  g_free (fixture->whole.pixels);
  g_free (fixture->part.pixels);
  g_free (fixture->whole_edges.pixels);
  g_free (fixture->part_edges.pixels);
}

static void
assert_same_region (const SmoothArray *a, const SmoothArray *b)
{
  int n = a->n_channels;

  for (int y = REGION.y; y < REGION.y + REGION.height; y++)
    {
      gsize first = ((gsize) y * WIDTH + REGION.x) * n;
      gsize bytes = sizeof (float) * REGION.width * n;

      g_assert_cmpmem (a->pixels + first, bytes, b->pixels + first, bytes);
    }
}

/* Runs the engine on the whole picture, into fixture->whole. */
static void
run_whole (Fixture *fixture, double texture_scale, double strength)
{
  SmoothParams params = { strength, texture_scale, SMOOTH_CHANNELS_ALL,
                          -1,       FALSE,         1 };
  SmoothArraySink whole = { &fixture->whole, &fixture->whole_edges };
  SmoothSource source = smooth_array_source (&fixture->from);
  SmoothSink sink = smooth_array_sink (&whole);
  g_autoptr (GError) error = NULL;

  smooth_engine_run (fixture->engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
}

static void
check_step (Fixture *fixture,
            SmoothPreview *preview,
            double texture_scale,
            double strength)
{
  SmoothPreviewStep step = { strength, SMOOTH_CHANNELS_ALL, -1, FALSE, NULL,
                             NULL };
  SmoothArraySink part = { &fixture->part, &fixture->part_edges };
  SmoothSink sink = smooth_array_sink (&part);
  g_autoptr (GError) error = NULL;

  run_whole (fixture, texture_scale, strength);
  memset (fixture->part.pixels, 0xff, sizeof (float) * N_SAMPLES);
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
  assert_same_region (&fixture->whole, &fixture->part);
  assert_same_region (&fixture->whole_edges, &fixture->part_edges);
}

static gboolean
cancel_later (gpointer data, double fraction)
{
  int *n_calls = data;

  g_assert_cmpfloat (fraction, <=, 1);
  return (*n_calls)-- > 0;
}

static void
cancel_step (Fixture *fixture, SmoothPreview *preview, int n_calls)
{
  SmoothPreviewStep step = { 0.9,   SMOOTH_CHANNELS_ALL, -1,
                             FALSE, cancel_later,        &n_calls };
  SmoothArraySink part = { &fixture->part, NULL };
  SmoothSink sink = smooth_array_sink (&part);
  g_autoptr (GError) error = NULL;

  g_assert_false (smooth_preview_run (preview, &step, &sink, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 1.7, 2, 4 };
  static const double STRENGTHS[] = { 0.5, 0.1, 1, 0, 0.5 };

  (void) data;
  for (gsize i = test_get_first (G_N_ELEMENTS (SCALES));
       i < G_N_ELEMENTS (SCALES); i += test_get_step ())
    {
      SmoothSource source = smooth_array_source (&fixture->from);
      g_autoptr (GError) error = NULL;
      g_autoptr (SmoothPreview) preview = smooth_preview_new (
        fixture->engine, SCALES[i], FALSE, &source, &REGION, &error);

      g_assert_no_error (error);
      if (i % 2 == 1)
        cancel_step (fixture, preview, 1);
      for (gsize k = 0; k < G_N_ELEMENTS (STRENGTHS); k++)
        check_step (fixture, preview, SCALES[i], STRENGTHS[k]);
      cancel_step (fixture, preview, 0);
      check_step (fixture, preview, SCALES[i], 0.3);
    }
}

/* Makes a step, which may be approximated, into fixture->part. Returns whether
 * it was approximated. */
static gboolean
step_near (Fixture *fixture, SmoothPreview *preview, double strength)
{
  SmoothPreviewStep step = { .strength = strength,
                             .detail = -1,
                             .may_be_near = TRUE };
  SmoothArraySink part = { &fixture->part, &fixture->part_edges };
  SmoothSink sink = smooth_array_sink (&part);
  g_autoptr (GError) error = NULL;

  memset (fixture->part.pixels, 0xff, sizeof (float) * N_SAMPLES);
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
  return smooth_preview_is_near (preview);
}

/* Returns the root mean square of the difference of two pictures in the region.
 */
static double
get_distance (const SmoothArray *a, const SmoothArray *b)
{
  double sum = 0;

  for (int y = REGION.y; y < REGION.y + REGION.height; y++)
    for (int i = REGION.x * 3; i < (REGION.x + REGION.width) * 3; i++)
      {
        double d = a->pixels[y * WIDTH * 3 + i] - b->pixels[y * WIDTH * 3 + i];

        sum += d * d;
      }
  return sqrt (sum / (REGION.width * REGION.height * 3));
}

static void
check_near (Fixture *fixture, double texture_scale)
{
  SmoothSource source = smooth_array_source (&fixture->from);
  g_autoptr (SmoothPreview) preview = smooth_preview_new (
    fixture->engine, texture_scale, FALSE, &source, &REGION, NULL);
  double moved;

  g_assert_nonnull (preview);
  /* The first step is exact: an approximation uses rows that an earlier step
   * has kept, and there are none. */
  g_assert_false (step_near (fixture, preview, 0.5));
  run_whole (fixture, texture_scale, 0.5);
  assert_same_region (&fixture->whole, &fixture->part);
  /* The error of an approximated step must be less than two thirds of the
   * change that the step makes. It depends on the weights: with those of this
   * tree, it is about half of the change on this picture, and .25 to .60 of it
   * on photos. */
  g_assert_true (step_near (fixture, preview, 0.9));
  moved = get_distance (&fixture->whole, &fixture->part);
  run_whole (fixture, texture_scale, 0.9);
  g_test_message ("scale %g: %.2g from the exact one, moved %.2g",
                  texture_scale, get_distance (&fixture->whole, &fixture->part),
                  moved);
  g_assert_cmpfloat (get_distance (&fixture->whole, &fixture->part), <,
                     moved * 2 / 3);
  /* The kept rows are those of strength 0.5, so a step at 0.5 is exact. It
   * would not be if the approximated steps between had changed these rows. */
  step_near (fixture, preview, 0.1);
  g_assert_false (step_near (fixture, preview, 0.5));
  run_whole (fixture, texture_scale, 0.5);
  assert_same_region (&fixture->whole, &fixture->part);
  assert_same_region (&fixture->whole_edges, &fixture->part_edges);
  check_step (fixture, preview, texture_scale, 0.3);
  /* An exact step at 1 is cancelled half-way. The rows that the preview keeps
   * then come partly from strength 1 and partly from the strength before; the
   * approximation from them must still be near the exact result. */
  cancel_step (fixture, preview, 1);
  g_assert_true (step_near (fixture, preview, 0.9));
  check_step (fixture, preview, texture_scale, 0.9);
}

static void
test_near (Fixture *fixture, gconstpointer data)
{
  SmoothSource source = smooth_array_source (&fixture->from);
  g_autoptr (SmoothPreview) preview =
    smooth_preview_new (fixture->engine, 1, FALSE, &source, &REGION, NULL);

  (void) data;
  check_near (fixture, 1.7);
  check_near (fixture, 4);
  /* At scale 1 every step is exact. */
  step_near (fixture, preview, 0.5);
  g_assert_false (step_near (fixture, preview, 0.9));
  run_whole (fixture, 1, 0.9);
  assert_same_region (&fixture->whole, &fixture->part);
}

/* A source that reads array, but fails once, after n_reads_left reads. */
typedef struct
{
  SmoothSource array;
  int n_reads_left;
} Flaky;

static gboolean
read_flaky (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  Flaky *flaky = data;

  if (flaky->n_reads_left-- == 0)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "try again");
      return FALSE;
    }
  return flaky->array.read (flaky->array.data, rect, pixels, error);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  Flaky flaky = { smooth_array_source (&fixture->from), 3 };
  SmoothSource source = {
    .width = WIDTH,
    .height = HEIGHT,
    .n_channels = 3,
    .read = read_flaky,
    .data = &flaky,
  };
  SmoothPreviewStep step = { 0.5, SMOOTH_CHANNELS_ALL, -1, FALSE, NULL, NULL };
  SmoothArraySink part = { &fixture->part, NULL };
  SmoothSink sink = smooth_array_sink (&part);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothPreview) preview =
    smooth_preview_new (fixture->engine, 2, FALSE, &source, &REGION, &error);

  (void) data;
  g_assert_no_error (error);
  g_assert_false (smooth_preview_run (preview, &step, &sink, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  check_step (fixture, preview, 2, 0.5);

  g_clear_error (&error);
  step.strength = 1.5;
  g_assert_false (smooth_preview_run (preview, &step, &sink, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/preview/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/preview/near", Fixture, NULL, set_up, test_near, tear_down);
  g_test_add ("/preview/failure", Fixture, NULL, set_up, test_failure,
              tear_down);
  return g_test_run ();
}
