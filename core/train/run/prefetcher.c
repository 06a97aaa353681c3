/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws batches on a thread, see prefetcher.h. A fixed number of batches
 * circulates between two queues: empty ones, which the thread fills, and full
 * ones, which the caller takes.
 */
#include "train/run/prefetcher.h"

#include "train/base/random.h"

/* The caller works on one batch; the others are drawn ahead of it. */
#define N_BATCHES 3

/* The number of the stream of random numbers that this file alone draws from,
 * see train_random_init (). */
#define RANDOM_STREAM 0xfeed

typedef struct
{
  gpointer *samples;
  /* Whether this batch has no samples and only says that no further batch
   * comes. */
  gboolean is_last;
  /* The error for which no further batch comes; NULL if all steps are drawn. */
  GError *error;
} Batch;

struct _TrainPrefetcher
{
  const TrainObjective *objective;
  TrainPrefetchPlan plan;
  Batch batches[N_BATCHES];
  GAsyncQueue *empty, *full;
  Batch *held; /* the batch that the caller uses now */
  gint is_stopping;
  GThread *thread;
};

static int
choose_crop (const TrainPrefetchPlan *plan, guint64 step)
{
  TrainRandom random;

  train_random_init (&random, plan->seed, step, 0, RANDOM_STREAM);
  return plan->crops[train_random_integer (&random, plan->n_crops)];
}

static int
count_samples (const TrainPrefetcher *prefetcher)
{
  return prefetcher->plan.end_sample - prefetcher->plan.first_sample;
}

static gboolean
draw_batch (TrainPrefetcher *prefetcher, guint64 step, Batch *batch)
{
  const int crop = choose_crop (&prefetcher->plan, step);

  for (int i = 0; i < count_samples (prefetcher); i++)
    if (!prefetcher->objective->draw (prefetcher->objective,
                                      prefetcher->plan.seed, step,
                                      prefetcher->plan.first_sample + i, crop,
                                      batch->samples[i], &batch->error))
      return FALSE;
  return TRUE;
}

static gpointer
run (gpointer data)
{
  TrainPrefetcher *prefetcher = data;
  guint64 step = prefetcher->plan.first_step;

  for (;;)
    {
      Batch *batch = g_async_queue_pop (prefetcher->empty);

      if (g_atomic_int_get (&prefetcher->is_stopping))
        return NULL;
      batch->is_last = step >= prefetcher->plan.end_step
                       || !draw_batch (prefetcher, step, batch);
      step++;
      g_async_queue_push (prefetcher->full, batch);
      if (batch->is_last)
        return NULL;
    }
}

TrainPrefetcher *
train_prefetcher_new (const TrainObjective *objective,
                      const TrainPrefetchPlan *plan)
{
  TrainPrefetcher *prefetcher = g_new0 (TrainPrefetcher, 1);

  prefetcher->objective = objective;
  prefetcher->plan = *plan;
  prefetcher->empty = g_async_queue_new ();
  prefetcher->full = g_async_queue_new ();
  for (int i = 0; i < N_BATCHES; i++)
    {
      Batch *batch = &prefetcher->batches[i];

      batch->samples = g_new0 (gpointer, count_samples (prefetcher) + 1);
      for (int k = 0; k < count_samples (prefetcher); k++)
        batch->samples[k] = objective->sample_new ();
      g_async_queue_push (prefetcher->empty, batch);
    }
  prefetcher->thread = g_thread_new ("prefetch", run, prefetcher);
  return prefetcher;
}

void
train_prefetcher_free (TrainPrefetcher *prefetcher)
{
  if (prefetcher == NULL)
    return;
  g_atomic_int_set (&prefetcher->is_stopping, TRUE);
  /* A further empty batch wakes the thread if it waits for one. It draws at
   * most this batch before it sees is_stopping. */
  g_async_queue_push (prefetcher->empty, &prefetcher->batches[0]);
  g_thread_join (prefetcher->thread);
  for (int i = 0; i < N_BATCHES; i++)
    {
      for (int k = 0; k < count_samples (prefetcher); k++)
        prefetcher->objective->sample_free (prefetcher->batches[i].samples[k]);
      g_free (prefetcher->batches[i].samples);
      g_clear_error (&prefetcher->batches[i].error);
    }
  g_async_queue_unref (prefetcher->empty);
  g_async_queue_unref (prefetcher->full);
  g_free (prefetcher);
}

gboolean
train_prefetcher_next (TrainPrefetcher *prefetcher,
                       gpointer const **samples,
                       GError **error)
{
  Batch *batch;

  if (prefetcher->held != NULL)
    g_async_queue_push (prefetcher->empty, prefetcher->held);
  batch = prefetcher->held = g_async_queue_pop (prefetcher->full);
  *samples = batch->is_last ? NULL : batch->samples;
  if (batch->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&batch->error));
  return FALSE;
}
