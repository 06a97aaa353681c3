/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Task: what the loop (trainer.h) has to know of a network that it trains.
 *
 * A sample is a pure function of (seed, step, index, crop); drawing runs on the
 * feed's thread, computing on the pool's, several samples at a time, each with
 * a worker (memory of one thread) of its own. The network's values change
 * between steps only.
 */
#pragma once

#include "base/threads.h"
#include "train/net/layout.h"

#define TRAIN_MAX_TERMS 16

typedef struct _TrainTask TrainTask;

/* What is known of a whole batch before its samples are computed. */
typedef struct
{
  double share;      /* 1 / samples */
  guint64 counts[2]; /* the sums of the samples' (see count) */
} TrainBatchInfo;

struct _TrainTask
{
  const char *name; /* the network's: "eme", "mi" */
  const TrainLayout *layout;
  int n_terms; /* numbers that a sample reports, the loss first */
  const char *term_names[TRAIN_MAX_TERMS];

  void (*draw_values) (const TrainTask *task, guint64 seed, TrainReal *values);
  void (*set_values) (TrainTask *task,
                      const TrainReal *values,
                      SmoothThreads *threads);

  gpointer (*sample_new) (void);
  void (*sample_free) (gpointer sample);
  gboolean (*draw) (const TrainTask *task,
                    guint64 seed,
                    guint64 step,
                    int index,
                    int crop,
                    gpointer sample,
                    GError **error);
  void (*count) (gpointer sample, guint64 counts[2]); /* NULL: nothing */

  gpointer (*worker_new) (const TrainTask *task);
  void (*worker_free) (gpointer worker);

  /* Adds info->share times the sample's gradient to gradient; terms (out):
   * n_terms numbers of the sample alone. Errors: NO_MEMORY. */
  gboolean (*compute) (const TrainTask *task,
                       gpointer worker,
                       gconstpointer sample,
                       const TrainBatchInfo *info,
                       TrainReal *gradient,
                       double *terms,
                       GError **error);
  void (*free) (TrainTask *task);
};

static inline void
train_task_free (TrainTask *task)
{
  if (task != NULL)
    task->free (task);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainTask, train_task_free)
