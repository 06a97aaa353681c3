/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests box sums against plain loops, and that the mean of ones is one. */
#include "train/loss/box-filter.h"

#include "support.h"
#include "support/tolerances.h"

/* Computes the sum of channel k over the window around (y, x). */
static double
window_sum (const TrainImage *image, int radius, int y, int x, int k)
{
  double sum = 0;

  for (int v = MAX (y - radius, 0); v <= MIN (y + radius, image->height - 1);
       v++)
    for (int u = MAX (x - radius, 0); u <= MIN (x + radius, image->width - 1);
         u++)
      sum += train_image_at (image, v, u)[k];
  return sum;
}

static void
test_sum (void)
{
  static const int sizes[][3] = {
    { 20, 31, 3 }, { 5, 40, 8 }, { 40, 5, 8 }, { 1, 1, 1 }, { 2, 9, 2 }
  };
  TrainRandom random = random_for_test ();
  g_autoptr (TrainScratch) scratch = train_scratch_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int channels = 1; channels <= 3; channels++)
      {
        TrainBox box = { sizes[i][0], sizes[i][1], channels, sizes[i][2] };
        TrainImage in, out;

        image_random (&in, &random, box.height, box.width, channels, -1, 1);
        train_image_init (&out, box.height, box.width, channels);
        train_box_sum (&box, in.data, scratch, out.data);
        for (int y = 0; y < box.height; y++)
          for (int x = 0; x < box.width; x++)
            for (int k = 0; k < channels; k++)
              g_assert_cmpfloat_with_epsilon (
                train_image_at (&out, y, x)[k],
                window_sum (&in, box.radius_px, y, x, k), TEST_TOLERANCE_LOSS);
        g_assert_cmpuint (train_scratch_mark (scratch), ==, 0);
        train_image_clear (&in);
        train_image_clear (&out);
      }
}

static void
test_mean_of_ones (void)
{
  TrainRandom random = random_for_test ();
  g_autoptr (TrainScratch) scratch = train_scratch_new ();
  TrainBox box = { 13, 30, 2, 6 };
  TrainImage in, out;

  image_random (&in, &random, 13, 30, 2, 1, 1);
  train_image_init (&out, 13, 30, 2);
  train_box_sum (&box, in.data, scratch, out.data);
  train_box_divide (&box, out.data);
  for (gsize i = 0; i < train_image_size (&out); i++)
    assert_value (out.data[i], 1);
  train_image_clear (&in);
  train_image_clear (&out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box/sum", test_sum);
  g_test_add_func ("/box/mean-of-ones", test_mean_of_ones);
  return g_test_run ();
}
