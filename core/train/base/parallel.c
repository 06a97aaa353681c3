/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/base/parallel.h"

#include <smooth/error.h>

#include "train/base/stop.h"

typedef struct
{
  const TrainParallel *parallel;
  GMutex mutex;
  int n_items, n_done;
  int failed; /* the first item that failed; n_items if none has */
  GError *error;
} Loop;

static void
do_item (gpointer data, int item, int thread)
{
  Loop *loop = data;
  const TrainParallel *parallel = loop->parallel;
  GError *error = NULL;
  gboolean skip;

  g_mutex_lock (&loop->mutex);
  skip = loop->failed < loop->n_items;
  g_mutex_unlock (&loop->mutex);
  if (skip)
    return;
  if (!train_stop_is_wanted ()
      && parallel->func (parallel->data, item, thread, &error))
    {
      g_mutex_lock (&loop->mutex);
      loop->n_done++;
      if (parallel->progress != NULL)
        parallel->progress (parallel->progress_data, loop->n_done,
                            loop->n_items);
      g_mutex_unlock (&loop->mutex);
      return;
    }
  if (train_stop_is_wanted ())
    {
      /* If the item failed after a request to stop, it counts as cancelled: the
       * child process that worked on it received the signal, too, and ended. */
      g_clear_error (&error);
      g_set_error_literal (&error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                           "stopped; the same command continues");
    }
  g_mutex_lock (&loop->mutex);
  if (item < loop->failed)
    {
      loop->failed = item;
      g_clear_error (&loop->error);
      loop->error = g_steal_pointer (&error);
    }
  g_mutex_unlock (&loop->mutex);
  g_clear_error (&error);
}

gboolean
train_parallel_run (const TrainParallel *parallel,
                    SmoothThreads *threads,
                    int n_items,
                    GError **error)
{
  Loop loop = { .parallel = parallel, .n_items = n_items, .failed = n_items };

  g_mutex_init (&loop.mutex);
  smooth_threads_run (threads, n_items, do_item, &loop);
  g_mutex_clear (&loop.mutex);
  if (loop.failed == n_items)
    return TRUE;
  g_propagate_error (error, loop.error);
  return FALSE;
}
