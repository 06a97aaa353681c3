/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public engine: equal bits however the work is cut, the rules for pixels,
 * errors and cancel. What the networks compute is golden.c's business.
 */
#include <math.h>
#include <string.h>

#include <smooth/smooth.h>

#include "support/measure.h"

typedef struct
{
  SmoothModel *model;
  SmoothEngine *engine;
  GRand *rand;
} Fixture;

static SmoothEngine *
new_engine (SmoothModel *model, int n_threads, int band_height)
{
  SmoothEngineOptions options;
  g_autoptr (GError) error = NULL;
  SmoothEngine *engine;

  smooth_engine_options_init (&options);
  options.n_threads = n_threads;
  options.band_height = band_height;
  engine = smooth_engine_new (model, &options, &error);
  g_assert_no_error (error);
  return engine;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  fixture->model = smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  g_assert_no_error (error);
  fixture->engine = new_engine (fixture->model, 2, 0);
  fixture->rand = test_rand_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  smooth_engine_free (fixture->engine);
  smooth_model_unref (fixture->model);
  g_rand_free (fixture->rand);
}

/* A picture with its result. */
typedef struct
{
  SmoothArray from, to, edges;
} Picture;

static gsize
count_samples (const SmoothArray *array)
{
  return (gsize) array->width * array->height * array->n_channels;
}

static Picture
new_picture (int width, int height, int n_channels)
{
  gsize n = (gsize) width * height;
  Picture picture = {
    { width, height, n_channels, g_new0 (float, n *n_channels) },
    { width, height, n_channels, g_new0 (float, n *n_channels) },
    { width, height, 1, g_new0 (float, n) },
  };

  return picture;
}

/* Values in [0, 1): steps and noise, so that there is something to smooth. */
static Picture
new_random_picture (Fixture *fixture, int width, int height, int n_channels)
{
  Picture picture = new_picture (width, height, n_channels);
  float *sample = picture.from.pixels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < n_channels; c++)
        *sample++ = (x / 9 + y / 7 + c) % 3 * 0.3
                    + g_rand_double_range (fixture->rand, 0, 0.3);
  return picture;
}

static void
clear_picture (Picture *picture)
{
  g_free (picture->from.pixels);
  g_free (picture->to.pixels);
  g_free (picture->edges.pixels);
}

static void
set_alpha (Picture *picture, int x, int y, float alpha)
{
  SmoothArray *from = &picture->from;

  from->pixels[((gsize) y * from->width + x) * from->n_channels
               + from->n_channels - 1] = alpha;
}

static void
run_region (SmoothEngine *engine,
            const SmoothParams *params,
            Picture *picture,
            const SmoothRect *region)
{
  SmoothArraySink arrays = { &picture->to, &picture->edges };
  SmoothSource source = smooth_array_source (&picture->from);
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothRunOptions options = { .region = region };
  g_autoptr (GError) error = NULL;

  smooth_engine_run (engine, params, &source, &sink, &options, &error);
  g_assert_no_error (error);
}

static void
run (SmoothEngine *engine, const SmoothParams *params, Picture *picture)
{
  run_region (engine, params, picture, NULL);
}

static void
assert_same_bits (const SmoothArray *a, const SmoothArray *b)
{
  g_assert_cmpmem (a->pixels, sizeof (float) * count_samples (a), b->pixels,
                   sizeof (float) * count_samples (b));
}

static const double SCALES[] = { 1, 1.5, 2, 5, 16 };

/* Thread counts and band heights change no bit. */
static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  static const int BANDS[] = { 8, 40, 1000 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      SmoothParams params = { 0.6, SCALES[i], SMOOTH_CHANNELS_ALL };
      Picture picture = new_random_picture (fixture, 101, 75, 3);
      g_autofree float *wanted = NULL;
      SmoothArray first = picture.to;

      run (fixture->engine, &params, &picture);
      wanted = g_memdup2 (picture.to.pixels,
                          sizeof (float) * count_samples (&picture.to));
      first.pixels = wanted;
      for (gsize k = 0; k < G_N_ELEMENTS (BANDS); k++)
        {
          g_autoptr (SmoothEngine) other =
            new_engine (fixture->model, k + 2, BANDS[k]);

          memset (picture.to.pixels, 0xff,
                  sizeof (float) * count_samples (&picture.to));
          run (other, &params, &picture);
          assert_same_bits (&picture.to, &first);
        }
      clear_picture (&picture);
    }
}

/* Marks the region's pixels of both results, to see that they are written. */
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

/* A region equals that part of the whole, and nothing else is written. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int i = 0; i < 20; i++)
    {
      SmoothParams params = { 0.4, SCALES[i % 5], SMOOTH_CHANNELS_ALL };
      int width = g_rand_int_range (fixture->rand, 1, 260);
      int height = g_rand_int_range (fixture->rand, 1, 120);
      Picture picture = new_random_picture (fixture, width, height, 1 + i % 4);
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
      run (fixture->engine, &params, &picture);
      whole.to.pixels = g_memdup2 (
        picture.to.pixels, sizeof (float) * count_samples (&picture.to));
      whole.edges.pixels = g_memdup2 (
        picture.edges.pixels, sizeof (float) * count_samples (&picture.edges));
      spoil_region (&picture, &region);
      run_region (fixture->engine, &params, &picture, &region);
      assert_same_bits (&picture.to, &whole.to);
      assert_same_bits (&picture.edges, &whole.edges);
      g_free (whole.to.pixels);
      g_free (whole.edges.pixels);
      clear_picture (&picture);
    }
}

/* Strength 0 gives the input to the bit; its edge map is the clamped input's,
 * as that of any strength at scale 1. */
static void
test_strength_zero (Fixture *fixture, gconstpointer data)
{
  SmoothParams none = { 0, 4, SMOOTH_CHANNELS_ALL };
  SmoothParams some = { 0.5, 1, SMOOTH_CHANNELS_ALL };
  Picture picture = new_random_picture (fixture, 50, 40, 3);
  Picture other = new_random_picture (fixture, 50, 40, 3);

  (void) data;
  picture.from.pixels[100] = NAN;
  picture.from.pixels[200] = -3;
  picture.from.pixels[300] = 7;
  memcpy (other.from.pixels, picture.from.pixels,
          sizeof (float) * count_samples (&picture.from));
  run (fixture->engine, &none, &picture);
  assert_same_bits (&picture.to, &picture.from);
  run (fixture->engine, &some, &other);
  assert_same_bits (&picture.edges, &other.edges);
  clear_picture (&picture);
  clear_picture (&other);
}

/* What lies outside [0, 1] is added back, what is not finite stays, and the
 * networks see 0 and 1 in their place. */
static void
test_out_of_range (Fixture *fixture, gconstpointer data)
{
  static const float ODD[] = { NAN, INFINITY, -INFINITY, 5, -2 };
  static const float SEEN[] = { 0, 1, 0, 1, 0 };
  SmoothParams params = { 0.7, 2, SMOOTH_CHANNELS_ALL };
  Picture odd = new_random_picture (fixture, 60, 40, 3);
  Picture seen = new_random_picture (fixture, 60, 40, 3);

  (void) data;
  memcpy (seen.from.pixels, odd.from.pixels,
          sizeof (float) * count_samples (&odd.from));
  for (int i = 0; i < 5; i++)
    {
      odd.from.pixels[900 + 31 * i] = ODD[i];
      seen.from.pixels[900 + 31 * i] = SEEN[i];
    }
  run (fixture->engine, &params, &odd);
  run (fixture->engine, &params, &seen);
  assert_same_bits (&odd.edges, &seen.edges);
  for (int i = 0; i < 3; i++)
    g_assert_cmpmem (&odd.to.pixels[900 + 31 * i], sizeof (float), &ODD[i],
                     sizeof (float));
  for (int i = 3; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (
      odd.to.pixels[900 + 31 * i],
      ODD[i] + seen.to.pixels[900 + 31 * i] - SEEN[i], 1e-6);
  for (int i = 0; i < 5; i++)
    odd.to.pixels[900 + 31 * i] = seen.to.pixels[900 + 31 * i];
  assert_same_bits (&odd.to, &seen.to);
  clear_picture (&odd);
  clear_picture (&seen);
}

/* Grey runs as RGB with equal channels and comes back as their mean. */
static void
test_grey (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.7, 1, SMOOTH_CHANNELS_ALL };
  Picture grey = new_random_picture (fixture, 33, 47, 1);
  Picture colour = new_picture (33, 47, 3);

  (void) data;
  for (gsize i = 0; i < count_samples (&colour.from); i++)
    colour.from.pixels[i] = grey.from.pixels[i / 3];
  run (fixture->engine, &params, &grey);
  run (fixture->engine, &params, &colour);
  assert_same_bits (&grey.edges, &colour.edges);
  for (gsize i = 0; i < count_samples (&grey.to); i++)
    {
      const float *rgb = colour.to.pixels + 3 * i;

      g_assert_cmpfloat_with_epsilon (grey.to.pixels[i],
                                      (rgb[0] + rgb[1] + rgb[2]) / 3, 1e-6);
    }
  params.channels = SMOOTH_CHANNELS_COLOUR;
  run (fixture->engine, &params, &grey);
  assert_same_bits (&grey.to, &grey.from);
  clear_picture (&grey);
  clear_picture (&colour);
}

/* The mean, weighted by alpha, of the 33x33 window round a pixel. */
static void
mean_around (const SmoothArray *array, int x, int y, double mean[3])
{
  double sum = 0;

  mean[0] = mean[1] = mean[2] = 0;
  for (int j = MAX (y - 16, 0); j <= MIN (y + 16, array->height - 1); j++)
    for (int i = MAX (x - 16, 0); i <= MIN (x + 16, array->width - 1); i++)
      {
        const float *pixel = array->pixels + 4 * (j * array->width + i);

        for (int c = 0; c < 3; c++)
          mean[c] += pixel[c] * pixel[3];
        sum += pixel[3];
      }
  for (int c = 0; c < 3; c++)
    mean[c] = sum > 0 ? mean[c] / sum : 0.5;
}

/* Hidden pixels: their colours change no other pixel and stay as they are;
 * the networks see the mean of what is visible around. */
static void
test_alpha (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.8, 1, SMOOTH_CHANNELS_ALL };
  Picture rgba = new_random_picture (fixture, 90, 45, 4);
  Picture rgb = new_picture (90, 45, 3);

  (void) data;
  for (int y = 0; y < 45; y++)
    for (int x = 0; x < 90; x++)
      set_alpha (&rgba, x, y,
                 x > 50 && y > 5 ? 0 : g_rand_double (fixture->rand));
  for (int i = 0; i < 90 * 45; i++)
    {
      const float *from = rgba.from.pixels + 4 * i;
      double mean[3];

      mean_around (&rgba.from, i % 90, i / 90, mean);
      for (int c = 0; c < 3; c++)
        rgb.from.pixels[3 * i + c] = from[3] > 0 ? from[c] : mean[c];
    }
  run (fixture->engine, &params, &rgba);
  run (fixture->engine, &params, &rgb);
  for (int i = 0; i < 90 * 45; i++)
    {
      const float *from = rgba.from.pixels + 4 * i;
      const float *to = rgba.to.pixels + 4 * i;

      g_assert_cmpfloat (to[3], ==, from[3]);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (
          to[c], from[3] > 0 ? rgb.to.pixels[3 * i + c] : from[c], 1e-5);
    }
  clear_picture (&rgba);
  clear_picture (&rgb);
}

/* Luma of a pixel. */
static double
get_luma (const float *rgb)
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/* luminance takes the luma of the full result and keeps the differences of
 * the colours; colour the other way round; both together give the result. */
static void
test_channels (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.8, 1, SMOOTH_CHANNELS_ALL };
  Picture all = new_random_picture (fixture, 40, 40, 3);
  Picture luminance = all, colour = all;

  (void) data;
  luminance.to.pixels = g_new (float, count_samples (&all.to));
  colour.to.pixels = g_new (float, count_samples (&all.to));
  run (fixture->engine, &params, &all);
  params.channels = SMOOTH_CHANNELS_LUMINANCE;
  run (fixture->engine, &params, &luminance);
  params.channels = SMOOTH_CHANNELS_COLOUR;
  run (fixture->engine, &params, &colour);
  for (gsize i = 0; i < 40 * 40; i++)
    {
      const float *x = all.from.pixels + 3 * i;
      const float *s = all.to.pixels + 3 * i;
      const float *l = luminance.to.pixels + 3 * i;
      const float *k = colour.to.pixels + 3 * i;

      g_assert_cmpfloat_with_epsilon (get_luma (l), get_luma (s), 1e-5);
      g_assert_cmpfloat_with_epsilon (get_luma (k), get_luma (x), 1e-5);
      g_assert_cmpfloat_with_epsilon (l[0] - l[1], x[0] - x[1], 1e-5);
      g_assert_cmpfloat_with_epsilon (k[2] - k[1], s[2] - s[1], 1e-5);
    }
  g_free (luminance.to.pixels);
  g_free (colour.to.pixels);
  clear_picture (&all);
}

static void
expect_error (SmoothEngine *engine,
              const SmoothParams *params,
              const SmoothSource *source,
              const SmoothRect *region,
              int code)
{
  Picture picture = new_picture (8, 8, 3);
  SmoothArraySink arrays = { &picture.to, NULL };
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothRunOptions options = { .region = region };
  g_autoptr (GError) error = NULL;

  g_assert_false (
    smooth_engine_run (engine, params, source, &sink, &options, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_test_message ("%s", error->message);
  clear_picture (&picture);
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
  SmoothParams good = { 0.5, 1, SMOOTH_CHANNELS_ALL };
  SmoothParams bad[] = {
    { 1.01, 1, 0 }, { NAN, 1, 0 }, { 0.5, 0.5, 0 }, { 0.5, 17, 0 }
  };
  Picture picture = new_picture (8, 8, 3);
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
  clear_picture (&picture);
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

/* A source that fails ends the run with its own error, and the engine is as
 * good as before. */
static void
test_source_fails (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 2, SMOOTH_CHANNELS_ALL };
  SmoothSource broken = { 50, 300, 3, fail_to_read, NULL };
  Picture picture = new_random_picture (fixture, 50, 60, 3);
  Picture before = picture;

  (void) data;
  run (fixture->engine, &params, &picture);
  before.to.pixels =
    g_memdup2 (picture.to.pixels, sizeof (float) * count_samples (&picture.to));
  expect_error (fixture->engine, &params, &broken, NULL, SMOOTH_ERROR_IO);
  run (fixture->engine, &params, &picture);
  assert_same_bits (&picture.to, &before.to);
  g_free (before.to.pixels);
  clear_picture (&picture);
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

/* Progress rises to 1; FALSE ends the run at once. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 2, SMOOTH_CHANNELS_ALL };
  Picture picture = new_random_picture (fixture, 200, 300, 3);
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
  clear_picture (&picture);
}

/* Memory grows with the width alone; work with the area: 46 k multiply-adds a
 * pixel for the pair of networks. */
static void
test_estimate (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.5, 1, SMOOTH_CHANNELS_ALL };
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
  SmoothEngineOptions options = { .cpu_level = "x86-64-v9" };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (smooth_engine_new (fixture->model, &options, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
}

#define ADD(path, function)                                                    \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/cuts", test_cuts);
  ADD ("/engine/regions", test_regions);
  ADD ("/engine/strength-zero", test_strength_zero);
  ADD ("/engine/out-of-range", test_out_of_range);
  ADD ("/engine/grey", test_grey);
  ADD ("/engine/alpha", test_alpha);
  ADD ("/engine/channels", test_channels);
  ADD ("/engine/bad-requests", test_bad_requests);
  ADD ("/engine/source-fails", test_source_fails);
  ADD ("/engine/progress", test_progress);
  ADD ("/engine/estimate", test_estimate);
  ADD ("/engine/cpu-level", test_cpu_level);
  return g_test_run ();
}
