/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker uses pthreads, since ThreadSanitizer does not see the locks of
 * GLib's threads. One mutex protects everything that both threads use. The
 * worker sends messages to the main loop by a queue, and wakes it by a GSource
 * that lives as long as the job.
 *
 * The job may be freed by a callback, that is, while dispatch is running.
 * Therefore dispatch holds a reference on the job, and checks is_closed after
 * each callback.
 */
#include <smooth-ui/render-job.h>

#include <pthread.h>

#include <smooth/error.h>

#include "i18n.h"

/* A request, its sequence number and its priority. */
typedef struct
{
  gpointer request; /* NULL: there is no request */
  guint64 sequence;
  SmoothRenderPriority priority;
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

struct _SmoothRenderTask
{
  SmoothRenderJob *job;
  guint64 sequence;
};

struct _SmoothRenderJob
{
  /* The four fields below are constant while the worker lives. */
  SmoothRenderFuncs funcs;
  gpointer data;
  pthread_t thread;
  GSource *source;

  /* The three fields below are used by the main thread only. */
  guint64 n_requests;
  gboolean is_closed; /* smooth_render_job_free was called */
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
send (SmoothRenderJob *job, const Message *message)
{
  g_queue_push_tail (&job->messages, g_memdup2 (message, sizeof *message));
  g_source_set_ready_time (job->source, 0);
}

gboolean
smooth_render_task_is_cancelled (SmoothRenderTask *task)
{
  gboolean is_cancelled;

  pthread_mutex_lock (&task->job->mutex);
  is_cancelled = task->job->is_cancelled;
  pthread_mutex_unlock (&task->job->mutex);
  return is_cancelled;
}

gboolean
smooth_render_task_check_waiting (SmoothRenderTask *task,
                                  SmoothRenderPredicate predicate,
                                  gpointer data)
{
  SmoothRenderJob *job = task->job;
  gboolean is_true;

  pthread_mutex_lock (&job->mutex);
  is_true =
    job->waiting.request != NULL && predicate (data, job->waiting.request);
  pthread_mutex_unlock (&job->mutex);
  return is_true;
}

gboolean
smooth_render_task_check (SmoothRenderTask *task, GError **error)
{
  if (!smooth_render_task_is_cancelled (task))
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the preview was cancelled"));
  return FALSE;
}

void
smooth_render_task_post (SmoothRenderTask *task, gpointer update)
{
  const Message message = { .sequence = task->sequence, .update = update };

  pthread_mutex_lock (&task->job->mutex);
  send (task->job, &message);
  pthread_mutex_unlock (&task->job->mutex);
}

/* Computes end->request, and sets end->error if that fails. end will be the
 * message that tells the request's end. The mutex must not be locked. */
static void
compute (SmoothRenderJob *job, Message *end)
{
  SmoothRenderTask task = { job, end->sequence };

  if (!job->funcs.run (job->data, end->request, &task, &end->error)
      && end->error == NULL)
    g_set_error_literal (&end->error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                         _ ("the preview failed without saying why"));
}

static void *
worker_main (void *data)
{
  SmoothRenderJob *job = data;

  pthread_mutex_lock (&job->mutex);
  while (!job->quit)
    {
      Message end = { .is_end = TRUE };

      if (job->waiting.request == NULL)
        {
          pthread_cond_wait (&job->wake, &job->mutex);
          continue;
        }
      job->running = job->waiting;
      job->waiting = (QueuedRequest) { 0 };
      job->is_cancelled = FALSE;
      end.sequence = job->running.sequence;
      end.request = job->running.request;
      pthread_mutex_unlock (&job->mutex);
      compute (job, &end);
      pthread_mutex_lock (&job->mutex);
      job->running = (QueuedRequest) { 0 };
      send (job, &end);
    }
  pthread_mutex_unlock (&job->mutex);
  return NULL;
}

static void
free_message (SmoothRenderJob *job, Message *message)
{
  if (message->update != NULL)
    job->funcs.free_update (message->update);
  if (message->request != NULL)
    job->funcs.free_request (message->request);
  g_clear_error (&message->error);
  g_free (message);
}

/* Drops a reference. The last one is dropped after the worker has ended, so
 * nobody uses the mutex when it is destroyed. */
static void
unref (SmoothRenderJob *job)
{
  if (--job->n_refs > 0)
    return;
  pthread_cond_destroy (&job->wake);
  pthread_mutex_destroy (&job->mutex);
  g_free (job);
}

static Message *
take_message (SmoothRenderJob *job)
{
  Message *message;

  pthread_mutex_lock (&job->mutex);
  message = g_queue_pop_head (&job->messages);
  pthread_mutex_unlock (&job->mutex);
  return message;
}

/* Delivers the messages that have arrived. Stops if a callback frees the
 * job. */
static gboolean
dispatch (GSource *source, GSourceFunc callback G_GNUC_UNUSED, gpointer data)
{
  SmoothRenderJob *job = data;
  Message *message;

  g_source_set_ready_time (source, -1);
  job->n_refs++;
  while (!job->is_closed && (message = take_message (job)) != NULL)
    {
      if (!message->is_end)
        job->funcs.deliver (job->data, message->sequence,
                            g_steal_pointer (&message->update));
      else if (job->funcs.finished != NULL)
        job->funcs.finished (job->data, message->sequence, message->request,
                             message->error);
      free_message (job, message);
    }
  unref (job);
  return G_SOURCE_CONTINUE;
}

SmoothRenderJob *
smooth_render_job_new (const SmoothRenderFuncs *funcs,
                       gpointer data,
                       GError **error)
{
  static const GSourceFuncs source_funcs = { .dispatch = dispatch };
  SmoothRenderJob *job = g_new0 (SmoothRenderJob, 1);

  job->funcs = *funcs;
  job->data = data;
  job->n_refs = 1;
  g_queue_init (&job->messages);
  pthread_mutex_init (&job->mutex, NULL);
  pthread_cond_init (&job->wake, NULL);
  job->source = g_source_new ((GSourceFuncs *) &source_funcs, sizeof (GSource));
  /* The source calls no callback. GLib passes job, which is set here as the
   * callback's data, on to the source's function dispatch. */
  g_source_set_callback (job->source, NULL, job, NULL);
  g_source_attach (job->source, g_main_context_get_thread_default ());
  if (pthread_create (&job->thread, NULL, worker_main, job) == 0)
    return job;

  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                       _ ("the system gives no thread for the preview"));
  g_source_destroy (job->source);
  g_source_unref (job->source);
  unref (job);
  return NULL;
}

void
smooth_render_job_free (SmoothRenderJob *job)
{
  Message *message;

  if (job == NULL)
    return;
  pthread_mutex_lock (&job->mutex);
  job->quit = TRUE;
  job->is_cancelled = TRUE;
  pthread_cond_signal (&job->wake);
  pthread_mutex_unlock (&job->mutex);
  pthread_join (job->thread, NULL);

  job->is_closed = TRUE;
  g_source_destroy (job->source);
  g_source_unref (job->source);
  if (job->waiting.request != NULL)
    job->funcs.free_request (job->waiting.request);
  while ((message = g_queue_pop_head (&job->messages)) != NULL)
    free_message (job, message);
  unref (job);
}

guint64
smooth_render_job_request (SmoothRenderJob *job,
                           gpointer request,
                           SmoothRenderPriority priority)
{
  QueuedRequest queued = { request, ++job->n_requests, priority };
  gpointer replaced;

  pthread_mutex_lock (&job->mutex);
  replaced = job->waiting.request;
  job->waiting = queued;
  if (job->running.request != NULL
      && job->running.priority == SMOOTH_RENDER_BACKGROUND)
    job->is_cancelled = TRUE;
  pthread_cond_signal (&job->wake);
  pthread_mutex_unlock (&job->mutex);
  if (replaced != NULL)
    job->funcs.free_request (replaced);
  return queued.sequence;
}

void
smooth_render_job_cancel (SmoothRenderJob *job)
{
  gpointer dropped;

  pthread_mutex_lock (&job->mutex);
  dropped = job->waiting.request;
  job->waiting = (QueuedRequest) { 0 };
  job->is_cancelled = TRUE;
  pthread_mutex_unlock (&job->mutex);
  if (dropped != NULL)
    job->funcs.free_request (dropped);
}

gboolean
smooth_render_job_is_busy (SmoothRenderJob *job)
{
  gboolean is_busy;

  pthread_mutex_lock (&job->mutex);
  is_busy = job->waiting.request != NULL || job->running.request != NULL
            || !g_queue_is_empty (&job->messages);
  pthread_mutex_unlock (&job->mutex);
  return is_busy;
}
