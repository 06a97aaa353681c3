/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests edge-aware total variation against its formula, and its gradient
 * against difference quotients.
 */
#include "train/loss/edge-tv.h"

#include <math.h>

#include "support.h"

#define WEIGHT 0.02

typedef struct
{
  TrainImage output, edges;
} Case;

/* Computes the mean of (1 - E) |forward difference| in one direction, E being
 * the edge map. nearest (in and out): is lowered to the smallest
 * |difference|. */
static double
direction (const Case *test, int down, int across, double *nearest)
{
  double sum = 0, n = 0;

  for (int y = 0; y + down < test->output.height; y++)
    for (int x = 0; x + across < test->output.width; x++)
      for (int k = 0; k < test->output.channels; k++)
        {
          double edge = *train_image_at (&test->edges, y + down, x + across);
          double size = fabs (
            (double) train_image_at (&test->output, y + down, x + across)[k]
            - train_image_at (&test->output, y, x)[k]);

          *nearest = fmin (*nearest, size);
          sum += (1 - edge) * size;
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
  train_image_clear (&test->edges);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_edge_tv (&test->output, &test->edges, WEIGHT, gradient);
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
      image_random (&test.edges, &random, size[i][0], size[i][1], 1, 0, 1);
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
      int height = random_size (&random, 1, 16);
      int width = random_size (&random, 2, 16);
      double nearest = 0;

      image_random (&test.edges, &random, height, width, 1, 0, 1);
      image_random (&test.output, &random, height, width, 1 + i, 0, 1);
      while (reference (&test, &nearest) >= 0 && nearest <= 3 * GRADIENT_STEP)
        {
          train_image_clear (&test.output);
          image_random (&test.output, &random, height, width, 1 + i, 0, 1);
        }
      assert_gradient ("edge TV", loss, &test, &test.output);
      case_clear (&test);
    }
}

/* The loss is 0 where the edge map is 1, and for a flat picture. */
static void
test_edges (void)
{
  TrainRandom random = random_for_test ();
  TrainImage gradient;
  Case test;

  image_random (&test.output, &random, 9, 8, 3, 0, 1);
  image_random (&test.edges, &random, 9, 8, 1, 1, 1);
  train_image_init (&gradient, 9, 8, 3);
  g_assert_cmpfloat (loss (&test, &gradient), ==, 0);
  train_image_zero (&test.edges);
  g_assert_cmpfloat (loss (&test, NULL), >, 0);
  train_image_zero (&test.output);
  g_assert_cmpfloat (loss (&test, &gradient), ==, 0);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    g_assert_cmpfloat (gradient.data[i], ==, 0);
  train_image_clear (&gradient);
  case_clear (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edge-tv/value", test_value);
  g_test_add_func ("/edge-tv/gradient", test_gradient);
  g_test_add_func ("/edge-tv/edges", test_edges);
  return g_test_run ();
}
