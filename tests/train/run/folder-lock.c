/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a folder is locked only once at a time, and that the lock leaves
 * nothing behind. Locks of other processes are tested in
 * tests/train/program/once.py.
 */
#include "train/run/folder-lock.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "support/folder.h"

static TrainFolderLock *
lock (const char *folder)
{
  g_autoptr (GError) error = NULL;
  TrainFolderLock *held = train_folder_lock_new (folder, "eme", &error);

  g_assert_no_error (error);
  return held;
}

static void
test_once (TestFolder *folder, gconstpointer data)
{
  g_autofree char *other = test_folder_get_file (folder, "other");
  TrainFolderLock *first = lock (folder->path), *second;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (train_folder_lock_new (folder->path, "mi", &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, folder->path));
  g_assert_nonnull (strstr (error->message, "'eme'"));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  /* Another folder, in this one, has a lock of its own. */
  second = lock (other);
  train_folder_lock_free (second);
  train_folder_lock_free (first);
  first = lock (folder->path);
  train_folder_lock_free (first);
  test_folder_assert_n_files (folder, 0);
}

/* A folder that the lock created is removed with the lock, unless there is
 * something in it. */
static void
test_made_folder (TestFolder *folder, gconstpointer data)
{
  g_autofree char *made = test_folder_get_file (folder, "made");
  g_autofree char *file = g_build_filename (made, "file", NULL);
  TrainFolderLock *held = lock (made);

  (void) data;
  g_assert_true (g_file_test (made, G_FILE_TEST_IS_DIR));
  train_folder_lock_free (held);
  g_assert_false (g_file_test (made, G_FILE_TEST_EXISTS));
  held = lock (made);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  train_folder_lock_free (held);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (made), ==, 0);
  train_folder_lock_free (NULL);
}

/* The text of a process that has ended does not count, because the kernel's
 * lock has ended with it. */
static void
test_stale (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, ".lock");
  g_autofree char *text = NULL;
  TrainFolderLock *held;

  (void) data;
  g_assert_true (g_file_set_contents (
    path, "mi\n1\nelsewhere\n2026-01-01 00:00:00\n", -1, NULL));
  held = lock (folder->path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "eme\n"));
  g_assert_null (strstr (text, "elsewhere"));
  train_folder_lock_free (held);
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_get_file (folder, "file");
  g_autofree char *inner = g_build_filename (file, "inner", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_null (train_folder_lock_new (inner, "eme", &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, inner));
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/folder-lock/once", test_once);
  test_folder_add ("/folder-lock/made-folder", test_made_folder);
  test_folder_add ("/folder-lock/stale", test_stale);
  test_folder_add ("/folder-lock/refused", test_refused);
  return g_test_run ();
}
