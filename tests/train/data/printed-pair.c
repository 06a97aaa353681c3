/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of printed-pair.h: what strength leaves of a print, and that the truth
 * has neither pattern nor another mean.
 */
#include "train/data/printed-pair.h"

#include <math.h>

#define SIDE 96
#define N_PAIRS 60

/* Fills image with two colours on either side of a slanted edge. */
static void
make_structure (TrainImage *image)
{
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (image, y, x)[c] =
          (TrainReal) (2 * x + y > SIDE ? 0.8 - 0.1 * c : 0.2 + 0.1 * c);
}

static void
make (int number, double strength, TrainImage *truth, TrainImage *input)
{
  TrainRandom random;

  make_structure (truth);
  train_random_init (&random, 1, 0, (guint64) number, 0);
  train_print_pair_make (&random, strength, truth, input);
}

static double
get_mean (const TrainImage *image)
{
  double sum = 0;

  for (gsize i = 0; i < train_image_size (image); i++)
    sum += (double) image->data[i];
  return sum / (double) train_image_size (image);
}

/* Returns how much fine pattern there is: the mean difference of neighbours
 * along x. Large differences are limited, so that the edge hardly counts. */
static double
get_roughness (const TrainImage *image)
{
  double sum = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x + 1 < SIDE; x++)
      sum += fmin (fabs ((double) (train_image_at (image, y, x + 1)[0]
                                   - train_image_at (image, y, x)[0])),
                   0.1);
  return sum / (SIDE * (SIDE - 1));
}

static void
init (TrainImage *images, int n)
{
  for (int k = 0; k < n; k++)
    train_image_init (&images[k], SIDE, SIDE, 3);
}

/* From strength .5 on nothing of the pattern is left, whatever its contrast; at
 * half of that, half of it. */
static void
test_strengths (void)
{
  TrainImage truths[3], inputs[3];

  init (truths, 3);
  init (inputs, 3);
  for (int k = 0; k < N_PAIRS; k++)
    {
      double rest = 0;

      make (k, 1, &truths[0], &inputs[0]);
      make (k, TRAIN_PRINT_GONE_AT, &truths[1], &inputs[1]);
      make (k, TRAIN_PRINT_GONE_AT / 2, &truths[2], &inputs[2]);
      for (gsize i = 0; i < train_image_size (&truths[0]); i++)
        {
          const double half =
            (double) (truths[0].data[i] + inputs[0].data[i]) / 2;

          g_assert_true (inputs[0].data[i] == inputs[1].data[i]
                         && inputs[0].data[i] == inputs[2].data[i]);
          g_assert_true (truths[0].data[i] == truths[1].data[i]);
          rest = fmax (rest, fabs (half - (double) truths[2].data[i]));
        }
      g_assert_cmpfloat (rest, <, 1e-5);
    }
  for (int k = 0; k < 3; k++)
    {
      train_image_clear (&truths[k]);
      train_image_clear (&inputs[k]);
    }
}

/* The print has the truth's mean, and much more detail. */
static void
test_pattern (void)
{
  TrainImage truth, input;
  double rough = 0, smooth = 0;
  int n_strong = 0;

  init (&truth, 1);
  init (&input, 1);
  for (int k = 0; k < N_PAIRS; k++)
    {
      double squares = 0;

      make (k, 1, &truth, &input);
      g_assert_cmpfloat (fabs (get_mean (&input) - get_mean (&truth)), <, 0.03);
      rough += get_roughness (&input);
      smooth += get_roughness (&truth);
      for (gsize i = 0; i < train_image_size (&truth); i++)
        squares += pow ((double) (input.data[i] - truth.data[i]), 2);
      n_strong += sqrt (squares / (double) train_image_size (&truth)) > 0.14;
    }
  g_assert_cmpfloat (rough, >, 4 * smooth);
  /* In a quarter of the pairs and more, the print differs from the truth by
   * more than .14. At strength 1 only a part of a usual texture of that
   * deviation would be removed. */
  g_assert_cmpint (n_strong, >, N_PAIRS / 4);
  train_image_clear (&truth);
  train_image_clear (&input);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/printed-pair/strengths", test_strengths);
  g_test_add_func ("/train/printed-pair/pattern", test_pattern);
  return g_test_run ();
}
