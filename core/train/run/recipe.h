/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recipe: how one of the networks is trained, for the loop in trainer.c, which
 * knows neither network: where samples come from, the network, and its loss.
 *
 * draw () runs on the prefetcher's thread. compute () runs on the threads of a
 * pool, on several samples at a time, each thread with a worker of its own (its
 * buffers). The network's parameters change between two steps only.
 */
#pragma once

#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_MAX_TERMS 16

typedef struct _TrainRecipe TrainRecipe;

/* What is known of a whole batch before its samples are computed. */
typedef struct
{
  double share;      /* 1 / samples of the batch */
  guint64 counts[2]; /* the sums of what count () adds for each sample */
} TrainBatchInfo;

struct _TrainRecipe
{
  const char *name;          /* the network: "eme" or "mi" */
  const TrainLayout *layout; /* of its parameters */
  int n_terms; /* numbers that a sample reports: the loss, then its terms */
  const char *term_names[TRAIN_MAX_TERMS];

  /* Fills values (layout's length) with first weights, a function of seed. */
  void (*draw_values) (const TrainRecipe *recipe,
                       guint64 seed,
                       TrainReal *values);

  /* Copies the parameters out of values; threads share the work. */
  void (*set_values) (TrainRecipe *recipe,
                      const TrainReal *values,
                      SmoothThreads *threads);

  /* An empty sample, to be filled by draw () again and again. */
  gpointer (*sample_new) (void);
  void (*sample_free) (gpointer sample);

  /* Fills sample, a function of (seed, step, index, crop): number index of the
   * step's batch, crop pixels square. Errors: UNSUPPORTED if there is none of
   * that size. */
  gboolean (*draw) (const TrainRecipe *recipe,
                    guint64 seed,
                    guint64 step,
                    int index,
                    int crop,
                    gpointer sample,
                    GError **error);

  /* Adds to counts what the loss needs to know of the batch; NULL: nothing. */
  void (*count) (gpointer sample, guint64 counts[2]);

  /* The buffers of one thread. */
  gpointer (*worker_new) (const TrainRecipe *recipe);
  void (*worker_free) (gpointer worker);

  /* Adds info->share times the sample's gradient to gradient (layout's length).
   * terms (out): the n_terms numbers of this sample. Errors: NO_MEMORY. */
  gboolean (*compute) (const TrainRecipe *recipe,
                       gpointer worker,
                       gconstpointer sample,
                       const TrainBatchInfo *info,
                       TrainReal *gradient,
                       double *terms,
                       GError **error);

  void (*free) (TrainRecipe *recipe);
};

/* Frees recipe, which may be NULL. */
static inline void
train_recipe_free (TrainRecipe *recipe)
{
  if (recipe != NULL)
    recipe->free (recipe);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainRecipe, train_recipe_free)
