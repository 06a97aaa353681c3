/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worker: one thread that computes pictures for a main loop, so that
 * the main loop never waits for one.
 *
 * The caller queues requests, which are numbered. While one request is
 * computed, one more can wait: the latest, which replaces the one that waited
 * before it. So a dragged slider does not pile up work. What happens to the
 * request that is being computed depends on its priority. A foreground request
 * is computed to its end, so that pictures keep coming while a slider moves. A
 * background request is cancelled by the next request: it may take long, and
 * its result is only wanted while there is nothing else to do.
 *
 * Needs GLib only. Functions of SmoothWorkerTask are called on the worker
 * thread. All others are called in the main loop whose context is the
 * thread-default one when smooth_worker_new is called.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SmoothWorker SmoothWorker;

/** The request that is being computed, as the worker sees it. */
typedef struct _SmoothWorkerTask SmoothWorkerTask;

/** What happens to a request that is being computed when the next one comes. */
typedef enum
{
  SMOOTH_WORKER_FOREGROUND, /* it is computed to its end */
  SMOOTH_WORKER_BACKGROUND, /* it is cancelled */
} SmoothWorkerPriority;

/** The functions of a worker. Their argument data is that of
 * smooth_worker_new. Requests and updates are of the caller's own types;
 * the worker only passes pointers to them on. */
typedef struct
{
  /* Computes request (borrowed), on the worker, and posts any number of updates
   * by smooth_worker_task_post. Returns FALSE with error set if it failed or
   * was cancelled. task (borrowed) is valid until it returns. */
  gboolean (*run) (gpointer data,
                   gpointer request,
                   SmoothWorkerTask *task,
                   GError **error);
  /* Receives an update (transfer full), in the main loop, in the order of
   * posting. sequence: the number of the request that the update answers. */
  void (*deliver) (gpointer data, guint64 sequence, gpointer update);
  /* Called in the main loop after the last update of a request. error is NULL
   * if the request was computed. Both pointers are borrowed. May be NULL. */
  void (*finished) (gpointer data,
                    guint64 sequence,
                    gpointer request,
                    const GError *error);
  /* Free a request or an update; called in the main loop. */
  GDestroyNotify free_request;
  GDestroyNotify free_update;
} SmoothWorkerFuncs;

/** Starts a thread, and returns a worker without requests. funcs is copied;
 * data (borrowed) must outlive the worker. Errors: NO_MEMORY if the system has
 * no thread left. */
SmoothWorker *smooth_worker_new (const SmoothWorkerFuncs *funcs,
                                 gpointer data,
                                 GError **error);

/** Cancels the request that is being computed, waits for the thread's end, and
 * frees the worker and everything that was not delivered. Takes as long as the
 * function run needs to notice that it is cancelled. May be called from the
 * functions deliver and finished. worker may be NULL. */
void smooth_worker_free (SmoothWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothWorker, smooth_worker_free)

/** Queues a request (transfer full). A request that waits already is freed
 * without being computed; a background request that is being computed is
 * cancelled. Returns the request's sequence number, which is 1 for the first
 * request. */
guint64 smooth_worker_request (SmoothWorker *worker,
                               gpointer request,
                               SmoothWorkerPriority priority);

/** Frees the request that waits, and cancels the one that is being computed,
 * without waiting for its end. */
void smooth_worker_cancel (SmoothWorker *worker);

/** Returns whether a request waits or is being computed, or an update or the
 * end of a request has not been delivered yet. During a call of the function
 * finished its own request does not count. */
gboolean smooth_worker_is_busy (SmoothWorker *worker);

/** Returns whether the task was cancelled. The function run then has to return
 * FALSE soon, with the error CANCELLED. Locks a mutex for a moment. */
gboolean smooth_worker_task_is_cancelled (SmoothWorkerTask *task);

/** Returns FALSE with the error CANCELLED if the task was cancelled. */
gboolean smooth_worker_task_check (SmoothWorkerTask *task, GError **error);

/** The type of a function that answers a question about the request that waits
 * (borrowed). It is called with the worker's mutex locked: it must be quick,
 * and call no function of the worker. */
typedef gboolean (*SmoothWorkerPredicate) (gpointer data, gpointer waiting);

/** Returns what predicate returns for data and the request that waits; FALSE if
 * no request waits. */
gboolean smooth_worker_task_check_waiting (SmoothWorkerTask *task,
                                           SmoothWorkerPredicate predicate,
                                           gpointer data);

/** Sends an update (transfer full) to the function deliver in the main loop. */
void smooth_worker_task_post (SmoothWorkerTask *task, gpointer update);

G_END_DECLS
