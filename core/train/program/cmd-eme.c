/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `eme`: trains the edge map extractor (run/objective-eme.h). */
#include "train/program/commands.h"

#include <smooth/error.h>

#include "base/system.h"
#include "train/data/digest.h"
#include "train/program/training-commands.h"
#include "train/run/objective-eme.h"

typedef struct
{
  TrainOptions train;
  TrainEmeLossWeights weights;
  double shapes;          /* share of procedural shapes among the samples */
  TrainEdgeSource *edges; /* draws the samples for training */
} EmeCommand;

static gboolean
parse (gpointer data, int argc, char **argv, GError **error)
{
  EmeCommand *options = data;
  double *weight = options->weights.weight;
  const GOptionEntry entries[] = {
    { "shapes", 0, 0, G_OPTION_ARG_DOUBLE, &options->shapes,
      "share of procedural shapes among the samples (default 0.2)", "X" },
    { "weight-side-1", 0, 0, G_OPTION_ARG_DOUBLE, &weight[0],
      "weight of side output 1's loss, 0: off (default 0.5)", "X" },
    { "weight-side-2", 0, 0, G_OPTION_ARG_DOUBLE, &weight[1],
      "weight of side output 2's loss (default 0.5)", "X" },
    { "weight-side-3", 0, 0, G_OPTION_ARG_DOUBLE, &weight[2],
      "weight of side output 3's loss (default 0.7)", "X" },
    { "weight-side-4", 0, 0, G_OPTION_ARG_DOUBLE, &weight[3],
      "weight of side output 4's loss (default 0.7)", "X" },
    { "weight-fusion", 0, 0, G_OPTION_ARG_DOUBLE, &weight[4],
      "weight of the fused edge map's loss (default 1.2)", "X" },
    G_OPTION_ENTRY_NULL
  };

  if (!train_options_parse (
        &options->train,
        "Trains the edge map extractor in the folder OUT, on the photos and "
        "boundaries\nof --data (a folder laid out as BSDS500) or on "
        "--procedural shapes.",
        entries, argc, argv, error))
    return FALSE;
  if (options->train.is_procedural != (options->train.data != NULL)
      && options->shapes >= 0 && options->shapes <= 1)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "wanted: either --data or --procedural, and --shapes in 0 to "
               "1");
  return FALSE;
}

/* Returns what the weights depend on besides the options that all networks
 * share, as lines of text: this command's own options, and data, the checksum
 * of the files in --data (NULL: none). */
static char *
get_settings (const EmeCommand *options, const char *data)
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

/* Loads the photos of --data and their boundaries. Rank 0 prints which were
 * left out. */
static TrainEdgeSource *
load_edges (const EmeCommand *options,
            SmoothThreads *threads,
            TrainRanks *ranks,
            GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  TrainEdgeSource *edges = train_edge_source_new (
    options->train.data, options->shapes, threads, tally, error);

  if (train_ranks_get_index (ranks) == 0)
    command_report_tally ("eme", tally, NULL, NULL);
  return edges;
}

static TrainObjective *
prepare (gpointer data,
         const int *widths,
         SmoothThreads *threads,
         TrainRanks *ranks,
         TrainLineage *lineage,
         char **settings,
         GError **error)
{
  EmeCommand *options = data;
  g_autofree char *digest = NULL;

  if (options->train.is_procedural)
    train_lineage_add_text (lineage, "source procedural shapes");
  else
    train_lineage_add_source (lineage, "edges", options->train.data);
  if (options->train.is_procedural)
    options->edges = train_edge_source_new_procedural ();
  else
    {
      options->edges = load_edges (options, threads, ranks, error);
      if (options->edges == NULL)
        return NULL;
      digest = train_digest_edges (options->train.data, threads, error);
      if (digest == NULL)
        return NULL;
    }
  *settings = get_settings (options, digest);
  return train_objective_new_eme (options->edges, widths, &options->weights,
                                  smooth_simd_best (), error);
}

int
command_eme (int argc, char **argv)
{
  EmeCommand options = {
    .train = { .n_samples = 6,
               .n_threads = smooth_system_get_n_cpus (),
               .crops = g_strdup ("288"),
               .widths = g_strdup ("16,32,48,64"),
               .seed = 1,
               .n_steps = 10000,
               .n_warm_up = 200,
               .cool_down = 1,
               .rate = 1.5e-3,
               .average_share = 0.002,
               .save_minutes = 3 },
    .weights = train_eme_loss_weights_default,
    .shapes = 0.2,
  };
  const TrainCommand command = { .network = "eme",
                                 .options = &options.train,
                                 .data = &options,
                                 .parse = parse,
                                 .prepare = prepare };
  const int status = train_command_run (&command, argc, argv);

  train_edge_source_free (options.edges);
  return status;
}
