/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task queue of the thread pool: decides which task a thread does next,
 * and when a task may begin, so that what threads.h promises holds. Whether an
 * idle thread sleeps is decided in threads.c.
 *
 * The queue is a ring buffer of jobs. The columns of a job are cut into parts.
 * A part counts the parts of earlier jobs that must be done before it; when the
 * last of these is done, the part becomes ready, and all threads may take its
 * tasks. Ready parts stand in lists, one for each thread, in which the parts of
 * the same columns of every job come to the same thread's list. A thread takes
 * tasks from its own list first, and then from the next one that is not empty.
 * So the work of taking a task does not grow with the number of threads, nor
 * with the number of tasks that must still wait.
 *
 * A spin lock protects the queue. smooth_task_queue_append and
 * smooth_task_queue_set_n_active belong to the thread that owns the pool; the
 * other functions may be called by all threads at once.
 */
#pragma once

#include "base/threads.h"

#include <stdatomic.h>

/* A waiting thread looks this many times, about 20 us, before it leaves the CPU
 * to others. A longer loop would take time from other threads on the same CPU.
 */
#define SMOOTH_QUEUE_SPINS 600

/* A job whose tasks declare a span is cut into at most this many parts, or one
 * for each thread if that is more. */
#define SMOOTH_QUEUE_PARTS 128

typedef struct _SmoothTaskQueueEntry SmoothTaskQueueEntry;
typedef struct _SmoothTaskQueuePart SmoothTaskQueuePart;

/* A part of a job: in the job's grid of tasks, the columns from first to
 * end - 1 with all their rows. */
struct _SmoothTaskQueuePart
{
  SmoothTaskQueueEntry *entry; /* the entry of the part's job */
  int first, end;
  SmoothThreadsSpan span; /* contains what all of its tasks read and write */
  int owner;              /* number of the thread in whose list it comes */
  /* The rest is written with the lock held, except for n_left. */
  int n_before;      /* parts of earlier jobs that must be done before */
  int n_taken;       /* tasks that have been taken */
  atomic_int n_left; /* tasks that are not done yet */
  gboolean is_done;  /* whether the parts that wait for this one know that it is
                        done */
  SmoothTaskQueuePart *next; /* the one behind it in a list of ready parts */
};

/* An entry of the ring buffer: a job, its parts, and how much of it is left. */
struct _SmoothTaskQueueEntry
{
  SmoothJob job;
  SmoothTaskQueuePart *parts;
  int n_parts;
  int n_parts_left; /* parts that are not done; written with the lock held */
  /* Jobs that must be done as a whole before any part of this one begins;
   * written with the lock held. */
  int n_jobs_before;
  /* The entries of the later jobs that wait for this job or parts of it, one
   * bit for each number in the ring buffer; written with the lock held. */
  guint32 followers;
  atomic_int n_left; /* tasks that are not done yet */
};

/* A list of ready parts, of which tasks can be taken; the oldest is first. */
typedef struct
{
  SmoothTaskQueuePart *first, *last;
} SmoothTaskQueueList;

typedef struct
{
  int count; /* the largest number of threads that may take tasks */
  /* Only the first n_active threads take tasks. Written with the lock held,
   * while the queue is empty. */
  int n_active;
  atomic_flag lock;
  SmoothTaskQueueEntry entries[SMOOTH_THREADS_MAX_JOBS];
  gulong n_jobs; /* jobs added so far; written with the lock held */
  SmoothTaskQueueList *lists; /* one for each thread */
  /* Which lists are not empty, one bit for each, 64 in a word. */
  guint64 *filled;
  atomic_int n_ready; /* tasks that can be taken; written with the lock held */
  atomic_int n_left;  /* tasks not done yet */
  /* For tests: how often the lock was taken, and how many parts, jobs and words
   * of bits were looked at. Written with the lock held. */
  gulong n_locked, n_looked;
} SmoothTaskQueue;

/* Makes an empty queue for count threads, all of them active. Returns FALSE,
 * with nothing to clear, if there is no memory. Clear with
 * smooth_task_queue_clear. */
gboolean smooth_task_queue_init (SmoothTaskQueue *queue, int count);

/* Frees the memory of queue, which no thread may be using. */
void smooth_task_queue_clear (SmoothTaskQueue *queue);

/* Lets only the first n_active threads, 1 to count, take tasks. Every job must
 * be done. */
void smooth_task_queue_set_n_active (SmoothTaskQueue *queue, int n_active);

/* Adds a copy of job, which has at least one task. The job that had the same
 * entry of the ring buffer before must be done. */
void smooth_task_queue_append (SmoothTaskQueue *queue, const SmoothJob *job);

/* Returns the entry of job number n, counted from 0; borrowed from queue. */
static inline SmoothTaskQueueEntry *
smooth_task_queue_get_entry (SmoothTaskQueue *queue, gulong n)
{
  return &queue->entries[n % SMOOTH_THREADS_MAX_JOBS];
}

/* Takes a task that can begin at once for the thread with this number. Returns
 * the part of the task, borrowed from queue, or NULL if no task is ready. task
 * (out): the task's number within its job. */
SmoothTaskQueuePart *
smooth_task_queue_take (SmoothTaskQueue *queue, int thread, int *task);

/* Tells the queue that a task of part is done, which smooth_task_queue_take ()
 * has returned. */
void smooth_task_queue_note_done (SmoothTaskQueue *queue,
                                  SmoothTaskQueuePart *part);

/* Tells the CPU that this is a loop that waits for another thread, so that it
 * saves power and leaves its units to the second thread of the same core. */
static inline void
smooth_task_queue_relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ __volatile__ ("yield");
#endif
}
