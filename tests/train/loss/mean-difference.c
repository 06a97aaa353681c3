/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the mean difference loss against its formula, its gradient against
 * difference quotients, and its value on pictures that differ only in the means
 * of their channels, or in everything but these.
 */
#include "train/loss/mean-difference.h"

#include <math.h>

#include "support.h"

#define WEIGHT 0.7
#define EPSILON 0.004

typedef struct
{
  TrainImage output, truth;
} Pictures;

static void
pictures_clear (Pictures *pictures)
{
  train_image_clear (&pictures->output);
  train_image_clear (&pictures->truth);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Pictures *pictures = data;

  return train_loss_mean_difference (&pictures->output, &pictures->truth,
                                     WEIGHT, gradient);
}

static double
get_mean (const TrainImage *image, int channel)
{
  double sum = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      sum += train_image_at (image, y, x)[channel];
  return sum / image->height / image->width;
}

static void
test_random (void)
{
  TrainRandom random = random_for_test ();

  for (int channels = 1; channels <= 4; channels++)
    {
      int height = random_size (&random, 1, 20);
      int width = random_size (&random, 1, 20);
      double sum = 0;
      Pictures pictures;

      image_random (&pictures.output, &random, height, width, channels, -0.2,
                    1.2);
      image_random (&pictures.truth, &random, height, width, channels, 0, 1);
      for (int c = 0; c < channels; c++)
        sum +=
          hypot (get_mean (&pictures.output, c) - get_mean (&pictures.truth, c),
                 EPSILON);
      assert_value (loss (&pictures, NULL), WEIGHT * sum / channels);
      assert_gradient ("mean", loss, &pictures, &pictures.output);
      pictures_clear (&pictures);
    }
}

/* Two pictures with different pixels and the same means have the least loss and
 * no gradient. If the mean of one channel is too high by half, only that
 * channel has a gradient, which is positive and the same at every pixel. */
static void
test_means (void)
{
  enum
  {
    SIDE = 8
  };
  Pictures pictures;
  TrainImage gradient;

  train_image_init (&pictures.output, SIDE, SIDE, 3);
  train_image_init (&pictures.truth, SIDE, SIDE, 3);
  train_image_init (&gradient, SIDE, SIDE, 3);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    {
      pictures.truth.data[i] = (TrainReal) 0.25;
      pictures.output.data[i] = (TrainReal) (i / 3 % 2 == 0 ? 0 : 0.5);
    }
  assert_value (loss (&pictures, &gradient), WEIGHT * EPSILON);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    g_assert_cmpfloat (gradient.data[i], ==, 0);
  for (gsize i = 1; i < train_image_size (&gradient); i += 3)
    pictures.output.data[i] += (TrainReal) 0.5;
  loss (&pictures, &gradient);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    if (i % 3 == 1)
      {
        g_assert_cmpfloat (gradient.data[i], >, 0);
        g_assert_cmpfloat (gradient.data[i], ==, gradient.data[1]);
      }
    else
      g_assert_cmpfloat (gradient.data[i], ==, 0);
  train_image_clear (&gradient);
  pictures_clear (&pictures);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mean/random", test_random);
  g_test_add_func ("/mean/means", test_means);
  return g_test_run ();
}
