/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands eme and mi have in common: options of a run, and the run.
 */
#pragma once

#include "train/net/eme-train.h"
#include "train/run/trainer.h"

/* Fill in the defaults, then parse. The strings are freed by clear. */
typedef struct
{
  char **places; /* OUT */
  char *data, *licence, *crops, *widths, *from;
  int n_samples, n_threads;
  gint64 seed, n_steps, n_warm_up, pause_at;
  double rate, clip, average_share, save_minutes;
  gboolean resume, is_procedural;
} TrainOptions;

void train_options_clear (TrainOptions *options);

/* Parses argv; entries: the command's own, ending with { NULL }, or NULL.
 * Errors: UNSUPPORTED (out of range), G_OPTION_ERROR. */
gboolean train_options_parse (TrainOptions *options,
                              const char *summary,
                              const GOptionEntry *entries,
                              int argc,
                              char **argv,
                              GError **error);

/* Reads whole numbers from 1 to 1024 from text, "16,32,48,64": at most max into
 * numbers, how many into n. name: the option's. Errors: UNSUPPORTED. */
gboolean train_options_parse_numbers (const char *name,
                                      const char *text,
                                      int max,
                                      int *numbers,
                                      int *n,
                                      GError **error);

/* The widths; n of them, no more, no fewer. Errors: UNSUPPORTED. */
gboolean train_options_get_widths (const TrainOptions *options,
                                   int n,
                                   int *widths,
                                   GError **error);

/* SHA-256 of file (free with g_free) in hexadecimal, which stands for it in a
 * run's settings: a run is resumed with that very file. Errors: IO, naming it.
 */
char *train_options_get_checksum (const char *file, GError **error);

/* The edge map extractor in file, to be used as it is. Errors: as
 * smooth_safetensors_load and smooth_model_check_set. */
TrainEme *train_options_load_eme (const char *file, GError **error);

/* On rank 0: locks OUT, and looks whether the run may begin or go on there,
 * before hours or seconds are spent on data. lock: to be freed after the run;
 * NULL on other ranks. Errors: train_folder_lock_new's,
 * train_run_folder_check's. */
gboolean train_options_open_folder (const TrainOptions *options,
                                    const char *network,
                                    const TrainRanks *ranks,
                                    TrainFolderLock **lock,
                                    GError **error);

/* Runs task as the options say, on all ranks; settings: the command's own lines
 * of them, each with its newline; lock: of OUT, or NULL. How far it is goes to
 * stderr. Errors: train_run ()'s, UNSUPPORTED (--crop), IO (--from). */
TrainEnd train_options_train (const TrainOptions *options,
                              TrainRecipe *recipe,
                              const char *settings,
                              TrainFolderLock *lock,
                              SmoothThreads *threads,
                              TrainRanks *ranks,
                              GError **error);

/* The exit status of a command whose run came to end; prints error, or how to
 * go on. */
int train_options_get_status (const char *command,
                              TrainEnd end,
                              const TrainRanks *ranks,
                              const GError *error);
