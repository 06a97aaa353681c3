/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loop over items that may fail, shared by threads. */
#pragma once

#include "kernel/threads.h"

/* Works on one item; thread: [0, the pool's count). */
typedef gboolean (*TrainEachFunc) (gpointer data,
                                   int item,
                                   int thread,
                                   GError **error);

/* Told after each item, one call at a time, on any thread. */
typedef void (*TrainEachProgressFunc) (gpointer data, int n_done, int n_items);

typedef struct
{
  TrainEachFunc func;
  gpointer data;
  TrainEachProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} TrainEach;

/* Calls each->func for all of n_items. After a failure no further item is
 * begun; the error of the first failed item comes back. CANCELLED if the
 * process was asked to stop (run/stop.h). One caller at a time. */
gboolean train_each_run (const TrainEach *each,
                         SmoothThreads *threads,
                         int n_items,
                         GError **error);
