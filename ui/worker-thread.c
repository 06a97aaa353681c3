/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker uses pthreads, since ThreadSanitizer does not see the locks of
 * GLib's threads. One mutex protects everything that both threads use. The
 * worker sends messages to the main loop by a queue, and wakes it by a GSource
 * that lives as long as the worker.
 *
 * The worker may be freed by a callback, that is, while dispatch is running.
 * Therefore dispatch holds a reference on the worker, and checks is_closed
 * after each callback.
 */
#include <smooth-ui/worker-thread.h>

#include <pthread.h>

#include <smooth/error.h>

#include "i18n.h"

/* A request, its sequence number and its priority. */
typedef struct
{
  gpointer request; /* NULL: there is no request */
  guint64 sequence;
  SmoothWorkerPriority priority;
} QueuedRequest;

/* A message to the main loop: an update, or the end of a request. */
typedef struct
{
  guint64 sequence;
  gboolean is_end;
  gpointer update;  /* NULL if the message is the end of a request */
  gpointer request; /* the request that has ended; NULL if it is an update */
  GError *error;    /* why the request failed; NULL: it was computed */
} Message;

struct _SmoothWorkerTask
{
  SmoothWorker *worker;
  guint64 sequence;
};

struct _SmoothWorker
{
  /* The four fields below are constant while the worker lives. */
  SmoothWorkerFuncs funcs;
  gpointer data;
  pthread_t thread;
  GSource *source;

  /* The three fields below are used by the main thread only. */
  guint64 n_requests;
  gboolean is_closed; /* smooth_worker_free was called */
  int n_refs;

  pthread_mutex_t mutex; /* protects all the fields that follow */
  pthread_cond_t wake;   /* signalled when a request waits or quit was set */
  QueuedRequest waiting;
  QueuedRequest running;
  gboolean is_cancelled; /* the request that is being computed is cancelled */
  gboolean quit;
  GQueue messages; /* elements of type Message, owned by the queue */
};

/* Queues a copy of message, and wakes the main loop. The mutex must be locked.
 */
static void
send (SmoothWorker *worker, const Message *message)
{
  g_queue_push_tail (&worker->messages, g_memdup2 (message, sizeof *message));
  g_source_set_ready_time (worker->source, 0);
}

gboolean
smooth_worker_task_is_cancelled (SmoothWorkerTask *task)
{
  gboolean is_cancelled;

  pthread_mutex_lock (&task->worker->mutex);
  is_cancelled = task->worker->is_cancelled;
  pthread_mutex_unlock (&task->worker->mutex);
  return is_cancelled;
}

gboolean
smooth_worker_task_check_waiting (SmoothWorkerTask *task,
                                  SmoothWorkerPredicate predicate,
                                  gpointer data)
{
  SmoothWorker *worker = task->worker;
  gboolean is_true;

  pthread_mutex_lock (&worker->mutex);
  is_true = worker->waiting.request != NULL
            && predicate (data, worker->waiting.request);
  pthread_mutex_unlock (&worker->mutex);
  return is_true;
}

gboolean
smooth_worker_task_check (SmoothWorkerTask *task, GError **error)
{
  if (!smooth_worker_task_is_cancelled (task))
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the preview was cancelled"));
  return FALSE;
}

void
smooth_worker_task_post (SmoothWorkerTask *task, gpointer update)
{
  const Message message = { .sequence = task->sequence, .update = update };

  pthread_mutex_lock (&task->worker->mutex);
  send (task->worker, &message);
  pthread_mutex_unlock (&task->worker->mutex);
}

/* Computes end->request, and sets end->error if that fails. end will be the
 * message that tells the request's end. The mutex must not be locked. */
static void
compute (SmoothWorker *worker, Message *end)
{
  SmoothWorkerTask task = { worker, end->sequence };

  if (!worker->funcs.run (worker->data, end->request, &task, &end->error)
      && end->error == NULL)
    g_set_error_literal (&end->error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                         _ ("the preview failed without saying why"));
}

static void *
worker_main (void *data)
{
  SmoothWorker *worker = data;

  pthread_mutex_lock (&worker->mutex);
  while (!worker->quit)
    {
      Message end = { .is_end = TRUE };

      if (worker->waiting.request == NULL)
        {
          pthread_cond_wait (&worker->wake, &worker->mutex);
          continue;
        }
      worker->running = worker->waiting;
      worker->waiting = (QueuedRequest) { 0 };
      worker->is_cancelled = FALSE;
      end.sequence = worker->running.sequence;
      end.request = worker->running.request;
      pthread_mutex_unlock (&worker->mutex);
      compute (worker, &end);
      pthread_mutex_lock (&worker->mutex);
      worker->running = (QueuedRequest) { 0 };
      send (worker, &end);
    }
  pthread_mutex_unlock (&worker->mutex);
  return NULL;
}

static void
free_message (SmoothWorker *worker, Message *message)
{
  if (message->update != NULL)
    worker->funcs.free_update (message->update);
  if (message->request != NULL)
    worker->funcs.free_request (message->request);
  g_clear_error (&message->error);
  g_free (message);
}

/* Drops a reference. The last one is dropped after the worker has ended, so
 * nobody uses the mutex when it is destroyed. */
static void
unref (SmoothWorker *worker)
{
  if (--worker->n_refs > 0)
    return;
  pthread_cond_destroy (&worker->wake);
  pthread_mutex_destroy (&worker->mutex);
  g_free (worker);
}

static Message *
take_message (SmoothWorker *worker)
{
  Message *message;

  pthread_mutex_lock (&worker->mutex);
  message = g_queue_pop_head (&worker->messages);
  pthread_mutex_unlock (&worker->mutex);
  return message;
}

/* Delivers the messages that have arrived. Stops if a callback frees the
 * worker. */
static gboolean
dispatch (GSource *source, GSourceFunc callback G_GNUC_UNUSED, gpointer data)
{
  SmoothWorker *worker = data;
  Message *message;

  g_source_set_ready_time (source, -1);
  worker->n_refs++;
  while (!worker->is_closed && (message = take_message (worker)) != NULL)
    {
      if (!message->is_end)
        worker->funcs.deliver (worker->data, message->sequence,
                               g_steal_pointer (&message->update));
      else if (worker->funcs.finished != NULL)
        worker->funcs.finished (worker->data, message->sequence,
                                message->request, message->error);
      free_message (worker, message);
    }
  unref (worker);
  return G_SOURCE_CONTINUE;
}

SmoothWorker *
smooth_worker_new (const SmoothWorkerFuncs *funcs,
                   gpointer data,
                   GError **error)
{
  static const GSourceFuncs source_funcs = { .dispatch = dispatch };
  SmoothWorker *worker = g_new0 (SmoothWorker, 1);

  worker->funcs = *funcs;
  worker->data = data;
  worker->n_refs = 1;
  g_queue_init (&worker->messages);
  pthread_mutex_init (&worker->mutex, NULL);
  pthread_cond_init (&worker->wake, NULL);
  worker->source =
    g_source_new ((GSourceFuncs *) &source_funcs, sizeof (GSource));
  /* The source calls no callback. GLib passes worker, which is set here as the
   * callback's data, on to the source's function dispatch. */
  g_source_set_callback (worker->source, NULL, worker, NULL);
  g_source_attach (worker->source, g_main_context_get_thread_default ());
  if (pthread_create (&worker->thread, NULL, worker_main, worker) == 0)
    return worker;

  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                       _ ("the system gives no thread for the preview"));
  g_source_destroy (worker->source);
  g_source_unref (worker->source);
  unref (worker);
  return NULL;
}

void
smooth_worker_free (SmoothWorker *worker)
{
  Message *message;

  if (worker == NULL)
    return;
  pthread_mutex_lock (&worker->mutex);
  worker->quit = TRUE;
  worker->is_cancelled = TRUE;
  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->mutex);
  pthread_join (worker->thread, NULL);

  worker->is_closed = TRUE;
  g_source_destroy (worker->source);
  g_source_unref (worker->source);
  if (worker->waiting.request != NULL)
    worker->funcs.free_request (worker->waiting.request);
  while ((message = g_queue_pop_head (&worker->messages)) != NULL)
    free_message (worker, message);
  unref (worker);
}

guint64
smooth_worker_request (SmoothWorker *worker,
                       gpointer request,
                       SmoothWorkerPriority priority)
{
  QueuedRequest queued = { request, ++worker->n_requests, priority };
  gpointer replaced;

  pthread_mutex_lock (&worker->mutex);
  replaced = worker->waiting.request;
  worker->waiting = queued;
  if (worker->running.request != NULL
      && worker->running.priority == SMOOTH_WORKER_BACKGROUND)
    worker->is_cancelled = TRUE;
  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->mutex);
  if (replaced != NULL)
    worker->funcs.free_request (replaced);
  return queued.sequence;
}

void
smooth_worker_cancel (SmoothWorker *worker)
{
  gpointer dropped;

  pthread_mutex_lock (&worker->mutex);
  dropped = worker->waiting.request;
  worker->waiting = (QueuedRequest) { 0 };
  worker->is_cancelled = TRUE;
  pthread_mutex_unlock (&worker->mutex);
  if (dropped != NULL)
    worker->funcs.free_request (dropped);
}

gboolean
smooth_worker_is_busy (SmoothWorker *worker)
{
  gboolean is_busy;

  pthread_mutex_lock (&worker->mutex);
  is_busy = worker->waiting.request != NULL || worker->running.request != NULL
            || !g_queue_is_empty (&worker->messages);
  pthread_mutex_unlock (&worker->mutex);
  return is_busy;
}
