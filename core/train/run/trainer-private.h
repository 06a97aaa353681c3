/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop over training steps, for trainer.c (the steps, on all ranks) and
 * trainer-files.c (the files in the run's folder, on rank 0).
 */
#pragma once

#include "train/run/csv-log.h"
#include "train/run/gradient-reduction.h"
#include "train/run/trainer.h"

typedef struct
{
  /* The objective, run, threads and ranks are borrowed from the caller of
   * train_run (). */
  TrainObjective *objective;
  const TrainRun *run;
  SmoothThreads *threads;
  TrainRanks *ranks;

  int first, end; /* this rank's samples of each batch: first to end - 1 */
  TrainProgress *progress;
  TrainReduction *reduction;
  gpointer *workers; /* the objective's workers, one for each thread */
  double *terms;     /* the n_terms numbers that each sample of the batch
                        reports */
  /* The number of steps in a row, up to the last one, whose gradient was not
   * finite. */
  guint64 n_broken;

  /* The members from here to save_at are only used on rank 0. */
  char *checkpoint; /* path of the checkpoint */
  /* The lock of the run's folder; NULL if the caller of train_run () has it. */
  TrainFolderLock *lock;
  TrainCsvLog *log;
  gint64 save_at; /* when the next checkpoint is due, monotonic microseconds */

  /* The members from here on describe the present step. */
  gint64 begun_at; /* when the step began to wait for its samples */
  gpointer const *samples;
  TrainBatchInfo info;
  GMutex mutex;    /* protects failure */
  GError *failure; /* error of the first sample that failed */
} TrainLoop;

/* Locks the folder and fills loop->progress, from the checkpoint or with
 * initial weights. Errors: see train_run (). */
gboolean train_loop_begin_files (TrainLoop *loop, GError **error);

/* Adds a row about the step that was just made to the log, and tells the run's
 * listener. norm: the norm of the gradient before clipping. */
void train_loop_write_row (TrainLoop *loop, double norm, double seconds);

/* Writes first the log, then the checkpoint, so that the log has all steps of
 * the checkpoint. Errors: IO, NO_MEMORY, UNSUPPORTED
 * (train_checkpoint_save ()). */
gboolean train_loop_save (TrainLoop *loop, GError **error);

/* Writes the log and the checkpoint if the time for it has come; called between
 * two steps. If a file cannot be written, the listener is told, the run
 * continues, and the loop tries again later. */
void train_loop_write_due (TrainLoop *loop);

/* Writes the log, the checkpoint and the file of weights; called after the last
 * step. Errors: those of train_loop_save () and train_export (); UNSUPPORTED
 * (numbers are not finite). */
gboolean train_loop_end_files (TrainLoop *loop, GError **error);

/* Draws the charts. The run does not depend on them, so a chart that cannot be
 * drawn is no error, but the listener is told. That gnuplot is not installed is
 * only told if is_last, after the last step. */
void train_loop_draw_charts (const TrainLoop *loop, gboolean is_last);
