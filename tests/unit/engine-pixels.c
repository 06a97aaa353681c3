/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the engine's rules for pixels: strength 0, samples that are not finite,
 * grey, alpha, and the choice of channels.
 */
#include <math.h>

#include "unit/engine-support.h"
#include "support/tolerances.h"

/* At strength 0 the result has the bits of the source's pixels. The edge map
 * has the same bits as at another strength, since it is computed from the
 * source alone (at texture scale 1 and, within [0, 1], at scale 4). */
static void
test_strength_zero (Fixture *fixture, gconstpointer data)
{
  SmoothParams none = { 0, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothParams some = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, 50, 40, 3);
  Picture other = picture_new_random (fixture, 50, 40, 3);

  (void) data;
  picture.from.pixels[100] = NAN;
  picture.from.pixels[200] = -3;
  picture.from.pixels[300] = 7;
  picture_copy_source (&other, &picture);
  picture_run (fixture->engine, &none, &picture);
  picture_assert_same_bits (&picture.to, &picture.from);
  picture_run (fixture->engine, &some, &other);
  picture_assert_same_bits (&picture.edges, &other.edges);
  /* At another texture scale this is true only if all samples lie in [0, 1]:
   * otherwise the networks read them with gains that depend on the scale. */
  picture.from.pixels[200] = other.from.pixels[200] = 0;
  picture.from.pixels[300] = other.from.pixels[300] = 1;
  none.texture_scale = 4;
  picture_run (fixture->engine, &none, &picture);
  picture_run (fixture->engine, &some, &other);
  picture_assert_same_bits (&picture.to, &picture.from);
  picture_assert_same_bits (&picture.edges, &other.edges);
  picture_clear (&picture);
  picture_clear (&other);
}

/* Samples that are not finite stay as they are. The networks read 0 (for NaN
 * and minus infinity) or 1 (for infinity) in their place. */
static void
test_not_finite (Fixture *fixture, gconstpointer data)
{
  static const float ODD[] = { NAN, INFINITY, -INFINITY };
  static const float SEEN[] = { 0, 1, 0 };
  SmoothParams params = { 0.7, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture odd = picture_new_random (fixture, 60, 40, 3);
  Picture seen = picture_new_random (fixture, 60, 40, 3);

  (void) data;
  picture_copy_source (&seen, &odd);
  for (int i = 0; i < 3; i++)
    {
      odd.from.pixels[900 + 31 * i] = ODD[i];
      seen.from.pixels[900 + 31 * i] = SEEN[i];
    }
  picture_run (fixture->engine, &params, &odd);
  picture_run (fixture->engine, &params, &seen);
  picture_assert_same_bits (&odd.edges, &seen.edges);
  for (int i = 0; i < 3; i++)
    g_assert_cmpmem (&odd.to.pixels[900 + 31 * i], sizeof (float), &ODD[i],
                     sizeof (float));
  for (int i = 0; i < 3; i++)
    odd.to.pixels[900 + 31 * i] = seen.to.pixels[900 + 31 * i];
  picture_assert_same_bits (&odd.to, &seen.to);
  picture_clear (&odd);
  picture_clear (&seen);
}

/* A grey picture is smoothed as RGB with equal channels; the result is their
 * mean. */
static void
test_grey (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.7, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture grey = picture_new_random (fixture, 33, 47, 1);
  Picture colour = picture_new (33, 47, 3);

  (void) data;
  for (gsize i = 0; i < picture_count_samples (&colour.from); i++)
    colour.from.pixels[i] = grey.from.pixels[i / 3];
  picture_run (fixture->engine, &params, &grey);
  picture_run (fixture->engine, &params, &colour);
  picture_assert_same_bits (&grey.edges, &colour.edges);
  for (gsize i = 0; i < picture_count_samples (&grey.to); i++)
    {
      const float *rgb = colour.to.pixels + 3 * i;

      g_assert_cmpfloat_with_epsilon (grey.to.pixels[i],
                                      (rgb[0] + rgb[1] + rgb[2]) / 3,
                                      TEST_TOLERANCE_FLOAT);
    }
  params.channels = SMOOTH_CHANNELS_COLOUR;
  picture_run (fixture->engine, &params, &grey);
  picture_assert_same_bits (&grey.to, &grey.from);
  picture_clear (&grey);
  picture_clear (&colour);
}

/* Computes the mean of the 33x33 pixels around (x, y), weighted by alpha. */
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

/* Hidden pixels stay as they are, and their colours change no other pixel: the
 * networks read the mean of the visible pixels around instead. */
static void
test_alpha (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.8, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture rgba = picture_new_random (fixture, 90, 45, 4);
  Picture rgb = picture_new (90, 45, 3);

  (void) data;
  for (int y = 0; y < 45; y++)
    for (int x = 0; x < 90; x++)
      picture_set_alpha (&rgba, x, y,
                         x > 50 && y > 5 ? 0 : g_rand_double (fixture->rand));
  for (int i = 0; i < 90 * 45; i++)
    {
      const float *from = rgba.from.pixels + 4 * i;
      double mean[3];

      mean_around (&rgba.from, i % 90, i / 90, mean);
      for (int c = 0; c < 3; c++)
        rgb.from.pixels[3 * i + c] = from[3] > 0 ? from[c] : mean[c];
    }
  picture_run (fixture->engine, &params, &rgba);
  picture_run (fixture->engine, &params, &rgb);
  for (int i = 0; i < 90 * 45; i++)
    {
      const float *from = rgba.from.pixels + 4 * i;
      const float *to = rgba.to.pixels + 4 * i;

      g_assert_cmpfloat (to[3], ==, from[3]);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (
          to[c], from[3] > 0 ? rgb.to.pixels[3 * i + c] : from[c],
          TEST_TOLERANCE_RUNS);
    }
  picture_clear (&rgba);
  picture_clear (&rgb);
}

static double
get_luma (const float *rgb)
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/* "luminance" takes the luma of the smoothed picture and keeps the colour
 * differences of the source; "colour" does the opposite. The two changes add up
 * to the change that smoothing all channels makes. */
static void
test_channels (Fixture *fixture, gconstpointer data)
{
  SmoothParams params = { 0.8, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture all = picture_new_random (fixture, 40, 40, 3);
  Picture luminance = all, colour = all;

  (void) data;
  luminance.to.pixels = g_new (float, picture_count_samples (&all.to));
  colour.to.pixels = g_new (float, picture_count_samples (&all.to));
  picture_run (fixture->engine, &params, &all);
  params.channels = SMOOTH_CHANNELS_LUMINANCE;
  picture_run (fixture->engine, &params, &luminance);
  params.channels = SMOOTH_CHANNELS_COLOUR;
  picture_run (fixture->engine, &params, &colour);
  for (gsize i = 0; i < 40 * 40; i++)
    {
      const float *x = all.from.pixels + 3 * i;
      const float *s = all.to.pixels + 3 * i;
      const float *l = luminance.to.pixels + 3 * i;
      const float *k = colour.to.pixels + 3 * i;

      g_assert_cmpfloat_with_epsilon (get_luma (l), get_luma (s),
                                      TEST_TOLERANCE_RUNS);
      g_assert_cmpfloat_with_epsilon (get_luma (k), get_luma (x),
                                      TEST_TOLERANCE_RUNS);
      g_assert_cmpfloat_with_epsilon (l[0] - l[1], x[0] - x[1],
                                      TEST_TOLERANCE_RUNS);
      g_assert_cmpfloat_with_epsilon (k[2] - k[1], s[2] - s[1],
                                      TEST_TOLERANCE_RUNS);
    }
  g_free (luminance.to.pixels);
  g_free (colour.to.pixels);
  picture_clear (&all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-pixels/strength-zero", test_strength_zero);
  FIXTURE_ADD ("/engine-pixels/not-finite", test_not_finite);
  FIXTURE_ADD ("/engine-pixels/grey", test_grey);
  FIXTURE_ADD ("/engine-pixels/alpha", test_alpha);
  FIXTURE_ADD ("/engine-pixels/channels", test_channels);
  return g_test_run ();
}
