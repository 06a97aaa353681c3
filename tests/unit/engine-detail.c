/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the parameter "detail", which says what becomes of the texture: results
 * are compared with the formula of smooth/engine.h, computed in double from the
 * engine's own smoothed picture.
 */
#include <math.h>
#include <string.h>

#include "support/tolerances.h"
#include "unit/engine-support.h"
#include "unit/pixel-support.h"

#define WIDTH 120
#define HEIGHT 90
#define N_TRIALS 50

static const double LUMA[] = { 0.2126, 0.7152, 0.0722 };

/* Adds samples outside [0, 1] and some that are not finite. */
static void
add_odd_samples (Picture *picture)
{
  static const float ODD[] = { NAN, INFINITY, -INFINITY, -3, 7, 60, 1.5f };
  const gsize n = picture_count_samples (&picture->from);

  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    picture->from.pixels[n / 9 * (i + 1) + i] = ODD[i];
}

/* Spreads the samples over all of [0, 1], so that many of them lie near 0 or 1.
 */
static void
spread (Picture *picture)
{
  const gsize n = picture_count_samples (&picture->from);

  for (gsize i = 0; i < n; i++)
    picture->from.pixels[i] =
      CLAMP (1.2f * picture->from.pixels[i] - 0.04f, 0.0f, 1.0f);
}

/* Runs the engine on region (NULL: all) of picture, into picture->to. */
static void
run (SmoothEngine *engine,
     const SmoothParams *params,
     Picture *picture,
     const SmoothRect *region,
     gboolean is_limited)
{
  SmoothArraySink arrays = { &picture->to, &picture->edges };
  SmoothSource source = smooth_array_source (&picture->from);
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothRunOptions options = { .region = region };
  g_autoptr (GError) error = NULL;

  source.is_limited = is_limited;
  smooth_engine_run (engine, params, &source, &sink, &options, &error);
  g_assert_no_error (error);
}

/* At detail 0 the smoothed picture has the source's bits, and the edge map is
 * the one that any other detail gives. */
static void
test_zero (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int n_channels = 1 + test_get_first (4); n_channels <= 4;
       n_channels += test_get_step ())
    for (int i = 0; i < 2; i++)
      {
        const double scale = i == 0 ? 1 : 3;
        const SmoothParams zero = {
          0.7, scale, SMOOTH_CHANNELS_ALL, 0, FALSE, 1
        };
        const SmoothParams removed = { 0.7, scale, SMOOTH_CHANNELS_ALL,
                                       -1,  FALSE, 1 };
        Picture picture =
          picture_new_random (fixture, WIDTH, HEIGHT, n_channels);
        Picture other = picture_new (WIDTH, HEIGHT, n_channels);

        add_odd_samples (&picture);
        picture_copy_source (&other, &picture);
        run (fixture->engine, &zero, &picture, NULL, FALSE);
        run (fixture->engine, &removed, &other, NULL, FALSE);
        picture_assert_same_bits (&picture.to, &picture.from);
        picture_assert_same_bits (&picture.edges, &other.edges);
        picture_clear (&picture);
        picture_clear (&other);
      }
}

/* A source that counts how many pixels are read. */
typedef struct
{
  SmoothSource array;
  gsize n_pixels;
} Counter;

static gboolean
read_counted (gpointer data,
              const SmoothRect *rect,
              float *pixels,
              GError **error)
{
  Counter *counter = data;

  counter->n_pixels += (gsize) rect->width * rect->height;
  return counter->array.read (counter->array.data, rect, pixels, error);
}

/* Returns how many pixels a run reads whose edge map is not wanted. */
static gsize
count_read_pixels (Fixture *fixture, Picture *picture, double detail)
{
  const SmoothParams params = { 0.7, 2, SMOOTH_CHANNELS_ALL, detail, FALSE, 1 };
  Counter counter = { smooth_array_source (&picture->from), 0 };
  SmoothSource source = counter.array;
  SmoothArraySink arrays = { &picture->to, NULL };
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;

  source.read = read_counted;
  source.data = &counter;
  smooth_engine_run (fixture->engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
  return counter.n_pixels;
}

/* At detail 0 no network runs, so each pixel is read once, to be written. */
static void
test_no_network (Fixture *fixture, gconstpointer data)
{
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);

  (void) data;
  g_assert_cmpuint (count_read_pixels (fixture, &picture, 0), ==,
                    WIDTH * HEIGHT);
  g_assert_cmpuint (count_read_pixels (fixture, &picture, 0.1), >,
                    2 * WIDTH * HEIGHT);
  picture_clear (&picture);
}

/* What the formula is computed from. */
typedef struct
{
  Picture source;
  Picture removed; /* the result at detail -1 and with all channels */
  gboolean is_limited;
} Wanted;

/* Computes the pixel at index i by the formula of smooth/engine.h. Returns its
 * tolerance. */
static double
get_wanted (const Wanted *wanted,
            const SmoothParams *params,
            gsize i,
            double pixel[4])
{
  const int n_channels = wanted->source.from.n_channels;
  const int n = n_channels < 3 ? 1 : 3;
  const float *from = wanted->source.from.pixels + i * n_channels;
  const float *removed = wanted->removed.to.pixels + i * n_channels;
  double change[3], luma = 0, slack = 1;

  for (int c = 0; c < n; c++)
    change[c] = (double) removed[c] - from[c];
  for (int c = 0; c < 3; c++)
    luma += LUMA[c] * change[n == 1 ? 0 : c];
  for (int c = 0; c < n; c++)
    {
      if (params->channels != SMOOTH_CHANNELS_ALL)
        change[c] =
          params->channels == SMOOTH_CHANNELS_COLOUR ? change[c] - luma : luma;
      change[c] *= -params->detail;
    }
  if (wanted->is_limited && params->detail > 0)
    slack = pixel_test_limit (n, from, change);
  for (int c = 0; c < n_channels; c++)
    pixel[c] = from[c] + (c < n ? change[c] : 0);
  return slack * TEST_TOLERANCE_COMPOSE;
}

static void
check_formula (const Wanted *wanted,
               const SmoothParams *params,
               const Picture *got,
               const SmoothRect *region)
{
  const int n_channels = got->to.n_channels;

  for (int y = region->y; y < region->y + region->height; y++)
    for (int x = region->x; x < region->x + region->width; x++)
      {
        const gsize i = (gsize) y * WIDTH + x;
        const float *pixel = got->to.pixels + i * n_channels;
        double formula[4] = { 0 };
        const double tolerance = get_wanted (wanted, params, i, formula);

        for (int c = 0; c < n_channels; c++)
          {
            g_assert_cmpfloat_with_epsilon (pixel[c], formula[c], tolerance);
            if (wanted->is_limited && params->detail > 0)
              g_assert_true (pixel[c] >= 0 && pixel[c] <= 1);
          }
      }
}

static SmoothRect
get_random_region (GRand *rand)
{
  const int x = g_rand_int_range (rand, 0, WIDTH - 1);
  const int y = g_rand_int_range (rand, 0, HEIGHT - 1);

  return (SmoothRect) { x, y, g_rand_int_range (rand, 1, WIDTH - x + 1),
                        g_rand_int_range (rand, 1, HEIGHT - y + 1) };
}

/* Random parameters, regions, band heights and numbers of threads. */
static void
test_formula (Fixture *fixture, gconstpointer data)
{
  GRand *rand = fixture->rand;

  (void) data;
  for (int i = test_get_first (N_TRIALS); i < N_TRIALS; i += test_get_step ())
    {
      const int n_channels = 1 + i % 4;
      const SmoothRect region = get_random_region (rand);
      g_autoptr (SmoothEngine) engine =
        fixture_new_engine (fixture->model, g_rand_int_range (rand, 1, 5),
                            8 * g_rand_int_range (rand, 0, 5));
      const SmoothParams params = {
        g_rand_double_range (rand, 0.05, 1),
        pow (2, g_rand_double_range (rand, 0, 4)),
        (SmoothChannels) g_rand_int_range (rand, 0, 3),
        g_rand_double_range (rand, -1, 3),
        FALSE,
        1,
      };
      SmoothParams removed = params;
      Wanted wanted = { .is_limited = g_rand_boolean (rand) };
      Picture got = picture_new_random (fixture, WIDTH, HEIGHT, n_channels);

      spread (&got);
      wanted.source = picture_new (WIDTH, HEIGHT, n_channels);
      wanted.removed = wanted.source;
      picture_copy_source (&wanted.source, &got);
      removed.channels = SMOOTH_CHANNELS_ALL;
      removed.detail = -1;
      run (fixture->engine, &removed, &wanted.removed, NULL, wanted.is_limited);
      run (engine, &params, &got, &region, wanted.is_limited);
      check_formula (&wanted, &params, &got, &region);
      picture_clear (&got);
      picture_clear (&wanted.source);
    }
}

/* The greater detail is, the farther is each sample from that of the smoothed
 * picture, on the same side, in every kind of picture. Where the gain is
 * limited, a sample that has reached the limit may move by a rounding error. */
static void
test_monotonic (Fixture *fixture, gconstpointer data)
{
  static const double DETAILS[] = { -1, -0.9, -0.3, 0, 0.01, 0.5, 1, 2, 3 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  const gsize n = picture_count_samples (&picture.from);
  g_autofree float *first = g_new (float, n), *last = g_new (float, n);
  gsize n_moved = 0;

  (void) data;
  spread (&picture);
  for (int is_limited = test_get_first (2); is_limited < 2;
       is_limited += test_get_step ())
    for (gsize k = 0; k < G_N_ELEMENTS (DETAILS); k++)
      {
        const SmoothParams params = { 0.8,        2,     SMOOTH_CHANNELS_ALL,
                                      DETAILS[k], FALSE, 1 };
        const double slack = is_limited ? TEST_TOLERANCE_COMPOSE : 0;

        run (fixture->engine, &params, &picture, NULL, is_limited);
        if (k == 0)
          memcpy (first, picture.to.pixels, n * sizeof (float));
        for (gsize i = 0; i < n && k > 0; i++)
          {
            const double step = picture.to.pixels[i] - last[i];
            const double away = picture.from.pixels[i] - first[i];

            g_assert_cmpfloat (away >= 0 ? step : -step, >=, -slack);
            n_moved += step != 0;
          }
        memcpy (last, picture.to.pixels, n * sizeof (float));
      }
  g_assert_cmpuint (n_moved, >, 10 * n / test_get_step ());
  picture_clear (&picture);
}

/* Above white and below 0, the texture grows as well: detail mirrors the change
 * at the picture as long as all samples lie in the linear part of the tone. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.9, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  Picture doubled = picture_new (WIDTH, HEIGHT, 3);
  const gsize n = picture_count_samples (&picture.from);
  double largest = 0;

  (void) data;
  for (gsize i = 0; i < n; i++)
    picture.from.pixels[i] = 2 * picture.from.pixels[i] - 0.2f;
  memcpy (doubled.from.pixels, picture.from.pixels, n * sizeof (float));
  run (fixture->engine, &params, &picture, NULL, FALSE);
  params.detail = 1;
  run (fixture->engine, &params, &doubled, NULL, FALSE);
  for (gsize i = 0; i < n; i++)
    {
      const double from = picture.from.pixels[i];
      const double change = picture.to.pixels[i] - from;

      g_assert_cmpfloat_with_epsilon (doubled.to.pixels[i], from - change,
                                      4 * TEST_TOLERANCE_COMPOSE);
      if (from > 1)
        largest = fmax (largest, fabs (change));
    }
  g_assert_cmpfloat (largest, >, 0.05);
  picture_clear (&picture);
  picture_clear (&doubled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-detail/zero", test_zero);
  FIXTURE_ADD ("/engine-detail/no-network", test_no_network);
  FIXTURE_ADD ("/engine-detail/formula", test_formula);
  FIXTURE_ADD ("/engine-detail/monotonic", test_monotonic);
  FIXTURE_ADD ("/engine-detail/outside", test_outside);
  return g_test_run ();
}
