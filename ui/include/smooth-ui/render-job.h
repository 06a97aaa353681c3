/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Render job: one worker thread that computes pictures for a main loop, so that
 * the main loop never waits for one.
 *
 * Requests are numbered. While one is being computed, one more can wait: the
 * latest, which replaces the one that waited before. So a dragged slider does
 * not pile up work; and as a request in the foreground is computed to its end,
 * pictures keep coming while the slider moves. A request in the background is
 * cancelled by the next request instead: it may take long, and is only wanted
 * while there is nothing else to do.
 *
 * Needs GLib only. Functions of SmoothRenderTask belong to the worker thread.
 * All others belong to the thread of the main loop, which is that of the
 * thread-default main context in smooth_render_job_new.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SmoothRenderJob SmoothRenderJob;

/** The request that is being computed, as the worker sees it. */
typedef struct _SmoothRenderTask SmoothRenderTask;

/** What happens to a request that is being computed when the next one comes. */
typedef enum
{
  SMOOTH_RENDER_FOREGROUND, /* it is computed to its end */
  SMOOTH_RENDER_BACKGROUND, /* it is cancelled */
} SmoothRenderPriority;

/** What a job computes. data is that of smooth_render_job_new. Requests and
 * updates are the caller's own types, opaque to the job. */
typedef struct
{
  /* On the worker: computes request (borrowed), and posts any number of updates
   * by smooth_render_task_post. Returns FALSE with error set if it failed or
   * was cancelled. task (borrowed) is valid until it returns. */
  gboolean (*run) (gpointer data,
                   gpointer request,
                   SmoothRenderTask *task,
                   GError **error);
  /* In the main loop: receives an update (transfer full) of the request with
   * this sequence number, in the order of posting. */
  void (*deliver) (gpointer data, guint64 sequence, gpointer update);
  /* In the main loop, after the request's last update. error is NULL if it was
   * computed. Both pointers are borrowed. The function may be NULL. */
  void (*finished) (gpointer data,
                    guint64 sequence,
                    gpointer request,
                    const GError *error);
  /* In the main loop. */
  GDestroyNotify free_request;
  GDestroyNotify free_update;
} SmoothRenderFuncs;

/** Starts a thread, and returns a job without requests. funcs is copied; data
 * (borrowed) must outlive the job. Errors: NO_MEMORY if the system has no
 * thread left. */
SmoothRenderJob *smooth_render_job_new (const SmoothRenderFuncs *funcs,
                                        gpointer data,
                                        GError **error);

/** Cancels the request that is being computed, waits for the worker, and frees
 * the job and everything that was not delivered. Takes as long as run needs to
 * see that it is cancelled. May be called by deliver and finished. NULL is
 * allowed. */
void smooth_render_job_free (SmoothRenderJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothRenderJob, smooth_render_job_free)

/** Queues a request (transfer full). One that waits is freed without having
 * been computed; one in the background that is being computed is cancelled.
 * Returns the sequence number, 1 for the first request. */
guint64 smooth_render_job_request (SmoothRenderJob *job,
                                   gpointer request,
                                   SmoothRenderPriority priority);

/** Frees the request that waits, and cancels the one that is being computed.
 * Does not wait for its end. */
void smooth_render_job_cancel (SmoothRenderJob *job);

/** Returns whether there is a request that waits or is being computed, or
 * anything that has not been delivered yet. What finished is called for does
 * not count. */
gboolean smooth_render_job_is_busy (SmoothRenderJob *job);

/** Returns whether the task was cancelled. run then has to return FALSE with
 * the error CANCELLED, soon. Takes a mutex for a moment. */
gboolean smooth_render_task_is_cancelled (SmoothRenderTask *task);

/** Returns FALSE with the error CANCELLED if the task was cancelled. */
gboolean smooth_render_task_check (SmoothRenderTask *task, GError **error);

/** Answers a question about a waiting request (borrowed). Called with the job's
 * mutex locked: it must be quick, and call no function of the job. */
typedef gboolean (*SmoothRenderPredicate) (gpointer data, gpointer waiting);

/** Returns what predicate (data, the request that waits) returns; FALSE if none
 * waits. */
gboolean smooth_render_task_check_waiting (SmoothRenderTask *task,
                                           SmoothRenderPredicate predicate,
                                           gpointer data);

/** Sends an update (transfer full) to the main loop. */
void smooth_render_task_post (SmoothRenderTask *task, gpointer update);

G_END_DECLS
