/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of soft-picture.h: nothing in such a picture is sharp, and its grain
 * has the deviation that is returned.
 */
#include "train/data/soft-picture.h"

#include <math.h>

#define SIDE 96

/* Returns the largest difference between pixels that are neighbours along x or
 * y. */
static double
get_steepest (const TrainImage *image)
{
  double most = 0;

  for (int y = 0; y + 1 < SIDE; y++)
    for (int x = 0; x + 1 < SIDE; x++)
      for (int c = 0; c < 3; c++)
        {
          const TrainReal at = train_image_at (image, y, x)[c];

          most = fmax (
            most, fabs ((double) (train_image_at (image, y, x + 1)[c] - at)));
          most = fmax (
            most, fabs ((double) (train_image_at (image, y + 1, x)[c] - at)));
        }
  return most;
}

static void
test_soft (void)
{
  const TrainLoadedDataset nothing = { 0 };
  TrainImage picture;
  double least = 100, most = 0, contrast = 0;

  train_image_init (&picture, SIDE, SIDE, 3);
  for (int k = 0; k < 60; k++)
    {
      TrainRandom random;
      double sigma, low = 1, high = 0;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      sigma = train_soft_picture_draw (&nothing, &random, &picture);
      least = fmin (least, sigma);
      most = fmax (most, sigma);
      /* No step under a Gaussian is steeper than its height, at most 1, divided
       * by sqrt (2 pi) sigma. */
      g_assert_cmpfloat (get_steepest (&picture), <,
                         1 / (sqrt (2 * G_PI) * sigma) + 1e-4);
      for (gsize i = 0; i < train_image_size (&picture); i++)
        {
          low = fmin (low, (double) picture.data[i]);
          high = fmax (high, (double) picture.data[i]);
        }
      g_assert_cmpfloat (low, >=, 0);
      g_assert_cmpfloat (high, <=, 1);
      contrast += (high - low) / 60;
    }
  g_assert_cmpfloat (least, >=, 3);
  g_assert_cmpfloat (least, <, 4);
  g_assert_cmpfloat (most, <=, 30);
  g_assert_cmpfloat (most, >, 22);
  g_assert_cmpfloat (contrast, >, 0.3);
  train_image_clear (&picture);
}

static void
test_grain (void)
{
  TrainImage grain;

  train_image_init (&grain, SIDE, SIDE, 3);
  for (int k = 0; k < 20; k++)
    {
      TrainRandom random;
      double sigma, squares = 0;

      train_random_init (&random, 2, 0, (guint64) k, 0);
      sigma = train_grain_draw (&random, &grain);
      for (gsize i = 0; i < train_image_size (&grain); i++)
        squares += (double) grain.data[i] * (double) grain.data[i];
      g_assert_cmpfloat (
        fabs (sqrt (squares / (double) train_image_size (&grain)) - sigma), <,
        1e-4);
      g_assert_cmpfloat (sigma, >=, 0.004);
      g_assert_cmpfloat (sigma, <=, 0.016);
    }
  train_image_clear (&grain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/soft-picture/soft", test_soft);
  g_test_add_func ("/train/soft-picture/grain", test_grain);
  return g_test_run ();
}
