/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `mi`: trains the main interpreter (run/objective-mi.h). */
#include "train/program/commands.h"

#include <string.h>

#include <smooth/error.h>

#include "base/system.h"
#include "train/data/digest.h"
#include "train/data/manifest-tally.h"
#include "train/program/training-commands.h"
#include "train/run/objective-mi.h"

typedef struct
{
  TrainOptions train;
  TrainMiLossWeights weights;
  char *eme_path; /* path of EME's weights, option --eme */
  char *contrast; /* form of the contrastive losses: "ratio" or "margin" */
  TrainEme *eme;
  TrainPairSynthesis *pairs; /* draws the samples for training */
} MiCommand;

/* Copies the option --contrast, the form in which the contrastive losses
 * compare distances (loss/contrastive-term.h), into the settings of the loss.
 */
static gboolean
get_contrast (MiCommand *options, GError **error)
{
  if (options->contrast == NULL)
    options->contrast = g_strdup ("ratio");
  if (strcmp (options->contrast, "ratio") == 0)
    options->weights.contrast.form = TRAIN_CONTRAST_RATIO;
  else if (strcmp (options->contrast, "margin") == 0)
    options->weights.contrast.form = TRAIN_CONTRAST_MARGIN;
  else
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "--contrast '%s': 'ratio' or 'margin' is wanted",
                   options->contrast);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse (gpointer data, int argc, char **argv, GError **error)
{
  MiCommand *options = data;
  double *weight = options->weights.weight;
  TrainContrast *contrast = &options->weights.contrast;
  const GOptionEntry entries[] = {
    { "eme", 'e', 0, G_OPTION_ARG_FILENAME, &options->eme_path,
      "weights of the edge map extractor, which is not trained", "FILE" },
    { "weight-charbonnier", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_CHARBONNIER],
      "weight of the distance to the truth, 0: off (default 1)", "X" },
    { "weight-gradient", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_GRADIENT],
      "weight of the gradient difference (default 0.5)", "X" },
    { "weight-ms-ssim", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_MS_SSIM],
      "weight of 1 - MS-SSIM (default 0.1)", "X" },
    { "weight-mean", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_MEAN],
      "weight of the difference of the channels' means (default 0.25)", "X" },
    { "weight-edge-tv", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_EDGE_TV],
      "weight of the edge-aware total variation (default 0.02)", "X" },
    { "weight-structure", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_STRUCTURE],
      "weight of the structure contrast (default 0.02)", "X" },
    { "weight-background", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_BACKGROUND],
      "weight of the background contrast (default 0.02)", "X" },
    { "contrast", 0, 0, G_OPTION_ARG_STRING, &options->contrast,
      "form of both contrasts: ratio (default) or margin", "FORM" },
    { "offset", 0, 0, G_OPTION_ARG_DOUBLE, &contrast->offset,
      "offset of the ratio form (default 0.01)", "X" },
    { "margin", 0, 0, G_OPTION_ARG_DOUBLE, &contrast->margin,
      "margin of the margin form, as a share of the negative's distance "
      "(default "
      "1)",
      "X" },
    G_OPTION_ENTRY_NULL
  };

  if (!train_options_parse (
        &options->train,
        "Trains the main interpreter in the folder OUT, on pairs drawn from "
        "--data (a\nfolder made by extend) or on --procedural pairs, with "
        "the edge map extractor\nin --eme FILE.",
        entries, argc, argv, error)
      || !get_contrast (options, error))
    return FALSE;
  if (options->train.is_procedural != (options->train.data != NULL)
      && options->eme_path != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "wanted: either --data or --procedural, and --eme");
  return FALSE;
}

/* Returns what the weights depend on besides the options that all networks
 * share, as lines of text: EME's checksum, this command's own options, and
 * data, the checksum of the files in --data (NULL: none). Free with g_free ().
 */
static char *
get_settings (const MiCommand *options, const char *data, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *checksum =
    train_command_get_checksum (options->eme_path, error);
  const TrainContrast *contrast = &options->weights.contrast;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (checksum == NULL)
    return NULL;
  if (data != NULL)
    g_string_append_printf (text, "data-sha256=%s\n", data);
  g_string_append_printf (text, "eme-sha256=%s\n", checksum);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    g_string_append_printf (
      text, "weight-%s=%s\n", train_term_name (i),
      g_ascii_dtostr (number, sizeof number, options->weights.weight[i]));
  g_string_append_printf (text, "contrast=%s\n", options->contrast);
  g_string_append_printf (
    text, "offset=%s\n",
    g_ascii_dtostr (number, sizeof number, contrast->offset));
  g_string_append_printf (
    text, "margin=%s\n",
    g_ascii_dtostr (number, sizeof number, contrast->margin));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Loads the pairs of --data. Rank 0 prints how many are held back from
 * training. */
static TrainPairSynthesis *
load_pairs (const TrainOptions *train,
            SmoothThreads *threads,
            TrainRanks *ranks,
            GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  TrainPairSynthesis *pairs =
    train_pair_synthesis_new (train->data, threads, error);

  if (pairs != NULL && train_ranks_get_index (ranks) == 0
      && train_manifest_count (train->data, tally))
    command_report_tally ("mi", tally, NULL, NULL);
  return pairs;
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
  MiCommand *options = data;
  const TrainOptions *train = &options->train;
  g_autofree char *digest = NULL;

  options->eme = train_command_load_eme (options->eme_path, error);
  if (options->eme == NULL
      || !train_lineage_add_parent (lineage, "eme", options->eme_path, error))
    return NULL;
  if (train->is_procedural)
    train_lineage_add_text (lineage, "source procedural pairs");
  else
    train_lineage_add_dataset (lineage, train->data);
  if (train->is_procedural)
    options->pairs = train_pair_synthesis_new_procedural ();
  else
    {
      options->pairs = load_pairs (train, threads, ranks, error);
      if (options->pairs == NULL)
        return NULL;
      digest =
        train_digest_pairs (train->data, TRAIN_PART_LEARN, threads, error);
      if (digest == NULL)
        return NULL;
    }
  *settings = get_settings (options, digest, error);
  return *settings == NULL
           ? NULL
           : train_objective_new_mi (options->pairs, options->eme, widths,
                                     &options->weights, smooth_simd_best (),
                                     error);
}

int
command_mi (int argc, char **argv)
{
  MiCommand options = {
    .train = { .n_samples = 8,
               .n_threads = smooth_system_get_n_cpus (),
               .crops = g_strdup ("144"),
               .widths = g_strdup ("16,32,64,96"),
               .seed = 1,
               .n_steps = 20000,
               .n_warm_up = 200,
               .cool_down = 0.15,
               .rate = 1.5e-3,
               .clip = 1,
               .average_share = 0.003,
               .save_minutes = 3 },
    .weights = train_mi_loss_weights_default,
  };
  const TrainCommand command = { .network = "mi",
                                 .options = &options.train,
                                 .data = &options,
                                 .parse = parse,
                                 .prepare = prepare };
  const int status = train_command_run (&command, argc, argv);

  train_pair_synthesis_free (options.pairs);
  train_eme_free (options.eme);
  g_free (options.eme_path);
  g_free (options.contrast);
  return status;
}
