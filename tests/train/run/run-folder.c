/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what may be in a folder when a run begins or is resumed there, and the
 * file settings.txt.
 */
#include "train/run/run-folder.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "support/folder.h"

#define SETTINGS "network=mi\nseed=1\n"

static void
make_file (const TestFolder *folder, const char *name)
{
  g_autofree char *path = test_folder_get_file (folder, name);

  g_assert_true (g_file_set_contents (path, "", -1, NULL));
}

static void
assert_refused (const TestFolder *folder, gboolean resume, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (train_run_folder_check (folder->path, "mi", resume, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, folder->path));
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_check (TestFolder *folder, gconstpointer data)
{
  (void) data;
  make_file (folder, "eme.safetensors");
  g_assert_true (train_run_folder_check (folder->path, "mi", FALSE, NULL));
  assert_refused (folder, TRUE, TRAIN_CHECKPOINT_FILE);
  make_file (folder, "mi.safetensors");
  assert_refused (folder, FALSE, "mi.safetensors");
  assert_refused (folder, TRUE, TRAIN_CHECKPOINT_FILE);
  make_file (folder, TRAIN_CHECKPOINT_FILE);
  assert_refused (folder, FALSE, "--resume");
  g_assert_true (train_run_folder_check (folder->path, "mi", TRUE, NULL));
}

static void
assert_settings (const TestFolder *folder, const char *wanted)
{
  g_autofree char *path = test_folder_get_file (folder, "settings.txt");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
}

/* Resumes the run after step n_done with a program built from commit. The
 * function returns a sentence for the user if something has changed; asserts
 * that it contains words, or that there is none if words is NULL. */
static void
resume (const TestFolder *folder,
        const char *commit,
        guint64 n_done,
        const char *words)
{
  g_autofree char *sentence =
    train_run_folder_resume (folder->path, SETTINGS, commit, n_done);

  if (words == NULL)
    g_assert_null (sentence);
  else
    g_assert_true (sentence != NULL && strstr (sentence, words) != NULL);
}

static void
test_commits (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "settings.txt");

  (void) data;
  g_assert_true (
    train_run_folder_begin (folder->path, SETTINGS, "first", NULL));
  assert_settings (folder, SETTINGS "commit=first\n");
  resume (folder, "first", 5, NULL);
  assert_settings (folder, SETTINGS "commit=first\n");
  resume (folder, "second", 10, "up to 10 were made by commit 'first'");
  resume (folder, "second", 12, NULL);
  resume (folder, "first", 15, "'second'");
  assert_settings (folder, SETTINGS "commit=first\n"
                                    "commit-behind-step-10=second\n"
                                    "commit-behind-step-15=first\n");
  /* If the file was lost, it is written again, without the earlier commits. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  resume (folder, "third", 20, "'third'");
  assert_settings (folder, SETTINGS "commit-behind-step-20=third\n");
}

/* If settings.txt cannot be written when a run begins, the run is refused. If
 * that happens when a run is resumed, there is only a sentence for the user. */
static void
test_blocked (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "settings.txt");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  make_file (folder, "settings.txt/file");
  g_assert_false (
    train_run_folder_begin (folder->path, SETTINGS, "first", &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  resume (folder, "first", 5, path);
  {
    g_autofree char *file = test_folder_get_file (folder, "settings.txt/file");

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/run-folder/check", test_check);
  test_folder_add ("/run-folder/commits", test_commits);
  test_folder_add ("/run-folder/blocked", test_blocked);
  return g_test_run ();
}
