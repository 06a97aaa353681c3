/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool on pthreads (not GLib's threads, whose locks ThreadSanitizer
 * does not see).
 *
 * Each job is cut into parts, one per thread, and every thread goes through its
 * parts in the order of the jobs. To take a task, under a spin lock, is to show
 * in one's slot what it touches; so whoever takes the next sees all tasks that
 * are under way, and how far each part has come.
 *
 * Waiting begins with a short spin, since more to do usually comes within
 * microseconds and waking a thread costs tens.
 */
#include "kernel/threads.h"

#include <pthread.h>
#include <stdatomic.h>

#include "i18n.h"
#include "kernel/system.h"

/* About 20 us; longer is a loss to whoever shares the CPU. */
#define N_SPINS 600

/* Tasks for each thread that are to lie in the queue before the caller takes
 * part in the work. */
#define TASKS_AHEAD 32

#define CACHE_LINE_BYTES 64

/* What one thread is doing; written with the lock held, save that the thread
 * itself sets serial back. */
typedef struct
{
  _Alignas (CACHE_LINE_BYTES) atomic_ulong serial; /* of the task; 0: none */
  gulong job;                                      /* its number */
  SmoothThreadsSpan span;                          /* what it touches */
  gulong *wait_for; /* per thread: the serial to wait for, or 0 */
} Slot;

/* A thread's part of a job: tasks of columns first .. end - 1. */
typedef struct
{
  int first, end;
  SmoothThreadsSpan span; /* of all of them */
} Part;

/* A job in the queue. */
typedef struct
{
  SmoothJob job;
  Part *parts;       /* per thread */
  atomic_int n_left; /* tasks not done */
} Entry;

/* How far a thread's parts have come; written with the lock held. */
typedef struct
{
  gulong job; /* number of the job whose task comes next, */
  int task;   /* counted in the part */
} Progress;

typedef struct
{
  SmoothThreads *threads;
  int index;
  pthread_t id;
} Worker;

struct _SmoothThreads
{
  int count;
  int n_started;
  Worker *workers;
  Slot *slots;

  /* The queue. */
  atomic_flag lock;
  Entry entries[SMOOTH_THREADS_MAX_JOBS];
  gulong n_jobs;      /* added; only the caller writes, with the lock held */
  Progress *progress; /* per thread */
  gulong n_taken;     /* tasks; with the lock held */
  atomic_int n_open;  /* tasks not taken; written with the lock held */
  atomic_int n_left;  /* tasks not done */

  /* For those who have waited in vain. */
  pthread_mutex_t mutex;
  pthread_cond_t added; /* to the queue, or quit was set */
  pthread_cond_t done;  /* a task */
  atomic_int n_asleep;
  atomic_bool is_waiting; /* the caller, for done */
  gboolean is_quitting;
};

static inline void
relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ __volatile__ ("yield");
#endif
}

static void
lock (SmoothThreads *threads)
{
  for (int i = 0; atomic_flag_test_and_set (&threads->lock); i++)
    if (i < N_SPINS)
      relax ();
    else
      smooth_system_yield ();
}

static void
unlock (SmoothThreads *threads)
{
  atomic_flag_clear (&threads->lock);
}

static Entry *
get_entry (SmoothThreads *threads, gulong job)
{
  return &threads->entries[job % SMOOTH_THREADS_MAX_JOBS];
}

static gboolean
overlap (SmoothThreadsSpan a, SmoothThreadsSpan b)
{
  return a.first < b.end && b.first < a.end;
}

/* The part's next task, if it has one: moves on from jobs that are through. */
static gboolean
find_next (SmoothThreads *threads, int part)
{
  Progress *progress = &threads->progress[part];

  for (; progress->job < threads->n_jobs; progress->job++, progress->task = 0)
    {
      const Entry *entry = get_entry (threads, progress->job);
      const Part *mine = &entry->parts[part];

      if (progress->task < (mine->end - mine->first) * entry->job.n_rows)
        return TRUE;
    }
  return FALSE;
}

/* The number of the part's next task in its job. */
static int
get_task (SmoothThreads *threads, int part)
{
  const Progress *progress = &threads->progress[part];
  const Entry *entry = get_entry (threads, progress->job);
  const Part *mine = &entry->parts[part];
  const int n_across = mine->end - mine->first;

  return progress->task / n_across * entry->job.n_columns + mine->first
         + progress->task % n_across;
}

/* What the part's next task touches. */
static SmoothThreadsSpan
get_span (SmoothThreads *threads, int part)
{
  const SmoothJob *job = &get_entry (threads, threads->progress[part].job)->job;

  if (job->touch == NULL)
    return (SmoothThreadsSpan) { G_MININT, G_MAXINT };
  return job->touch (job->data, get_task (threads, part) % job->n_columns);
}

/* Whether tasks of jobs before job that touch span are still to be taken. */
static gboolean
is_ahead (SmoothThreads *threads, gulong job, SmoothThreadsSpan span)
{
  for (int part = 0; part < threads->count; part++)
    for (gulong j = find_next (threads, part) ? threads->progress[part].job
                                              : job;
         j < job; j++)
      {
        const Part *other = &get_entry (threads, j)->parts[part];

        if (other->first < other->end && overlap (other->span, span))
          return TRUE;
      }
  return FALSE;
}

/* Notes in slot, whose job and span are set, which tasks under way it must wait
 * for; FALSE: none. */
static gboolean
find_hindrances (SmoothThreads *threads, Slot *slot)
{
  gboolean found = FALSE;

  for (int i = 0; i < threads->count; i++)
    {
      Slot *other = &threads->slots[i];
      const gulong serial = atomic_load (&other->serial);
      const gboolean hinders = serial != 0 && other->job < slot->job
                               && overlap (other->span, slot->span);

      slot->wait_for[i] = hinders ? serial : 0;
      found = found || hinders;
    }
  return found;
}

/* Whether the part's next task could begin at once; shows it in slot. */
static gboolean
try_part (SmoothThreads *threads, int part, Slot *slot)
{
  if (!find_next (threads, part))
    return FALSE;
  slot->job = threads->progress[part].job;
  slot->span = get_span (threads, part);
  return !find_hindrances (threads, slot)
         && !is_ahead (threads, slot->job, slot->span);
}

/* The part for thread to take a task from: its own, another, or, if all must
 * wait, that which is most behind, which waits only for tasks under way. */
static int
choose_part (SmoothThreads *threads, int thread)
{
  Slot *slot = &threads->slots[thread];
  int last = -1;

  for (int i = 0; i < threads->count; i++)
    if (try_part (threads, (thread + i) % threads->count, slot))
      return (thread + i) % threads->count;
  for (int i = 0; i < threads->count; i++)
    if (find_next (threads, i)
        && (last < 0 || threads->progress[i].job < threads->progress[last].job))
      last = i;
  try_part (threads, last, slot);
  return last;
}

/* Takes a task; NULL: there is none. */
static Entry *
take_task (SmoothThreads *threads, int thread, int *task)
{
  Slot *slot = &threads->slots[thread];
  Entry *entry = NULL;

  if (atomic_load (&threads->n_open) == 0)
    return NULL;
  lock (threads);
  if (atomic_load (&threads->n_open) > 0)
    {
      const int part = choose_part (threads, thread);

      entry = get_entry (threads, slot->job);
      *task = get_task (threads, part);
      threads->progress[part].task++;
      atomic_store (&slot->serial, ++threads->n_taken);
      atomic_fetch_sub (&threads->n_open, 1);
    }
  unlock (threads);
  return entry;
}

static void
wait_for_hindrances (SmoothThreads *threads, const Slot *slot)
{
  for (int i = 0; i < threads->count; i++)
    for (int n = 0;
         slot->wait_for[i] != 0
         && atomic_load (&threads->slots[i].serial) == slot->wait_for[i];
         n++)
      if (n < N_SPINS)
        relax ();
      else
        smooth_system_yield ();
}

/* Does one task; FALSE: there was none. */
static gboolean
work_once (SmoothThreads *threads, int thread)
{
  Slot *slot = &threads->slots[thread];
  int task;
  Entry *entry = take_task (threads, thread, &task);

  if (entry == NULL)
    return FALSE;
  wait_for_hindrances (threads, slot);
  entry->job.func (entry->job.data, task, thread);
  atomic_store (&slot->serial, 0);
  atomic_fetch_sub (&entry->n_left, 1);
  atomic_fetch_sub (&threads->n_left, 1);
  if (atomic_load (&threads->is_waiting))
    {
      pthread_mutex_lock (&threads->mutex);
      pthread_cond_signal (&threads->done);
      pthread_mutex_unlock (&threads->mutex);
    }
  return TRUE;
}

/* Waits until there is a task; FALSE: the pool is ending. */
static gboolean
wait_for_task (SmoothThreads *threads)
{
  gboolean go_on;

  for (int i = 0; i < N_SPINS; i++)
    {
      if (atomic_load (&threads->n_open) > 0)
        return TRUE;
      relax ();
    }
  pthread_mutex_lock (&threads->mutex);
  atomic_fetch_add (&threads->n_asleep, 1);
  while (!threads->is_quitting && atomic_load (&threads->n_open) == 0)
    pthread_cond_wait (&threads->added, &threads->mutex);
  atomic_fetch_sub (&threads->n_asleep, 1);
  go_on = !threads->is_quitting;
  pthread_mutex_unlock (&threads->mutex);
  return go_on;
}

static void *
worker_main (void *data)
{
  const Worker *worker = data;

  while (wait_for_task (worker->threads))
    while (work_once (worker->threads, worker->index))
      ;
  return NULL;
}

/* The pool without its threads. */
static SmoothThreads *
create (int n_threads)
{
  SmoothThreads *threads = g_new0 (SmoothThreads, 1);

  threads->count = n_threads;
  threads->workers = g_new0 (Worker, n_threads);
  threads->slots =
    g_aligned_alloc0 (n_threads, sizeof (Slot), CACHE_LINE_BYTES);
  for (int i = 0; i < n_threads; i++)
    {
      threads->slots[i].wait_for = g_new (gulong, n_threads);
    }
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    threads->entries[i].parts = g_new (Part, n_threads);
  threads->progress = g_new0 (Progress, n_threads);
  atomic_flag_clear (&threads->lock);
  pthread_mutex_init (&threads->mutex, NULL);
  pthread_cond_init (&threads->added, NULL);
  pthread_cond_init (&threads->done, NULL);
  return threads;
}

SmoothThreads *
smooth_threads_new (int n_threads, GError **error)
{
  g_autoptr (SmoothThreads) threads = NULL;

  g_return_val_if_fail (n_threads >= 1, NULL);

  threads = create (n_threads);
  for (int i = 1; i < n_threads; i++)
    {
      Worker *worker = &threads->workers[i];

      worker->threads = threads;
      worker->index = i;
      if (pthread_create (&worker->id, NULL, worker_main, worker) != 0)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                       _ ("the system refused thread %d of %d"), i + 1,
                       n_threads);
          return NULL;
        }
      threads->n_started++;
    }
  return g_steal_pointer (&threads);
}

void
smooth_threads_free (SmoothThreads *threads)
{
  if (threads == NULL)
    return;

  pthread_mutex_lock (&threads->mutex);
  threads->is_quitting = TRUE;
  pthread_cond_broadcast (&threads->added);
  pthread_mutex_unlock (&threads->mutex);
  for (int i = 1; i <= threads->n_started; i++)
    pthread_join (threads->workers[i].id, NULL);

  pthread_cond_destroy (&threads->done);
  pthread_cond_destroy (&threads->added);
  pthread_mutex_destroy (&threads->mutex);
  for (int i = 0; i < threads->count; i++)
    g_free (threads->slots[i].wait_for);
  for (int i = 0; i < SMOOTH_THREADS_MAX_JOBS; i++)
    g_free (threads->entries[i].parts);
  g_free (threads->progress);
  g_aligned_free (threads->slots);
  g_free (threads->workers);
  g_free (threads);
}

int
smooth_threads_get_count (const SmoothThreads *threads)
{
  return threads->count;
}

/* Works until *n_left, the queue's or a job's, is 0. */
static void
finish (SmoothThreads *threads, atomic_int *n_left)
{
  while (atomic_load (n_left) > 0 && work_once (threads, 0))
    ;
  for (int i = 0; i < N_SPINS && atomic_load (n_left) > 0; i++)
    relax ();
  if (atomic_load (n_left) == 0)
    return;
  pthread_mutex_lock (&threads->mutex);
  atomic_store (&threads->is_waiting, TRUE);
  while (atomic_load (n_left) > 0)
    pthread_cond_wait (&threads->done, &threads->mutex);
  atomic_store (&threads->is_waiting, FALSE);
  pthread_mutex_unlock (&threads->mutex);
}

/* Shares the job's columns out. */
static void
cut (const SmoothThreads *threads, const SmoothJob *job, Part *parts)
{
  const int count = threads->count;
  const int n = job->n_columns;

  for (int i = 0; i < count; i++)
    {
      /* to the nearest column */
      Part *part = &parts[i];

      part->first = ((gint64) n * i + count / 2) / count;
      part->end = ((gint64) n * (i + 1) + count / 2) / count;
      part->span = (SmoothThreadsSpan) { G_MININT, G_MAXINT };
      if (job->touch == NULL || part->first == part->end)
        continue;
      part->span.first = job->touch (job->data, part->first).first;
      part->span.end = job->touch (job->data, part->end - 1).end;
    }
}

static void
append (SmoothThreads *threads, const SmoothJob *job)
{
  Entry *entry = get_entry (threads, threads->n_jobs);
  const int n_tasks = job->n_rows * job->n_columns;

  lock (threads);
  /* No part may stay at a job whose entry is taken over. */
  for (int part = 0; part < threads->count; part++)
    find_next (threads, part);
  entry->job = *job;
  cut (threads, job, entry->parts);
  atomic_store (&entry->n_left, n_tasks);
  threads->n_jobs++;
  atomic_fetch_add (&threads->n_left, n_tasks);
  atomic_fetch_add (&threads->n_open, n_tasks);
  unlock (threads);
  if (atomic_load (&threads->n_asleep) == 0)
    return;
  pthread_mutex_lock (&threads->mutex);
  pthread_cond_broadcast (&threads->added);
  pthread_mutex_unlock (&threads->mutex);
}

gulong
smooth_threads_add (SmoothThreads *threads, const SmoothJob *job)
{
  if (job->n_rows < 1 || job->n_columns < 1)
    return threads->n_jobs;
  if (threads->count == 1)
    {
      for (int task = 0; task < job->n_rows * job->n_columns; task++)
        job->func (job->data, task, 0);
      return 0;
    }
  append (threads, job);
  /* The entry that the next job takes must be done with. */
  finish (threads, &get_entry (threads, threads->n_jobs)->n_left);
  while (atomic_load (&threads->n_open) > TASKS_AHEAD * threads->count
         && work_once (threads, 0))
    ;
  return threads->n_jobs;
}

void
smooth_threads_wait (SmoothThreads *threads, gulong number)
{
  const gulong n = MIN (threads->n_jobs, SMOOTH_THREADS_MAX_JOBS);

  for (gulong job = threads->n_jobs - n; job < number; job++)
    finish (threads, &get_entry (threads, job)->n_left);
}

void
smooth_threads_finish (SmoothThreads *threads)
{
  finish (threads, &threads->n_left);
}

void
smooth_threads_run (SmoothThreads *threads,
                    int n_tasks,
                    SmoothTaskFunc func,
                    gpointer data)
{
  const SmoothJob job = { func, NULL, data, 1, n_tasks };

  smooth_threads_add (threads, &job);
  smooth_threads_finish (threads);
}
