/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests by how much the parameter "detail" amplifies textures whose period and
 * standard deviation are known.
 */
#include <math.h>

#include "unit/engine-support.h"
#include "unit/pixel-support.h"

#define WIDTH 120
#define HEIGHT 90

/* Makes a grey picture with a pattern, or with white noise if period is 0, of
 * this standard deviation around 0.5. */
static Picture
new_texture (GRand *rand, double period, double deviation)
{
  const double angle = g_rand_double_range (rand, 0, G_PI);
  Picture picture = picture_new (WIDTH, HEIGHT, 3);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      const double across =
        i % WIDTH * cos (angle) + i / WIDTH * sin (angle); /* in pixels */
      const double value = period > 0
                             ? sqrt (2) * sin (2 * G_PI * across / period)
                             : sqrt (3) * g_rand_double_range (rand, -1, 1);

      for (int c = 0; c < 3; c++)
        picture.from.pixels[3 * i + c] = (float) (0.5 + deviation * value);
    }
  return picture;
}

/* Returns the standard deviation of a picture's samples. */
static double
get_deviation (const SmoothArray *array)
{
  const gsize n = picture_count_samples (array);
  double sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += array->pixels[i];
      squares += (double) array->pixels[i] * array->pixels[i];
    }
  return sqrt (squares / (double) n - sum / (double) n * sum / (double) n);
}

/* At strength 1 and detail 2 texture becomes three times as strong, as far as
 * the networks take all of it for texture. */
static void
test_boost (Fixture *fixture, gconstpointer data)
{
  static const double PERIODS[] = { 0, 3, 4, 7, 10, 14 };
  static const double DEVIATIONS[] = { 0.03, 0.08 };
  const SmoothParams params = { 1, 2, SMOOTH_CHANNELS_ALL, 2, FALSE, 1 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (PERIODS); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (DEVIATIONS); k++)
      {
        Picture picture =
          new_texture (fixture->rand, PERIODS[i], DEVIATIONS[k]);
        double factor;

        picture_run (fixture->engine, &params, &picture);
        factor = get_deviation (&picture.to) / get_deviation (&picture.from);
        g_test_message ("period %g, deviation %g: %.3f times", PERIODS[i],
                        DEVIATIONS[k], factor);
        g_assert_cmpfloat (factor, >=, 2.7);
        g_assert_cmpfloat (factor, <=, 3.05);
        picture_clear (&picture);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-detail-boost", test_boost);
  return g_test_run ();
}
