/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objective: how one of the networks is trained: where samples come from, the
 * network, and its loss. The loop in trainer.c uses objectives and knows
 * neither network.
 *
 * draw () runs on the prefetcher's thread. compute () runs on the threads of a
 * pool, on several samples at a time; each thread has buffers of its own,
 * called its worker. The network's parameters change only between two steps.
 */
#pragma once

#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_MAX_TERMS 16

typedef struct _TrainObjective TrainObjective;

/* Numbers about a whole batch that are known before its samples are computed.
 */
typedef struct
{
  /* weight of a sample in the batch's loss: 1 / number of samples */
  double share;
  /* sums, over the batch's samples, of the numbers from count () */
  guint64 counts[2];
} TrainBatchInfo;

struct _TrainObjective
{
  const char *name;          /* name of the network, "eme" or "mi" */
  const TrainLayout *layout; /* layout of its parameters */
  int n_terms; /* how many numbers a sample reports: the loss, then its terms */
  const char *term_names[TRAIN_MAX_TERMS];

  /* Fills values (layout's length) with initial weights, a function of seed. */
  void (*draw_values) (const TrainObjective *objective,
                       guint64 seed,
                       TrainReal *values);

  /* Copies the parameters from values into the network; threads share the work.
   */
  void (*set_values) (TrainObjective *objective,
                      const TrainReal *values,
                      SmoothThreads *threads);

  /* Makes an empty sample, which draw () fills again and again. */
  gpointer (*sample_new) (void);
  void (*sample_free) (gpointer sample);

  /* Fills sample with sample number index of the step's batch, crop pixels
   * square. The result depends on seed, step, index and crop alone. Errors:
   * UNSUPPORTED if there is no sample of that size. */
  gboolean (*draw) (const TrainObjective *objective,
                    guint64 seed,
                    guint64 step,
                    int index,
                    int crop,
                    gpointer sample,
                    GError **error);

  /* Adds to counts, which are sums over the batch, the sample's part of what
   * the loss needs to know of the whole batch. The function is NULL if the loss
   * needs nothing. */
  void (*count) (gpointer sample, guint64 counts[2]);

  /* Makes a worker, the buffers of one thread. */
  gpointer (*worker_new) (const TrainObjective *objective);
  void (*worker_free) (gpointer worker);

  /* Runs the forward and the backward pass for one sample: adds the gradient of
   * its loss, times info->share, to gradient (layout's length). terms (out):
   * the n_terms numbers that this sample reports. Errors: NO_MEMORY. */
  gboolean (*compute) (const TrainObjective *objective,
                       gpointer worker,
                       gconstpointer sample,
                       const TrainBatchInfo *info,
                       TrainReal *gradient,
                       double *terms,
                       GError **error);

  void (*free) (TrainObjective *objective);
};

/* Frees objective, which may be NULL. */
static inline void
train_objective_free (TrainObjective *objective)
{
  if (objective != NULL)
    objective->free (objective);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainObjective, train_objective_free)
