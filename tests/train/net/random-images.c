/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-images.h"

void
test_fill (TrainRandom *random, gsize n, TrainReal *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = (TrainReal) train_random_uniform (random, -1, 1);
}

TrainImage
test_image_random (TrainRandom *random, int height, int width, int channels)
{
  TrainImage image;

  train_image_init (&image, height, width, channels);
  test_fill (random, train_image_size (&image), image.data);
  return image;
}

double
test_image_product (const TrainImage *a, const TrainImage *b)
{
  /* The sum is computed with more digits, because tests take small differences
   * of such sums. */
  long double sum = 0;

  g_assert_cmpuint (train_image_size (a), ==, train_image_size (b));
  for (gsize i = 0; i < train_image_size (a); i++)
    sum += (long double) a->data[i] * b->data[i];
  return (double) sum;
}
