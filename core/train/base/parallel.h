/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parallel loop over items, whose function may fail for some of them. */
#pragma once

#include "base/threads.h"

/* Works on one item. thread: the number of the calling thread, from 0 to the
 * pool's count - 1. Returns FALSE with an error if it fails. */
typedef gboolean (*TrainParallelFunc) (gpointer data,
                                       int item,
                                       int thread,
                                       GError **error);

/* Called after each item with the number of items that are done. Calls come one
 * at a time, on any thread. */
typedef void (*TrainParallelProgressFunc) (gpointer data,
                                           int n_done,
                                           int n_items);

/* The functions of a loop: func works on one item, progress is told how many
 * items are done. data and progress_data are passed to them. */
typedef struct
{
  TrainParallelFunc func;
  gpointer data;
  TrainParallelProgressFunc progress; /* may be NULL */
  gpointer progress_data;
} TrainParallel;

/* Calls parallel->func for items 0 to n_items - 1, distributed among threads,
 * and waits for all. After a failure no further item is begun. Errors: of
 * several failed items, that of the lowest number; CANCELLED if the process was
 * asked to stop (base/stop.h). Only one thread may be in this function at a
 * time. */
gboolean train_parallel_run (const TrainParallel *parallel,
                             SmoothThreads *threads,
                             int n_items,
                             GError **error);
