/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what dataset-build.h and pair-synthesis.h report when data are broken,
 * while a data set is built and when pairs are drawn from it, and that no data
 * are lost.
 */
#include <string.h>

#include <glib/gstdio.h>

#ifdef G_OS_UNIX
#include <signal.h>
#include <sys/resource.h>
#endif

#include <smooth/error.h>

#include "dataset-support.h"

static void
assert_error (const GError *error, SmoothError code, const char *name)
{
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  if (strstr (error->message, name) == NULL)
    g_error ("'%s' does not name %s", error->message, name);
}

static void
assert_refused (const TestFolder *folder, SmoothError code, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dataset_build (folder, "data", &error));
  assert_error (error, code, name);
}

/* Cuts a file off behind the fraction part of its bytes. */
static void
cut (const TestFolder *folder, const char *name, double part)
{
  g_autofree char *path = test_folder_get_file (folder, name);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents,
                                      (gssize) ((double) length * part), NULL));
}

/* If one file among whole ones is broken, it is left out and named. */
static void
test_broken_file (TestFolder *folder, gconstpointer data)
{
  const char *name = data;

  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;

  dataset_write_data (folder);
  dataset_write_picture (folder, "data/images/train/4.png", 19, 19, FALSE);
  cut (folder, name, 0.5);
  g_assert_true (dataset_build_counted (folder, "data", tally, &error));
  g_assert_no_error (error);
  g_assert_cmpint (train_tally_get_n_left (tally, TRAIN_LEFT_UNREADABLE), ==,
                   1);
  first = train_tally_dup_first (tally);
  g_assert_nonnull (strstr (first, name));
}

/* A truncated archive is refused before anything is written. */
static void
test_broken_archive (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_folder_get_file (folder, "out");

  (void) data;
  dataset_write_data (folder);
  cut (folder, "textures.zip", 0.5);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "textures.zip");
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

/* Inputs that do not exist are refused: first the drawings, then the photos. */
static void
test_missing (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  assert_refused (folder, SMOOTH_ERROR_IO, "art");
  dataset_write_data (folder);
  g_assert_false (dataset_build (folder, "missing", &error));
  assert_error (error, SMOOTH_ERROR_IO, "missing");
}

static void
test_empty (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = dataset_get_path (folder, "nothing/at/all");

  (void) data;
  (void) nothing;
  dataset_write_data (folder);
  g_assert_false (dataset_build (folder, "nothing", &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, "nothing");
}

#ifdef G_OS_UNIX
/* Files are limited to 2000 bytes, which acts like a full disk. No incomplete
 * file may be left, and without the limit the build continues. */
static void
test_disk_full (TestFolder *folder, gconstpointer data)
{
  g_autofree char *photos = test_folder_get_file (folder, "out/photos");
  g_autofree char *photo = NULL;
  g_autoptr (GDir) entries = NULL;
  struct rlimit before, small;

  (void) data;
  dataset_write_data (folder);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 2000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_refused (folder, SMOOTH_ERROR_IO, "out");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  entries = g_dir_open (photos, 0, NULL);
  g_assert_null (g_dir_read_name (entries));
  g_assert_true (dataset_build (folder, "data", NULL));
  photo = dataset_get_file (folder, "out", "train/1.jpg", 0);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
}
#endif

/* A data set with a fault is refused when pairs are to be drawn from it. */
static void
test_broken_set (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *list = test_folder_get_file (folder, "out/manifest.json");
  g_autoptr (GError) error = NULL;

  (void) data;
  dataset_write_data (folder);
  g_assert_null (dataset_load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_IO, "out");
  g_clear_error (&error);
  g_assert_true (dataset_build (folder, "data", NULL));
  file = dataset_get_file (folder, "out", "val/2.jpg", 3);
  base = g_path_get_basename (file);
  name = g_build_filename ("out", "photos", base, NULL);
  cut (folder, name, 0.5);
  g_assert_null (dataset_load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, base);
  g_clear_error (&error);
  dataset_write_picture (folder, name, 9, 9, FALSE);
  g_assert_null (dataset_load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_SHAPE, base);
  g_clear_error (&error);
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_null (dataset_load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_IO, base);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (list, "{\"format\": 1}", -1, NULL));
  g_assert_null (dataset_load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_VERSION, "manifest.json");
}

int
main (int argc, char **argv)
{
  static const char *const NAMES[] = { "data/images/train/1.jpg",
                                       "data/images/train/4.png",
                                       "art/birds/owl.png" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/train/dataset-build/cut-off/%s", NAMES[i]);

      g_test_add (path, TestFolder, NAMES[i], test_folder_set_up,
                  test_broken_file, test_folder_tear_down);
    }
  test_folder_add ("/train/dataset-build/cut-off/archive", test_broken_archive);
  test_folder_add ("/train/dataset-build/missing", test_missing);
  test_folder_add ("/train/dataset-build/empty", test_empty);
#ifdef G_OS_UNIX
  test_folder_add ("/train/dataset-build/disk-full", test_disk_full);
#endif
  test_folder_add ("/train/dataset-build/broken-set", test_broken_set);
  return g_test_run ();
}
