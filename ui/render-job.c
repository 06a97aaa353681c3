/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worker on pthreads (not GLib's threads, whose locks ThreadSanitizer does
 * not see). Everything that both threads touch stands under one mutex; the
 * worker wakes the main loop through one source that lives as long as the job.
 *
 * Freed from inside a callback: the source's dispatch holds a reference on the
 * job, and asks is_closed after each callback.
 */
#include <smooth-ui/render-job.h>

#include <pthread.h>

#include <smooth/error.h>

#include "i18n.h"

/* A request on its way. */
typedef struct
{
  gpointer request;
  guint64 sequence;
  SmoothRenderPriority priority;
} Ticket;

/* What goes to the main loop: a piece, or a request that is done with. */
typedef struct
{
  guint64 sequence;
  gpointer piece;
  gboolean is_end;
  gpointer request; /* of the end */
  GError *error;    /* of the end */
} Parcel;

struct _SmoothRenderTask
{
  SmoothRenderJob *job;
  guint64 sequence;
};

struct _SmoothRenderJob
{
  SmoothRenderFuncs funcs;
  gpointer data;
  GSource *source;
  guint64 n_requests;
  gboolean is_closed; /* main thread only */
  int n_refs;         /* main thread only */

  pthread_t thread;
  pthread_mutex_t mutex; /* for all below */
  pthread_cond_t wake;   /* something waits, or quit was set */
  Ticket waiting;        /* request NULL: none */
  Ticket running;        /* request NULL: none */
  gboolean is_cancelled; /* the running one */
  gboolean quit;
  GQueue parcels;
};

/* Wakes the main loop; with the mutex held. */
static void
send (SmoothRenderJob *job, const Parcel *parcel)
{
  g_queue_push_tail (&job->parcels, g_memdup2 (parcel, sizeof *parcel));
  g_source_set_ready_time (job->source, 0);
}

gboolean
smooth_render_task_is_cancelled (SmoothRenderTask *run)
{
  gboolean is_cancelled;

  pthread_mutex_lock (&run->job->mutex);
  is_cancelled = run->job->is_cancelled;
  pthread_mutex_unlock (&run->job->mutex);
  return is_cancelled;
}

gboolean
smooth_render_task_ask (SmoothRenderTask *run,
                       SmoothRenderQuestion question,
                       gpointer data)
{
  SmoothRenderJob *job = run->job;
  gboolean answer;

  pthread_mutex_lock (&job->mutex);
  answer =
    job->waiting.request != NULL && question (data, job->waiting.request);
  pthread_mutex_unlock (&job->mutex);
  return answer;
}

gboolean
smooth_render_task_check (SmoothRenderTask *run, GError **error)
{
  if (!smooth_render_task_is_cancelled (run))
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the preview was cancelled"));
  return FALSE;
}

void
smooth_render_task_post (SmoothRenderTask *run, gpointer piece)
{
  const Parcel parcel = { .sequence = run->sequence, .piece = piece };

  pthread_mutex_lock (&run->job->mutex);
  send (run->job, &parcel);
  pthread_mutex_unlock (&run->job->mutex);
}

/* Computes the running ticket; without the mutex. */
static void
compute (SmoothRenderJob *job, Parcel *end)
{
  SmoothRenderTask run = { job, end->sequence };

  if (!job->funcs.run (job->data, end->request, &run, &end->error)
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
      Parcel end = { .is_end = TRUE };

      if (job->waiting.request == NULL)
        {
          pthread_cond_wait (&job->wake, &job->mutex);
          continue;
        }
      job->running = job->waiting;
      job->waiting = (Ticket){ 0 };
      job->is_cancelled = FALSE;
      end.sequence = job->running.sequence;
      end.request = job->running.request;
      pthread_mutex_unlock (&job->mutex);
      compute (job, &end);
      pthread_mutex_lock (&job->mutex);
      job->running = (Ticket){ 0 };
      send (job, &end);
    }
  pthread_mutex_unlock (&job->mutex);
  return NULL;
}

static void
free_parcel (SmoothRenderJob *job, Parcel *parcel)
{
  if (parcel->piece != NULL)
    job->funcs.free_piece (parcel->piece);
  if (parcel->request != NULL)
    job->funcs.free_request (parcel->request);
  g_clear_error (&parcel->error);
  g_free (parcel);
}

/* The mutex is held by nobody: the worker has ended. */
static void
unref (SmoothRenderJob *job)
{
  if (--job->n_refs > 0)
    return;
  pthread_cond_destroy (&job->wake);
  pthread_mutex_destroy (&job->mutex);
  g_free (job);
}

static Parcel *
take_parcel (SmoothRenderJob *job)
{
  Parcel *parcel;

  pthread_mutex_lock (&job->mutex);
  parcel = g_queue_pop_head (&job->parcels);
  pthread_mutex_unlock (&job->mutex);
  return parcel;
}

/* Hands over what has come so far, until the job is closed by one of the
 * callbacks. */
static gboolean
dispatch (GSource *source, GSourceFunc callback G_GNUC_UNUSED, gpointer data)
{
  SmoothRenderJob *job = data;
  Parcel *parcel;

  g_source_set_ready_time (source, -1);
  job->n_refs++;
  while (!job->is_closed && (parcel = take_parcel (job)) != NULL)
    {
      if (!parcel->is_end)
        job->funcs.deliver (job->data, parcel->sequence,
                            g_steal_pointer (&parcel->piece));
      else if (job->funcs.finished != NULL)
        job->funcs.finished (job->data, parcel->sequence, parcel->request,
                             parcel->error);
      free_parcel (job, parcel);
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
  g_queue_init (&job->parcels);
  pthread_mutex_init (&job->mutex, NULL);
  pthread_cond_init (&job->wake, NULL);
  job->source = g_source_new ((GSourceFuncs *) &source_funcs, sizeof (GSource));
  /* GLib wants a callback, though dispatch does without. */
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
  Parcel *parcel;

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
  while ((parcel = g_queue_pop_head (&job->parcels)) != NULL)
    free_parcel (job, parcel);
  unref (job);
}

guint64
smooth_render_job_request (SmoothRenderJob *job,
                           gpointer request,
                           SmoothRenderPriority priority)
{
  Ticket ticket = { request, ++job->n_requests, priority };
  gpointer replaced;

  pthread_mutex_lock (&job->mutex);
  replaced = job->waiting.request;
  job->waiting = ticket;
  if (job->running.request != NULL
      && job->running.priority == SMOOTH_RENDER_BACKGROUND)
    job->is_cancelled = TRUE;
  pthread_cond_signal (&job->wake);
  pthread_mutex_unlock (&job->mutex);
  if (replaced != NULL)
    job->funcs.free_request (replaced);
  return ticket.sequence;
}

void
smooth_render_job_cancel (SmoothRenderJob *job)
{
  gpointer dropped;

  pthread_mutex_lock (&job->mutex);
  dropped = job->waiting.request;
  job->waiting = (Ticket){ 0 };
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
            || !g_queue_is_empty (&job->parcels);
  pthread_mutex_unlock (&job->mutex);
  return is_busy;
}
