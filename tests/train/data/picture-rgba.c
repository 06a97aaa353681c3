/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of picture-rgba.h: pictures are shrunk, rendered from SVG and trimmed.
 */
#include "train/data/picture-rgba.h"

#include <string.h>

#include <smooth/error.h>

#include "dataset-support.h"

/* Large pictures are shrunk, small ones stay as they are. */
static void
test_shrink (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "large.png");
  g_auto (TrainPictureRgba) picture = { 0 };
  int blue = 0;

  (void) data;
  dataset_write_picture (folder, "large.png", 30, 600, FALSE);
  g_assert_true (train_picture_rgba_load (path, &picture, NULL));
  g_assert_true (train_picture_rgba_shrink (&picture, 600, NULL));
  g_assert_cmpint (picture.width, ==, 600);
  g_assert_true (train_picture_rgba_shrink (&picture, 200, NULL));
  g_assert_cmpint (picture.width, ==, 200);
  g_assert_cmpint (picture.height, ==, 10);
  /* Shrinking to a third takes the mean of nine pixels of noise, which has a
   * smaller deviation than a single pixel. */
  for (int i = 2; i < 200 * 10 * 4; i += 4)
    blue += ABS (picture.rgba[i] - 127);
  g_assert_cmpint (blue / 2000, <, 40);
}

static void
test_svg (TestFolder *folder, gconstpointer data)
{
  static const char DRAWING[] =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"
    "<rect width='10' height='10' fill='#f00'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (DRAWING, strlen (DRAWING));
  g_autoptr (GBytes) half = g_bytes_new_static (DRAWING, strlen (DRAWING) / 2);
  g_auto (TrainPictureRgba) picture = { 0 };
  g_autoptr (GError) error = NULL;

  (void) folder;
  (void) data;
  if (!train_picture_rgba_decode ("a.svg", bytes, 40, &picture, &error))
    {
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
      g_test_skip ("built without librsvg");
      return;
    }
  g_assert_cmpint (picture.height, ==, 20);
  g_assert_cmpint (picture.width, ==, 40);
  g_assert_cmpmem (picture.rgba + (5 * 40 + 5) * 4, 4,
                   ((const guint8[]) { 255, 0, 0, 255 }), 4);
  train_picture_rgba_trim (&picture);
  g_assert_cmpint (picture.height, ==, 20);
  g_assert_cmpint (picture.width, ==, 20);
  g_assert_cmpfloat (train_picture_rgba_get_cover (&picture), ==, 1);
  train_picture_rgba_clear (&picture);
  g_assert_false (
    train_picture_rgba_decode ("b.svg", half, 40, &picture, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "b.svg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/train/picture-rgba/shrink", test_shrink);
  test_folder_add ("/train/picture-rgba/svg", test_svg);
  return g_test_run ();
}
