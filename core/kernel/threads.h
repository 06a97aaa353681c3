/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool: a loop over tasks shared by n threads, the caller among them. */
#pragma once

#include <glib.h>

typedef struct _SmoothThreads SmoothThreads;

/* n_threads >= 1; 1 starts none. NULL and NO_MEMORY if threads are refused. */
SmoothThreads *smooth_threads_new (int n_threads, GError **error);
void smooth_threads_free (SmoothThreads *threads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothThreads, smooth_threads_free)

int smooth_threads_get_count (const SmoothThreads *threads);

/* task: [0, n_tasks); thread: [0, count), each used by one thread at a time. */
typedef void (*SmoothTaskFunc) (gpointer data, int task, int thread);

/* Calls func once for each task, in no order, and returns when all are done.
 * Not reentrant: one caller at a time. */
void smooth_threads_run (SmoothThreads *threads,
                         int n_tasks,
                         SmoothTaskFunc func,
                         gpointer data);
