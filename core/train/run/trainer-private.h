/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the trainer share: trainer.c makes the steps, on all ranks,
 * trainer-files.c reads and writes the run's folder, on rank 0.
 */
#pragma once

#include "train/run/csv-log.h"
#include "train/run/gradient-reduction.h"
#include "train/run/trainer.h"

typedef struct
{
  TrainRecipe *recipe;
  const TrainRun *run;
  SmoothThreads *threads;
  TrainRanks *ranks;
  int first, end; /* own samples */

  TrainProgress *progress;
  TrainReduction *reduction;
  gpointer *workers;
  double *terms; /* n_terms for each sample of the batch */
  char *checkpoint;
  TrainFolderLock *lock; /* rank 0, unless the caller has it */
  TrainCsvLog *log;      /* rank 0 */
  gint64 save_at;        /* rank 0 */
  guint64 n_broken; /* steps in a row, up to now, without finite gradient */

  /* the step */
  gint64 begun_at; /* it began to wait for its samples */
  gpointer const *samples;
  TrainBatchInfo info;
  GMutex mutex;    /* of failure */
  GError *failure; /* of a sample, the first */
} TrainLoop;

/* Locks the folder, and makes in it, or reads from it, the state that the first
 * step begins with. */
gboolean train_loop_begin_files (TrainLoop *loop, GError **error);

/* A row of the log about the step just made, and word to the listener. */
void train_loop_write_row (TrainLoop *loop, double norm, double seconds);

/* Log, then checkpoint: the log may know more than the checkpoint, not less. */
gboolean train_loop_save (TrainLoop *loop, GError **error);

/* Between steps: what is due. What cannot be written is said and tried again;
 * the run goes on. */
void train_loop_write_due (TrainLoop *loop);

/* What a run leaves that has made all its steps. */
gboolean train_loop_end_files (TrainLoop *loop, GError **error);

/* The run does not depend on its charts: what cannot be drawn is said, that
 * gnuplot is missing only at the run's end. */
void train_loop_draw_charts (const TrainLoop *loop, gboolean is_last);
