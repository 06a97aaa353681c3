/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/train-options.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>
#include <smooth/smooth.h>

/* The largest number of minutes between checkpoints. With more, their number in
 * microseconds would not fit into 64 bits.
 */
#define MAX_MINUTES 1e6

#define MIN_CROP_PX 16
#define CROP_STEP_PX 8

void
train_options_clear (TrainOptions *options)
{
  g_strfreev (options->places);
  g_free (options->data);
  g_free (options->licence);
  g_free (options->crops);
  g_free (options->widths);
  g_free (options->from);
}

/* Checks that all options are in their ranges. */
static gboolean
check (const TrainOptions *options, GError **error)
{
  const char *wrong = NULL;

  if (options->places == NULL || g_strv_length (options->places) != 1)
    wrong = "one folder OUT is wanted";
  else if (options->n_samples < 1 || options->n_samples > 4096)
    wrong = "--batch has to be 1 to 4096";
  else if (options->n_threads < 1)
    wrong = "--threads has to be at least 1";
  else if (options->n_steps < 1 || options->n_warm_up < 0)
    wrong = "--steps has to be at least 1, --warm-up at least 0";
  else if (options->pause_at < 0)
    wrong = "--pause-at has to be at least 0";
  else if (!(options->rate > 0) || !isfinite (options->rate)
           || !(options->clip >= 0) || !isfinite (options->clip))
    wrong = "--rate has to be above 0, --clip at least 0";
  else if (!(options->average_share > 0 && options->average_share <= 1))
    wrong = "--average has to be above 0 and at most 1";
  else if (!(options->cool_down >= 0 && options->cool_down <= 1))
    wrong = "--cool-down has to be 0 to 1";
  else if (!(options->save_minutes >= 0
             && options->save_minutes <= MAX_MINUTES))
    wrong = "--save-every has to be 0 to 1000000 minutes";
  if (wrong == NULL)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED, wrong);
  return FALSE;
}

/* Adds the options on which the weights depend. */
static void
add_learning_entries (GOptionContext *context, TrainOptions *options)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options->data,
      "data set to learn from", "FOLDER" },
    { "procedural", 0, 0, G_OPTION_ARG_NONE, &options->is_procedural,
      "learn from nothing but computed shapes and textures", NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options->from,
      "begin with these weights, not with random ones; or with a checkpoint "
      "of another run, its moments and average included",
      "FILE" },
    { "steps", 's', 0, G_OPTION_ARG_INT64, &options->n_steps,
      "steps of the whole run", "N" },
    { "batch", 'b', 0, G_OPTION_ARG_INT, &options->n_samples,
      "crops in a step, over all processes", "N" },
    { "crop", 'c', 0, G_OPTION_ARG_STRING, &options->crops,
      "size of the crops, a multiple of 8; of several each step takes one",
      "N,N..." },
    { "widths", 0, 0, G_OPTION_ARG_STRING, &options->widths,
      "channels of the network at full size, 1/2, 1/4, 1/8", "N,N,N,N" },
    { "rate", 'r', 0, G_OPTION_ARG_DOUBLE, &options->rate,
      "learning rate after the warm-up", "X" },
    { "warm-up", 0, 0, G_OPTION_ARG_INT64, &options->n_warm_up,
      "steps in which the rate rises", "N" },
    { "cool-down", 0, 0, G_OPTION_ARG_DOUBLE, &options->cool_down,
      "share of the steps, the last ones, in which the rate falls to 0", "X" },
    { "clip", 0, 0, G_OPTION_ARG_DOUBLE, &options->clip,
      "largest norm of the gradient, 0: any", "X" },
    { "average", 0, 0, G_OPTION_ARG_DOUBLE, &options->average_share,
      "share of a step's weights in the exported average", "X" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      "seed of the first weights and of all samples", "N" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

/* Adds the options that say where a training run is stored and how it is
 * carried out. */
static void
add_run_entries (GOptionContext *context, TrainOptions *options)
{
  const GOptionEntry entries[] = {
    { "threads", 't', 0, G_OPTION_ARG_INT, &options->n_threads,
      "threads of each process (default: all)", "N" },
    { "save-every", 0, 0, G_OPTION_ARG_DOUBLE, &options->save_minutes,
      "minutes between two checkpoints", "X" },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &options->resume,
      "continue the run in OUT; all other arguments as before", NULL },
    { "pause-at", 0, 0, G_OPTION_ARG_INT64, &options->pause_at,
      "stop after this step, to be resumed", "N" },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &options->licence,
      "licence of the weights, for their metadata", "TEXT" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, "OUT" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

gboolean
train_options_parse (TrainOptions *options,
                     const char *summary,
                     const GOptionEntry *own_entries,
                     int argc,
                     char **argv,
                     GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  /* The defaults are taken out of options while parsing, because GOption would
   * not free a default when the user gives another value. */
  g_autofree char *crops = g_steal_pointer (&options->crops);
  g_autofree char *widths = g_steal_pointer (&options->widths);

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (
    context,
    "Ctrl-C, SIGTERM, SIGHUP and SIGUSR1 save a checkpoint and end the run "
    "(status 3);\nunder mpirun send it SIGUSR1: at the others it kills the "
    "run's processes at once.\n");
  if (own_entries != NULL)
    g_option_context_add_main_entries (context, own_entries, NULL);
  add_learning_entries (context, options);
  add_run_entries (context, options);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->crops == NULL)
    options->crops = g_steal_pointer (&crops);
  if (options->widths == NULL)
    options->widths = g_steal_pointer (&widths);
  return check (options, error);
}

gboolean
train_options_parse_numbers (const char *name,
                             const char *text,
                             int max,
                             int *numbers,
                             int *n,
                             GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  const int n_parts = (int) g_strv_length (parts);

  *n = 0;
  for (int i = 0; i < MIN (n_parts, max); i++)
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 1024, &number, NULL))
        break;
      numbers[(*n)++] = (int) number;
    }
  if (*n == n_parts && *n > 0)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "--%s '%s': 1 to %d whole numbers are wanted, 1 to 1024 each, "
               "with commas between them",
               name, text, max);
  return FALSE;
}

gboolean
train_options_get_widths (const TrainOptions *options,
                          int widths[TRAIN_OPTIONS_N_WIDTHS],
                          GError **error)
{
  const int n = TRAIN_OPTIONS_N_WIDTHS;
  int n_widths;

  if (!train_options_parse_numbers ("widths", options->widths, n, widths,
                                    &n_widths, error))
    return FALSE;
  if (n_widths == n)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "--widths '%s': %d numbers are wanted", options->widths, n);
  return FALSE;
}

gboolean
train_options_get_crops (const TrainOptions *options,
                         int crops[TRAIN_MAX_CROPS],
                         int *n_crops,
                         GError **error)
{
  if (!train_options_parse_numbers ("crop", options->crops, TRAIN_MAX_CROPS,
                                    crops, n_crops, error))
    return FALSE;
  for (int i = 0; i < *n_crops; i++)
    if (crops[i] < MIN_CROP_PX || crops[i] % CROP_STEP_PX != 0)
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                     "--crop '%s': multiples of 8 from 16 on are wanted",
                     options->crops);
        return FALSE;
      }
  return TRUE;
}
