/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of teacher.h on a picture whose size EME does not accept: EME's edges
 * of it, and RTV guided by them at each strength.
 */
#include "train/data/teacher.h"

#include <math.h>
#include <string.h>

#include "dataset-support.h"
#include "support/measure.h"

/* Neither is a multiple of 8. */
#define HEIGHT 21
#define WIDTH 30

static void
make_photo (int height, int width, TrainImage *photo)
{
  g_autoptr (GRand) rand = test_rand_new ();

  train_image_init (photo, height, width, 3);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (photo, y, x)[c] =
          (TrainReal) ((x > 12 ? 0.6 : 0.3)
                       + g_rand_double_range (rand, -0.1, 0.1));
}

/* The teacher's edge map is the one that EME computes of the picture after it
 * was enlarged to multiples of 8 by replicate padding. */
static void
test_edges (void)
{
  g_autoptr (TrainEme) eme = dataset_new_eme ();
  g_autoptr (TrainEmeActivations) state = train_eme_activations_new ();
  TrainImage photo, larger, edges;
  double least = 1, most = 0;

  make_photo (HEIGHT, WIDTH, &photo);
  train_image_init (&larger, 24, 32, 3);
  for (int y = 0; y < 24; y++)
    for (int x = 0; x < 32; x++)
      memcpy (train_image_at (&larger, y, x),
              train_image_at (&photo, MIN (y, HEIGHT - 1), MIN (x, WIDTH - 1)),
              3 * sizeof (TrainReal));
  g_assert_true (
    train_eme_forward (eme, state, &larger, TRAIN_EME_EDGES, NULL));
  g_assert_true (train_teacher_find_edges (eme, &photo, &edges, NULL));
  g_assert_cmpint (edges.height, ==, HEIGHT);
  g_assert_cmpint (edges.width, ==, WIDTH);
  g_assert_cmpint (edges.channels, ==, 1);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double edge = (double) *train_image_at (&edges, y, x);

        g_assert_cmpfloat (
          edge, ==,
          (double) *train_image_at (train_eme_get_edges (state), y, x));
        least = fmin (least, edge);
        most = fmax (most, edge);
      }
  g_assert_cmpfloat (least, >=, 0);
  g_assert_cmpfloat (most, <=, 1);
  g_assert_cmpfloat (most - least, >=, 0.001);
  train_image_clear (&photo);
  train_image_clear (&larger);
  train_image_clear (&edges);
}

/* At each strength the result is RTV's, with EME's edges or with none, and with
 * isolated marks. */
static void
test_strengths (void)
{
  g_autoptr (TrainEme) eme = dataset_new_eme ();
  TrainImage photo, edges, guides[2];

  make_photo (HEIGHT, WIDTH, &photo);
  g_assert_true (train_teacher_find_edges (eme, &photo, &edges, NULL));
  for (int k = 0; k < 2; k++)
    {
      train_image_init (&guides[k], HEIGHT, WIDTH, 1);
      for (gsize i = 0; k > 0 && i < train_image_size (&edges); i++)
        guides[k].data[i] = edges.data[i];
      train_teacher_add_marks (&photo, &guides[k]);
    }
  for (int has_edges = 0; has_edges <= 1; has_edges++)
    {
      TrainPicture results[TRAIN_RTV_N_STRENGTHS];
      g_autoptr (GError) error = NULL;

      g_assert_true (
        train_teacher_smooth (has_edges ? eme : NULL, &photo, results, &error));
      g_assert_no_error (error);
      for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
        {
          g_auto (TrainPicture) wanted = { 0 };
          TrainImage smooth;

          g_assert_true (train_rtv_smooth (&TRAIN_RTV_STRENGTHS[k], &photo,
                                           &guides[has_edges], &smooth,
                                           &error));
          g_assert_true (train_picture_from_image (&smooth, &wanted, &error));
          g_assert_cmpint (results[k].height, ==, HEIGHT);
          g_assert_cmpint (results[k].width, ==, WIDTH);
          g_assert_cmpmem (results[k].rgb, HEIGHT * WIDTH * 3, wanted.rgb,
                           HEIGHT * WIDTH * 3);
          train_image_clear (&smooth);
          train_picture_clear (&results[k]);
        }
    }
  train_image_clear (&photo);
  train_image_clear (&edges);
  train_image_clear (&guides[0]);
  train_image_clear (&guides[1]);
}

/* An eye on a grainy ground stays at full strength, at least three quarters of
 * its contrast; the grain goes. Plain RTV takes most of the eye. */
static void
test_marks (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  TrainPicture results[TRAIN_RTV_N_STRENGTHS];
  TrainImage photo, plain;
  const guint8 *eye;
  const int side = 64;
  double rest = 0;

  train_image_init (&photo, side, side, 3);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (&photo, y, x)[c] =
          (TrainReal) (hypot (x - 32, y - 30) <= 1.5
                         ? 0.3
                         : 0.6 + g_rand_double_range (rand, -0.05, 0.05));
  g_assert_true (train_teacher_smooth (NULL, &photo, results, NULL));
  g_assert_true (
    train_rtv_smooth (&TRAIN_RTV_STRENGTHS[3], &photo, NULL, &plain, NULL));
  eye = results[3].rgb + ((gsize) 30 * side + 32) * 3;
  for (int x = 4; x < side - 4; x++)
    rest =
      fmax (rest, fabs (results[3].rgb[((gsize) 54 * side + x) * 3] - 153.0));
  g_test_message ("eye %d, by plain RTV %g; grain %g of 255", eye[0],
                  255 * (double) train_image_at (&plain, 30, 32)[0], rest);
  g_assert_cmpint (eye[0], <, 153 - 0.75 * 0.3 * 255);
  g_assert_cmpfloat ((double) train_image_at (&plain, 30, 32)[0], >,
                     0.6 - 0.6 * 0.3);
  g_assert_cmpfloat (rest, <, 4);
  for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
    train_picture_clear (&results[k]);
  train_image_clear (&photo);
  train_image_clear (&plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/teacher/edges", test_edges);
  g_test_add_func ("/train/teacher/strengths", test_strengths);
  g_test_add_func ("/train/teacher/marks", test_marks);
  return g_test_run ();
}
