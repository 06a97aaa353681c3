/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the log keeps the rows up to a step and no part of a row, and that
 * rows that cannot be written are kept until they can.
 */
#include "train/run/csv-log.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "support/folder.h"

#define HEADER "step,loss"

static void
assert_file (const char *path, const char *wanted)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, wanted);
}

/* Opens the log at path, adds row (NULL: none), writes it and closes the log.
 */
static void
write_row (const char *path, guint64 n_kept, const char *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainCsvLog) log =
    train_csv_log_new (path, HEADER, n_kept, &error);

  g_assert_no_error (error);
  if (row != NULL)
    train_csv_log_add (log, row);
  g_assert_true (train_csv_log_flush (log, &error));
}

static void
test_rows (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "log.csv");

  (void) data;
  write_row (path, 0, "1,0.5");
  write_row (path, 1, "2,0.4");
  write_row (path, 2, "3,0.3");
  assert_file (path, HEADER "\n1,0.5\n2,0.4\n3,0.3\n");
  /* The log is opened as by a run that is resumed after step 1 (or 0): the rows
   * of later steps are removed. */
  write_row (path, 1, "2,0.9");
  assert_file (path, HEADER "\n1,0.5\n2,0.9\n");
  write_row (path, 0, NULL);
  assert_file (path, HEADER "\n");
}

/* An incomplete row, as after a crash, is removed. A log that does not exist
 * any more is begun again. */
static void
test_damage (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "log.csv");

  (void) data;
  g_assert_true (g_file_set_contents (path, HEADER "\n1,0.5\n2,0.", -1, NULL));
  write_row (path, 2, "2,0.4");
  assert_file (path, HEADER "\n1,0.5\n2,0.4\n");
  g_assert_true (g_file_set_contents (path, "step,lo", -1, NULL));
  write_row (path, 2, "3,0.3");
  assert_file (path, HEADER "\n3,0.3\n");
  g_assert_cmpint (g_unlink (path), ==, 0);
  write_row (path, 3, "4,0.2");
  assert_file (path, HEADER "\n4,0.2\n");
}

/* A row that cannot be written is kept, and written with the next ones. */
static void
test_waiting (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "log.csv");
  g_autofree char *moved = test_folder_get_file (folder, "moved.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainCsvLog) log = train_csv_log_new (path, HEADER, 0, &error);

  (void) data;
  g_assert_no_error (error);
  train_csv_log_add (log, "1,0.5");
  /* While a folder has the log's name, the log can neither be opened nor
   * created. */
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (train_csv_log_flush (log, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (moved, path), ==, 0);
  train_csv_log_add (log, "2,0.4");
  g_assert_true (train_csv_log_flush (log, &error));
  assert_file (path, HEADER "\n1,0.5\n2,0.4\n");
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "missing/log.csv");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (train_csv_log_new (path, HEADER, 0, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_clear_error (&error);
  /* The path of a folder is refused, also when a run is resumed whose rows are
   * to be kept. */
  g_assert_null (train_csv_log_new (folder->path, HEADER, 1, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/csv-log/rows", test_rows);
  test_folder_add ("/csv-log/damage", test_damage);
  test_folder_add ("/csv-log/waiting", test_waiting);
  test_folder_add ("/csv-log/refused", test_refused);
  return g_test_run ();
}
