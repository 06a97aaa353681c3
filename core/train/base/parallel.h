/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loop over items that may fail, shared by threads. */
#pragma once

#include "base/threads.h"

/* Works on one item; thread: [0, the pool's count). */
typedef gboolean (*TrainParallelFunc) (gpointer data,
                                   int item,
                                   int thread,
                                   GError **error);

/* Told after each item, one call at a time, on any thread. */
typedef void (*TrainParallelProgressFunc) (gpointer data, int n_done, int n_items);

typedef struct
{
  TrainParallelFunc func;
  gpointer data;
  TrainParallelProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} TrainParallel;

/* Calls each->func for all of n_items. After a failure no further item is
 * begun; the error of the first failed item comes back. CANCELLED if the
 * process was asked to stop (run/stop.h). One caller at a time. */
gboolean train_parallel_run (const TrainParallel *each,
                         SmoothThreads *threads,
                         int n_items,
                         GError **error);
