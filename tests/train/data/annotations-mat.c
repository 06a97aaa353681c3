/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of annotations-mat.h: annotations are read correctly from .mat files,
 * and broken files are refused. */
#include "train/data/annotations-mat.h"

#include <string.h>

#include <smooth/error.h>

#include "annotations-mat-support.h"
#include "support/folder.h"

#define HEIGHT 3
#define WIDTH 2

/* Annotator i has marked one pixel, (x = 1, y = i). */
static gboolean
is_drawn (int annotator, int y, int x)
{
  return x == 1 && y == annotator;
}

static char *
write_mat (const TestFolder *folder,
           const char *variable,
           const char *field,
           int n_annotators)
{
  const MatAnnotations wanted = { variable,     field,    HEIGHT, WIDTH,
                                  n_annotators, is_drawn, FALSE };
  char *file = test_folder_get_file (folder, "a.mat");

  mat_write_annotations (file, &wanted);
  return file;
}

/* data: whether the file's numbers are floating-point. */
static void
test_load (TestFolder *folder, gconstpointer data)
{
  const MatAnnotations wanted = {
    "groundTruth", "Boundaries",          HEIGHT, WIDTH, 3,
    is_drawn,      GPOINTER_TO_INT (data)
  };
  g_autofree char *file = test_folder_get_file (folder, "a.mat");
  g_auto (TrainAnnotations) annotations = { 0 };
  g_autoptr (GError) error = NULL;

  mat_write_annotations (file, &wanted);
  g_assert_true (train_annotations_load (file, &annotations, &error));
  g_assert_no_error (error);
  g_assert_cmpint (annotations.n_annotators, ==, 3);
  g_assert_cmpint (annotations.height, ==, HEIGHT);
  g_assert_cmpint (annotations.width, ==, WIDTH);
  for (int i = 0; i < 3; i++)
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        g_assert_cmpint (train_annotations_get (&annotations, i)[y * WIDTH + x],
                         ==, x == 1 && y == i);
}

/* Asserts that loading file fails with this code and an error that names it. */
static void
assert_refused (const char *file, SmoothError code)
{
  g_auto (TrainAnnotations) annotations = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (train_annotations_load (file, &annotations, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, file));
  g_assert_null (annotations.boundaries);
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *missing = test_folder_get_file (folder, "missing.mat");
  g_autofree char *text = test_folder_get_file (folder, "text.mat");
  g_autofree char *file = NULL;

  (void) data;
  assert_refused (missing, SMOOTH_ERROR_IO);
  g_assert_true (g_file_set_contents (text, "no matrix", -1, NULL));
  assert_refused (text, SMOOTH_ERROR_IO);
  file = write_mat (folder, "groundTruth", "Segmentation", 2);
  assert_refused (file, SMOOTH_ERROR_FORMAT);
  g_free (file);
  file = write_mat (folder, "somethingElse", "Boundaries", 2);
  assert_refused (file, SMOOTH_ERROR_FORMAT);
}

/* A file that ends half-way is refused. */
static void
test_truncated (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = write_mat (folder, "groundTruth", "Boundaries", 3);
  g_autofree char *contents = NULL;
  gsize length;
  g_auto (TrainAnnotations) annotations = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (file, contents, length / 2, NULL));
  g_assert_false (train_annotations_load (file, &annotations, &error));
  g_assert_nonnull (strstr (error->message, file));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/mat/load", TestFolder, NULL, test_folder_set_up, test_load,
              test_folder_tear_down);
  g_test_add ("/mat/floating", TestFolder, GINT_TO_POINTER (TRUE),
              test_folder_set_up, test_load, test_folder_tear_down);
  g_test_add ("/mat/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  g_test_add ("/mat/truncated", TestFolder, NULL, test_folder_set_up,
              test_truncated, test_folder_tear_down);
  return g_test_run ();
}
