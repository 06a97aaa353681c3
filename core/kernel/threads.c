/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread pool on pthreads (not GLib's threads, whose locks ThreadSanitizer
 * does not see).
 *
 * A run opens a job, works on it with the caller's own thread and closes it
 * when no task is left to be claimed; then it waits only for those workers
 * that joined. A worker that wakes too late finds the job closed and has
 * delayed nobody. Waiting begins with a short spin, since the next layer's
 * run usually follows within microseconds and waking a thread costs tens.
 */
#include "kernel/threads.h"

#include <pthread.h>
#include <stdatomic.h>

#include "i18n.h"

/* About 20 us; longer is a loss to whoever shares the CPU. */
#define N_SPINS 600

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

  pthread_mutex_t mutex;
  pthread_cond_t opened; /* a job was opened, or quit was set */
  pthread_cond_t left;   /* the last worker left a closed job */

  /* Written with the mutex held; atomic for the spinning readers. */
  atomic_uint n_runs;   /* jobs opened so far */
  atomic_int n_joined;  /* workers inside the job */
  gboolean is_open;     /* the job may be joined */
  gboolean is_quitting; /* workers are to end */

  /* The job. */
  SmoothTaskFunc func;
  gpointer data;
  int n_tasks;
  atomic_int next;
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
work (SmoothThreads *threads, int thread)
{
  int task;

  while (
    (task = atomic_fetch_add_explicit (&threads->next, 1, memory_order_relaxed))
    < threads->n_tasks)
    threads->func (threads->data, task, thread);
}

/* Waits for a job after the n_runs seen last; FALSE: the pool is ending. */
static gboolean
join_next (SmoothThreads *threads, guint *n_runs_seen)
{
  gboolean go_on;

  for (int i = 0; i < N_SPINS && atomic_load (&threads->n_runs) == *n_runs_seen;
       i++)
    relax ();

  pthread_mutex_lock (&threads->mutex);
  while (
    !threads->is_quitting
    && (!threads->is_open || atomic_load (&threads->n_runs) == *n_runs_seen))
    pthread_cond_wait (&threads->opened, &threads->mutex);
  *n_runs_seen = atomic_load (&threads->n_runs);
  go_on = !threads->is_quitting;
  if (go_on)
    atomic_fetch_add (&threads->n_joined, 1);
  pthread_mutex_unlock (&threads->mutex);
  return go_on;
}

static void
leave (SmoothThreads *threads)
{
  pthread_mutex_lock (&threads->mutex);
  if (atomic_fetch_sub (&threads->n_joined, 1) == 1 && !threads->is_open)
    pthread_cond_signal (&threads->left);
  pthread_mutex_unlock (&threads->mutex);
}

static void *
worker_main (void *data)
{
  const Worker *worker = data;
  guint n_runs_seen = 0;

  while (join_next (worker->threads, &n_runs_seen))
    {
      work (worker->threads, worker->index);
      leave (worker->threads);
    }
  return NULL;
}

SmoothThreads *
smooth_threads_new (int n_threads, GError **error)
{
  g_autoptr (SmoothThreads) threads = g_new0 (SmoothThreads, 1);

  g_return_val_if_fail (n_threads >= 1, NULL);

  threads->count = n_threads;
  threads->workers = g_new0 (Worker, n_threads);
  pthread_mutex_init (&threads->mutex, NULL);
  pthread_cond_init (&threads->opened, NULL);
  pthread_cond_init (&threads->left, NULL);

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
  pthread_cond_broadcast (&threads->opened);
  pthread_mutex_unlock (&threads->mutex);
  for (int i = 1; i <= threads->n_started; i++)
    pthread_join (threads->workers[i].id, NULL);

  pthread_cond_destroy (&threads->left);
  pthread_cond_destroy (&threads->opened);
  pthread_mutex_destroy (&threads->mutex);
  g_free (threads->workers);
  g_free (threads);
}

int
smooth_threads_get_count (const SmoothThreads *threads)
{
  return threads->count;
}

static void
open_job (SmoothThreads *threads,
          int n_tasks,
          SmoothTaskFunc func,
          gpointer data)
{
  pthread_mutex_lock (&threads->mutex);
  threads->func = func;
  threads->data = data;
  threads->n_tasks = n_tasks;
  atomic_store (&threads->next, 0);
  threads->is_open = TRUE;
  atomic_fetch_add (&threads->n_runs, 1);
  pthread_cond_broadcast (&threads->opened);
  pthread_mutex_unlock (&threads->mutex);
}

static void
close_job (SmoothThreads *threads)
{
  pthread_mutex_lock (&threads->mutex);
  threads->is_open = FALSE;
  pthread_mutex_unlock (&threads->mutex);

  for (int i = 0; i < N_SPINS && atomic_load (&threads->n_joined) > 0; i++)
    relax ();

  pthread_mutex_lock (&threads->mutex);
  while (atomic_load (&threads->n_joined) > 0)
    pthread_cond_wait (&threads->left, &threads->mutex);
  pthread_mutex_unlock (&threads->mutex);
}

void
smooth_threads_run (SmoothThreads *threads,
                    int n_tasks,
                    SmoothTaskFunc func,
                    gpointer data)
{
  if (threads->count == 1 || n_tasks <= 1)
    {
      for (int task = 0; task < n_tasks; task++)
        func (data, task, 0);
      return;
    }
  open_job (threads, n_tasks, func, data);
  work (threads, 0);
  close_job (threads);
}
