/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feed: draws the batches of a run ahead, on a thread of its own. */
#pragma once

#include "train/run/recipe.h"

#define TRAIN_MAX_CROPS 16

/* Which samples. Crops are multiples of 8; each step takes one of them. */
typedef struct
{
  guint64 seed;
  guint64 first_step, end_step;
  int first_sample, end_sample; /* of each step: this rank's */
  int crops[TRAIN_MAX_CROPS];
  int n_crops;
} TrainPrefetchPlan;

typedef struct _TrainPrefetcher TrainPrefetcher;

/* Starts drawing. task is borrowed, plan copied. All other calls are for one
 * thread. */
TrainPrefetcher *train_prefetcher_new (const TrainRecipe *recipe,
                                       const TrainPrefetchPlan *plan);

/* Also while it draws, which it waits for; NULL is allowed. */
void train_prefetcher_free (TrainPrefetcher *prefetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainPrefetcher, train_prefetcher_free)

/* The next step's samples, in order; waits for them. Borrowed until the next
 * call. samples: NULL behind the last step. Errors: the task's draw (). */
gboolean train_prefetcher_next (TrainPrefetcher *prefetcher,
                                gpointer const **samples,
                                GError **error);
