/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of picture.h: pictures are saved and loaded again, and broken files are
 * reported. */
#include "train/data/picture.h"

#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"
#include "support/tolerances.h"

#define HEIGHT 5
#define WIDTH 7

static void
test_round_trip (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_get_file (folder, "a.png");
  g_auto (TrainPicture) picture = { 0 };
  g_auto (TrainPicture) back = { 0 };
  g_auto (TrainPicture) again = { 0 };
  TrainImage image;

  (void) data;
  g_assert_true (train_picture_init (&picture, HEIGHT, WIDTH, NULL));
  for (int i = 0; i < HEIGHT * WIDTH * 3; i++)
    picture.rgb[i] = (guint8) (i * 37);
  g_assert_true (train_picture_save (&picture, file, NULL));
  g_assert_true (train_picture_load (file, &back, NULL));
  g_assert_cmpint (back.height, ==, HEIGHT);
  g_assert_cmpint (back.width, ==, WIDTH);
  g_assert_cmpmem (back.rgb, HEIGHT * WIDTH * 3, picture.rgb,
                   HEIGHT * WIDTH * 3);
  train_picture_to_image (&back, &image);
  g_assert_cmpfloat_with_epsilon (*train_image_at (&image, 1, 2),
                                  picture.rgb[(WIDTH + 2) * 3] / 255.0,
                                  TEST_TOLERANCE_FLOAT);
  g_assert_true (train_picture_from_image (&image, &again, NULL));
  g_assert_cmpmem (again.rgb, HEIGHT * WIDTH * 3, picture.rgb,
                   HEIGHT * WIDTH * 3);
  train_image_clear (&image);
}

/* An image of one channel becomes a grey picture; values outside [0, 1] are
 * clipped. */
static void
test_grey (void)
{
  g_auto (TrainPicture) picture = { 0 };
  TrainImage image;

  train_image_init (&image, 1, 3, 1);
  image.data[0] = (TrainReal) -0.5;
  image.data[1] = (TrainReal) 0.5;
  image.data[2] = 2;
  g_assert_true (train_picture_from_image (&image, &picture, NULL));
  g_assert_cmpmem (picture.rgb, 9,
                   ((const guint8[]) { 0, 0, 0, 128, 128, 128, 255, 255, 255 }),
                   9);
  train_image_clear (&image);
}

static void
assert_refused (const char *file, SmoothError code)
{
  g_auto (TrainPicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (train_picture_load (file, &picture, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, file));
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *missing = test_folder_get_file (folder, "missing.png");
  g_autofree char *cut = test_folder_get_file (folder, "cut.png");
  g_autofree char *nowhere = test_folder_get_file (folder, "no/where.png");
  g_autofree char *contents = NULL;
  gsize length;
  g_auto (TrainPicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (train_picture_init (&picture, HEIGHT, WIDTH, NULL));
  assert_refused (missing, SMOOTH_ERROR_IO);
  g_assert_true (train_picture_save (&picture, cut, NULL));
  g_assert_true (g_file_get_contents (cut, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (cut, contents, length / 2, NULL));
  assert_refused (cut, SMOOTH_ERROR_FORMAT);
  g_assert_false (train_picture_save (&picture, nowhere, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/picture/round-trip", TestFolder, NULL, test_folder_set_up,
              test_round_trip, test_folder_tear_down);
  g_test_add_func ("/picture/grey", test_grey);
  g_test_add ("/picture/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  return g_test_run ();
}
