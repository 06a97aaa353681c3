/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/folder.h"

#include <glib/gstdio.h>

void
test_folder_set_up (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  folder->path = g_dir_make_tmp ("smooth-test-XXXXXX", &error);
  g_assert_no_error (error);
}

/* Removes path and everything in it. */
static void
remove_tree (const char *path)
{
  GDir *entries = g_dir_open (path, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_tree (entry);
    }
  if (entries != NULL)
    g_dir_close (entries);
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
test_folder_tear_down (TestFolder *folder, gconstpointer data)
{
  (void) data;
  remove_tree (folder->path);
  g_clear_pointer (&folder->path, g_free);
}

void
test_folder_add (const char *path,
                 void (*test) (TestFolder *folder, gconstpointer data))
{
  g_test_add (path, TestFolder, NULL, test_folder_set_up, test,
              test_folder_tear_down);
}

char *
test_folder_get_file (const TestFolder *folder, const char *name)
{
  return g_build_filename (folder->path, name, NULL);
}

void
test_folder_assert_n_files (const TestFolder *folder, int n_files)
{
  GDir *entries = g_dir_open (folder->path, 0, NULL);

  g_assert_nonnull (entries);
  while (g_dir_read_name (entries) != NULL)
    n_files--;
  g_dir_close (entries);
  g_assert_cmpint (n_files, ==, 0);
}
