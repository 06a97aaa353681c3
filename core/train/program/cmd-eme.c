/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eme: trains the edge map extractor (run/task-eme.h). */
#include "train/program/commands.h"

#include <smooth/error.h>

#include "i18n.h"
#include "base/system.h"
#include "train/data/digest.h"
#include "train/data/places.h"
#include "train/program/train-options.h"
#include "train/run/stop.h"
#include "train/run/task-eme.h"

typedef struct
{
  TrainOptions train;
  TrainEmeLossWeights weights;
  double shapes;
} Options;

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  double *weight = options->weights.weight;
  const GOptionEntry entries[] = {
    { "shapes", 0, 0, G_OPTION_ARG_DOUBLE, &options->shapes,
      N_ ("share of procedural shapes among the samples (default 0.2)"),
      N_ ("X") },
    { "weight-side-1", 0, 0, G_OPTION_ARG_DOUBLE, &weight[0],
      N_ ("of the first side's loss, 0: off (default 0.5)"), N_ ("X") },
    { "weight-side-2", 0, 0, G_OPTION_ARG_DOUBLE, &weight[1],
      N_ ("likewise (default 0.5)"), N_ ("X") },
    { "weight-side-3", 0, 0, G_OPTION_ARG_DOUBLE, &weight[2],
      N_ ("likewise (default 0.7)"), N_ ("X") },
    { "weight-side-4", 0, 0, G_OPTION_ARG_DOUBLE, &weight[3],
      N_ ("likewise (default 0.7)"), N_ ("X") },
    { "weight-fusion", 0, 0, G_OPTION_ARG_DOUBLE, &weight[4],
      N_ ("of the fused map's loss (default 1.2)"), N_ ("X") },
    G_OPTION_ENTRY_NULL
  };

  if (!train_options_parse (
        &options->train,
        _ ("Trains the edge map extractor in the folder OUT, on the photos and "
           "boundaries\nof --data (a folder laid out as BSDS500) or on "
           "--procedural shapes."),
        entries, argc, argv, error))
    return FALSE;
  if (options->train.is_procedural != (options->train.data != NULL)
      && options->shapes >= 0 && options->shapes <= 1)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("wanted: either --data or --procedural, and --shapes in 0 to "
                  "1"));
  return FALSE;
}

/* data: the digest of --data, or NULL. */
static char *
get_settings (const Options *options, const char *data)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (data != NULL)
    g_string_append_printf (text, "data-sha256=%s\n", data);
  g_string_append_printf (
    text, "shapes=%s\n",
    g_ascii_dtostr (number, sizeof number, options->shapes));
  for (int i = 0; i < TRAIN_EME_N_LOGITS; i++)
    g_string_append_printf (
      text, "weight-%d=%s\n", i + 1,
      g_ascii_dtostr (number, sizeof number, options->weights.weight[i]));
  return g_string_free (text, FALSE);
}

/* What a run needs, each to be freed. */
typedef struct
{
  TrainFolderLock *lock;
  SmoothThreads *threads;
  TrainEdgeSource *edges;
  TrainTask *task;
  char *settings;
} Run;

static void
clear_run (Run *run)
{
  train_task_free (run->task);
  train_edge_source_free (run->edges);
  smooth_threads_free (run->threads);
  train_folder_lock_free (run->lock);
  g_free (run->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* The photos of --data; rank 0 says what was left out. */
static TrainEdgeSource *
load_edges (const Options *options,
            SmoothThreads *threads,
            TrainRanks *ranks,
            GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  TrainEdgeSource *edges = train_edge_source_new (options->train.data, options->shapes,
                                       threads, tally, error);

  if (train_ranks_get_index (ranks) == 0)
    command_report_tally ("eme", tally, NULL, NULL);
  return edges;
}

static gboolean
prepare (const Options *options, TrainRanks *ranks, Run *run, GError **error)
{
  const TrainOptions *train = &options->train;
  g_autofree char *data = NULL;
  int widths[TRAIN_EME_N_WIDTHS];

  if (!train_options_get_widths (train, TRAIN_EME_N_WIDTHS, widths, error)
      || !train_places_are_apart (train->places[0], train->data, error)
      || !train_options_open_folder (train, "eme", ranks, &run->lock, error)
      || (run->threads = smooth_threads_new (train->n_threads, error)) == NULL)
    return FALSE;
  run->edges = train->is_procedural
                 ? train_edge_source_new_procedural ()
                 : load_edges (options, run->threads, ranks, error);
  if (run->edges == NULL
      || (!train->is_procedural
          && (data = train_digest_edges (train->data, run->threads, error))
               == NULL))
    return FALSE;
  run->settings = get_settings (options, data);
  run->task = train_task_new_eme (run->edges, widths, &options->weights,
                                  smooth_simd_best (), error);
  return run->task != NULL;
}

static TrainEnd
train (
  Options *options, int argc, char **argv, TrainRanks *ranks, GError **error)
{
  g_auto (Run) run = { 0 };

  if (!train_ranks_agree (ranks,
                          parse (options, argc, argv, error)
                            && prepare (options, ranks, &run, error),
                          error))
    return TRAIN_FAILED;
  return train_options_train (&options->train, run.task, run.settings, run.lock,
                              run.threads, ranks, error);
}

int
command_eme (int argc, char **argv)
{
  Options options = {
    .train = { .n_samples = 6,
               .n_threads = smooth_system_get_n_cpus (),
               .crops = g_strdup ("288"),
               .widths = g_strdup ("16,32,48,64"),
               .seed = 1,
               .n_steps = 10000,
               .n_warm_up = 200,
               .rate = 1.5e-3,
               .average_share = 0.002,
               .save_minutes = 3 },
    .weights = train_eme_loss_weights_default,
    .shapes = 0.2,
  };
  g_autoptr (TrainRanks) ranks = NULL;
  g_autoptr (GError) error = NULL;
  TrainEnd end = TRAIN_FAILED;

  train_stop_init ();
  ranks = train_ranks_new (&error);
  if (ranks != NULL)
    end = train (&options, argc, argv, ranks, &error);
  train_options_clear (&options.train);
  return train_options_get_status ("eme", end, ranks, error);
}
