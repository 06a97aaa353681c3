/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/run-folder.h"

#include <string.h>

#include <smooth/error.h>

#define SETTINGS_FILE "settings.txt"
#define COMMIT_KEY "commit"

static gboolean
is_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

gboolean
train_run_folder_check (const char *folder,
                        const char *network,
                        gboolean resume,
                        GError **error)
{
  g_autofree char *weights = g_strdup_printf ("%s.safetensors", network);
  const gboolean has_run = is_file (folder, TRAIN_CHECKPOINT_FILE);

  if (resume && !has_run)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "folder '%s': there is no run to resume, its %s is missing",
                 folder, TRAIN_CHECKPOINT_FILE);
  else if (!resume && has_run)
    g_set_error (
      error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
      "folder '%s': there is a run in it already; continue that with "
      "--resume, or take another folder",
      folder);
  else if (!resume && is_file (folder, weights))
    g_set_error (
      error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
      "folder '%s': there are weights in it already, %s; take another "
      "folder",
      folder, weights);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_settings (const char *folder, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SETTINGS_FILE, NULL);
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents (path, text, -1, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", path, reason->message);
  return FALSE;
}

gboolean
train_run_folder_begin (const char *folder,
                        const char *settings,
                        const char *commit,
                        GError **error)
{
  g_autofree char *text =
    g_strdup_printf ("%s" COMMIT_KEY "=%s\n", settings, commit);

  return write_settings (folder, text, error);
}

/* text is a file settings.txt of a run's folder. Returns the commit of the
 * trainer in its last line that names one; NULL if no line does. Free with
 * g_free (). */
static char *
find_last_commit (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = g_strv_length (lines); i-- > 0;)
    if (g_str_has_prefix (lines[i], COMMIT_KEY)
        && strchr (lines[i], '=') != NULL)
      return g_strdup (strchr (lines[i], '=') + 1);
  return NULL;
}

char *
train_run_folder_resume (const char *folder,
                         const char *settings,
                         const char *commit,
                         guint64 n_done)
{
  g_autofree char *path = g_build_filename (folder, SETTINGS_FILE, NULL);
  g_autofree char *before = NULL;
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &before, NULL, NULL))
    before = g_strdup (settings);
  last = find_last_commit (before);
  if (last != NULL && strcmp (last, commit) == 0)
    return NULL;
  text = g_strdup_printf (
    "%s%s" COMMIT_KEY "-behind-step-%" G_GUINT64_FORMAT "=%s\n", before,
    g_str_has_suffix (before, "\n") ? "" : "\n", n_done, commit);
  if (!write_settings (folder, text, &error))
    return g_strdup (error->message);
  return g_strdup_printf (
    "folder '%s': the steps up to %ld were made by commit '%s', later ones "
    "by '%s'",
    folder, (long) n_done, last != NULL ? last : "", commit);
}
