/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mi: trains the main interpreter (run/task-mi.h). */
#include "train/program/commands.h"

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "base/system.h"
#include "train/data/digest.h"
#include "train/data/manifest-tally.h"
#include "train/data/places.h"
#include "train/program/train-options.h"
#include "train/run/stop.h"
#include "train/run/task-mi.h"

typedef struct
{
  TrainOptions train;
  TrainMiLossWeights weights;
  char *eme, *contrast;
} Options;

/* --contrast. */
static gboolean
get_contrast (Options *options, GError **error)
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
                   _ ("--contrast '%s': 'ratio' or 'margin' is wanted"),
                   options->contrast);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  double *weight = options->weights.weight;
  TrainContrast *contrast = &options->weights.contrast;
  const GOptionEntry entries[] = {
    { "eme", 'e', 0, G_OPTION_ARG_FILENAME, &options->eme,
      N_ ("weights of the edge map extractor, which stays as it is"),
      N_ ("FILE") },
    { "weight-charbonnier", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_CHARBONNIER],
      N_ ("of the distance to the truth, 0: off (default 1)"), N_ ("X") },
    { "weight-gradient", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_GRADIENT],
      N_ ("of the gradients' difference (default 0.5)"), N_ ("X") },
    { "weight-ms-ssim", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_MS_SSIM],
      N_ ("of 1 - MS-SSIM (default 0.1)"), N_ ("X") },
    { "weight-mean", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_MEAN],
      N_ ("of the difference of the channels' means (default 0.25)"),
      N_ ("X") },
    { "weight-edge-tv", 0, 0, G_OPTION_ARG_DOUBLE, &weight[TRAIN_TERM_EDGE_TV],
      N_ ("of the edge-aware total variation (default 0.02)"), N_ ("X") },
    { "weight-structure", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_STRUCTURE],
      N_ ("of the contrast of structure (default 0.02)"), N_ ("X") },
    { "weight-background", 0, 0, G_OPTION_ARG_DOUBLE,
      &weight[TRAIN_TERM_BACKGROUND],
      N_ ("of the contrast of background brightness (default 0.02)"),
      N_ ("X") },
    { "contrast", 0, 0, G_OPTION_ARG_STRING, &options->contrast,
      N_ ("form of both contrasts: ratio (default) or margin"), N_ ("FORM") },
    { "offset", 0, 0, G_OPTION_ARG_DOUBLE, &contrast->offset,
      N_ ("of the ratio form (default 0.01)"), N_ ("X") },
    { "margin", 0, 0, G_OPTION_ARG_DOUBLE, &contrast->margin,
      N_ ("of the margin form, as a share of the negative's distance (default "
          "1)"),
      N_ ("X") },
    G_OPTION_ENTRY_NULL
  };

  if (!train_options_parse (
        &options->train,
        _ ("Trains the main interpreter in the folder OUT, on pairs drawn from "
           "--data (a\nfolder made by extend) or on --procedural pairs, with "
           "the edge map extractor\nin --eme FILE."),
        entries, argc, argv, error)
      || !get_contrast (options, error))
    return FALSE;
  if (options->train.is_procedural != (options->train.data != NULL)
      && options->eme != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("wanted: either --data or --procedural, and --eme"));
  return FALSE;
}

/* data: the digest of --data, or NULL. */
static char *
get_settings (const Options *options, const char *data, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *checksum = train_options_get_checksum (options->eme, error);
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

/* What a run needs, each to be freed. */
typedef struct
{
  TrainFolderLock *lock;
  SmoothThreads *threads;
  TrainEme *eme;
  TrainPairSource *pairs;
  TrainTask *task;
  char *settings;
} Run;

static void
clear_run (Run *run)
{
  train_task_free (run->task);
  train_pair_source_free (run->pairs);
  train_eme_free (run->eme);
  smooth_threads_free (run->threads);
  train_folder_lock_free (run->lock);
  g_free (run->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* The pairs of --data; rank 0 says what is held back. */
static TrainPairSource *
load_pairs (const TrainOptions *train,
            SmoothThreads *threads,
            TrainRanks *ranks,
            GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  TrainPairSource *pairs = train_pair_source_new (train->data, threads, error);

  if (pairs != NULL && train_ranks_get_index (ranks) == 0
      && train_manifest_count (train->data, tally))
    command_report_tally ("mi", tally, NULL, NULL);
  return pairs;
}

static gboolean
prepare (const Options *options, TrainRanks *ranks, Run *run, GError **error)
{
  const TrainOptions *train = &options->train;
  g_autofree char *data = NULL;
  int widths[TRAIN_MI_N_WIDTHS];

  if (!train_places_are_apart (train->places[0], train->data, error)
      || !train_options_get_widths (train, TRAIN_MI_N_WIDTHS, widths, error)
      || (run->eme = train_options_load_eme (options->eme, error)) == NULL
      || !train_options_open_folder (train, "mi", ranks, &run->lock, error)
      || (run->threads = smooth_threads_new (train->n_threads, error)) == NULL)
    return FALSE;
  run->pairs = train->is_procedural
                 ? train_pair_source_new_procedural ()
                 : load_pairs (train, run->threads, ranks, error);
  if (run->pairs == NULL
      || (!train->is_procedural
          && (data = train_digest_pairs (train->data, TRAIN_PART_LEARN,
                                         run->threads, error))
               == NULL)
      || (run->settings = get_settings (options, data, error)) == NULL)
    return FALSE;
  run->task =
    train_task_new_mi (run->pairs, run->eme, widths, &options->weights,
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
command_mi (int argc, char **argv)
{
  Options options = {
    .train = { .n_samples = 8,
               .n_threads = smooth_system_get_n_cpus (),
               .crops = g_strdup ("144"),
               .widths = g_strdup ("16,32,64,96"),
               .seed = 1,
               .n_steps = 20000,
               .n_warm_up = 200,
               .rate = 1.5e-3,
               .clip = 1,
               .average_share = 0.003,
               .save_minutes = 3 },
    .weights = train_mi_loss_weights_default,
  };
  g_autoptr (TrainRanks) ranks = NULL;
  g_autoptr (GError) error = NULL;
  TrainEnd end = TRAIN_FAILED;

  train_stop_init ();
  ranks = train_ranks_new (&error);
  if (ranks != NULL)
    end = train (&options, argc, argv, ranks, &error);
  train_options_clear (&options.train);
  g_free (options.eme);
  g_free (options.contrast);
  return train_options_get_status ("mi", end, ranks, error);
}
