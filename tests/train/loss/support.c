/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "support/tolerances.h"

#include <math.h>
#include <string.h>

TrainRandom
random_for_test (void)
{
  TrainRandom random;

  train_random_init (&random, (guint64) g_test_rand_int (), 0, 0, 0);
  return random;
}

int
random_size (TrainRandom *random, int low, int high)
{
  return low + train_random_integer (random, high - low + 1);
}

void
image_random (TrainImage *image,
              TrainRandom *random,
              int height,
              int width,
              int channels,
              double low,
              double high)
{
  train_image_init (image, height, width, channels);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) train_random_uniform (random, low, high);
}

void
image_waves (
  TrainImage *image, TrainRandom *random, int height, int width, int channels)
{
  double across = train_random_uniform (random, 0.1, 0.6);
  double down = train_random_uniform (random, 0.1, 0.6);

  train_image_init (image, height, width, channels);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < channels; k++)
        train_image_at (image, y, x)[k] =
          (TrainReal) (0.5 + 0.35 * sin (across * x + down * y + k)
                       + train_random_uniform (random, -0.1, 0.1));
}

void
image_copy (TrainImage *copy, const TrainImage *image)
{
  train_image_init (copy, image->height, image->width, image->channels);
  memcpy (copy->data, image->data,
          train_image_size (image) * sizeof (TrainReal));
}

double
nearest_numbers (const TrainImage *a, const TrainImage *b)
{
  double nearest = G_MAXDOUBLE;

  for (gsize i = 0; i < train_image_size (a); i++)
    nearest = fmin (nearest, fabs ((double) a->data[i] - b->data[i]));
  return nearest;
}

void
assert_value (double a, double b)
{
  double limit = TEST_TOLERANCE_LOSS * fmax (fabs (b), 1e-3);

  if (!(fabs (a - b) <= limit))
    g_test_message ("%.12g, wanted %.12g within %.2g", a, b, limit);
  g_assert_true (fabs (a - b) <= limit);
}

void
assert_finite (double value, const TrainImage *image)
{
  g_assert_true (isfinite (value));
  for (gsize i = 0; i < train_image_size (image); i++)
    g_assert_true (isfinite (image->data[i]));
}

#ifdef TRAIN_DOUBLE
/* Computes the derivative of function by number i of variable, as a central
 * difference of fourth order. */
static double
difference (LossFunction function, gpointer data, TrainImage *variable, gsize i)
{
  static const int place[] = { -2, -1, 1, 2 };
  static const double weight[] = { 1, -8, 8, -1 };
  TrainReal kept = variable->data[i];
  double sum = 0;

  for (int k = 0; k < 4; k++)
    {
      variable->data[i] = kept + place[k] * GRADIENT_STEP;
      sum += weight[k] * function (data, NULL);
    }
  variable->data[i] = kept;
  return sum / (12 * GRADIENT_STEP);
}

static void
assert_differences (const char *name,
                    LossFunction function,
                    gpointer data,
                    TrainImage *variable,
                    const TrainImage *gradient)
{
  double largest = 0, error = 0;

  for (gsize i = 0; i < train_image_size (variable); i++)
    {
      double wanted = difference (function, data, variable, i);

      largest = fmax (largest, fabs (wanted));
      error = fmax (error, fabs (wanted - gradient->data[i]));
    }
  g_test_message ("%s: %d x %d x %d, largest %.3g, relative error %.2g", name,
                  variable->height, variable->width, variable->channels,
                  largest, error / largest);
  g_assert_cmpfloat (largest, >, 0);
  g_assert_cmpfloat (error, <=, TEST_TOLERANCE_GRADIENT * largest);
}
#endif

void
assert_gradient (const char *name,
                 LossFunction function,
                 gpointer data,
                 TrainImage *variable)
{
  TrainImage once, twice;
  double value;

  train_image_init (&once, variable->height, variable->width,
                    variable->channels);
  value = function (data, &once);
  g_assert_cmpfloat (value, ==, function (data, NULL));
  image_copy (&twice, &once);
  function (data, &twice);
  for (gsize i = 0; i < train_image_size (&once); i++)
    g_assert_cmpfloat (fabs (twice.data[i] - 2 * (double) once.data[i]), <=,
                       TEST_TOLERANCE_TWICE * fabs (once.data[i])
                         + TEST_TOLERANCE_DOUBLE);
#ifdef TRAIN_DOUBLE
  assert_differences (name, function, data, variable, &once);
#else
  (void) name;
#endif
  train_image_clear (&once);
  train_image_clear (&twice);
}
