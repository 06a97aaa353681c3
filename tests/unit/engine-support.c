/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/engine-support.h"

#include <string.h>

#include "support/measure.h"

SmoothEngine *
fixture_new_engine (SmoothModel *model, int n_threads, int band_height)
{
  SmoothEngineOptions options;
  g_autoptr (GError) error = NULL;
  SmoothEngine *engine;

  smooth_engine_options_init (&options);
  options.n_threads = options.n_cpus = n_threads;
  options.band_height = band_height;
  engine = smooth_engine_new (model, &options, &error);
  g_assert_no_error (error);
  return engine;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  fixture->model = smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  g_assert_no_error (error);
  fixture->engine = fixture_new_engine (fixture->model, 2, 0);
  fixture->rand = test_rand_new ();
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  smooth_engine_free (fixture->engine);
  smooth_model_unref (fixture->model);
  g_rand_free (fixture->rand);
}

gsize
picture_count_samples (const SmoothArray *array)
{
  return (gsize) array->width * array->height * array->n_channels;
}

Picture
picture_new (int width, int height, int n_channels)
{
  gsize n = (gsize) width * height;
  Picture picture = {
    { width, height, n_channels, g_new0 (float, n *n_channels) },
    { width, height, n_channels, g_new0 (float, n *n_channels) },
    { width, height, 1, g_new0 (float, n) },
  };

  return picture;
}

/* Returns how much of its colour a pixel keeps: all, a little, or none, in
 * squares, so that the colour gate (core/kernel/colour-gate.h) is open, half
 * open or closed. */
static double
get_colour_share (int x, int y)
{
  static const double SHARES[] = { 1, 0.05, 0, 0 };

  return SHARES[(x / 48 + y / 32) % 4];
}

Picture
picture_new_random (Fixture *fixture, int width, int height, int n_channels)
{
  Picture picture = picture_new (width, height, n_channels);
  float *pixel = picture.from.pixels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, pixel += n_channels)
      {
        for (int c = 0; c < n_channels; c++)
          pixel[c] = (x / 9 + y / 7 + c) % 3 * 0.3
                     + g_rand_double_range (fixture->rand, 0, 0.3);
        for (int c = 1; c < 3 && n_channels >= 3; c++)
          pixel[c] = pixel[0] + get_colour_share (x, y) * (pixel[c] - pixel[0]);
      }
  return picture;
}

void
picture_clear (Picture *picture)
{
  g_free (picture->from.pixels);
  g_free (picture->to.pixels);
  g_free (picture->edges.pixels);
}

void
picture_set_alpha (Picture *picture, int x, int y, float alpha)
{
  SmoothArray *from = &picture->from;

  from->pixels[((gsize) y * from->width + x) * from->n_channels
               + from->n_channels - 1] = alpha;
}

void
picture_run_region (SmoothEngine *engine,
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

void
picture_run (SmoothEngine *engine, const SmoothParams *params, Picture *picture)
{
  picture_run_region (engine, params, picture, NULL);
}

void
picture_assert_same_bits (const SmoothArray *a, const SmoothArray *b)
{
  g_assert_cmpmem (a->pixels, sizeof (float) * picture_count_samples (a),
                   b->pixels, sizeof (float) * picture_count_samples (b));
}

void
picture_copy_source (Picture *to, const Picture *from)
{
  g_assert_cmpuint (picture_count_samples (&to->from), ==,
                    picture_count_samples (&from->from));
  memcpy (to->from.pixels, from->from.pixels,
          sizeof (float) * picture_count_samples (&from->from));
}
