/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool (see threads.h): starts the threads, and lets them sleep when
 * they have nothing to do. The queue (task-queue.h) decides which task a thread
 * does next.
 *
 * A thread for which no task is ready first searches in a loop for a short
 * time, because the next task usually comes within microseconds, while waking a
 * sleeping thread takes tens of them. Only as many threads are woken as there
 * are tasks that nobody is about to take: more threads than CPUs would take the
 * CPU from each other, and more than tasks would only search.
 *
 * The threads are pthreads and not GLib's, because ThreadSanitizer does not
 * recognise the locks of GLib.
 */
#include "base/threads.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/task-queue.h"
#include "i18n.h"

/* As long as the queue has fewer tasks left than this for each thread, the
 * calling thread adds jobs instead of taking tasks itself. */
#define TASKS_AHEAD 32

typedef struct
{
  SmoothThreads *threads;
  int index;
  pthread_t id;
} Worker;

struct _SmoothThreads
{
  int count; /* number of threads, the calling thread included */
  Worker *workers;
  SmoothTaskQueue queue;

  /* Protects the conditions below, on which threads sleep. */
  pthread_mutex_t mutex;
  pthread_cond_t ready;   /* signalled when tasks become ready, or n_active or
                             is_quitting changes */
  pthread_cond_t allowed; /* signalled when n_active or is_quitting changes */
  pthread_cond_t done;    /* signalled when awaited is 0 or a task is ready */
  /* number of active threads that wait for the condition ready */
  atomic_int n_asleep;
  /* how many of these were woken and do not run yet; written with the mutex
   * held */
  atomic_int n_called;
  atomic_int n_searching; /* number of threads that search for a task */
  atomic_int n_active;    /* only the first n_active threads take tasks */
  /* The counter of tasks that are not done, which the calling thread waits to
   * be 0 when it waits for the condition done; else NULL. */
  atomic_int *_Atomic awaited;
  gboolean is_quitting; /* whether the threads are to end; protected by the
                           mutex */
};

/* Returns how many threads more than those that run could take tasks, apart
 * from n_own tasks, which the calling thread is going to take itself. */
static int
count_missing (SmoothThreads *threads, int n_own)
{
  return atomic_load (&threads->queue.n_ready) - n_own
         - atomic_load (&threads->n_searching)
         - atomic_load (&threads->n_called);
}

/* Wakes as many threads as are needed to take all tasks that are ready, apart
 * from n_own tasks, which the calling thread is going to take itself. */
static void
wake (SmoothThreads *threads, int n_own)
{
  if (atomic_load (&threads->n_asleep) == 0
      || count_missing (threads, n_own) <= 0)
    return;
  pthread_mutex_lock (&threads->mutex);
  while (atomic_load (&threads->n_called) < atomic_load (&threads->n_asleep)
         && count_missing (threads, n_own) > 0)
    {
      atomic_fetch_add (&threads->n_called, 1);
      pthread_cond_signal (&threads->ready);
    }
  pthread_mutex_unlock (&threads->mutex);
}

/* Whether a thread that waits for n_left to be 0 has something to do: it need
 * not wait any longer, or can do a task meanwhile. */
static gboolean
can_go_on (SmoothThreads *threads, atomic_int *n_left)
{
  return atomic_load (n_left) == 0 || atomic_load (&threads->queue.n_ready) > 0;
}

/* Wakes the calling thread of the pool if it sleeps and has something to do. */
static void
wake_caller (SmoothThreads *threads)
{
  atomic_int *awaited;

  if (atomic_load (&threads->awaited) == NULL)
    return;
  pthread_mutex_lock (&threads->mutex);
  awaited = atomic_load (&threads->awaited);
  if (awaited != NULL && can_go_on (threads, awaited))
    pthread_cond_signal (&threads->done);
  pthread_mutex_unlock (&threads->mutex);
}

/* Does one task. Returns FALSE if none was ready. */
static gboolean
work_once (SmoothThreads *threads, int thread)
{
  int task;
  SmoothTaskQueuePart *part =
    smooth_task_queue_take (&threads->queue, thread, &task);

  if (part == NULL)
    return FALSE;
  part->entry->job.func (part->entry->job.data, task, thread);
  smooth_task_queue_note_done (&threads->queue, part);
  wake (threads, 1);
  wake_caller (threads);
  return TRUE;
}

static gboolean
is_active (SmoothThreads *threads, int thread)
{
  return thread < atomic_load (&threads->n_active);
}

/* Searches for a ready task for a short time. Returns whether there is one. */
static gboolean
search (SmoothThreads *threads, int thread)
{
  gboolean is_found = FALSE;

  if (!is_active (threads, thread))
    return FALSE;
  atomic_fetch_add (&threads->n_searching, 1);
  for (int i = 0; i < SMOOTH_QUEUE_SPINS && !is_found; i++)
    {
      is_found = atomic_load (&threads->queue.n_ready) > 0;
      smooth_task_queue_relax ();
    }
  atomic_fetch_sub (&threads->n_searching, 1);
  return is_found;
}

/* Waits until a task is ready for thread. Returns FALSE if the pool ends. */
static gboolean
wait_for_task (SmoothThreads *threads, int thread)
{
  gboolean go_on;

  if (search (threads, thread))
    return TRUE;
  pthread_mutex_lock (&threads->mutex);
  while (!threads->is_quitting && !is_active (threads, thread))
    pthread_cond_wait (&threads->allowed, &threads->mutex);
  /* From here on the others know that this thread has to be woken; so what
   * became ready before must be looked for after this. */
  atomic_fetch_add (&threads->n_asleep, 1);
  while (!threads->is_quitting && is_active (threads, thread)
         && atomic_load (&threads->queue.n_ready) == 0)
    {
      pthread_cond_wait (&threads->ready, &threads->mutex);
      if (atomic_load (&threads->n_called) > 0)
        atomic_fetch_sub (&threads->n_called, 1);
    }
  atomic_fetch_sub (&threads->n_asleep, 1);
  go_on = !threads->is_quitting;
  pthread_mutex_unlock (&threads->mutex);
  return go_on;
}

static void *
worker_main (void *data)
{
  const Worker *worker = data;

  while (wait_for_task (worker->threads, worker->index))
    while (work_once (worker->threads, worker->index))
      ;
  return NULL;
}

/* Makes a pool of which no thread has been started yet. */
static SmoothThreads *
create (int n_threads, GError **error)
{
  SmoothThreads *threads = g_new0 (SmoothThreads, 1);

  threads->workers = g_try_new0 (Worker, n_threads);
  if (threads->workers == NULL
      || !smooth_task_queue_init (&threads->queue, n_threads))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("no memory for %d threads"), n_threads);
      g_free (threads->workers);
      g_free (threads);
      return NULL;
    }
  threads->count = 1;
  pthread_mutex_init (&threads->mutex, NULL);
  pthread_cond_init (&threads->ready, NULL);
  pthread_cond_init (&threads->allowed, NULL);
  pthread_cond_init (&threads->done, NULL);
  return threads;
}

static gboolean
start_worker (SmoothThreads *threads, int index)
{
  Worker *worker = &threads->workers[index];

  worker->threads = threads;
  worker->index = index;
  return pthread_create (&worker->id, NULL, worker_main, worker) == 0;
}

SmoothThreads *
smooth_threads_new (int n_threads, GError **error)
{
  g_autoptr (SmoothThreads) threads = NULL;

  g_return_val_if_fail (n_threads >= 1, NULL);

  threads = create (n_threads, error);
  if (threads == NULL)
    return NULL;
  /* If the system refuses to start a thread, the pool works with those it has.
   */
  for (int i = 1; i < n_threads && start_worker (threads, i); i++)
    threads->count++;
  smooth_threads_set_limit (threads, threads->count);
  return g_steal_pointer (&threads);
}

void
smooth_threads_free (SmoothThreads *threads)
{
  if (threads == NULL)
    return;

  pthread_mutex_lock (&threads->mutex);
  threads->is_quitting = TRUE;
  pthread_cond_broadcast (&threads->ready);
  pthread_cond_broadcast (&threads->allowed);
  pthread_mutex_unlock (&threads->mutex);
  for (int i = 1; i < threads->count; i++)
    pthread_join (threads->workers[i].id, NULL);

  pthread_cond_destroy (&threads->done);
  pthread_cond_destroy (&threads->allowed);
  pthread_cond_destroy (&threads->ready);
  pthread_mutex_destroy (&threads->mutex);
  smooth_task_queue_clear (&threads->queue);
  g_free (threads->workers);
  g_free (threads);
}

int
smooth_threads_get_count (const SmoothThreads *threads)
{
  return threads->count;
}

void
smooth_threads_set_limit (SmoothThreads *threads, int limit)
{
  const int n_active = CLAMP (limit, 1, threads->count);

  smooth_threads_finish (threads);
  if (n_active == atomic_load (&threads->n_active))
    return;
  pthread_mutex_lock (&threads->mutex);
  atomic_store (&threads->n_active, n_active);
  smooth_task_queue_set_n_active (&threads->queue, n_active);
  pthread_cond_broadcast (&threads->allowed);
  pthread_cond_broadcast (&threads->ready);
  pthread_mutex_unlock (&threads->mutex);
}

/* Waits until n_left is 0 or a task is ready: for a short time in a loop, then
 * asleep. */
static void
wait_until_done (SmoothThreads *threads, atomic_int *n_left)
{
  for (int i = 0; i < SMOOTH_QUEUE_SPINS; i++)
    {
      if (can_go_on (threads, n_left))
        return;
      smooth_task_queue_relax ();
    }
  pthread_mutex_lock (&threads->mutex);
  atomic_store (&threads->awaited, n_left);
  while (!can_go_on (threads, n_left))
    pthread_cond_wait (&threads->done, &threads->mutex);
  atomic_store (&threads->awaited, NULL);
  pthread_mutex_unlock (&threads->mutex);
}

/* Takes part in the work until n_left is 0, the counter of the queue or of one
 * of its jobs. */
static void
work_until_done (SmoothThreads *threads, atomic_int *n_left)
{
  while (atomic_load (n_left) > 0)
    if (!work_once (threads, 0))
      wait_until_done (threads, n_left);
}

gulong
smooth_threads_add (SmoothThreads *threads, const SmoothJob *job)
{
  if (job->n_rows < 1 || job->n_columns < 1)
    return threads->queue.n_jobs;
  if (atomic_load (&threads->n_active) == 1)
    {
      for (int task = 0; task < job->n_rows * job->n_columns; task++)
        job->func (job->data, task, 0);
      return 0;
    }
  smooth_task_queue_append (&threads->queue, job);
  wake (threads, 0);
  /* The next job uses the same entry as the job SMOOTH_THREADS_MAX_JOBS before
   * it, so that one must be done. */
  work_until_done (threads, &smooth_task_queue_get_entry (&threads->queue,
                                                          threads->queue.n_jobs)
                               ->n_left);
  while (atomic_load (&threads->queue.n_left)
           > TASKS_AHEAD * atomic_load (&threads->n_active)
         && work_once (threads, 0))
    ;
  return threads->queue.n_jobs;
}

void
smooth_threads_wait (SmoothThreads *threads, gulong number)
{
  const gulong n = MIN (threads->queue.n_jobs, SMOOTH_THREADS_MAX_JOBS);

  for (gulong job = threads->queue.n_jobs - n; job < number; job++)
    work_until_done (
      threads, &smooth_task_queue_get_entry (&threads->queue, job)->n_left);
}

void
smooth_threads_finish (SmoothThreads *threads)
{
  work_until_done (threads, &threads->queue.n_left);
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
