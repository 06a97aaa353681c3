/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the Gaussian blur against the sum by its definition, at odd sizes and
 * with Gaussians wider than the picture.
 */
#include "train/base/blur.h"

#include <math.h>

#include "train/base/random.h"
#include "support/tolerances.h"

static double
sum_up (const TrainImage *in, double sigma, int y, int x, int c)
{
  const int reach = (int) ceil (4 * sigma);
  double sum = 0, total = 0;

  for (int i = -reach; i <= reach; i++)
    for (int k = -reach; k <= reach; k++)
      {
        double weight = exp (-(i * i + k * k) / (2 * sigma * sigma));
        int row = CLAMP (y + i, 0, in->height - 1);
        int column = CLAMP (x + k, 0, in->width - 1);

        sum += weight * (double) train_image_at (in, row, column)[c];
        total += weight;
      }
  return sum / total;
}

static void
test_definition (void)
{
  static const double SIGMAS[] = { 0.3, 1, 2.6, 6.5 };
  TrainImage in, out;
  TrainRandom random;

  train_random_init (&random, 1, 0, 0, 0);
  train_image_init (&in, 11, 17, 3);
  for (gsize i = 0; i < train_image_size (&in); i++)
    in.data[i] = (TrainReal) train_random_uniform (&random, 0, 1);
  for (gsize k = 0; k < G_N_ELEMENTS (SIGMAS); k++)
    {
      train_blur (&in, SIGMAS[k], &out);
      for (int y = 0; y < in.height; y++)
        for (int x = 0; x < in.width; x++)
          for (int c = 0; c < 3; c++)
            g_assert_cmpfloat (fabs ((double) train_image_at (&out, y, x)[c]
                                     - sum_up (&in, SIGMAS[k], y, x, c)),
                               <, TEST_TOLERANCE_FLOAT_SUM);
      train_image_clear (&out);
    }
  train_image_clear (&in);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blur/definition", test_definition);
  return g_test_run ();
}
