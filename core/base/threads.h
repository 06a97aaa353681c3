/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool: a queue of jobs that n threads work through, the calling thread
 * among them.
 *
 * A job is a grid of independent tasks, rows by columns. In every job each
 * thread takes the tasks of the same range of columns first, from left to
 * right, so that it finds in its cache what it has computed itself in the job
 * before; a thread that has done its own range helps the others. No job waits
 * for the end of the one before: neighbouring columns form a part, and a part's
 * tasks wait only for those parts of earlier jobs whose spans overlap its own.
 * So no thread is idle at the end of a job.
 *
 * Apart from smooth_threads_get_count, which any thread may call, a pool is
 * used by one calling thread at a time.
 */
#pragma once

#include <glib.h>

typedef struct _SmoothThreads SmoothThreads;

/* Makes a pool of n_threads, at least 1; with 1 no thread is started and every
 * task runs on the calling thread. If the system refuses to start a thread, the
 * pool has only those that were started, in the worst case the calling thread
 * alone. Free with smooth_threads_free (). Errors: NO_MEMORY. */
SmoothThreads *smooth_threads_new (int n_threads, GError **error);

/* Ends the threads and frees the pool, which may be NULL. Every job must be
 * finished. */
void smooth_threads_free (SmoothThreads *threads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothThreads, smooth_threads_free)

/* Returns the number of threads of the pool, the calling thread included. */
int smooth_threads_get_count (const SmoothThreads *threads);

/* Finishes all jobs. From then on only the first limit threads take tasks, and
 * the others sleep. limit is clamped to 1 .. the number of threads. */
void smooth_threads_set_limit (SmoothThreads *threads, int limit);

/* Does one task. task counts from 0 to the job's number of tasks - 1, thread
 * from 0 to the pool's number of threads - 1. No two tasks run with the same
 * thread at the same time. */
typedef void (*SmoothTaskFunc) (gpointer data, int task, int thread);

/* What a task reads or writes: the range from first to end - 1 of things that
 * the caller numbers, for instance columns. All jobs that are in the queue at
 * the same time must number the same things. */
typedef struct
{
  int first, end;
} SmoothThreadsSpan;

/* Returns what the tasks in one column of a job's grid of tasks read and write.
 * From one column to the next, neither end of the span may decrease. Called on
 * the thread that adds the job, while it does. */
typedef SmoothThreadsSpan (*SmoothTouchFunc) (gconstpointer data, int column);

/* A grid of tasks. Task number n_columns * row + column belongs to that row and
 * column. */
typedef struct
{
  SmoothTaskFunc func;
  /* NULL: each task waits for all tasks of the jobs before */
  SmoothTouchFunc touch;
  gpointer data; /* first argument of func and touch; borrowed until the job is
                    done */
  int n_rows, n_columns;
} SmoothJob;

/* The most jobs that may be unfinished at the same time. */
#define SMOOTH_THREADS_MAX_JOBS 32

/* Adds a copy of job behind the others. Takes part in the work as long as
 * enough tasks are waiting to keep the other threads busy. When it returns,
 * fewer than SMOOTH_THREADS_MAX_JOBS jobs are unfinished. Returns a number for
 * smooth_threads_wait (), larger than those of earlier jobs; 0 if the job is
 * done already. */
gulong smooth_threads_add (SmoothThreads *threads, const SmoothJob *job);

/* Takes part in the work, and returns when the job with this number and all
 * jobs before it are done; for 0 it returns at once. */
void smooth_threads_wait (SmoothThreads *threads, gulong number);

/* Takes part in the work, and returns when all jobs are done. */
void smooth_threads_finish (SmoothThreads *threads);

/* Calls func for each of n_tasks tasks, in any order and on all threads, and
 * returns when they and all jobs before are done. data is borrowed until then.
 */
void smooth_threads_run (SmoothThreads *threads,
                         int n_tasks,
                         SmoothTaskFunc func,
                         gpointer data);
