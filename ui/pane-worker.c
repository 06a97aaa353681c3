/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receives what the worker computes: passes frame updates on to the canvas,
 * notes errors, ends smooth_pane_finish, and lets pane-request.c decide what to
 * compute next.
 */
#include <smooth/error.h>

#include "i18n.h"
#include "pane-private.h"

/* Ends smooth_pane_finish, if it is under way, by calling the function done of
 * its caller. */
static void
end_finish (SmoothPane *pane, const GError *error)
{
  SmoothPaneDoneFunc done = pane->done;
  /* The function done may destroy the pane. */
  g_autoptr (SmoothPane) held = g_object_ref (pane);

  if (done == NULL)
    return;
  pane->done = NULL;
  pane->is_stopped = FALSE;
  done (pane->done_data, error);
  /* The view may have changed while smooth_pane_finish was under way, when
   * smooth_pane_request_frame does nothing. */
  if (pane->worker != NULL)
    smooth_pane_request_frame (pane);
}

void
smooth_pane_cancel_finish (SmoothPane *pane)
{
  g_autoptr (GError) error = g_error_new_literal (
    SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED, _ ("the run was stopped"));

  end_finish (pane, error);
}

/* The worker's function run, called on the worker. */
static gboolean
run_request (gpointer data,
             gpointer request,
             SmoothWorkerTask *task,
             GError **error)
{
  const SmoothPane *pane = data;

  return smooth_renderer_run (pane->renderer, request, task, error);
}

static void
note_progress (SmoothPane *pane, const SmoothFrameUpdate *update)
{
  if (update->revision != pane->revision)
    return;
  smooth_time_left_report (&pane->time_left, update->fraction,
                           g_get_monotonic_time ());
  pane->exact_fraction = update->fraction;
}

static void
note_result (SmoothPane *pane, const SmoothFrameUpdate *update)
{
  if (update->is_store_complete)
    pane->exact_revision = update->revision;
  /* Each frame restarts the spinner's delay, so that the spinner does not turn
   * while frames follow each other. */
  g_clear_handle_id (&pane->spinner_timer, g_source_remove);
}

static void
deliver (gpointer data, guint64 sequence G_GNUC_UNUSED, gpointer update_data)
{
  SmoothPane *pane = data;
  g_autoptr (SmoothFrameUpdate) update = update_data;
  gboolean is_result = update->kind == SMOOTH_FRAME_UPDATE_RESULT
                       || update->kind == SMOOTH_FRAME_UPDATE_OVERVIEW;
  guint64 id =
    pane->picture != NULL ? smooth_shared_picture_get_id (pane->picture) : 0;

  if (update->picture_id != id)
    return;
  if (update->kind == SMOOTH_FRAME_UPDATE_PROGRESS)
    note_progress (pane, update);
  if (is_result)
    note_result (pane, update);
  if (!is_result || smooth_pane_is_on (pane))
    smooth_canvas_add_update (SMOOTH_CANVAS (pane->canvas),
                              g_steal_pointer (&update));
  smooth_pane_update_status (pane);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
}

/* Ends smooth_pane_finish if the end of request decides how it went. A request
 * for the exact result always does; a request for a frame does only if the
 * result store is complete now. error: why request failed; NULL: it succeeded.
 */
static void
end_finish_by (SmoothPane *pane,
               const SmoothFrameRequest *request,
               const GError *error)
{
  gboolean decides =
    request->revision == pane->revision
    && (request->wants_exact || smooth_pane_has_exact_result (pane));

  if (decides && error == NULL)
    end_finish (pane, NULL);
  else if (pane->is_stopped)
    smooth_pane_cancel_finish (pane);
  else if (decides && !is_cancelled (error))
    end_finish (pane, error);
}

/* Notes whether an overview could not be made, so that it is not tried again in
 * this revision: computing it has failed, or it is not exact although the store
 * holds the exact result. The overview is no more than a help, so its errors
 * are not shown. */
static void
note_overview (SmoothPane *pane,
               const SmoothFrameRequest *request,
               const GError *error)
{
  const SmoothFrameUpdate *overview =
    smooth_canvas_get_overview (SMOOTH_CANVAS (pane->canvas));
  gboolean is_good =
    error == NULL && overview != NULL
    && (overview->is_exact || !smooth_pane_has_exact_result (pane));

  if (!is_good && !is_cancelled (error))
    pane->failed_overview = request->revision;
}

/* Notes whether the result store is complete, and whether the kind of work that
 * has ended has failed. */
static void
note_end (SmoothPane *pane,
          const SmoothFrameRequest *request,
          const GError *error)
{
  if (error == NULL && request->wants_exact)
    pane->exact_revision = request->revision;
  if (request->wants_overview)
    {
      note_overview (pane, request, error);
      return;
    }
  if (request->revision == pane->revision && !is_cancelled (error))
    smooth_pane_set_failure (
      pane, request->wants_exact ? SMOOTH_FAILURE_EXACT : SMOOTH_FAILURE_FRAME,
      error);
}

static void
finished (gpointer data,
          guint64 sequence G_GNUC_UNUSED,
          gpointer request,
          const GError *error)
{
  /* The function done of smooth_pane_finish may destroy the pane. */
  g_autoptr (SmoothPane) pane = g_object_ref (data);

  note_end (pane, request, error);
  if (pane->done != NULL)
    end_finish_by (pane, request, error);
  if (pane->worker == NULL)
    return;
  smooth_pane_request_next (pane);
  smooth_pane_update_status (pane);
  if (pane->is_settled && !smooth_worker_is_busy (pane->worker))
    smooth_pane_announce (pane);
}

gboolean
smooth_pane_start_worker (SmoothPane *pane,
                          const SmoothSmoother *smoother,
                          GError **error)
{
  const SmoothWorkerFuncs funcs = {
    .run = run_request,
    .deliver = deliver,
    .finished = finished,
    .free_request = (GDestroyNotify) smooth_frame_request_free,
    .free_update = (GDestroyNotify) smooth_frame_update_free,
  };

  pane->renderer = smooth_renderer_new (smoother);
  pane->worker = smooth_worker_new (&funcs, pane, error);
  return pane->worker != NULL;
}
