/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trainer: the loop over steps, and the folder that a run leaves:
 *
 *   settings.txt            what makes the run what it is, and the commits that
 *                           made it
 *   log.csv                 a row a step
 *   loss.svg, psnr.svg      what the log says, drawn at each checkpoint (and as
 *                           PNG; plot/charts.h)
 *   checkpoint.safetensors  to go on from; replaced every few minutes and when
 *                           the run is asked to stop
 *   eme.safetensors or mi.safetensors
 *                           the averaged weights, when all steps are done
 *
 * Nothing in the weights depends on the number of threads or ranks, or on where
 * a run was stopped, killed or resumed.
 */
#pragma once

#include "train/run/export.h"
#include "train/run/prefetcher.h"
#include "train/run/folder-lock.h"
#include "train/run/optimiser.h"
#include "train/run/ranks.h"

/* Who is told of a run, on the thread that trains, on rank 0. Each may be NULL.
 */
typedef struct
{
  /* n_done of n_steps are done; text: the loss, or NULL before the first. */
  void (*progress) (gpointer data,
                    const char *network,
                    guint64 n_done,
                    guint64 n_steps,
                    const char *text);
  /* A sentence about what did not go as planned; the run goes on. */
  void (*note) (gpointer data, const char *text);
  gpointer data;
} TrainListener;

typedef struct
{
  const char *folder;   /* made if it is not there */
  const char *settings; /* lines of key=value: equal ones give equal weights */
  TrainExport export;   /* without network, settings, steps */
  const char *from;     /* weights to begin with; NULL: drawn from seed */
  gboolean resume;
  guint64 seed;
  int n_samples; /* of a batch, over all ranks */
  int crops[TRAIN_MAX_CROPS];
  int n_crops;
  TrainSchedule schedule;
  double save_minutes;
  guint64 pause_at;      /* stop as if asked to behind this step; 0: never */
  TrainFolderLock *lock; /* of folder, held by the caller; NULL: train_run ()
                            takes it for itself */
  TrainListener listener;
} TrainRun;

/* How a run ended. */
typedef enum
{
  TRAIN_FAILED,
  TRAIN_STOPPED, /* by a signal or at pause_at; can be resumed */
  TRAIN_DONE
} TrainEnd;

/* Trains task; threads is borrowed, one worker for each. All ranks call it, and
 * it ends alike on all of them: what fails on one is an error on each. Errors:
 * train_folder_lock_new's, train_run_folder_check's, train_checkpoint_load's,
 * train_layout_read's, the task's; IO (the folder cannot be written, from
 * cannot be read); FORMAT (the gradient or the weights are not finite any more;
 * the checkpoint is from before). */
TrainEnd train_run (TrainRecipe *recipe,
                    const TrainRun *run,
                    SmoothThreads *threads,
                    TrainRanks *ranks,
                    GError **error);
