/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the drawing of cloth (cloth.h): each kind of cloth is grey, of mean 0
 * and deviation 1, without coarse patterns, and differs from one random drawing
 * to the next.
 */
#include "train/data/cloth.h"

#include <math.h>

#include "train/base/blur.h"

#define SIDE 144
/* The Gaussian that separates fine from coarse patterns: it halves waves of 28
 * px. */
#define COARSE_SIGMA_PX 5.2

static double
get_deviation (const TrainImage *image, double *mean)
{
  gsize n = train_image_size (image);
  double sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += (double) image->data[i];
      squares += (double) image->data[i] * (double) image->data[i];
    }
  *mean = sum / (double) n;
  return sqrt (squares / (double) n - *mean * *mean);
}

static void
test_kinds (void)
{
  TrainImage relief;
  double first = 0;

  train_image_init (&relief, SIDE, SIDE, 3);
  for (int k = 0; k < 20 * TRAIN_CLOTH_N_KINDS; k++)
    {
      TrainRandom random;
      TrainImage coarse;
      double mean, deviation;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      train_cloth_draw (&random, (TrainClothKind) (k % TRAIN_CLOTH_N_KINDS),
                        &relief);
      deviation = get_deviation (&relief, &mean);
      g_assert_cmpfloat (fabs (mean), <, 1e-4);
      g_assert_cmpfloat (fabs (deviation - 1), <, 1e-3);
      for (gsize i = 0; i < train_image_size (&relief); i += 3)
        g_assert_true (relief.data[i] == relief.data[i + 1]
                       && relief.data[i] == relief.data[i + 2]);
      train_blur (&relief, COARSE_SIGMA_PX, &coarse);
      g_assert_cmpfloat (get_deviation (&coarse, &mean), <, 0.2);
      train_image_clear (&coarse);
      g_assert_cmpfloat ((double) relief.data[0], !=, first);
      first = (double) relief.data[0];
    }
  train_image_clear (&relief);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/cloth/kinds", test_kinds);
  return g_test_run ();
}
