/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool (see threads.h): starts the threads, and lets them sleep when
 * they have nothing to do. The queue (task-queue.h) decides which task a thread
 * does next.
 *
 * A thread without a task first waits in a loop for a short time, because the
 * next task usually comes within microseconds, while waking a sleeping thread
 * takes tens of them.
 *
 * The threads are pthreads and not GLib's, because ThreadSanitizer does not
 * recognise the locks of GLib.
 */
#include "base/threads.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/task-queue.h"
#include "i18n.h"

/* As long as the queue has fewer waiting tasks than this for each thread, the
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
  pthread_cond_t added;   /* signalled when a job is added, or n_active or
                             is_quitting changes */
  pthread_cond_t allowed; /* signalled when n_active or is_quitting changes */
  pthread_cond_t done;    /* signalled when a task is done while is_waiting is
                             set */
  /* number of active threads that wait for the condition added */
  atomic_int n_asleep;
  atomic_int n_active; /* only the first n_active threads take tasks */
  /* whether the calling thread waits for the condition done */
  atomic_bool is_waiting;
  gboolean is_quitting; /* whether the threads are to end; protected by the
                           mutex */
};

/* Does one task. Returns FALSE if there was none. */
static gboolean
work_once (SmoothThreads *threads, int thread)
{
  int task;
  SmoothTaskQueueEntry *entry =
    smooth_task_queue_take (&threads->queue, thread, &task);

  if (entry == NULL)
    return FALSE;
  entry->job.func (entry->job.data, task, thread);
  smooth_task_queue_note_done (&threads->queue, thread, entry);
  if (atomic_load (&threads->is_waiting))
    {
      pthread_mutex_lock (&threads->mutex);
      pthread_cond_signal (&threads->done);
      pthread_mutex_unlock (&threads->mutex);
    }
  return TRUE;
}

static gboolean
is_active (SmoothThreads *threads, int thread)
{
  return thread < atomic_load (&threads->n_active);
}

/* Waits until there is a task for thread. Returns FALSE if the pool ends. */
static gboolean
wait_for_task (SmoothThreads *threads, int thread)
{
  gboolean go_on;

  for (int i = 0; i < SMOOTH_QUEUE_SPINS; i++)
    {
      if (!is_active (threads, thread))
        break;
      if (atomic_load (&threads->queue.n_open) > 0)
        return TRUE;
      smooth_task_queue_relax ();
    }
  pthread_mutex_lock (&threads->mutex);
  while (!threads->is_quitting && !is_active (threads, thread))
    pthread_cond_wait (&threads->allowed, &threads->mutex);
  atomic_fetch_add (&threads->n_asleep, 1);
  while (!threads->is_quitting && is_active (threads, thread)
         && atomic_load (&threads->queue.n_open) == 0)
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
  pthread_cond_init (&threads->added, NULL);
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
  pthread_cond_broadcast (&threads->added);
  pthread_cond_broadcast (&threads->allowed);
  pthread_mutex_unlock (&threads->mutex);
  for (int i = 1; i < threads->count; i++)
    pthread_join (threads->workers[i].id, NULL);

  pthread_cond_destroy (&threads->done);
  pthread_cond_destroy (&threads->allowed);
  pthread_cond_destroy (&threads->added);
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
  pthread_cond_broadcast (&threads->added);
  pthread_mutex_unlock (&threads->mutex);
}

/* Takes part in the work until n_left is 0, the counter of the queue or of one
 * of its jobs. */
static void
work_until_done (SmoothThreads *threads, atomic_int *n_left)
{
  while (atomic_load (n_left) > 0 && work_once (threads, 0))
    ;
  for (int i = 0; i < SMOOTH_QUEUE_SPINS && atomic_load (n_left) > 0; i++)
    smooth_task_queue_relax ();
  if (atomic_load (n_left) == 0)
    return;
  pthread_mutex_lock (&threads->mutex);
  atomic_store (&threads->is_waiting, TRUE);
  while (atomic_load (n_left) > 0)
    pthread_cond_wait (&threads->done, &threads->mutex);
  atomic_store (&threads->is_waiting, FALSE);
  pthread_mutex_unlock (&threads->mutex);
}

/* Adds the job to the queue and wakes the threads that sleep. */
static void
append (SmoothThreads *threads, const SmoothJob *job)
{
  smooth_task_queue_append (&threads->queue, job);
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
    return threads->queue.n_jobs;
  if (atomic_load (&threads->n_active) == 1)
    {
      for (int task = 0; task < job->n_rows * job->n_columns; task++)
        job->func (job->data, task, 0);
      return 0;
    }
  append (threads, job);
  /* The next job uses the same entry as the job SMOOTH_THREADS_MAX_JOBS before
   * it, so that one must be done. */
  work_until_done (threads, &smooth_task_queue_get_entry (&threads->queue,
                                                          threads->queue.n_jobs)
                               ->n_left);
  while (atomic_load (&threads->queue.n_open)
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
