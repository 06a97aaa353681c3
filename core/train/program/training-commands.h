/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that train networks (eme, mi, demo) have in common besides
 * their options: they make a training run from an objective and a data set.
 */
#pragma once

#include "train/net/eme-train.h"
#include "train/program/train-options.h"
#include "train/run/lineage.h"
#include "train/run/objective.h"
#include "train/run/trainer.h"

/* Returns the SHA-256 of file in hexadecimal. It stands for the file in a run's
 * settings, so that a run is only resumed with the same file. Errors: IO,
 * naming the file. Free with g_free (). */
char *train_command_get_checksum (const char *file, GError **error);

/* Loads the edge map extractor from file, in order to use it without training
 * it. Errors: those of smooth_safetensors_load () and
 * smooth_model_check_set (). Free with train_eme_free (). */
TrainEme *train_command_load_eme (const char *file, GError **error);

/* Trains the network of objective as options say, on all ranks, and shows the
 * progress on stderr. settings: what the weights depend on besides options, as
 * lines of text that end with a newline. lineage: the data and networks that
 * this network learns from, to which the file in --from is added; NULL: the
 * weights say nothing of it. lock: the lock of the folder OUT; NULL if it is
 * not locked yet. Errors: those of train_run (); UNSUPPORTED (--crop); IO
 * (--from cannot be read). */
TrainEnd train_command_train (const TrainOptions *options,
                              TrainObjective *objective,
                              const char *settings,
                              TrainLineage *lineage,
                              TrainFolderLock *lock,
                              SmoothThreads *threads,
                              TrainRanks *ranks,
                              GError **error);

/* A command that trains one network. Its functions are called with its field
 * data.
 */
typedef struct
{
  const char *network; /* "eme" or "mi", which is also the command's name */
  TrainOptions *options;
  gpointer data;

  /* Fills options and data from the command line. Called on all ranks. */
  gboolean (*parse) (gpointer data, int argc, char **argv, GError **error);

  /* Loads the data set and makes the objective, which may borrow from data, for
   * a network with these widths (TRAIN_OPTIONS_N_WIDTHS numbers of channels).
   * Called on all ranks; rank 0 prints which files were left out. Adds what the
   * network learns from to lineage. settings (out): what the weights depend on
   * besides the shared options, as lines of text, to be freed. Returns NULL and
   * an error if it fails. */
  TrainObjective *(*prepare) (gpointer data,
                              const int *widths,
                              SmoothThreads *threads,
                              TrainRanks *ranks,
                              TrainLineage *lineage,
                              char **settings,
                              GError **error);
} TrainCommand;

/* Runs command with the command line argv, prints messages on stderr, and
 * returns the exit status. Clears command->options. */
int train_command_run (const TrainCommand *command, int argc, char **argv);
