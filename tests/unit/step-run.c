/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests runs in steps: the result has the bits of an engine run, also where
 * several runs take turns; a step reads nothing below its halo, depends on
 * nothing beyond it, and reads nothing a second time.
 */
#include <math.h>

#include "support/measure.h"
#include "unit/engine-support.h"

/* A picture as a source that notes what is read. */
typedef struct
{
  SmoothSource array;
  int first, end; /* the first row that was read, and the one after the last */
  guint64 n_pixels;
} Watched;

static gboolean
read_watched (gpointer data,
              const SmoothRect *rect,
              float *pixels,
              GError **error)
{
  Watched *watched = data;

  watched->first = MIN (watched->first, rect->y);
  watched->end = MAX (watched->end, rect->y + rect->height);
  watched->n_pixels += (guint64) rect->width * (guint64) rect->height;
  return watched->array.read (watched->array.data, rect, pixels, error);
}

static SmoothSource
watch (Watched *watched, SmoothArray *array)
{
  SmoothSource source = smooth_array_source (array);

  *watched = (Watched) { .array = source, .first = array->height };
  source.read = read_watched;
  source.data = watched;
  return source;
}

static SmoothStepRun *
new_run (SmoothEngine *engine,
         const SmoothParams *params,
         const SmoothSource *source,
         SmoothArraySink *arrays,
         const SmoothStepOptions *options)
{
  const SmoothSink sink = smooth_array_sink (arrays);
  g_autoptr (GError) error = NULL;
  SmoothStepRun *run =
    smooth_step_run_new (engine, params, source, &sink, options, &error);

  g_assert_no_error (error);
  return run;
}

static void
step (SmoothStepRun *run, int n_rows)
{
  g_autoptr (GError) error = NULL;

  smooth_step_run_step (
    run, n_rows > 0 ? smooth_step_run_get_row (run) + n_rows : G_MAXINT,
    &error);
  g_assert_no_error (error);
}

/* Draws parameters of all kinds. */
static SmoothParams
draw_params (GRand *rand)
{
  static const double SCALES[] = { 1, 1.7, 2, 4 };

  SmoothParams params = {
    .strength = g_rand_int_range (rand, 0, 8) / 7.0,
    .texture_scale = SCALES[g_rand_int_range (rand, 0, G_N_ELEMENTS (SCALES))],
    .channels = (SmoothChannels) g_rand_int_range (rand, 0, 3),
    .detail = g_rand_boolean (rand) ? -1 : 0.7,
    .n_details = 1,
  };

  params.is_tileable = params.texture_scale < 2 && g_rand_boolean (rand);
  return params;
}

static SmoothRect
draw_region (GRand *rand, const SmoothArray *array)
{
  const int x = g_rand_int_range (rand, 0, array->width);
  const int y = g_rand_int_range (rand, 0, array->height);

  return (SmoothRect) { x, y, g_rand_int_range (rand, 1, array->width - x + 1),
                        g_rand_int_range (rand, 1, array->height - y + 1) };
}

/* A run in steps, the picture that it computes, and what it must give. */
typedef struct
{
  SmoothParams params;
  SmoothStepOptions options;
  SmoothRect region;
  Picture wanted, got;
  SmoothArraySink arrays;
  SmoothStepRun *run;
} Trial;

static void
trial_init (Trial *trial, Fixture *fixture)
{
  GRand *rand = fixture->rand;
  const int width = g_rand_int_range (rand, 1, 200);
  const int height = g_rand_int_range (rand, 1, 260);
  const int n_channels = g_rand_int_range (rand, 1, 5);
  SmoothSource source;

  *trial = (Trial) { .params = draw_params (rand) };
  trial->wanted = picture_new_random (fixture, width, height, n_channels);
  trial->got = picture_new (width, height, n_channels);
  trial->region = draw_region (rand, &trial->got.from);
  if (g_rand_boolean (rand))
    trial->wanted.from.pixels[0] = 3;
  picture_copy_source (&trial->got, &trial->wanted);
  picture_run_region (fixture->engine, &trial->params, &trial->wanted,
                      &trial->region);
  trial->options.region = &trial->region;
  trial->options.step_height = 8 * g_rand_int_range (rand, 0, 20);
  trial->arrays = (SmoothArraySink) { &trial->got.to, &trial->got.edges };
  source = smooth_array_source (&trial->got.from);
  trial->run = new_run (fixture->engine, &trial->params, &source,
                        &trial->arrays, &trial->options);
}

static void
trial_finish (Trial *trial)
{
  g_assert_true (smooth_step_run_is_done (trial->run));
  g_assert_cmpint (smooth_step_run_get_row (trial->run), ==,
                   trial->region.y + trial->region.height);
  picture_assert_same_bits (&trial->got.to, &trial->wanted.to);
  picture_assert_same_bits (&trial->got.edges, &trial->wanted.edges);
  smooth_step_run_free (trial->run);
  picture_clear (&trial->got);
  picture_clear (&trial->wanted);
}

/* Three runs of one engine take turns, in a random order. */
static void
test_same_bits (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int i = 0; i < 6; i += test_get_step ())
    {
      Trial trials[3];
      int n_left = G_N_ELEMENTS (trials);

      for (gsize k = 0; k < G_N_ELEMENTS (trials); k++)
        trial_init (&trials[k], fixture);
      while (n_left > 0)
        {
          Trial *trial =
            &trials[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (trials))];
          const int row = smooth_step_run_get_row (trial->run);
          const int n_rows =
            trial->options.step_height * g_rand_int_range (fixture->rand, 1, 4);

          if (smooth_step_run_is_done (trial->run))
            continue;
          step (trial->run, n_rows);
          if (n_rows > 0)
            g_assert_cmpint (
              smooth_step_run_get_row (trial->run), ==,
              MIN (row + n_rows, trial->region.y + trial->region.height));
          n_left -= smooth_step_run_is_done (trial->run);
        }
      for (gsize k = 0; k < G_N_ELEMENTS (trials); k++)
        trial_finish (&trials[k]);
    }
}

/* Runs region of picture in steps, and checks after each how far the source was
 * read. Returns how many pixels were read in all. */
static guint64
run_watched (Fixture *fixture,
             const SmoothParams *params,
             Picture *picture,
             const SmoothRect *region,
             int step_height)
{
  SmoothArraySink arrays = { &picture->to, NULL };
  const SmoothStepOptions options = { .region = region,
                                      .step_height = step_height,
                                      .is_in_range = TRUE };
  Watched watched;
  const SmoothSource source = watch (&watched, &picture->from);
  const int halo = smooth_step_run_get_halo (params, &source);
  g_autoptr (SmoothStepRun) run =
    new_run (fixture->engine, params, &source, &arrays, &options);

  while (!smooth_step_run_is_done (run))
    {
      step (run, step_height);
      g_assert_cmpint (watched.end, <=, smooth_step_run_get_row (run) + halo);
      g_assert_cmpint (watched.first, >=, region->y - halo);
    }
  return watched.n_pixels;
}

/* A step reads no row beyond its halo, and all steps together read no more than
 * one step of the whole region. */
static void
test_reads (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 2, 16 };
  const int n = G_N_ELEMENTS (SCALES);

  (void) data;
  for (int i = test_get_first (n); i < n; i += test_get_step ())
    for (int n_channels = 3; n_channels <= 4; n_channels++)
      {
        const SmoothParams params = { .strength = 0.5,
                                      .texture_scale = SCALES[i],
                                      .detail = -1,
                                      .n_details = 1 };
        const int y = (SCALES[i] < 16 ? 1400 : 10500)
                      + g_rand_int_range (fixture->rand, 0, 300);
        const int height = y + (SCALES[i] < 16 ? 1900 : 7000);
        Picture picture = picture_new_random (fixture, 24, height, n_channels);
        const SmoothRect region = { 0, y, 24, 600 };
        const guint64 n_whole =
          run_watched (fixture, &params, &picture, &region, 0);

        g_assert_cmpuint (
          run_watched (fixture, &params, &picture, &region, 128), ==, n_whole);
        g_assert_cmpuint (run_watched (fixture, &params, &picture, &region, 8),
                          ==, n_whole);
        picture_clear (&picture);
      }
}

/* Changes every sample farther than halo_px from region; where limit is above
 * 1, to values outside [0, 1], too. */
static void
spoil_beyond (Fixture *fixture,
              SmoothArray *array,
              const SmoothRect *region,
              int halo_px,
              double limit)
{
  const SmoothRect kept = { region->x - halo_px, region->y - halo_px,
                            region->width + 2 * halo_px,
                            region->height + 2 * halo_px };
  float *pixel = array->pixels;

  for (int y = 0; y < array->height; y++)
    for (int x = 0; x < array->width; x++, pixel += array->n_channels)
      if (!smooth_rect_contains (&kept, &(SmoothRect) { x, y, 1, 1 }))
        for (int c = 0; c < array->n_channels; c++)
          pixel[c] =
            (float) g_rand_double_range (fixture->rand, 1 - limit, limit);
}

/* Spoils what is beyond the halo of a region in the middle of a high, or wide,
 * picture: the result must be as before. */
static void
check_halo (Fixture *fixture,
            double scale,
            int n_channels,
            double limit,
            gboolean is_wide)
{
  const SmoothParams params = {
    .strength = 1, .texture_scale = scale, .detail = -1, .n_details = 1
  };
  SmoothSource source = { .n_channels = n_channels, .is_limited = limit <= 1 };
  const int halo = smooth_step_run_get_halo (&params, &source);
  const int length = 2 * halo + 400;
  const int middle = length / 2 + g_rand_int_range (fixture->rand, -64, 64);
  const int width = is_wide ? length : 30, height = is_wide ? 30 : length;
  const SmoothRect region = { is_wide ? middle : 1, is_wide ? 1 : middle, 20,
                              20 };
  Picture whole = picture_new_random (fixture, width, height, n_channels);
  Picture spoiled = picture_new (width, height, n_channels);

  picture_copy_source (&spoiled, &whole);
  spoil_beyond (fixture, &spoiled.from, &region, halo, limit);
  picture_run_region (fixture->engine, &params, &whole, &region);
  picture_run_region (fixture->engine, &params, &spoiled, &region);
  picture_assert_same_bits (&whole.to, &spoiled.to);
  picture_clear (&whole);
  picture_clear (&spoiled);
}

/* No result depends on a pixel beyond the halo. */
static void
test_halo (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 1.7, 2, 4 };
  const int n = G_N_ELEMENTS (SCALES);

  (void) data;
  for (int i = test_get_first (n); i < n; i += test_get_step ())
    for (int n_channels = 3; n_channels <= 4; n_channels++)
      {
        check_halo (fixture, SCALES[i], n_channels, 1, n_channels == 3);
        check_halo (fixture, SCALES[i], n_channels, 4, n_channels == 4);
      }
}

static gboolean
cancel_later (gpointer data, double fraction)
{
  int *n_left = data;

  (void) fraction;
  return (*n_left)-- > 0;
}

/* A run that is cancelled, and one that is not carried to its end, leave the
 * engine as it was. */
static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = {
    .strength = 0.5, .texture_scale = 2, .detail = -1, .n_details = 1
  };
  Picture picture = picture_new_random (fixture, 200, 400, 3);
  SmoothArraySink arrays = { &picture.to, NULL };
  const SmoothSource source = smooth_array_source (&picture.from);
  int n_left = 3;
  SmoothStepOptions options = { .step_height = 64,
                                .progress = cancel_later,
                                .progress_data = &n_left };
  g_autofree float *wanted = NULL;
  g_autoptr (GError) error = NULL;
  SmoothStepRun *run;

  (void) data;
  picture_run (fixture->engine, &params, &picture);
  wanted = g_memdup2 (picture.to.pixels,
                      sizeof (float) * picture_count_samples (&picture.to));

  run = new_run (fixture->engine, &params, &source, &arrays, &options);
  while (smooth_step_run_step (run, smooth_step_run_get_row (run) + 64, &error))
    g_assert_false (smooth_step_run_is_done (run));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  smooth_step_run_free (run);

  options.progress = NULL;
  run = new_run (fixture->engine, &params, &source, &arrays, &options);
  step (run, 128);
  smooth_step_run_free (run);
  smooth_step_run_free (
    new_run (fixture->engine, &params, &source, &arrays, &options));
  picture_run (fixture->engine, &params, &picture);
  g_assert_cmpmem (wanted, sizeof (float) * picture_count_samples (&picture.to),
                   picture.to.pixels,
                   sizeof (float) * picture_count_samples (&picture.to));
  picture_clear (&picture);
}

static void
test_bad_requests (Fixture *fixture, gconstpointer data)
{
  Picture picture = picture_new (8, 8, 3);
  SmoothArraySink arrays = { &picture.to, NULL };
  const SmoothSink sink = smooth_array_sink (&arrays);
  const SmoothSource source = smooth_array_source (&picture.from);
  const SmoothRect outside = { 0, 0, 9, 8 };
  const SmoothStepOptions options = { .region = &outside };
  SmoothParams params;
  g_autoptr (GError) error = NULL;

  (void) data;
  smooth_params_init (&params);
  g_assert_null (smooth_step_run_new (fixture->engine, &params, &source, &sink,
                                      &options, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
  g_clear_error (&error);
  params.texture_scale = NAN;
  g_assert_null (smooth_step_run_new (fixture->engine, &params, &source, &sink,
                                      NULL, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/step-run/same-bits", test_same_bits);
  FIXTURE_ADD ("/step-run/reads", test_reads);
  FIXTURE_ADD ("/step-run/halo", test_halo);
  FIXTURE_ADD ("/step-run/unfinished", test_unfinished);
  FIXTURE_ADD ("/step-run/bad-requests", test_bad_requests);
  return g_test_run ();
}
