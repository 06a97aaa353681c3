/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop over training steps, as trainer.c (the steps, on all ranks) and
 * trainer-files.c (the files in the run's folder, on rank 0) share it.
 */
#pragma once

#include "train/run/csv-log.h"
#include "train/run/gradient-reduction.h"
#include "train/run/trainer.h"

typedef struct
{
  /* Borrowed from the caller of train_run (). */
  TrainRecipe *recipe;
  const TrainRun *run;
  SmoothThreads *threads;
  TrainRanks *ranks;

  int first, end; /* this rank's samples of each batch: first to end - 1 */
  TrainProgress *progress;
  TrainReduction *reduction;
  gpointer *workers; /* the recipe's, one for each thread */
  double *terms;     /* the recipe's n_terms for each sample of the batch */
  guint64 n_broken;  /* steps in a row, up to the last one, whose gradient was
                        not  finite */

  /* Of rank 0. */
  char *checkpoint;      /* path */
  TrainFolderLock *lock; /* NULL: the caller of train_run () has locked */
  TrainCsvLog *log;
  gint64 save_at; /* when the next checkpoint is due, monotonic microseconds */

  /* Of the present step. */
  gint64 begun_at; /* when it began to wait for its samples */
  gpointer const *samples;
  TrainBatchInfo info;
  GMutex mutex;    /* locks failure */
  GError *failure; /* of the first sample that failed */
} TrainLoop;

/* Locks the folder and fills loop->progress, from the checkpoint or with first
 * weights. Errors: see train_run (). */
gboolean train_loop_begin_files (TrainLoop *loop, GError **error);

/* Adds a row about the step that was just made to the log, and tells the
 * listener. norm: the gradient's, before clipping. */
void train_loop_write_row (TrainLoop *loop, double norm, double seconds);

/* Writes the log, then the checkpoint: so no step of a checkpoint is missing in
 * the log. Errors: IO, NO_MEMORY, UNSUPPORTED (train_checkpoint_save ()). */
gboolean train_loop_save (TrainLoop *loop, GError **error);

/* Between two steps: saves if that is due. If a file cannot be written, the
 * listener is told, the run continues, and it is tried again later. */
void train_loop_write_due (TrainLoop *loop);

/* After the last step: saves, and writes the weights. Errors: those of
 * train_loop_save () and train_export (); UNSUPPORTED (not finite). */
gboolean train_loop_end_files (TrainLoop *loop, GError **error);

/* Draws the charts. What cannot be drawn is no error, since the run does not
 * depend on them: the listener is told; if gnuplot is not installed, only with
 * is_last. */
void train_loop_draw_charts (const TrainLoop *loop, gboolean is_last);
