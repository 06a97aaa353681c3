/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Render job: one worker thread that computes pictures for a main loop.
 *
 * Requests are numbered. While one is computed the latest other one waits, and
 * takes the place of one that waited before: a hand on a slider neither piles
 * up work nor starves the picture, since what has begun is finished. Work
 * that may take long and is only wanted while nothing else is (the exact
 * picture in the background) gives way instead: it is cancelled by the next
 * request.
 *
 * Needs GLib only. All functions belong to the thread of the main loop (the
 * thread-default main context at smooth_render_job_new), but for those of
 * SmoothRenderTask, which are the worker's.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SmoothRenderJob SmoothRenderJob;

/** The worker's view of the request that it computes. */
typedef struct _SmoothRenderTask SmoothRenderTask;

/** What becomes of a request when the next one comes. */
typedef enum
{
  SMOOTH_RENDER_FOREGROUND,  /* once begun it is finished, if run wants to */
  SMOOTH_RENDER_BACKGROUND, /* it is cancelled */
} SmoothRenderPriority;

/** What a job does. */
typedef struct
{
  /* On the worker: computes a request; pieces of result are handed over by
   * smooth_render_task_post. FALSE with error set if it failed or was
   * cancelled. */
  gboolean (*run) (gpointer data,
                   gpointer request,
                   SmoothRenderTask *run,
                   GError **error);
  /* In the main loop: takes over a piece, in the order of posting. */
  void (*deliver) (gpointer data, guint64 sequence, gpointer piece);
  /* In the main loop, after the request's last piece. error: NULL if it was
   * computed; borrowed, as is request. May be NULL. */
  void (*finished) (gpointer data,
                    guint64 sequence,
                    gpointer request,
                    const GError *error);
  /* In the main loop. */
  GDestroyNotify free_request;
  GDestroyNotify free_piece;
} SmoothRenderFuncs;

/** A job without requests, and its thread. funcs is copied. Errors:
 * SMOOTH_ERROR_NO_MEMORY (no thread to be had). */
SmoothRenderJob *smooth_render_job_new (const SmoothRenderFuncs *funcs,
                                        gpointer data,
                                        GError **error);

/** Cancels what runs, waits for the worker, and frees everything; nothing is
 * delivered any more. Takes as long as run needs to see that it is cancelled.
 * May be called from deliver and finished. NULL is allowed. */
void smooth_render_job_free (SmoothRenderJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothRenderJob, smooth_render_job_free)

/** Asks for a request (transfer full); one that waits is freed, one that runs
 * and gives way is cancelled. Returns its sequence number, 1 for the first. */
guint64 smooth_render_job_request (SmoothRenderJob *job,
                                   gpointer request,
                                   SmoothRenderPriority priority);

/** Forgets what waits and cancels what runs. Does not wait. */
void smooth_render_job_cancel (SmoothRenderJob *job);

/** Whether anything waits, runs or has not been delivered yet; in finished,
 * whether anything else does. */
gboolean smooth_render_job_is_busy (SmoothRenderJob *job);

/** Worker: whether to stop; run then returns FALSE with the error
 * SMOOTH_ERROR_CANCELLED. Cheap. */
gboolean smooth_render_task_is_cancelled (SmoothRenderTask *run);

/** Worker: sets error to SMOOTH_ERROR_CANCELLED if it is to stop. */
gboolean smooth_render_task_check (SmoothRenderTask *run, GError **error);

/** Of a request that waits; must be quick and call nothing of the job. */
typedef gboolean (*SmoothRenderQuestion) (gpointer data, gpointer waiting);

/** Worker: what question says of the request that waits for this one to end;
 * FALSE if none does. Cheap. */
gboolean smooth_render_task_ask (SmoothRenderTask *run,
                                SmoothRenderQuestion question,
                                gpointer data);

/** Worker: hands a piece (transfer full) to the main loop. */
void smooth_render_task_post (SmoothRenderTask *run, gpointer piece);

G_END_DECLS
