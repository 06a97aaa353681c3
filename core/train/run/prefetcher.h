/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prefetcher: draws the batches of a training run ahead of the step that needs
 * them, on a thread of its own.
 */
#pragma once

#include "train/run/objective.h"

#define TRAIN_MAX_CROPS 16

/* What the prefetcher draws: for which steps, which samples, and of which
 * sizes. */
typedef struct
{
  guint64 seed;
  guint64 first_step, end_step; /* steps first_step to end_step - 1 */
  /* This process draws only samples first_sample to end_sample - 1 of each
   * step's batch; other processes draw the others. */
  int first_sample, end_sample;
  int crops[TRAIN_MAX_CROPS]; /* sides of crops in pixels, multiples of 8 */
  /* The number of sizes in crops. Each step uses one of them, chosen at
   * random. */
  int n_crops;
} TrainPrefetchPlan;

typedef struct _TrainPrefetcher TrainPrefetcher;

/* Starts the thread that draws. objective is borrowed, plan copied. The
 * functions below must be called by one thread. Free with train_prefetcher_free
 * (). */
TrainPrefetcher *train_prefetcher_new (const TrainObjective *objective,
                                       const TrainPrefetchPlan *plan);

/* Stops the thread, after the sample that it is drawing, and frees the
 * prefetcher, which may be NULL. */
void train_prefetcher_free (TrainPrefetcher *prefetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainPrefetcher, train_prefetcher_free)

/* Waits for the next step's batch. samples (out): end_sample - first_sample
 * samples of the objective, borrowed until the next call; NULL after the last
 * step. Errors: those of the objective's draw (). */
gboolean train_prefetcher_next (TrainPrefetcher *prefetcher,
                                gpointer const **samples,
                                GError **error);
