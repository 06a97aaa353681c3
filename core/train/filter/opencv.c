/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs OpenCV's filters in a child process, see opencv.h. The child gets a text
 * file with a line for each picture to compute: the input file, the output
 * file, the filter's name and the values of its two settings, separated by
 * tabs.
 */
#include "train/filter/opencv.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#define PYTHON "python3"

/* Runs the Python program with one argument and waits for its end. If it fails,
 * the error contains what the program wrote to stderr. */
static gboolean
run_child (const char *program, const char *argument, GError **error)
{
  const char *const arguments[] = { PYTHON, program, argument, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) reason = NULL;
  int status;

  if (g_spawn_sync (NULL, (char **) arguments, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                    NULL, NULL, &said, &status, &reason)
      && g_spawn_check_wait_status (status, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "OpenCV's filters, '%s': %s %s", program, reason->message,
               said != NULL ? g_strstrip (said) : "");
  return FALSE;
}

gboolean
train_opencv_check (const char *program, GError **error)
{
  if (run_child (program, "--check", error))
    return TRUE;
  if (error != NULL && *error != NULL)
    (*error)->code = SMOOTH_ERROR_UNSUPPORTED;
  return FALSE;
}

char *
train_opencv_make_id (const char *program)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (program, &contents, &length, NULL))
    return g_strdup ("");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                      (const guchar *) contents, length);
}

static char *
get_output (const char *folder, int i)
{
  g_autofree char *name = g_strdup_printf ("%d.png", i);

  return g_build_filename (folder, name, NULL);
}

/* Writes the input picture, and the file that tells the child what to compute,
 * into folder. */
static gboolean
write_jobs (const TrainMethod *method,
            const TrainPicture *input,
            int n_settings,
            const TrainMethodSettings *settings,
            const char *folder,
            GError **error)
{
  g_autofree char *input_file = g_build_filename (folder, "input.png", NULL);
  g_autofree char *jobs_file = g_build_filename (folder, "jobs", NULL);
  g_autoptr (GString) jobs = g_string_new (NULL);

  for (int i = 0; i < n_settings; i++)
    {
      g_autofree char *output = get_output (folder, i);
      char first[G_ASCII_DTOSTR_BUF_SIZE];
      char second[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (first, sizeof first, settings[i].values[0]);
      g_ascii_dtostr (second, sizeof second, settings[i].values[1]);
      g_string_append_printf (jobs, "%s\t%s\t%s\t%s\t%s\n", input_file, output,
                              method->id, first, second);
    }
  return train_picture_save (input, input_file, error)
         && g_file_set_contents (jobs_file, jobs->str, jobs->len, error);
}

/* Reads the pictures that the child has computed. Each must have the size of
 * input. */
static gboolean
read_results (const TrainPicture *input,
              int n_settings,
              const char *folder,
              TrainPicture *smooth,
              GError **error)
{
  for (int i = 0; i < n_settings; i++)
    {
      g_autofree char *output = get_output (folder, i);

      if (!train_picture_load (output, &smooth[i], error))
        return FALSE;
      if (smooth[i].height != input->height || smooth[i].width != input->width)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                       "OpenCV made %d x %d pixels of a picture of %d x %d",
                       smooth[i].width, smooth[i].height, input->width,
                       input->height);
          return FALSE;
        }
    }
  return TRUE;
}

static void
remove_folder (const char *folder, int n_settings)
{
  static const char *const names[] = { "input.png", "jobs" };

  for (int i = 0; i < n_settings; i++)
    {
      g_autofree char *output = get_output (folder, i);

      g_remove (output);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (folder, names[i], NULL);

      g_remove (file);
    }
  g_rmdir (folder);
}

gboolean
train_opencv_run (const TrainMethod *method,
                  int thread,
                  const TrainPicture *input,
                  int n_settings,
                  const TrainMethodSettings *settings,
                  TrainPicture *smooth,
                  GError **error)
{
  g_autofree char *folder =
    g_dir_make_tmp ("structure-smooth-filters-XXXXXX", error);
  g_autofree char *jobs = NULL;
  gboolean good;

  (void) thread;
  if (folder == NULL)
    return FALSE;
  memset (smooth, 0, n_settings * sizeof *smooth);
  jobs = g_build_filename (folder, "jobs", NULL);
  good = write_jobs (method, input, n_settings, settings, folder, error)
         && run_child (method->data, jobs, error)
         && read_results (input, n_settings, folder, smooth, error);
  remove_folder (folder, n_settings);
  if (!good)
    for (int i = 0; i < n_settings; i++)
      train_picture_clear (&smooth[i]);
  return good;
}
