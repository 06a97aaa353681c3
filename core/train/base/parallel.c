/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loops with errors over core's thread pool, see each.h. */
#include "train/base/parallel.h"

#include <smooth/error.h>

#include "i18n.h"
#include "train/run/stop.h"

typedef struct
{
  const TrainParallel *each;
  GMutex mutex;
  int n_items, n_done;
  int failed; /* the first item that failed, n_items: none */
  GError *error;
} Run;

static void
do_item (gpointer data, int item, int thread)
{
  Run *run = data;
  const TrainParallel *each = run->each;
  GError *error = NULL;
  gboolean skip;

  g_mutex_lock (&run->mutex);
  skip = run->failed < run->n_items;
  g_mutex_unlock (&run->mutex);
  if (skip)
    return;
  if (!train_stop_is_wanted () && each->func (each->data, item, thread, &error))
    {
      g_mutex_lock (&run->mutex);
      run->n_done++;
      if (each->progress)
        each->progress (each->progress_data, run->n_done, run->n_items);
      g_mutex_unlock (&run->mutex);
      return;
    }
  if (train_stop_is_wanted ())
    {
      /* whatever else is wrong: a child that works for the item was stopped,
       * too */
      g_clear_error (&error);
      g_set_error_literal (&error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                           _ ("stopped; the same command goes on"));
    }
  g_mutex_lock (&run->mutex);
  if (item < run->failed)
    {
      run->failed = item;
      g_clear_error (&run->error);
      run->error = g_steal_pointer (&error);
    }
  g_mutex_unlock (&run->mutex);
  g_clear_error (&error);
}

gboolean
train_parallel_run (const TrainParallel *each,
                SmoothThreads *threads,
                int n_items,
                GError **error)
{
  Run run = { .each = each, .n_items = n_items, .failed = n_items };

  g_mutex_init (&run.mutex);
  smooth_threads_run (threads, n_items, do_item, &run);
  g_mutex_clear (&run.mutex);
  if (run.failed == n_items)
    return TRUE;
  g_propagate_error (error, run.error);
  return FALSE;
}
