/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the Gaussian filter against a plain sum over windows, and its
 * transpose. */
#include "train/loss/gaussian-filter.h"

#include <math.h>
#include <string.h>

#include "support.h"

#define FRAME (TRAIN_GAUSSIAN_TAPS - 1)

static double
window_mean (const TrainImage *image, int y, int x, int k)
{
  double sum = 0, mean = 0;

  for (int v = 0; v < TRAIN_GAUSSIAN_TAPS; v++)
    for (int u = 0; u < TRAIN_GAUSSIAN_TAPS; u++)
      {
        double weight = exp (-((v - 5) * (v - 5) + (u - 5) * (u - 5)) / 4.5);

        sum += weight;
        mean += weight * train_image_at (image, y + v, x + u)[k];
      }
  return mean / sum;
}

static void
test_filter (void)
{
  static const int sizes[][3] = {
    { 11, 11, 1 }, { 12, 37, 3 }, { 30, 11, 2 }, { 19, 21, 4 }
  };
  TrainRandom random = random_for_test ();
  g_autoptr (TrainScratch) scratch = train_scratch_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      TrainImage in, out;

      image_random (&in, &random, sizes[i][0], sizes[i][1], sizes[i][2], 0, 1);
      train_image_init (&out, in.height - FRAME, in.width - FRAME, in.channels);
      train_gaussian_filter (in.data, in.height, in.width, in.channels, scratch,
                             out.data);
      for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++)
          for (int k = 0; k < out.channels; k++)
            assert_value (train_image_at (&out, y, x)[k],
                          window_mean (&in, y, x, k));
      train_image_clear (&in);
      train_image_clear (&out);
    }
}

static double
product (const TrainImage *a, const TrainImage *b)
{
  double sum = 0;

  for (gsize i = 0; i < train_image_size (a); i++)
    sum += (double) a->data[i] * b->data[i];
  return sum;
}

/* For all a and b, <G a, b> = <a, G^T b>. G^T is computed as the filter on b,
 * enlarged by a border of zeros. */
static void
test_transpose (void)
{
  TrainRandom random = random_for_test ();
  g_autoptr (TrainScratch) scratch = train_scratch_new ();
  TrainImage a, b, there, framed, back;

  image_random (&a, &random, 17, 23, 3, 0, 1);
  image_random (&b, &random, 7, 13, 3, 0, 1);
  train_image_init (&there, 7, 13, 3);
  train_image_init (&framed, 7 + 2 * FRAME, 13 + 2 * FRAME, 3);
  train_image_init (&back, 17, 23, 3);
  train_gaussian_filter (a.data, 17, 23, 3, scratch, there.data);
  for (int y = 0; y < 7; y++)
    memcpy (train_image_at (&framed, y + FRAME, FRAME),
            train_image_at (&b, y, 0), 13 * 3 * sizeof (TrainReal));
  train_gaussian_filter (framed.data, 27, 33, 3, scratch, back.data);
  assert_value (product (&there, &b), product (&a, &back));
  train_image_clear (&a);
  train_image_clear (&b);
  train_image_clear (&there);
  train_image_clear (&framed);
  train_image_clear (&back);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gauss/filter", test_filter);
  g_test_add_func ("/gauss/transpose", test_transpose);
  return g_test_run ();
}
