/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations out of .mat files: read right, and refused when broken. */
#include "train/data/mat.h"

#include <matio.h>
#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"

#define HEIGHT 3
#define WIDTH 2

/* Writes n annotators' structures with this field into a .mat file; annotator
 * i has marked pixel (x = 1, y = i) alone. */
static char *
write_mat (const TestFolder *folder,
           const char *variable,
           const char *field,
           int n_annotators)
{
  char *file = test_folder_get_file (folder, "a.mat");
  mat_t *mat = Mat_CreateVer (file, NULL, MAT_FT_MAT5);
  matvar_t *cells = Mat_VarCreate (variable, MAT_C_CELL, MAT_T_CELL, 2,
                                   (size_t[]) { 1, n_annotators }, NULL, 0);
  const char *fields[] = { field };

  for (int i = 0; i < n_annotators; i++)
    {
      guint8 columns[HEIGHT * WIDTH] = { 0 };
      matvar_t *entry =
        Mat_VarCreateStruct (NULL, 2, (size_t[]) { 1, 1 }, fields, 1);

      columns[HEIGHT + i] = 1;
      Mat_VarSetStructFieldByName (
        entry, field, 0,
        Mat_VarCreate (NULL, MAT_C_UINT8, MAT_T_UINT8, 2,
                       (size_t[]) { HEIGHT, WIDTH }, columns, MAT_F_LOGICAL));
      Mat_VarSetCell (cells, i, entry);
    }
  g_assert_cmpint (Mat_VarWrite (mat, cells, MAT_COMPRESSION_ZLIB), ==, 0);
  Mat_VarFree (cells);
  Mat_Close (mat);
  return file;
}

static void
test_load (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = write_mat (folder, "groundTruth", "Boundaries", 3);
  g_auto (TrainAnnotations) annotations = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
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

/* Loading file must fail with this code, naming it. */
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

/* A file that stops half-way. */
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
  g_test_add ("/mat/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  g_test_add ("/mat/truncated", TestFolder, NULL, test_folder_set_up,
              test_truncated, test_folder_tear_down);
  return g_test_run ();
}
