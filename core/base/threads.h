/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool: a queue of jobs worked off by n threads, the caller among them.
 *
 * A job is a grid of independent tasks, rows by columns. Columns are shared out
 * among the threads from left to right, job after job, so that a thread finds
 * in its cache what it has computed itself; who has nothing to do helps the
 * others. No job waits for the end of the one before: a task waits only for
 * tasks of earlier jobs whose spans overlap its own. So no thread idles at the
 * end of a job.
 */
#pragma once

#include <glib.h>

typedef struct _SmoothThreads SmoothThreads;

/* n_threads >= 1; 1 starts none. Where the system refuses a thread, the pool has
 * those that it got, be it the caller alone. NULL and NO_MEMORY if there is no
 * memory for the queue. */
SmoothThreads *smooth_threads_new (int n_threads, GError **error);

/* All jobs must be finished. */
void smooth_threads_free (SmoothThreads *threads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothThreads, smooth_threads_free)

/* How many threads there are, the caller among them. */
int smooth_threads_get_count (const SmoothThreads *threads);

/* Lets no more than limit threads, and at least one, take tasks from now on;
 * the others sleep. Finishes all jobs first. One caller at a time. */
void smooth_threads_set_limit (SmoothThreads *threads, int limit);

/* task: [0, n_tasks); thread: [0, count), each used by one thread at a time. */
typedef void (*SmoothTaskFunc) (gpointer data, int task, int thread);

/* What a task reads and writes: first .. end - 1 of something of the caller's
 * choice, the same for all jobs in the queue. */
typedef struct
{
  int first, end;
} SmoothThreadsSpan;

/* What the tasks of a column touch; grows with column. Thread-safe. */
typedef SmoothThreadsSpan (*SmoothTouchFunc) (gconstpointer data, int column);

/* Task number n_columns * row + column is one of column. */
typedef struct
{
  SmoothTaskFunc func;
  SmoothTouchFunc touch; /* NULL: every task touches everything */
  gpointer data;         /* borrowed until the job is done */
  int n_rows, n_columns;
} SmoothJob;

/* Jobs that may be in the queue. */
#define SMOOTH_THREADS_MAX_JOBS 32

/* Adds a job behind the others; works on the queue itself while there is
 * enough in it for the other threads. On return fewer than
 * SMOOTH_THREADS_MAX_JOBS are not done. One caller at a time. Returns the job's
 * number, which grows. */
gulong smooth_threads_add (SmoothThreads *threads, const SmoothJob *job);

/* Works on the queue and returns when the job of that number and all before it
 * are done; 0: at once. */
void smooth_threads_wait (SmoothThreads *threads, gulong number);

/* Works on the queue and returns when all jobs are done. */
void smooth_threads_finish (SmoothThreads *threads);

/* One job: calls func once for each task and returns when all are done. */
void smooth_threads_run (SmoothThreads *threads,
                         int n_tasks,
                         SmoothTaskFunc func,
                         gpointer data);
