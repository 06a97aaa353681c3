/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of warp.h, resample.h and the crops of loaded-dataset.h against pixels
 * computed otherwise.
 */
#include "train/data/warp.h"

#include <math.h>

#include "train/data/loaded-dataset.h"
#include "train/data/resample.h"
#include "support/tolerances.h"

#define HEIGHT 23
#define WIDTH 31
#define SIDE 12

/* Returns a value that depends on the position in the picture. */
static guint8
byte_at (int y, int x, int c)
{
  return (guint8) (7 * y + 5 * x + 40 * c);
}

static guint8 *
new_picture (int channels)
{
  guint8 *data = g_malloc (HEIGHT * WIDTH * channels);

  for (int i = 0; i < HEIGHT * WIDTH * channels; i++)
    data[i] =
      byte_at (i / channels / WIDTH, i / channels % WIDTH, i % channels);
  return data;
}

static void
assert_byte (TrainReal got, guint8 wanted)
{
  g_assert_cmpfloat (fabs ((double) got * 255 - wanted), <,
                     TEST_TOLERANCE_BYTE);
}

/* Rotations by quarter turns around a centre on the pixel grid copy pixels
 * exactly. */
static void
test_quarters (void)
{
  g_autofree guint8 *rgb = new_picture (3);
  g_autofree guint8 *shares = new_picture (1);
  TrainWarpSource source = { HEIGHT, WIDTH, rgb, shares };
  TrainImage photo, share;

  train_image_init (&photo, SIDE, SIDE, 3);
  train_image_init (&share, SIDE, SIDE, 1);
  for (int k = 0; k < 8; k++)
    {
      TrainWarp warp = { 15, 10, k % 4 * G_PI / 2, 1, k >= 4 };

      train_warp (&source, &warp, &photo, &share);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            static const int COSINE[] = { 1, 0, -1, 0 };
            static const int SINE[] = { 0, 1, 0, -1 };
            /* Distances from the centre are odd multiples of half a pixel, so u
             * and v, twice the distances, are whole numbers. */
            int u = (2 * x + 1 - SIDE) * (k >= 4 ? -1 : 1);
            int v = 2 * y + 1 - SIDE;
            int j = (30 + COSINE[k % 4] * u - SINE[k % 4] * v - 1) / 2;
            int i = (20 + SINE[k % 4] * u + COSINE[k % 4] * v - 1) / 2;

            for (int c = 0; c < 3; c++)
              assert_byte (train_image_at (&photo, y, x)[c], byte_at (i, j, c));
            assert_byte (*train_image_at (&share, y, x), byte_at (i, j, 0));
          }
    }
  train_image_clear (&photo);
  train_image_clear (&share);
}

/* A linear ramp stays linear at any angle and zoom. Outside of the photo there
 * are no annotations, so the share of annotators is -1 there. */
static void
test_angles (void)
{
  g_autofree guint8 *rgb = g_malloc (HEIGHT * WIDTH * 3);
  g_autofree guint8 *shares = g_malloc0 (HEIGHT * WIDTH);
  TrainWarpSource source = { HEIGHT, WIDTH, rgb, shares };
  TrainWarp warp = { 15, 11, 0.7, 1.3, FALSE };
  TrainImage photo, share;

  for (int i = 0; i < HEIGHT * WIDTH * 3; i++)
    rgb[i] = (guint8) (4 * (i / 3 / WIDTH) + 3 * (i / 3 % WIDTH));
  train_image_init (&photo, SIDE, SIDE, 3);
  train_image_init (&share, SIDE, SIDE, 1);
  for (int k = 0; k < 2; k++, warp.zoom = 0.6)
    {
      train_warp (&source, &warp, &photo, &share);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            double u = (x + 0.5 - SIDE / 2.0) / warp.zoom;
            double v = (y + 0.5 - SIDE / 2.0) / warp.zoom;
            double j = 15 + cos (0.7) * u - sin (0.7) * v - 0.5;
            double i = 11 + sin (0.7) * u + cos (0.7) * v - 0.5;

            if (i < 1 || j < 1 || i > HEIGHT - 2 || j > WIDTH - 2)
              continue;
            g_assert_cmpfloat (
              fabs ((double) *train_image_at (&photo, y, x) * 255
                    - (4 * i + 3 * j)),
              <, 0.01);
            g_assert_cmpfloat ((double) *train_image_at (&share, y, x), ==, 0);
          }
    }
  warp.x = 0;
  warp.angle = 0;
  train_warp (&source, &warp, &photo, &share);
  g_assert_cmpfloat ((double) *train_image_at (&share, SIDE / 2, 0), ==, -1);
  g_assert_cmpfloat ((double) *train_image_at (&share, SIDE / 2, SIDE - 1), ==,
                     0);
  train_image_clear (&photo);
  train_image_clear (&share);
}

/* A line of one pixel gets thinner when the photo shrinks. The shares of
 * annotators along it are raised, so that their sum stays. */
static void
test_thin_lines (void)
{
  g_autofree guint8 *rgb = g_malloc0 (HEIGHT * WIDTH * 3);
  g_autofree guint8 *shares = g_malloc0 (HEIGHT * WIDTH);
  TrainWarpSource source = { HEIGHT, WIDTH, rgb, shares };
  TrainWarp warp = { 15, 11, 0, 0.5, FALSE };
  TrainImage photo, share;
  double sum = 0;

  for (int y = 0; y < HEIGHT; y++)
    shares[y * WIDTH + 14] = 102; /* two fifths of 255 */
  train_image_init (&photo, SIDE, SIDE, 3);
  train_image_init (&share, SIDE, SIDE, 1);
  train_warp (&source, &warp, &photo, &share);
  for (int x = 0; x < SIDE; x++)
    sum += MAX (0, (double) *train_image_at (&share, SIDE / 2, x));
  g_assert_cmpfloat (fabs (sum - 0.4), <, TEST_TOLERANCE_BYTE);
  train_image_clear (&photo);
  train_image_clear (&share);
}

/* At scale 1 and at whole pixels, resampling copies pixels exactly. Outside of
 * the picture it repeats the picture (wraps) or gives 0. */
static void
test_resample (void)
{
  g_autofree guint8 *data = new_picture (4);
  TrainResampleSource source = { data, HEIGHT, WIDTH, 4, TRUE };
  TrainImage to;

  train_image_init (&to, 2 * HEIGHT, 2 * WIDTH, 4);
  for (int k = 0; k < 2; k++, source.wraps = FALSE)
    {
      train_resample (&source, 1, -3, -2, &to);
      for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++)
          for (int c = 0; c < 4; c++)
            {
              int i = y - 2, j = x - 3;
              gboolean is_there = i >= 0 && i < HEIGHT && j >= 0 && j < WIDTH;

              assert_byte (
                train_image_at (&to, y, x)[c],
                source.wraps || is_there
                  ? byte_at ((i + HEIGHT) % HEIGHT, (j + WIDTH) % WIDTH, c)
                  : 0);
            }
    }
  train_image_clear (&to);
}

/* A uniform picture stays uniform at any scale. */
static void
test_resample_flat (void)
{
  guint8 data[9 * 9];
  TrainResampleSource source = { data, 9, 9, 1, TRUE };
  TrainImage to;

  for (int i = 0; i < 81; i++)
    data[i] = 77;
  train_image_init (&to, SIDE, SIDE, 1);
  for (double scale = 0.2; scale < 3; scale *= 1.37)
    {
      train_resample (&source, scale, 2.3, -5.1, &to);
      for (gsize i = 0; i < train_image_size (&to); i++)
        assert_byte (to.data[i], 77);
    }
  train_image_clear (&to);
}

/* A crop is compared in all eight rotations, at strength 0 and half-way between
 * two strengths of the teacher. */
static void
test_crop (void)
{
  g_autofree guint8 *rgb = new_picture (3);
  g_autofree guint8 *black = g_malloc0 (HEIGHT * WIDTH * 3);
  TrainLoadedPhoto photo = { HEIGHT,
                             WIDTH,
                             { rgb, black, black, black, black } };
  TrainImage image, again;

  train_image_init (&image, SIDE, SIDE, 3);
  train_image_init (&again, SIDE, SIDE, 3);
  for (int turns = 0; turns < 8; turns++)
    {
      TrainPhotoCrop crop = { &photo, 4, 3, turns };
      double sum = 0;

      train_photo_crop_read (&crop, 0, &image);
      train_photo_crop_read (&crop, 0.125, &again);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            int i = turns & 1 ? SIDE - 1 - x : y, j = turns & 1 ? y : x;

            i = turns & 2 ? SIDE - 1 - i : i;
            j = turns & 2 ? SIDE - 1 - j : j;
            j = turns & 4 ? SIDE - 1 - j : j;
            assert_byte (*train_image_at (&image, y, x),
                         byte_at (3 + i, 4 + j, 0));
            sum += fabs ((double) (*train_image_at (&image, y, x)
                                   - 2 * *train_image_at (&again, y, x)));
          }
      g_assert_cmpfloat (sum, <, TEST_TOLERANCE_BYTE);
    }
  train_image_clear (&image);
  train_image_clear (&again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/warp/quarters", test_quarters);
  g_test_add_func ("/train/warp/angles", test_angles);
  g_test_add_func ("/train/warp/thin-lines", test_thin_lines);
  g_test_add_func ("/train/resample/pixels", test_resample);
  g_test_add_func ("/train/resample/flat", test_resample_flat);
  g_test_add_func ("/train/bank/crop", test_crop);
  return g_test_run ();
}
