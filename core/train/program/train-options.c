/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/train-options.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>
#include <smooth/smooth.h>

#include "i18n.h"
#include "commit.h"
#include "engine/model.h"
#include "file/safetensors.h"
#include "train/data/names.h"
#include "train/program/commands.h"
#include "train/program/console.h"
#include "train/run/recipe.h"
#include "train/run/run-folder.h"

/* More would not fit into a time in microseconds, and is never meant. */
#define MAX_MINUTES 1e6

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

static gboolean
check (const TrainOptions *options, GError **error)
{
  const char *wrong = NULL;

  if (options->places == NULL || g_strv_length (options->places) != 1)
    wrong = _ ("one folder OUT is wanted");
  else if (options->n_samples < 1 || options->n_samples > 4096)
    wrong = _ ("--batch has to be 1 to 4096");
  else if (options->n_threads < 1)
    wrong = _ ("--threads has to be at least 1");
  else if (options->n_steps < 1 || options->n_warm_up < 0)
    wrong = _ ("--steps has to be at least 1, --warm-up at least 0");
  else if (options->pause_at < 0)
    wrong = _ ("--pause-at has to be at least 0");
  else if (!(options->rate > 0) || !isfinite (options->rate)
           || !(options->clip >= 0) || !isfinite (options->clip))
    wrong = _ ("--rate has to be above 0, --clip at least 0");
  else if (!(options->average_share > 0 && options->average_share <= 1))
    wrong = _ ("--average has to be above 0 and at most 1");
  else if (!(options->save_minutes >= 0
             && options->save_minutes <= MAX_MINUTES))
    wrong = _ ("--save-every has to be 0 to 1000000 minutes");
  if (wrong == NULL)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED, wrong);
  return FALSE;
}

gboolean
train_options_parse (TrainOptions *options,
                     const char *summary,
                     const GOptionEntry *own_entries,
                     int argc,
                     char **argv,
                     GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options->data,
      N_ ("what to learn from"), N_ ("FOLDER") },
    { "procedural", 0, 0, G_OPTION_ARG_NONE, &options->is_procedural,
      N_ ("learn from shapes and textures that are drawn on the fly, alone"),
      NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options->from,
      N_ ("begin with these weights, not with random ones"), N_ ("FILE") },
    { "steps", 's', 0, G_OPTION_ARG_INT64, &options->n_steps,
      N_ ("steps of the whole run"), N_ ("N") },
    { "batch", 'b', 0, G_OPTION_ARG_INT, &options->n_samples,
      N_ ("crops a step, over all processes"), N_ ("N") },
    { "crop", 'c', 0, G_OPTION_ARG_STRING, &options->crops,
      N_ ("their sizes, multiples of 8; of several each step takes one"),
      N_ ("N,N...") },
    { "widths", 0, 0, G_OPTION_ARG_STRING, &options->widths,
      N_ ("channels of the network at full size, 1/2, 1/4, 1/8"),
      N_ ("N,N,N,N") },
    { "rate", 'r', 0, G_OPTION_ARG_DOUBLE, &options->rate,
      N_ ("learning rate after the warm-up"), N_ ("X") },
    { "warm-up", 0, 0, G_OPTION_ARG_INT64, &options->n_warm_up,
      N_ ("steps in which the rate rises"), N_ ("N") },
    { "clip", 0, 0, G_OPTION_ARG_DOUBLE, &options->clip,
      N_ ("largest norm of a gradient, 0: any"), N_ ("X") },
    { "average", 0, 0, G_OPTION_ARG_DOUBLE, &options->average_share,
      N_ ("share of a step's weights in the average that is exported"),
      N_ ("X") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      N_ ("of the first weights and of all samples"), N_ ("N") },
    { "threads", 't', 0, G_OPTION_ARG_INT, &options->n_threads,
      N_ ("threads of each process (default: all)"), N_ ("N") },
    { "save-every", 0, 0, G_OPTION_ARG_DOUBLE, &options->save_minutes,
      N_ ("minutes between two checkpoints"), N_ ("X") },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &options->resume,
      N_ ("go on with the run in OUT; all other arguments as before"), NULL },
    { "pause-at", 0, 0, G_OPTION_ARG_INT64, &options->pause_at,
      N_ ("stop behind this step, to be resumed"), N_ ("N") },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &options->licence,
      N_ ("goes into the metadata of the weights"), N_ ("TEXT") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, N_ ("OUT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  /* GOption would leak the defaults that it replaces. */
  g_autofree char *crops = g_steal_pointer (&options->crops);
  g_autofree char *widths = g_steal_pointer (&options->widths);

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (
    context,
    _ ("Ctrl-C, SIGTERM, SIGHUP and SIGUSR1 save a checkpoint and end the run "
       "(status 3);\nunder mpirun send it SIGUSR1: at the others it kills the "
       "run's processes at once.\n"));
  if (own_entries != NULL)
    g_option_context_add_main_entries (context, own_entries,
                                       SMOOTH_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, entries, SMOOTH_GETTEXT_DOMAIN);
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
  g_set_error (
    error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
    _ ("--%s '%s': 1 to %d whole numbers are wanted, 1 to 1024 each, "
       "with commas between them"),
    name, text, max);
  return FALSE;
}

gboolean
train_options_get_widths (const TrainOptions *options,
                          int n,
                          int *widths,
                          GError **error)
{
  int n_widths;

  if (!train_options_parse_numbers ("widths", options->widths, n, widths,
                                    &n_widths, error))
    return FALSE;
  if (n_widths == n)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("--widths '%s': %d numbers are wanted"), options->widths, n);
  return FALSE;
}

/* Crops of 16 to 1024 (the data's bounds), multiples of 8 (the network's). */
static gboolean
get_crops (const TrainOptions *options, TrainRun *run, GError **error)
{
  if (!train_options_parse_numbers ("crop", options->crops, TRAIN_MAX_CROPS,
                                    run->crops, &run->n_crops, error))
    return FALSE;
  for (int i = 0; i < run->n_crops; i++)
    if (run->crops[i] < 16 || run->crops[i] % 8 != 0)
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                     _ ("--crop '%s': multiples of 8 from 16 on are wanted"),
                     options->crops);
        return FALSE;
      }
  return TRUE;
}

char *
train_options_get_checksum (const char *file, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) reason = NULL;
  gsize n;

  if (g_file_get_contents (file, &contents, &n, &reason))
    return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                        (const guchar *) contents, n);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("weights '%s': cannot read the file: %s"), file,
               reason->message);
  return NULL;
}

TrainEme *
train_options_load_eme (const char *file, GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (file, error);

  if (set == NULL || !smooth_model_check_set (set, SMOOTH_NETWORK_EME, error))
    return NULL;
  return train_eme_new_from_set (set, smooth_simd_best (), error);
}

/* All that the weights depend on. from: a line of its own, or nothing; data:
 * the data's name, since where it lies on a machine is nobody else's affair. */
static char *
get_settings (const TrainOptions *options,
              const TrainTask *task,
              const char *settings,
              const char *from,
              const char *data)
{
  char rate[G_ASCII_DTOSTR_BUF_SIZE], clip[G_ASCII_DTOSTR_BUF_SIZE],
    share[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf (
    "network=%s\nrecipe=%d\n%s%sdata=%s\nwidths=%s\nsteps=%" G_GINT64_FORMAT
    "\nbatch=%d\ncrop=%s\nrate=%s\nwarm-up=%" G_GINT64_FORMAT
    "\nclip=%s\naverage=%s\nseed=%" G_GINT64_FORMAT "\n",
    task->name, TRAIN_RECIPE_VERSION, settings, from, data, options->widths,
    options->n_steps, options->n_samples, options->crops,
    g_ascii_dtostr (rate, sizeof rate, options->rate), options->n_warm_up,
    g_ascii_dtostr (clip, sizeof clip, options->clip),
    g_ascii_dtostr (share, sizeof share, options->average_share),
    options->seed);
}

/* The setting that --from is; empty without it. */
static char *
describe_from (const TrainOptions *options, GError **error)
{
  g_autofree char *checksum = NULL;

  if (options->from == NULL)
    return g_strdup ("");
  checksum = train_options_get_checksum (options->from, error);
  return checksum == NULL ? NULL
                          : g_strdup_printf ("from-sha256=%s\n", checksum);
}

gboolean
train_options_open_folder (const TrainOptions *options,
                           const char *network,
                           const TrainRanks *ranks,
                           TrainFolderLock **lock,
                           GError **error)
{
  const char *folder = options->places[0];

  *lock = NULL;
  if (train_ranks_get_index (ranks) > 0)
    return TRUE;
  *lock = train_folder_lock_new (folder, network, error);
  if (*lock == NULL)
    return FALSE;
  return train_run_folder_check (folder, network, options->resume, error);
}

TrainEnd
train_options_train (const TrainOptions *options,
                     TrainTask *task,
                     const char *settings,
                     TrainFolderLock *lock,
                     SmoothThreads *threads,
                     TrainRanks *ranks,
                     GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *all = NULL;
  g_autofree char *base =
    options->data != NULL ? g_path_get_basename (options->data) : NULL;
  /* goes into JSON and into lines of text, the name may be any bytes */
  g_autofree char *data = options->is_procedural || base == NULL
                            ? g_strdup ("procedural")
                            : train_name_to_text (base);
  g_auto (TrainConsole) console = { NULL };
  TrainRun run = {
    .folder = options->places[0],
    .from = options->from,
    .export = { .commit = TRAIN_COMMIT,
                .data = data,
                .licence = options->licence },
    .resume = options->resume,
    .seed = (guint64) options->seed,
    .n_samples = options->n_samples,
    .schedule = { .rate = options->rate,
                  .n_steps = (guint64) options->n_steps,
                  .n_warm_up = (guint64) options->n_warm_up,
                  .clip = options->clip,
                  .average_share = options->average_share },
    .save_minutes = options->save_minutes,
    .pause_at = (guint64) options->pause_at,
    .lock = lock,
    .listener = train_console_listen (&console),
  };

  if (!train_ranks_agree (ranks,
                          get_crops (options, &run, error)
                            && (from = describe_from (options, error)) != NULL,
                          error))
    return TRAIN_FAILED;
  run.settings = all = get_settings (options, task, settings, from, data);
  return train_run (task, &run, threads, ranks, error);
}

int
train_options_get_status (const char *command,
                          TrainEnd end,
                          const TrainRanks *ranks,
                          const GError *error)
{
  if (end != TRAIN_STOPPED)
    return command_get_status (command, end == TRAIN_DONE, error);
  if (train_ranks_get_index (ranks) == 0)
    g_printerr (_ ("stopped; go on by the same command with --resume\n"));
  return COMMAND_STOPPED;
}
