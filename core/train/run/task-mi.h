/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training of the main interpreter on pairs (data/pair.h), with all terms of
 * loss/mi-loss.h; EME is frozen.
 */
#pragma once

#include "train/data/pair-source.h"
#include "train/loss/mi-loss.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "train/run/task.h"

/* A sample of this task, what its draw () fills and its compute () reads. */
typedef struct
{
  TrainPairSample pair;
  gboolean is_over_smoothed; /* its negative; else the input */
} TrainMiTaskSample;

/* pairs and eme are borrowed; pairs is for draw () alone. widths: MI's.
 * Errors: NO_MEMORY. */
TrainTask *train_task_new_mi (const TrainPairSource *pairs,
                              const TrainEme *eme,
                              const int widths[TRAIN_MI_N_WIDTHS],
                              const TrainMiLossWeights *weights,
                              SmoothSimd level,
                              GError **error);
