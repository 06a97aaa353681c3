/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trainer: the loop over steps, and the folder that a run leaves:
 *
 *   settings.txt            what makes the run what it is, and the commit
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
#include "train/run/feed.h"
#include "train/run/optimiser.h"
#include "train/run/ranks.h"

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
  guint64 pause_at; /* stop as if asked to behind this step; 0: never */
} TrainRun;

/* How a run ended. */
typedef enum
{
  TRAIN_FAILED,
  TRAIN_STOPPED, /* by a signal or at pause_at; can be resumed */
  TRAIN_DONE
} TrainEnd;

/* Trains task; threads is borrowed, one worker for each. All ranks call it; one
 * whose call fails is to call train_ranks_abort (), since the others wait.
 * Errors: IO (the folder holds a run already, cannot be written, from cannot be
 * read), train_checkpoint_load's and train_layout_read's; FORMAT (the loss is
 * not finite any more). */
TrainEnd train_run (TrainTask *task,
                    const TrainRun *run,
                    SmoothThreads *threads,
                    TrainRanks *ranks,
                    GError **error);
