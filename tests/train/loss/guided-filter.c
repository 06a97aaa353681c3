/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the guided filter against plain loops over whole windows. */
#include "train/loss/guided-filter.h"

#include <math.h>

#include "support.h"
#include "support/tolerances.h"

/* Computes the mean of plane over that part of the window around (y, x) which
 * lies inside. */
static double
mean (const double *plane, int height, int width, int radius, int y, int x)
{
  double sum = 0, n = 0;

  for (int v = MAX (y - radius, 0); v <= MIN (y + radius, height - 1); v++)
    for (int u = MAX (x - radius, 0); u <= MIN (x + radius, width - 1); u++)
      {
        sum += plane[v * width + u];
        n++;
      }
  return sum / n;
}

/* Filters channel k of image by the formula. Returns height x width numbers;
 * free with g_free (). */
static double *
reference (const TrainImage *image, int k, int radius, double epsilon)
{
  int h = image->height, w = image->width;
  g_autofree double *in = g_new0 (double, h *w);
  g_autofree double *square = g_new0 (double, h *w);
  g_autofree double *slope = g_new0 (double, h *w);
  g_autofree double *offset = g_new0 (double, h *w);
  double *out = g_new0 (double, h *w);

  for (int i = 0; i < h * w; i++)
    {
      in[i] = image->data[i * image->channels + k];
      square[i] = in[i] * in[i];
    }
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      {
        double m = mean (in, h, w, radius, y, x);
        double variance = mean (square, h, w, radius, y, x) - m * m;

        slope[y * w + x] = variance / (variance + epsilon);
        offset[y * w + x] = m * (1 - slope[y * w + x]);
      }
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      out[y * w + x] = mean (slope, h, w, radius, y, x) * in[y * w + x]
                       + mean (offset, h, w, radius, y, x);
  return out;
}

static void
test_value (void)
{
  /* The columns are height, width and radius. Some windows are larger than the
   * picture. */
  static const int size[][3] = {
    { 33, 27, 4 }, { 9, 30, 8 }, { 3, 2, 8 }, { 1, 1, 1 }, { 1, 40, 3 }
  };
  TrainRandom random = random_for_test ();
  g_autoptr (TrainScratch) scratch = train_scratch_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (size); i++)
    {
      TrainImage in, out;

      image_random (&in, &random, size[i][0], size[i][1], 3, 0, 1);
      train_image_init (&out, size[i][0], size[i][1], 3);
      train_guided_filter (&in, size[i][2], 0.05, scratch, &out);
      for (int k = 0; k < 3; k++)
        {
          g_autofree double *wanted = reference (&in, k, size[i][2], 0.05);

          for (int j = 0; j < in.height * in.width; j++)
            assert_value (out.data[j * 3 + k], wanted[j]);
        }
      g_assert_cmpuint (train_scratch_mark (scratch), ==, 0);
      train_image_clear (&in);
      train_image_clear (&out);
    }
}

/* The over-smoothed negatives of the contrastive loss are made by this filter:
 * of a step of 0.2 it leaves less than a quarter, and flat parts do not
 * change. */
static void
test_strength (void)
{
  g_autoptr (TrainScratch) scratch = train_scratch_new ();
  TrainImage in, out;

  train_image_init (&in, 64, 64, 3);
  train_image_init (&out, 64, 64, 3);
  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64 * 3; x++)
      train_image_at (&in, y, 0)[x] = x < 32 * 3 ? 0.4f : 0.6f;
  train_guided_filter (&in, TRAIN_OVER_SMOOTH_RADIUS_PX,
                       TRAIN_OVER_SMOOTH_EPSILON, scratch, &out);
  g_assert_cmpfloat (*train_image_at (&out, 32, 32)
                       - *train_image_at (&out, 32, 31),
                     <, 0.25 * 0.2);
  g_assert_cmpfloat (fabs (*train_image_at (&out, 32, 2) - 0.4), <,
                     TEST_TOLERANCE_FLOAT_SUM);
  train_image_clear (&in);
  train_image_clear (&out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/over-smooth/value", test_value);
  g_test_add_func ("/over-smooth/strength", test_strength);
  return g_test_run ();
}
