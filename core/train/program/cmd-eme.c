/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eme: trains the edge map extractor (run/task-eme.h). */
#include "train/program/commands.h"

#include <smooth/error.h>

#include "i18n.h"
#include "kernel/system.h"
#include "train/program/train-options.h"
#include "train/run/stop.h"
#include "train/run/task-eme.h"

typedef struct
{
  TrainOptions train;
  TrainEmeWeights weights;
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
    { NULL }
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

static char *
get_settings (const Options *options)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (
    text, "shapes=%s\n",
    g_ascii_dtostr (number, sizeof number, options->shapes));
  for (int i = 0; i < TRAIN_EME_N_LOGITS; i++)
    g_string_append_printf (
      text, "weight-%d=%s\n", i + 1,
      g_ascii_dtostr (number, sizeof number, options->weights.weight[i]));
  return g_string_free (text, FALSE);
}

/* The exit status; -1 and error if the run did not begin. */
static int
run (const Options *options, TrainRanks *ranks, GError **error)
{
  const TrainOptions *train = &options->train;
  g_autofree char *settings = get_settings (options);
  g_autoptr (SmoothThreads) threads =
    smooth_threads_new (train->n_threads, error);
  g_autoptr (TrainEdges) edges = NULL;
  g_autoptr (TrainTask) task = NULL;
  int widths[TRAIN_EME_N_WIDTHS];

  if (threads == NULL
      || !train_options_get_widths (train, TRAIN_EME_N_WIDTHS, widths, error))
    return -1;
  edges = train->is_procedural
            ? train_edges_new_procedural ()
            : train_edges_new (train->data, options->shapes, threads, error);
  if (edges == NULL)
    return -1;
  task = train_task_new_eme (edges, widths, &options->weights,
                             smooth_cpu_level_best ());
  return train_options_run (train, task, settings, threads, ranks);
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
    .weights = train_eme_weights_default,
    .shapes = 0.2,
  };
  g_autoptr (TrainRanks) ranks = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  train_stop_init ();
  ranks = train_ranks_new ();
  if (parse (&options, argc, argv, &error))
    status = run (&options, ranks, &error);
  if (error != NULL)
    g_printerr ("eme: %s\n", error->message);
  if (status == -1 || status == 1)
    train_ranks_abort (ranks);
  train_options_clear (&options.train);
  return status == -1 ? 1 : status;
}
