/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/data/dataset-settings.h"

#include <errno.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "train/data/dataset-job.h"
#include "train/filter/rtv.h"
#include "train/base/settings.h"

#define FOLDER_MODE 0777
#define FILE_MODE 0666
#define SETTINGS_FILE "settings.txt"
#define EME_FILE "eme.sha256"

static const char *
get_checksum (const TrainDatasetOptions *options)
{
  return options->eme_checksum != NULL ? options->eme_checksum : "none";
}

/* Returns the settings as lines of key=value. Free with g_free (). */
static char *
describe_settings (const TrainDatasetOptions *options)
{
  GString *text = g_string_new (NULL);
  char lambda[G_ASCII_DTOSTR_BUF_SIZE], sigma[G_ASCII_DTOSTR_BUF_SIZE];

  for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
    g_string_append_printf (
      text, "teacher-%d=rtv%s lambda %s sigma %s rounds %d\n", k + 1,
      TRAIN_RTV_STRENGTHS[k].is_isotropic ? " isotropic" : "",
      g_ascii_dtostr (lambda, sizeof lambda, TRAIN_RTV_STRENGTHS[k].lambda),
      g_ascii_dtostr (sigma, sizeof sigma, TRAIN_RTV_STRENGTHS[k].sigma),
      TRAIN_RTV_STRENGTHS[k].n_rounds);
  g_string_append_printf (text, "teacher-version=%d\n", TRAIN_RTV_VERSION);
  train_dataset_job_describe (text);
  g_string_append_printf (text, "eme-sha256=%s\n",
                          options->eme_checksum != NULL ? options->eme_checksum
                                                        : "none");
  return g_string_free (text, FALSE);
}

static gboolean
write_file (const char *folder,
            const char *name,
            const char *text,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                FILE_MODE, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", path, reason->message);
  return FALSE;
}

static void
set_settings_differ (const TrainDatasetOptions *options,
                     const char *found,
                     const char *wanted,
                     GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "data set '%s': it was made with '%s', this command has '%s'; "
               "give the same --eme and version, or another folder",
               options->out, found, wanted);
}

/* Compares found, the text of settings.txt in the folder, with wanted, the
 * settings of this run. */
static gboolean
check_settings (const TrainDatasetOptions *options,
                const char *wanted,
                const char *found,
                GError **error)
{
  g_autofree char *wanted_line = NULL;
  g_autofree char *found_line = NULL;

  if (train_settings_agree (wanted, found, NULL, &wanted_line, &found_line))
    return TRUE;
  set_settings_differ (options, found_line, wanted_line, error);
  return FALSE;
}

/* Checks that a folder without settings.txt holds no data set. */
static gboolean
check_empty (const TrainDatasetOptions *options, GError **error)
{
  g_autofree char *photos = g_build_filename (options->out, "photos", NULL);
  g_autofree char *eme = g_build_filename (options->out, EME_FILE, NULL);
  g_autofree char *found = NULL;

  if (g_file_get_contents (eme, &found, NULL, NULL)
      && g_strcmp0 (found, options->eme_checksum) != 0)
    set_settings_differ (options, found, get_checksum (options), error);
  else if (g_file_test (photos, G_FILE_TEST_EXISTS))
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "data set '%s': it does not say how it was made, its %s is "
                 "missing; take another folder",
                 options->out, SETTINGS_FILE);
  else
    return TRUE;
  return FALSE;
}

gboolean
train_dataset_settings_ensure (const TrainDatasetOptions *options,
                               GError **error)
{
  g_autofree char *path = g_build_filename (options->out, SETTINGS_FILE, NULL);
  g_autofree char *wanted = describe_settings (options);
  g_autofree char *found = NULL;

  if (g_file_get_contents (path, &found, NULL, NULL))
    {
      if (!check_settings (options, wanted, found, error))
        return FALSE;
    }
  else
    {
      if (!check_empty (options, error))
        return FALSE;
      if (g_mkdir_with_parents (options->out, FOLDER_MODE) != 0)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       "folder '%s' cannot be made: %s", options->out,
                       g_strerror (errno));
          return FALSE;
        }
      if (!write_file (options->out, SETTINGS_FILE, wanted, error))
        return FALSE;
    }
  return options->eme == NULL
         || write_file (options->out, EME_FILE, options->eme_checksum, error);
}
