/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/training-commands.h"

#include <smooth/smooth.h>

#include "commit.h"
#include "engine/model.h"
#include "file/safetensors.h"
#include "train/base/stop.h"
#include "train/data/disjoint-paths.h"
#include "train/data/file-name-text.h"
#include "train/program/commands.h"
#include "train/program/console.h"
#include "train/run/recipe-version.h"
#include "train/run/run-folder.h"

char *
train_command_get_checksum (const char *file, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) reason = NULL;
  gsize n;

  if (g_file_get_contents (file, &contents, &n, &reason))
    return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                        (const guchar *) contents, n);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "weights '%s': cannot read the file: %s", file, reason->message);
  return NULL;
}

TrainEme *
train_command_load_eme (const char *file, GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (file, error);

  if (set == NULL || !smooth_model_check_set (set, SMOOTH_NETWORK_EME, error))
    return NULL;
  return train_eme_new_from_set (set, smooth_simd_best (), error);
}

/* Returns everything that the weights depend on, as lines of text, the settings
 * of the training run. settings: the lines of the command itself; parents:
 * those about the weights and data that the network is made from; data: the
 * name of the data set, without its path, which would tell others about the
 * user's disk. */
static char *
get_settings (const TrainOptions *options,
              const TrainObjective *objective,
              const char *settings,
              const char *parents,
              const char *data)
{
  char rate[G_ASCII_DTOSTR_BUF_SIZE], clip[G_ASCII_DTOSTR_BUF_SIZE],
    share[G_ASCII_DTOSTR_BUF_SIZE], cool_down[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf (
    "network=%s\nrecipe=%d\n%s%sdata=%s\nwidths=%s\nsteps=%" G_GINT64_FORMAT
    "\nbatch=%d\ncrop=%s\nrate=%s\nwarm-up=%" G_GINT64_FORMAT
    "\ncool-down=%s\nclip=%s\naverage=%s\nseed=%" G_GINT64_FORMAT "\n",
    objective->name, TRAIN_RECIPE_VERSION, settings, parents, data,
    options->widths, options->n_steps, options->n_samples, options->crops,
    g_ascii_dtostr (rate, sizeof rate, options->rate), options->n_warm_up,
    g_ascii_dtostr (cool_down, sizeof cool_down, options->cool_down),
    g_ascii_dtostr (clip, sizeof clip, options->clip),
    g_ascii_dtostr (share, sizeof share, options->average_share),
    options->seed);
}

/* Returns the lines of the run's settings that say what the network is made
 * from: the checksum of the file in --from, and the lineage. Adds that file to
 * lineage. */
static char *
describe_parents (const TrainOptions *options,
                  TrainLineage *lineage,
                  GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *checksum = NULL;
  g_autofree char *lines = NULL;

  if (options->from != NULL)
    {
      checksum = train_command_get_checksum (options->from, error);
      if (checksum == NULL
          || (lineage != NULL
              && !train_lineage_add_parent (lineage, "from", options->from,
                                            error)))
        return NULL;
      g_string_append_printf (text, "from-sha256=%s\n", checksum);
    }
  if (lineage != NULL)
    {
      lines = train_lineage_to_text (lineage, TRAIN_LINEAGE_SEPARATOR);
      g_string_append_printf (text, "lineage=%s\n", lines);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

TrainEnd
train_command_train (const TrainOptions *options,
                     TrainObjective *objective,
                     const char *settings,
                     TrainLineage *lineage,
                     TrainFolderLock *lock,
                     SmoothThreads *threads,
                     TrainRanks *ranks,
                     GError **error)
{
  g_autofree char *parents = NULL;
  g_autofree char *all = NULL;
  g_autofree char *base =
    options->data != NULL ? g_path_get_basename (options->data) : NULL;
  /* The name of the data set's folder may have any bytes, but settings are
   * lines of text. */
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
                  .n_cool_down =
                    (guint64) ((double) options->n_steps * options->cool_down),
                  .clip = options->clip,
                  .average_share = options->average_share },
    .save_minutes = options->save_minutes,
    .pause_at = (guint64) options->pause_at,
    .lock = lock,
    .listener = train_console_listen (&console),
  };

  if (!train_ranks_agree (
        ranks,
        train_options_get_crops (options, run.crops, &run.n_crops, error)
          && (parents = describe_parents (options, lineage, error)) != NULL,
        error))
    return TRAIN_FAILED;
  run.settings = all =
    get_settings (options, objective, settings, parents, data);
  return train_run (objective, &run, threads, ranks, error);
}

/* On rank 0, locks the folder OUT and checks that a run may begin or be resumed
 * there, before time is spent on loading data. lock (out): NULL on other ranks.
 */
static gboolean
open_folder (const TrainOptions *options,
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

/* The objects that a training command owns until it ends. */
typedef struct
{
  TrainFolderLock *lock;
  SmoothThreads *threads;
  TrainObjective *objective;
  TrainLineage *lineage;
  char *settings;
} Session;

static void
clear_session (Session *session)
{
  train_objective_free (session->objective);
  smooth_threads_free (session->threads);
  train_folder_lock_free (session->lock);
  train_lineage_free (session->lineage);
  g_free (session->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, clear_session)

/* Loads the data and makes the objective: everything before the first training
 * step that can fail. */
static gboolean
prepare (const TrainCommand *command,
         TrainRanks *ranks,
         Session *session,
         GError **error)
{
  const TrainOptions *options = command->options;
  int widths[TRAIN_OPTIONS_N_WIDTHS];

  if (!train_paths_are_disjoint (options->places[0], options->data, error)
      || !train_options_get_widths (options, widths, error)
      || !open_folder (options, command->network, ranks, &session->lock, error))
    return FALSE;
  session->threads = smooth_threads_new (options->n_threads, error);
  if (session->threads == NULL)
    return FALSE;
  session->lineage = train_lineage_new ();
  session->objective =
    command->prepare (command->data, widths, session->threads, ranks,
                      session->lineage, &session->settings, error);
  return session->objective != NULL;
}

static TrainEnd
run (const TrainCommand *command,
     int argc,
     char **argv,
     TrainRanks *ranks,
     GError **error)
{
  g_auto (Session) session = { 0 };
  const gboolean is_ready = command->parse (command->data, argc, argv, error)
                            && prepare (command, ranks, &session, error);

  if (!train_ranks_agree (ranks, is_ready, error))
    return TRAIN_FAILED;
  return train_command_train (command->options, session.objective,
                              session.settings, session.lineage, session.lock,
                              session.threads, ranks, error);
}

/* Returns the exit status of a command, where end says how its training run
 * ended. Prints the error, or how to resume the run. */
static int
get_status (const char *command,
            TrainEnd end,
            const TrainRanks *ranks,
            const GError *error)
{
  if (end != TRAIN_STOPPED)
    return command_get_status (command, end == TRAIN_DONE, error);
  if (train_ranks_get_index (ranks) == 0)
    g_printerr ("stopped; the same command with --resume continues\n");
  return COMMAND_STOPPED;
}

int
train_command_run (const TrainCommand *command, int argc, char **argv)
{
  g_autoptr (TrainRanks) ranks = NULL;
  g_autoptr (GError) error = NULL;
  TrainEnd end = TRAIN_FAILED;

  train_stop_init ();
  ranks = train_ranks_new (&error);
  if (ranks != NULL)
    end = run (command, argc, argv, ranks, &error);
  train_options_clear (command->options);
  return get_status (command->network, end, ranks, error);
}
