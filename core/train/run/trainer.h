/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trainer: trains the network of an objective step by step, in a folder in
 * which it leaves
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
#include "train/run/mpi-ranks.h"
#include "train/run/optimiser.h"
#include "train/run/prefetcher.h"

/* Functions by which a run reports to the caller of train_run (). They are
 * called on rank 0, on the caller's thread. Each may be NULL. */
typedef struct
{
  /* Says that n_done of n_steps steps are done. text: the loss, for people to
   * read; NULL before the first step. */
  void (*progress) (gpointer data,
                    const char *network,
                    guint64 n_done,
                    guint64 n_steps,
                    const char *text);
  /* Reports, as a sentence, something that did not go as planned; the run
   * continues. */
  void (*note) (gpointer data, const char *text);
  gpointer data;
} TrainListener;

/* The description of a training run; everything is borrowed. */
typedef struct
{
  const char *folder; /* is created if it does not exist */
  /* Lines of key=value. With equal settings two runs give equal weights. */
  const char *settings;
  /* The metadata for the file of weights. The run itself sets network, settings
   * and n_steps. */
  TrainExport export;
  /* File with the initial weights, or a checkpoint, whose moments and average
   * are taken over, too; NULL: the weights are drawn from seed. */
  const char *from;
  gboolean resume; /* whether to continue from the checkpoint in folder */
  guint64 seed;
  int n_samples; /* number of samples in a batch, on all ranks together */
  int crops[TRAIN_MAX_CROPS];
  int n_crops; /* number of sizes in crops; each step uses one of them */
  TrainSchedule schedule;
  double save_minutes; /* time between two checkpoints */
  /* The step after which the run stops, as if it had been asked to; 0: it does
   * not stop early. */
  guint64 pause_at;
  /* The lock of folder, if the caller has it; NULL: train_run () locks the
   * folder. */
  TrainFolderLock *lock;
  TrainListener listener;
} TrainRun;

/* The ways in which a training run can end. */
typedef enum
{
  TRAIN_FAILED,
  TRAIN_STOPPED, /* stopped by a signal or by pause_at; can be resumed */
  TRAIN_DONE
} TrainEnd;

/* Trains the network of objective as run describes. threads is borrowed. All
 * ranks call this, and it ends in the same way on all of them: if something
 * fails on one rank, all ranks return an error. Errors, with TRAIN_FAILED:
 * those of train_folder_lock_new (), train_run_folder_check (),
 * train_checkpoint_load
 * (), train_layout_read () and of the objective; IO (a file cannot be written,
 * or from cannot be read); UNSUPPORTED (the gradient or the weights are not
 * finite any more, in which case the checkpoint is an earlier one; ranks have
 * different settings). */
TrainEnd train_run (TrainObjective *objective,
                    const TrainRun *run,
                    SmoothThreads *threads,
                    TrainRanks *ranks,
                    GError **error);
