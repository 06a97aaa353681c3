/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the drawing of isolated marks such as eyes and letters
 * (procedural-marks.h): both images get the same marks, with the contrast that
 * was asked for. Tests finding such marks (isolated-mark-detector.h): an eye on
 * a textured ground is found, while the texture is not, nor an eye that repeats
 * in every cell of a grid.
 */
#include "train/data/procedural-marks.h"

#include <math.h>

#include "train/data/isolated-mark-detector.h"

#define SIDE 144
#define LEAST 0.3

static void
fill (TrainImage *image, double value)
{
  train_image_init (image, SIDE, SIDE, 3);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) value;
}

/* Returns the largest difference of a value of image from ground, the value of
 * all before marks were drawn. share (out): the fraction of values that
 * changed. */
static double
measure_change (const TrainImage *image, double ground, double *share)
{
  gsize n = train_image_size (image);
  double most = 0;

  *share = 0;
  for (gsize i = 0; i < n; i++)
    {
      const double change = fabs ((double) image->data[i] - ground);

      g_assert_true (image->data[i] >= 0 && image->data[i] <= 1);
      most = fmax (most, change);
      *share += (change > 0.02) / (double) n;
    }
  return most;
}

static void
test_contrast (void)
{
  static const double GROUNDS[] = { 0.1, 0.5, 0.9 };

  for (int kind = 0; kind < TRAIN_MARKS_N_KINDS; kind++)
    for (int k = 0; k < 30; k++)
      {
        const double ground = GROUNDS[k % G_N_ELEMENTS (GROUNDS)];
        TrainImage one, other;
        TrainImage *const images[] = { &one, &other };
        TrainRandom random;
        double most, share;

        fill (&one, ground);
        fill (&other, ground);
        train_random_init (&random, 1, 0, (guint64) k, 0);
        train_marks_draw (&random, (TrainMarksKind) kind, LEAST, images, 2);
        most = measure_change (&one, ground, &share);
        /* A mark may lie at the border, but is seldom outside. */
        if (share > 0.001)
          g_assert_cmpfloat (most, >, LEAST - 0.02);
        g_assert_cmpfloat (share, <, 0.4);
        for (gsize i = 0; i < train_image_size (&one); i++)
          g_assert_true (one.data[i] == other.data[i]);
        train_image_clear (&one);
        train_image_clear (&other);
      }
}

/* Draws an eye: a dark disc with a light in it. */
static void
draw_eye (TrainImage *image, int y0, int x0)
{
  for (int y = -4; y <= 4; y++)
    for (int x = -4; x <= 4; x++)
      if (x * x + y * y <= 16)
        for (int c = 0; c < 3; c++)
          train_image_at (image, y0 + y, x0 + x)[c] = x * x + y * y <= 2;
}

/* Returns the mean of found, the map of isolated marks, over the 7 x 7 pixels
 * around (x0, y0). */
static double
get_found (const TrainImage *found, int y0, int x0)
{
  double sum = 0;

  for (int y = -3; y <= 3; y++)
    for (int x = -3; x <= 3; x++)
      sum += (double) *train_image_at (found, y0 + y, x0 + x);
  return sum / 49;
}

static void
test_find (void)
{
  TrainImage image, found;
  TrainRandom random;
  double sum = 0;

  fill (&image, 0.6);
  train_random_init (&random, 3, 0, 0, 0);
  for (gsize i = 0; i < train_image_size (&image); i += 3)
    {
      const TrainReal value =
        (TrainReal) (0.6 + 0.04 * train_random_normal (&random));

      image.data[i] = image.data[i + 1] = image.data[i + 2] = value;
    }
  draw_eye (&image, 50, 60);
  train_isolated_marks_find (&image, &found);
  g_assert_cmpint (found.channels, ==, 1);
  g_assert_cmpfloat (get_found (&found, 50, 60), >, 0.7);
  for (int y = 90; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      sum += (double) *train_image_at (&found, y, x);
  g_assert_cmpfloat (sum, <, 1);
  train_image_clear (&found);
  /* An eye that repeats all over the picture is a texture, and is not found. */
  for (int y = 6; y + 6 < SIDE; y += 12)
    for (int x = 6; x + 6 < SIDE; x += 12)
      draw_eye (&image, y, x);
  train_isolated_marks_find (&image, &found);
  for (int y = 30; y < 110; y += 12)
    for (int x = 30; x < 110; x += 12)
      g_assert_cmpfloat (get_found (&found, y, x), <, 0.1);
  train_image_clear (&found);
  train_image_clear (&image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/procedural-marks/contrast", test_contrast);
  g_test_add_func ("/train/procedural-marks/find", test_find);
  return g_test_run ();
}
