/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trainer: trains the network of a recipe step by step, in a folder in which it
 * leaves
 *
 *   settings.txt            the settings of the run, and its commits
 *   log.csv                 a row for each step
 *   loss.svg, psnr.svg      charts of the log, also as PNG (plot/charts.h),
 *                           drawn with each checkpoint
 *   checkpoint.safetensors  from which the run can be resumed; replaced every
 *                           few minutes, and when the run is asked to stop
 *   eme.safetensors or mi.safetensors
 *                           the averaged weights, after the last step
 *
 * The weights depend neither on the number of threads or ranks, nor on where a
 * run was stopped, killed or resumed.
 */
#pragma once

#include "train/run/export.h"
#include "train/run/folder-lock.h"
#include "train/run/optimiser.h"
#include "train/run/prefetcher.h"
#include "train/run/ranks.h"

/* Who is told about a run, on rank 0, on the thread that called train_run ().
 * Each function may be NULL. */
typedef struct
{
  /* n_done of n_steps steps are done. text: the loss; NULL before the first
   * step. */
  void (*progress) (gpointer data,
                    const char *network,
                    guint64 n_done,
                    guint64 n_steps,
                    const char *text);
  /* text is a sentence about what did not go as planned; the run continues. */
  void (*note) (gpointer data, const char *text);
  gpointer data;
} TrainListener;

/* A training run; all of it is borrowed. */
typedef struct
{
  const char *folder;   /* made if it is not there */
  const char *settings; /* lines of key=value: equal ones give equal weights */
  TrainExport export;   /* without network, settings and n_steps */
  const char *from; /* file of weights to begin with; NULL: drawn from seed */
  gboolean resume;  /* from the checkpoint in folder */
  guint64 seed;
  int n_samples; /* of a batch, over all ranks */
  int crops[TRAIN_MAX_CROPS];
  int n_crops; /* see TrainPrefetchPlan */
  TrainSchedule schedule;
  double save_minutes;   /* between two checkpoints */
  guint64 pause_at;      /* stops after this step, as if asked to; 0: never */
  TrainFolderLock *lock; /* of folder, if the caller has locked it; NULL:
                            train_run () locks it */
  TrainListener listener;
} TrainRun;

/* How a run ended. */
typedef enum
{
  TRAIN_FAILED,
  TRAIN_STOPPED, /* by a signal or at pause_at; it can be resumed */
  TRAIN_DONE
} TrainEnd;

/* Trains recipe. threads is borrowed. All ranks call it, and it ends in the
 * same way on all of them: what fails on one is an error on each. Errors, with
 * TRAIN_FAILED: those of train_folder_lock_new (), train_run_folder_check (),
 * train_checkpoint_load (), train_layout_read () and of the recipe; IO (a file
 * cannot be written, or from cannot be read); UNSUPPORTED (the gradient or the
 * weights are not finite any more, then the checkpoint is one from before;
 * ranks have other settings). */
TrainEnd train_run (TrainRecipe *recipe,
                    const TrainRun *run,
                    SmoothThreads *threads,
                    TrainRanks *ranks,
                    GError **error);
