/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread pool's queue: which task a thread does next, and whom that task
 * must wait for (threads.h says what is promised). It knows no sleeping; all
 * functions may be called by all threads at the same time, save append, which
 * is the caller's alone.
 *
 * Each job is cut into parts, one per thread, and every thread goes through its
 * parts in the order of the jobs. To take a task, under a spin lock, is to show
 * in one's slot what it touches; so whoever takes the next sees all tasks that
 * are under way, and how far each part has come.
 */
#pragma once

#include "base/threads.h"

#include <stdatomic.h>

/* Turns of a waiting loop, about 20 us; longer is a loss to whoever shares the
 * CPU. */
#define SMOOTH_QUEUE_SPINS 600

#define SMOOTH_CACHE_LINE_BYTES 64

/* What one thread is doing; written with the lock held, save that the thread
 * itself sets serial back. */
typedef struct
{
  _Alignas (SMOOTH_CACHE_LINE_BYTES)
    atomic_ulong serial;  /* of the task; 0: none */
  gulong job;             /* its number */
  SmoothThreadsSpan span; /* what it touches */
  gulong *wait_for;       /* per thread: the serial to wait for, or 0 */
} SmoothQueueSlot;

/* A thread's part of a job: tasks of columns first .. end - 1. */
typedef struct
{
  int first, end;
  SmoothThreadsSpan span; /* of all of them */
} SmoothQueuePart;

/* A job in the queue. */
typedef struct
{
  SmoothJob job;
  SmoothQueuePart *parts; /* per thread */
  atomic_int n_left;      /* tasks not done */
} SmoothQueueEntry;

/* How far a thread's parts have come; written with the lock held. */
typedef struct
{
  gulong job; /* number of the job whose task comes next, */
  int task;   /* counted in the part */
} SmoothQueueProgress;

typedef struct
{
  int count;    /* of threads that there is room for */
  int n_active; /* that take tasks: the first ones; the caller writes it, with
                   the lock held and the queue empty */
  SmoothQueueSlot *slots;
  atomic_flag lock;
  SmoothQueueEntry entries[SMOOTH_THREADS_MAX_JOBS];
  gulong n_jobs; /* added; only the caller writes, with the lock held */
  SmoothQueueProgress *progress; /* per thread */
  gulong n_taken;                /* tasks; with the lock held */
  atomic_int n_open; /* tasks not taken; written with the lock held */
  atomic_int n_left; /* tasks not done */
} SmoothQueue;

/* For count threads, all of them active. FALSE: there is no memory for that, and
 * nothing to clear. */
gboolean smooth_queue_init (SmoothQueue *queue, int count);
void smooth_queue_clear (SmoothQueue *queue);

/* Lets the first n_active threads take tasks, 1 .. count; the caller's alone,
 * while no job is unfinished. */
void smooth_queue_set_n_active (SmoothQueue *queue, int n_active);

/* Adds a job of one task or more, when that which had its entry is done. */
void smooth_queue_append (SmoothQueue *queue, const SmoothJob *job);

/* The entry of job number n, counted from 0. */
SmoothQueueEntry *smooth_queue_get_entry (SmoothQueue *queue, gulong n);

/* Takes a task for thread and waits until it may begin; NULL: there is none. */
SmoothQueueEntry *smooth_queue_take (SmoothQueue *queue, int thread, int *task);

/* Tells that thread has done its task of entry. */
void smooth_queue_tell_done (SmoothQueue *queue,
                             int thread,
                             SmoothQueueEntry *entry);

/* Lets the CPU rest for a moment. */
static inline void
smooth_queue_relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ __volatile__ ("yield");
#endif
}
