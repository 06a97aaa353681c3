/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parallel loop over items, each of which may fail. */
#pragma once

#include "base/threads.h"

/* Works on one item; thread: the number of the thread, from 0 to the pool's
 * count
 * - 1. FALSE and an error if it fails. */
typedef gboolean (*TrainParallelFunc) (gpointer data,
                                       int item,
                                       int thread,
                                       GError **error);

/* Is told after each item that n_done of n_items are done: one call at a time,
 * on any thread. */
typedef void (*TrainParallelProgressFunc) (gpointer data,
                                           int n_done,
                                           int n_items);

/* Who works, and who is told. */
typedef struct
{
  TrainParallelFunc func;
  gpointer data;
  TrainParallelProgressFunc progress; /* NULL: none */
  gpointer progress_data;
} TrainParallel;

/* Calls parallel->func for items 0 to n_items - 1, shared out among threads,
 * and waits for all. After a failure no further item is begun. Errors: that of
 * the failed item with the lowest number; CANCELLED if the process was asked to
 * stop (base/stop.h). One caller at a time. */
gboolean train_parallel_run (const TrainParallel *parallel,
                             SmoothThreads *threads,
                             int n_items,
                             GError **error);
