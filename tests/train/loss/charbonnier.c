/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the Charbonnier loss against its formula, and its gradient against
 * difference quotients. */
#include "train/loss/charbonnier.h"

#include <math.h>

#include "support.h"

#define WEIGHT 0.7
#define EPSILON 0.02

typedef struct
{
  TrainImage output, truth;
} Case;

static void
case_init (Case *test, int height, int width, int channels)
{
  TrainRandom random = random_for_test ();

  image_random (&test->output, &random, height, width, channels, -0.2, 1.2);
  image_random (&test->truth, &random, height, width, channels, 0, 1);
}

static void
case_clear (Case *test)
{
  train_image_clear (&test->output);
  train_image_clear (&test->truth);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_charbonnier (&test->output, &test->truth, WEIGHT, gradient);
}

static void
test_value (void)
{
  /* The loss is summed in chunks of TRAIN_CHUNK numbers. The first picture has
   * more than one chunk, the second one is a single pixel. */
  static const int size[][2] = { { 23, 31 }, { 1, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (size); i++)
    {
      Case test;
      double sum = 0;

      case_init (&test, size[i][0], size[i][1], 3);
      for (int y = 0; y < test.output.height; y++)
        for (int x = 0; x < test.output.width; x++)
          for (int k = 0; k < 3; k++)
            sum += hypot (train_image_at (&test.output, y, x)[k]
                            - train_image_at (&test.truth, y, x)[k],
                          EPSILON);
      assert_value (loss (&test, NULL),
                    WEIGHT * sum / train_image_size (&test.output));
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

      case_init (&test, random_size (&random, 1, 20),
                 random_size (&random, 1, 20), random_size (&random, 1, 4));
      assert_gradient ("charbonnier", loss, &test, &test.output);
      case_clear (&test);
    }
}

/* For equal pictures the loss is epsilon, its minimum, and the gradient is 0.
 */
static void
test_equal (void)
{
  Case test;
  TrainImage gradient;

  case_init (&test, 5, 7, 3);
  train_image_init (&gradient, 5, 7, 3);
  train_image_clear (&test.output);
  image_copy (&test.output, &test.truth);
  assert_value (loss (&test, &gradient), WEIGHT * EPSILON);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    g_assert_cmpfloat (gradient.data[i], ==, 0);
  train_image_clear (&gradient);
  case_clear (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charbonnier/value", test_value);
  g_test_add_func ("/charbonnier/gradient", test_gradient);
  g_test_add_func ("/charbonnier/equal", test_equal);
  return g_test_run ();
}
