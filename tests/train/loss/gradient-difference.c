/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the gradient difference loss, which compares the forward differences of
 * output and truth, against its formula, and its derivative against difference
 * quotients. */
#include "train/loss/gradient-difference.h"

#include <math.h>

#include "support.h"

#define WEIGHT 1.3

typedef struct
{
  TrainImage output, truth;
} Case;

static double
error_at (const Case *test, int y, int x, int k)
{
  return (double) train_image_at (&test->output, y, x)[k]
         - train_image_at (&test->truth, y, x)[k];
}

/* Computes, in one direction, the mean absolute forward difference of output
 * minus truth. nearest (in and out): is lowered to the smallest absolute
 * difference. */
static double
direction (const Case *test, int down, int across, double *nearest)
{
  double sum = 0, n = 0;

  for (int y = 0; y + down < test->output.height; y++)
    for (int x = 0; x + across < test->output.width; x++)
      for (int k = 0; k < test->output.channels; k++)
        {
          double size = fabs (error_at (test, y + down, x + across, k)
                              - error_at (test, y, x, k));

          *nearest = fmin (*nearest, size);
          sum += size;
          n++;
        }
  return n > 0 ? sum / n : 0;
}

static double
reference (const Case *test, double *nearest)
{
  *nearest = G_MAXDOUBLE;
  return WEIGHT
         * (direction (test, 1, 0, nearest) + direction (test, 0, 1, nearest));
}

static void
case_clear (Case *test)
{
  train_image_clear (&test->output);
  train_image_clear (&test->truth);
}

/* Draws pictures until no forward difference is so near to 0 that changing a
 * number by two steps of the difference quotient could change its sign. */
static void
case_init (Case *test, TrainRandom *random, int height, int width, int channels)
{
  double nearest;

  for (int i = 0; i < 100; i++)
    {
      image_random (&test->output, random, height, width, channels, 0, 1);
      image_random (&test->truth, random, height, width, channels, 0, 1);
      reference (test, &nearest);
      if (nearest > 3 * GRADIENT_STEP)
        return;
      case_clear (test);
    }
  g_assert_not_reached ();
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_gradient_difference (&test->output, &test->truth, WEIGHT,
                                         gradient);
}

static void
test_value (void)
{
  static const int size[][2] = { { 17, 211 }, { 1, 9 }, { 9, 1 }, { 1, 1 } };
  TrainRandom random = random_for_test ();

  for (gsize i = 0; i < G_N_ELEMENTS (size); i++)
    {
      Case test;
      double nearest;

      image_random (&test.output, &random, size[i][0], size[i][1], 3, 0, 1);
      image_random (&test.truth, &random, size[i][0], size[i][1], 3, 0, 1);
      assert_value (loss (&test, NULL), reference (&test, &nearest));
      case_clear (&test);
    }
}

static void
test_gradient (void)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 4; i++)
    {
      Case test;

      case_init (&test, &random, random_size (&random, 1, 16),
                 random_size (&random, 2, 16), random_size (&random, 1, 4));
      assert_gradient ("gradient difference", loss, &test, &test.output);
      case_clear (&test);
    }
}

/* For equal pictures, where |x| is not differentiable, and for a single pixel,
 * the loss and its gradient are 0. */
static void
test_degenerate (void)
{
  TrainRandom random = random_for_test ();

  for (int size = 1; size <= 8; size += 7)
    {
      Case test;
      TrainImage gradient;

      image_random (&test.truth, &random, size, size, 3, 0, 1);
      image_copy (&test.output, &test.truth);
      train_image_init (&gradient, size, size, 3);
      g_assert_cmpfloat (loss (&test, &gradient), ==, 0);
      for (gsize i = 0; i < train_image_size (&gradient); i++)
        g_assert_cmpfloat (gradient.data[i], ==, 0);
      train_image_clear (&gradient);
      case_clear (&test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gradient-difference/value", test_value);
  g_test_add_func ("/gradient-difference/gradient", test_gradient);
  g_test_add_func ("/gradient-difference/degenerate", test_degenerate);
  return g_test_run ();
}
