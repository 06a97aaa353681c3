/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the engine's public functions: results have the same bits however the
 * work is divided; errors, progress, cancelling and estimates. The rules for
 * pixels are tested in engine-pixels.c, the networks in tests/golden.
 */
#include <math.h>
#include <string.h>

#include "unit/engine-support.h"

static const double SCALES[] = { 1, 1.5, 2, 5, 16 };

/* Results do not depend on the number of threads or the band height, to the
 * bit. */
static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  static const int BANDS[] = { 8, 40, 1000 };
  SmoothEngine *others[G_N_ELEMENTS (BANDS)];

  (void) data;
  for (gsize k = 0; k < G_N_ELEMENTS (BANDS); k++)
    others[k] = fixture_new_engine (fixture->model, k + 2, BANDS[k]);
  for (gsize i = test_get_first (G_N_ELEMENTS (SCALES));
       i < G_N_ELEMENTS (SCALES); i += test_get_step ())
    {
      SmoothParams params = {
        0.6, SCALES[i], SMOOTH_CHANNELS_ALL, -1, FALSE, 1
      };
      Picture picture = picture_new_random (fixture, 61, 53, 3);
      g_autofree float *wanted = NULL;
      SmoothArray first = picture.to;

      picture_run (fixture->engine, &params, &picture);
      wanted = g_memdup2 (picture.to.pixels,
                          sizeof (float) * picture_count_samples (&picture.to));
      first.pixels = wanted;
      for (gsize k = 0; k < G_N_ELEMENTS (BANDS); k++)
        {
          memset (picture.to.pixels, 0xff,
                  sizeof (float) * picture_count_samples (&picture.to));
          picture_run (others[k], &params, &picture);
          picture_assert_same_bits (&picture.to, &first);
        }
      picture_clear (&picture);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (BANDS); k++)
    smooth_engine_free (others[k]);
}

/* Overwrites the region's pixels in both results, so that a pixel that is not
 * written can be recognised. */
static void
spoil_region (Picture *picture, const SmoothRect *region)
{
  for (int y = region->y; y < region->y + region->height; y++)
    {
      gsize first = (gsize) y * picture->from.width + region->x;
      int n = picture->from.n_channels;

      memset (picture->to.pixels + first * n, 0xff,
              sizeof (float) * region->width * n);
      memset (picture->edges.pixels + first, 0xff,
              sizeof (float) * region->width);
    }
}

/* A region's result is that part of the whole result, and nothing else is
 * written. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int i = test_get_first (15); i < 15; i += test_get_step ())
    {
      SmoothParams params = { 0.4, SCALES[i % 5], SMOOTH_CHANNELS_ALL,
                              -1,  FALSE,         1 };
      /* One of four pictures has two blocks of columns in a layer. */
      gboolean is_wide = g_rand_int_range (fixture->rand, 0, 4) == 0;
      int width = is_wide ? g_rand_int_range (fixture->rand, 257, 300)
                          : g_rand_int_range (fixture->rand, 1, 100);
      int height = g_rand_int_range (fixture->rand, 1, is_wide ? 30 : 90);
      Picture picture = picture_new_random (fixture, width, height, 1 + i % 4);
      Picture whole = picture;
      SmoothRect region;

      region.x = g_rand_int_range (fixture->rand, 0, width);
      region.y = g_rand_int_range (fixture->rand, 0, height);
      region.width = g_rand_int_range (fixture->rand, 1, width - region.x + 1);
      region.height =
        g_rand_int_range (fixture->rand, 1, height - region.y + 1);
      g_test_message ("%d x %d x %d, scale %g: %d x %d at (%d, %d)", width,
                      height, 1 + i % 4, params.texture_scale, region.width,
                      region.height, region.x, region.y);
      picture_run (fixture->engine, &params, &picture);
      whole.to.pixels =
        g_memdup2 (picture.to.pixels,
                   sizeof (float) * picture_count_samples (&picture.to));
      whole.edges.pixels =
        g_memdup2 (picture.edges.pixels,
                   sizeof (float) * picture_count_samples (&picture.edges));
      spoil_region (&picture, &region);
      picture_run_region (fixture->engine, &params, &picture, &region);
      picture_assert_same_bits (&picture.to, &whole.to);
      picture_assert_same_bits (&picture.edges, &whole.edges);
      g_free (whole.to.pixels);
      g_free (whole.edges.pixels);
      picture_clear (&picture);
    }
}

static void
expect_error (SmoothEngine *engine,
              const SmoothParams *params,
              const SmoothSource *source,
              const SmoothRect *region,
              int code)
{
  Picture picture = picture_new (8, 8, 3);
  SmoothArraySink arrays = { &picture.to, NULL };
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothRunOptions options = { .region = region };
  g_autoptr (GError) error = NULL;

  g_assert_false (
    smooth_engine_run (engine, params, source, &sink, &options, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_test_message ("%s", error->message);
  picture_clear (&picture);
}

static void
test_bad_requests (Fixture *fixture, gconstpointer data)
{
  static const SmoothRect OUTSIDE[] = {
    { 0, 0, 9, 8 },
    { -1, 0, 4, 4 },
    { 0, 7, 1, 2 },
    { 0, 0, 0, 1 },
  };
  SmoothParams good = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothParams bad[] = { { 1.01, 1, 0, -1, FALSE, 1 },
                         { NAN, 1, 0, -1, FALSE, 1 },
                         { 0.5, 0.5, 0, -1, FALSE, 1 },
                         { 0.5, 17, 0, -1, FALSE, 1 } };
  Picture picture = picture_new (8, 8, 3);
  SmoothSource source = smooth_array_source (&picture.from);
  SmoothSource empty = source, many = source;

  (void) data;
  empty.width = 0;
  many.n_channels = 5;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    expect_error (fixture->engine, &bad[i], &source, NULL,
                  SMOOTH_ERROR_UNSUPPORTED);
  for (gsize i = 0; i < G_N_ELEMENTS (OUTSIDE); i++)
    expect_error (fixture->engine, &good, &source, &OUTSIDE[i],
                  SMOOTH_ERROR_SHAPE);
  expect_error (fixture->engine, &good, &empty, NULL, SMOOTH_ERROR_SHAPE);
  expect_error (fixture->engine, &good, &many, NULL, SMOOTH_ERROR_SHAPE);
  picture_clear (&picture);
}

static gboolean
fail_to_read (gpointer data,
              const SmoothRect *rect,
              float *pixels,
              GError **error)
{
  (void) data;
  (void) pixels;
  if (rect->y == 0)
    {
      memset (pixels, 0, sizeof (float) * 3 * rect->width * rect->height);
      return TRUE;
    }
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "no more rows");
  return FALSE;
}

/* If the source fails, the run ends with the source's error, and the next run
 * is complete. */
static void
test_source_fails (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothSource broken = {
    .width = 50,
    .height = 300,
    .n_channels = 3,
    .read = fail_to_read,
  };
  Picture picture = picture_new_random (fixture, 50, 60, 3);
  Picture before = picture;

  (void) data;
  picture_run (fixture->engine, &params, &picture);
  before.to.pixels = g_memdup2 (
    picture.to.pixels, sizeof (float) * picture_count_samples (&picture.to));
  expect_error (fixture->engine, &params, &broken, NULL, SMOOTH_ERROR_IO);
  picture_run (fixture->engine, &params, &picture);
  picture_assert_same_bits (&picture.to, &before.to);
  g_free (before.to.pixels);
  picture_clear (&picture);
}

typedef struct
{
  double last;
  int n_calls, cancel_at;
} Progress;

static gboolean
follow (gpointer data, double fraction)
{
  Progress *progress = data;

  g_assert_cmpfloat (fraction, >=, progress->last);
  g_assert_cmpfloat (fraction, <=, 1);
  progress->last = fraction;
  return ++progress->n_calls != progress->cancel_at;
}

/* Progress rises to 1. If the progress function returns FALSE, the run ends at
 * once. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, 100, 320, 3);
  SmoothArraySink arrays = { &picture.to, NULL };
  SmoothSource source = smooth_array_source (&picture.from);
  SmoothSink sink = smooth_array_sink (&arrays);
  Progress progress = { 0 };
  SmoothRunOptions options = { .progress = follow, .progress_data = &progress };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (smooth_engine_run (fixture->engine, &params, &source, &sink,
                                    &options, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (progress.last, ==, 1);
  g_assert_cmpint (progress.n_calls, >, 5);

  progress = (Progress) { .cancel_at = 3 };
  g_assert_false (smooth_engine_run (fixture->engine, &params, &source, &sink,
                                     &options, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  g_assert_cmpint (progress.n_calls, ==, 3);
  picture_clear (&picture);
}

/* The memory grows with the width alone, the work with the area: both networks
 * take 46 thousand multiply-adds for a pixel. */
static void
test_estimate (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothEstimate low, high;
  g_autoptr (GError) error = NULL;

  (void) data;
  smooth_engine_estimate (fixture->engine, &params, 2000, 1000, NULL, &low,
                          &error);
  g_assert_no_error (error);
  smooth_engine_estimate (fixture->engine, &params, 2000, 8000, NULL, &high,
                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (high.n_bytes, ==, low.n_bytes);
  g_assert_cmpfloat_with_epsilon (
    (double) high.n_multiply_adds / low.n_multiply_adds, 8, 0.01);
  g_assert_cmpfloat (low.n_multiply_adds, >, 2e6 * 40e3);
  g_assert_cmpfloat (low.n_multiply_adds, <, 2e6 * 50e3);
  params.strength = 2;
  g_assert_false (smooth_engine_estimate (fixture->engine, &params, 10, 10,
                                          NULL, &low, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
}

static void
test_cpu_level (Fixture *fixture, gconstpointer data)
{
  SmoothEngineOptions options = { .simd = "x86-64-v9" };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (smooth_engine_new (fixture->model, &options, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine/cuts", test_cuts);
  FIXTURE_ADD ("/engine/regions", test_regions);
  FIXTURE_ADD ("/engine/bad-requests", test_bad_requests);
  FIXTURE_ADD ("/engine/source-fails", test_source_fails);
  FIXTURE_ADD ("/engine/progress", test_progress);
  FIXTURE_ADD ("/engine/estimate", test_estimate);
  FIXTURE_ADD ("/engine/cpu-level", test_cpu_level);
  return g_test_run ();
}
