/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of pyramid-texture.h: structure stays, texture is removed. */
#include "train/filter/pyramid-texture.h"
#include "support/tolerances.h"

#include <math.h>

#define HEIGHT 61
#define WIDTH 83
#define MARGIN 8

/* Draws a step at the middle column with a fine texture on it. */
static void
draw (TrainImage *image, double texture)
{
  train_image_init (image, HEIGHT, WIDTH, 3);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (image, y, x)[c] =
          (TrainReal) ((x < WIDTH / 2 ? 0.2 : 0.8)
                       + ((x + y) % 2 ? texture : -texture));
}

/* Returns the root mean square of smooth - wanted, except near the step and the
 * border. */
static double
get_error (const TrainImage *smooth, const TrainImage *wanted)
{
  double sum = 0;
  int n = 0;

  for (int y = MARGIN; y < HEIGHT - MARGIN; y++)
    for (int x = MARGIN; x < WIDTH - MARGIN; x++)
      if (abs (x - WIDTH / 2) > 3)
        {
          double difference =
            train_image_at (smooth, y, x)[1] - train_image_at (wanted, y, x)[1];

          sum += difference * difference;
          n++;
        }
  return sqrt (sum / n);
}

static void
test_texture (void)
{
  const TrainPyramidTexture settings = { 5, 0.05, 4 };
  TrainImage clean, textured, smooth;

  draw (&clean, 0);
  draw (&textured, 0.05);
  train_pyramid_texture (&settings, &textured, &smooth);
  g_assert_cmpfloat (get_error (&smooth, &clean), <, 0.01);
  train_image_clear (&smooth);
  train_image_clear (&textured);
  train_image_clear (&clean);
}

/* A step without texture keeps its place and height. */
static void
test_step (void)
{
  const TrainPyramidTexture settings = { 5, 0.05, 7 };
  TrainImage clean, smooth;

  draw (&clean, 0);
  train_pyramid_texture (&settings, &clean, &smooth);
  for (int x = 0; x < WIDTH; x++)
    if (abs (x - WIDTH / 2) > 1)
      g_assert_cmpfloat_with_epsilon (
        train_image_at (&smooth, HEIGHT / 2, x)[0],
        train_image_at (&clean, HEIGHT / 2, x)[0], 0.02);
  train_image_clear (&smooth);
  train_image_clear (&clean);
}

/* With one level the result is the input; a small picture has one level. */
static void
test_one_level (void)
{
  const TrainPyramidTexture one = { 5, 0.05, 1 };
  const TrainPyramidTexture many = { 5, 0.05, 11 };
  TrainImage image, smooth;

  draw (&image, 0.05);
  train_pyramid_texture (&one, &image, &smooth);
  g_assert_cmpfloat (get_error (&smooth, &image), <, TEST_TOLERANCE_FLOAT);
  train_image_clear (&smooth);
  image.height = 5;
  train_pyramid_texture (&many, &image, &smooth);
  for (int i = 0; i < 5 * WIDTH * 3; i++)
    g_assert_cmpfloat_with_epsilon (smooth.data[i], image.data[i],
                                    TEST_TOLERANCE_FLOAT);
  train_image_clear (&smooth);
  train_image_clear (&image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pyramid-texture/texture", test_texture);
  g_test_add_func ("/pyramid-texture/step", test_step);
  g_test_add_func ("/pyramid-texture/one-level", test_one_level);
  return g_test_run ();
}
