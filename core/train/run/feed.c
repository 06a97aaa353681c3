/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches go round between two queues: those that wait to be drawn into, and
 * those that wait to be computed.
 */
#include "train/run/feed.h"

#include "train/base/random.h"

/* One in work, the others ahead. */
#define N_BATCHES 3

/* Of this file, see base/random.h. */
#define RANDOM_STREAM 0xfeed

typedef struct
{
  gpointer *samples;
  gboolean is_last; /* nothing in it: the feed has ended */
  GError *error;    /* why it has ended; NULL: all steps are drawn */
} Batch;

struct _TrainFeed
{
  const TrainTask *task;
  TrainFeedPlan plan;
  Batch batches[N_BATCHES];
  GAsyncQueue *empty, *full;
  Batch *held; /* by the caller */
  gint is_stopping;
  GThread *thread;
};

static int
choose_crop (const TrainFeedPlan *plan, guint64 step)
{
  TrainRandom random;

  train_random_init (&random, plan->seed, step, 0, RANDOM_STREAM);
  return plan->crops[train_random_integer (&random, plan->n_crops)];
}

static int
count_samples (const TrainFeed *feed)
{
  return feed->plan.end_sample - feed->plan.first_sample;
}

static gboolean
draw_batch (TrainFeed *feed, guint64 step, Batch *batch)
{
  const int crop = choose_crop (&feed->plan, step);

  for (int i = 0; i < count_samples (feed); i++)
    if (!feed->task->draw (feed->task, feed->plan.seed, step,
                           feed->plan.first_sample + i, crop, batch->samples[i],
                           &batch->error))
      return FALSE;
  return TRUE;
}

static gpointer
run (gpointer data)
{
  TrainFeed *feed = data;
  guint64 step = feed->plan.first_step;

  for (;;)
    {
      Batch *batch = g_async_queue_pop (feed->empty);

      if (g_atomic_int_get (&feed->is_stopping))
        return NULL;
      batch->is_last =
        step >= feed->plan.end_step || !draw_batch (feed, step++, batch);
      g_async_queue_push (feed->full, batch);
      if (batch->is_last)
        return NULL;
    }
}

TrainFeed *
train_feed_new (const TrainTask *task, const TrainFeedPlan *plan)
{
  TrainFeed *feed = g_new0 (TrainFeed, 1);

  feed->task = task;
  feed->plan = *plan;
  feed->empty = g_async_queue_new ();
  feed->full = g_async_queue_new ();
  for (int i = 0; i < N_BATCHES; i++)
    {
      Batch *batch = &feed->batches[i];

      batch->samples = g_new0 (gpointer, count_samples (feed) + 1);
      for (int k = 0; k < count_samples (feed); k++)
        batch->samples[k] = task->sample_new ();
      g_async_queue_push (feed->empty, batch);
    }
  feed->thread = g_thread_new ("feed", run, feed);
  return feed;
}

void
train_feed_free (TrainFeed *feed)
{
  if (feed == NULL)
    return;
  g_atomic_int_set (&feed->is_stopping, TRUE);
  /* wakes a feed that waits; one that draws finds it afterwards */
  g_async_queue_push (feed->empty, &feed->batches[0]);
  g_thread_join (feed->thread);
  for (int i = 0; i < N_BATCHES; i++)
    {
      for (int k = 0; k < count_samples (feed); k++)
        feed->task->sample_free (feed->batches[i].samples[k]);
      g_free (feed->batches[i].samples);
      g_clear_error (&feed->batches[i].error);
    }
  g_async_queue_unref (feed->empty);
  g_async_queue_unref (feed->full);
  g_free (feed);
}

gboolean
train_feed_next (TrainFeed *feed, gpointer const **samples, GError **error)
{
  Batch *batch;

  if (feed->held != NULL)
    g_async_queue_push (feed->empty, feed->held);
  batch = feed->held = g_async_queue_pop (feed->full);
  *samples = batch->is_last ? NULL : batch->samples;
  if (batch->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&batch->error));
  return FALSE;
}
