/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task queue of the thread pool: decides which task a thread does next and
 * for which tasks it must wait first, so that what threads.h promises holds.
 * Whether an idle thread sleeps is decided in threads.c.
 *
 * The queue is a ring buffer of jobs. The columns of a job are cut into parts,
 * one for each thread, and the tasks of a thread's parts are taken in the order
 * of the jobs. A thread takes a task under a spin lock and notes in its entry
 * of running which span the task touches; so a thread that takes the next task
 * sees all tasks that are running, and how far the parts of every thread have
 * been worked through.
 *
 * smooth_task_queue_append and smooth_task_queue_set_n_active belong to the
 * thread that owns the pool; the other functions may be called by all threads
 * at once.
 */
#pragma once

#include "base/threads.h"

#include <stdatomic.h>

/* A waiting thread looks this many times, about 20 us, before it leaves the CPU
 * to others. A longer loop would take time from other threads on the same CPU.
 */
#define SMOOTH_QUEUE_SPINS 600

#define SMOOTH_CACHE_LINE_BYTES 64

/* The task that one thread is running, or is waiting to run. Written with the
 * lock held; only serial is set to 0 by the thread itself without it. Each has
 * a cache line of its own. */
typedef struct
{
  _Alignas (SMOOTH_CACHE_LINE_BYTES)
    atomic_ulong serial;  /* number of the task, counted from 1; 0: no task */
  gulong job;             /* number of the task's job */
  SmoothThreadsSpan span; /* what the task reads and writes */
  /* For each thread, the serial of its task that must be done before this one
   * begins; or 0. */
  gulong *wait_for;
} SmoothTaskQueueRunning;

/* The part of a job that belongs to one thread: in the job's grid of tasks, the
 * columns from first to end - 1 with all their rows. */
typedef struct
{
  int first, end;
  SmoothThreadsSpan span; /* contains what all of its tasks read and write */
} SmoothTaskQueuePart;

/* An entry of the ring buffer: a job, its parts, and how much of it is left. */
typedef struct
{
  SmoothJob job;
  SmoothTaskQueuePart *parts; /* one for each thread */
  atomic_int n_left;          /* tasks that are not done yet */
} SmoothTaskQueueEntry;

/* How far the tasks of one thread's parts have been taken; written with the
 * lock held. */
typedef struct
{
  gulong job; /* number of the job to which the next task belongs */
  int task;   /* number of the next task within the thread's part of that job */
} SmoothTaskQueueProgress;

typedef struct
{
  int count; /* the largest number of threads that may take tasks */
  /* Only the first n_active threads take tasks. Written with the lock held,
   * while the queue is empty. */
  int n_active;
  SmoothTaskQueueRunning *running; /* one for each thread */
  atomic_flag lock;
  SmoothTaskQueueEntry entries[SMOOTH_THREADS_MAX_JOBS];
  gulong n_jobs; /* jobs added so far; written with the lock held */
  SmoothTaskQueueProgress *progress; /* one for each thread */
  gulong n_taken;    /* tasks taken so far; written with the lock held */
  atomic_int n_open; /* tasks not taken yet; written with the lock held */
  atomic_int n_left; /* tasks not done yet */
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
SmoothTaskQueueEntry *smooth_task_queue_get_entry (SmoothTaskQueue *queue,
                                                   gulong n);

/* Takes a task for the thread with this number and returns when the task may
 * begin. Returns the ring buffer's entry of the task's job, borrowed from
 * queue, or NULL if no task is left. task (out): the task's number within that
 * job. */
SmoothTaskQueueEntry *
smooth_task_queue_take (SmoothTaskQueue *queue, int thread, int *task);

/* Tells the queue that the thread with this number has done the task that it
 * took last. entry is what smooth_task_queue_take () returned for that task.
 */
void smooth_task_queue_note_done (SmoothTaskQueue *queue,
                                  int thread,
                                  SmoothTaskQueueEntry *entry);

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
