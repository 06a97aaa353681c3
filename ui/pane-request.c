/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking: a frame at any change; where that came near to what it should be, the
 * frame as it should be; the exact result once the hand has rested and the last
 * frame is there. The latter two never take the waiting place from a frame:
 * they are only asked for when the worker has nothing to do.
 */
#include <smooth/error.h>

#include "i18n.h"
#include "pane-private.h"

#define REST_MS 300

/* What is on the screen. NULL if there is no picture, or, but for the exact
 * result, if nothing can be seen yet. */
static SmoothFrameRequest *
create_request (SmoothPane *pane, gboolean wants_exact)
{
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  SmoothFrameRequest *request;

  if (pane->job == NULL || pane->picture == NULL
      || (viewport == NULL && !wants_exact))
    return NULL;
  request = g_new0 (SmoothFrameRequest, 1);
  request->picture = smooth_shared_picture_ref (pane->picture);
  request->display = smooth_shared_display_ref (pane->display);
  request->params = pane->params;
  request->state = pane->state;
  request->mask_id = pane->mask_id + 1;
  request->wanted = pane->wanted;
  request->wants_exact = wants_exact;
  request->wants_result = wants_exact || smooth_pane_is_on (pane);
  if (viewport != NULL)
    smooth_viewport_get_grid (viewport, &request->grid, &request->seen);
  return request;
}

/* Whether what is shown only came near to the frame. */
static gboolean
is_near (SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));

  return result != NULL && result->is_near && result->state == pane->state;
}

static gboolean
can_be_exact (SmoothPane *pane)
{
  return pane->picture != NULL
         && smooth_shared_picture_get_store (pane->picture) != NULL
         && !smooth_pane_is_exact (pane);
}

static void
request_exact (SmoothPane *pane, SmoothRenderPriority priority)
{
  SmoothFrameRequest *request = create_request (pane, TRUE);

  if (request == NULL)
    return;
  pane->start_fraction = -1;
  smooth_render_job_request (pane->job, request, priority);
}

/* Goes on where nothing else is to be done. */
static void
go_on (SmoothPane *pane)
{
  if (pane->job == NULL || smooth_render_job_is_busy (pane->job))
    return;
  if (pane->done != NULL)
    {
      if (can_be_exact (pane))
        request_exact (pane, SMOOTH_RENDER_FOREGROUND);
      return;
    }
  if (!smooth_pane_is_on (pane) || pane->failures[SMOOTH_FAILURE_FRAME] != NULL)
    return;
  if (is_near (pane))
    {
      SmoothFrameRequest *request = create_request (pane, FALSE);

      if (request != NULL)
        smooth_render_job_request (pane->job, request, SMOOTH_RENDER_BACKGROUND);
    }
  else if (pane->is_resting && can_be_exact (pane)
           && pane->failures[SMOOTH_FAILURE_EXACT] == NULL)
    request_exact (pane, SMOOTH_RENDER_BACKGROUND);
}

static gboolean
on_rest (gpointer data)
{
  SmoothPane *pane = data;

  pane->rest_timer = 0;
  pane->is_resting = TRUE;
  go_on (pane);
  smooth_pane_update_status (pane);
  if (pane->job == NULL || !smooth_render_job_is_busy (pane->job))
    smooth_pane_announce (pane);
  return G_SOURCE_REMOVE;
}

void
smooth_pane_request_frame (SmoothPane *pane)
{
  SmoothViewSettings state;
  SmoothFrameRequest *request;

  /* A run that is to be finished is not disturbed. */
  if (pane->done != NULL)
    return;
  pane->is_resting = FALSE;
  g_clear_handle_id (&pane->rest_timer, g_source_remove);
  request = create_request (pane, FALSE);
  if (request != NULL)
    {
      /* The edge map of a near result is that of before. */
      smooth_pane_get_state (pane, &state);
      request->may_be_near = state.view != SMOOTH_VIEW_EDGES;
      smooth_render_job_request (pane->job, request, SMOOTH_RENDER_FOREGROUND);
      pane->rest_timer = g_timeout_add (REST_MS, on_rest, pane);
    }
  smooth_pane_update_status (pane);
}

void
smooth_pane_finish_now (SmoothPane *pane)
{
  smooth_pane_set_failure (pane, SMOOTH_FAILURE_EXACT, NULL);
  g_clear_handle_id (&pane->rest_timer, g_source_remove);
  go_on (pane);
}

/* What was computed and what failed was another thing. */
static void
begin_state (SmoothPane *pane)
{
  pane->state++;
  pane->exact_fraction = 0;
  for (int kind = 0; kind < SMOOTH_N_FAILURES; kind++)
    smooth_pane_set_failure (pane, kind, NULL);
}

void
smooth_pane_new_state (SmoothPane *pane)
{
  smooth_pane_cancel_finish (pane);
  begin_state (pane);
  smooth_pane_request_frame (pane);
}

void
smooth_pane_set_wanted (SmoothPane *pane, const SmoothRect *wanted)
{
  SmoothRect all = { 0 };

  if (pane->picture != NULL)
    {
      const SmoothSource *source =
        smooth_shared_picture_get_source (pane->picture);

      all = (SmoothRect){ 0, 0, source->width, source->height };
    }
  pane->wanted = all;
  if (wanted != NULL && wanted->width > 0)
    smooth_rect_intersect (wanted, &all, &pane->wanted);
}

void
smooth_pane_new_mask (SmoothPane *pane, const SmoothRect *wanted)
{
  SmoothRect old = pane->wanted;

  smooth_pane_set_wanted (pane, wanted);
  pane->mask_id++;
  if (!smooth_rect_equal (&old, &pane->wanted))
    begin_state (pane);
  smooth_pane_set_failure (pane, SMOOTH_FAILURE_EXACT, NULL);
  smooth_pane_request_frame (pane);
}

void
smooth_pane_end_finish (SmoothPane *pane, const GError *error)
{
  SmoothPaneDoneFunc done = pane->done;
  /* Who is told may destroy the pane. */
  g_autoptr (SmoothPane) held = g_object_ref (pane);

  if (done == NULL)
    return;
  pane->done = NULL;
  pane->is_stopped = FALSE;
  done (pane->done_data, error);
  /* The view may have changed in the meantime. */
  if (pane->job != NULL)
    smooth_pane_request_frame (pane);
}

void
smooth_pane_cancel_finish (SmoothPane *pane)
{
  g_autoptr (GError) error = g_error_new_literal (
    SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED, _ ("the run was stopped"));

  smooth_pane_end_finish (pane, error);
}

/* On the worker. */
static gboolean
run_request (gpointer data, gpointer request, SmoothRenderTask *run, GError **error)
{
  const SmoothPane *pane = data;

  return smooth_renderer_run (pane->renderer, request, run, error);
}

static void
note_progress (SmoothPane *pane, double fraction)
{
  if (pane->start_fraction < 0)
    {
      pane->start_fraction = fraction;
      pane->start_time = g_get_monotonic_time ();
    }
  pane->exact_fraction = fraction;
}

static void
deliver (gpointer data, guint64 sequence G_GNUC_UNUSED, gpointer piece_data)
{
  SmoothPane *pane = data;
  SmoothFrameUpdate *piece = piece_data;
  guint64 id =
    pane->picture != NULL ? smooth_shared_picture_get_id (pane->picture) : 0;

  if (piece->picture_id != id)
    {
      smooth_frame_update_free (piece);
      return;
    }
  if (piece->kind == SMOOTH_FRAME_UPDATE_PROGRESS && piece->state == pane->state)
    note_progress (pane, piece->fraction);
  if (piece->kind == SMOOTH_FRAME_UPDATE_RESULT && piece->is_stored)
    pane->exact_state = piece->state;
  /* While frames follow each other, nobody waits. */
  if (piece->kind == SMOOTH_FRAME_UPDATE_RESULT)
    g_clear_handle_id (&pane->busy_timer, g_source_remove);
  if (piece->kind == SMOOTH_FRAME_UPDATE_RESULT && !smooth_pane_is_on (pane))
    g_clear_pointer (&piece, smooth_frame_update_free);
  if (piece != NULL)
    smooth_canvas_take (SMOOTH_CANVAS (pane->canvas), piece);
  smooth_pane_update_status (pane);
}

/* Ends what a caller waits for: done, given up, or failed. A frame that ended
 * on the way is none of these. */
static void
consider_end (SmoothPane *pane, const SmoothFrameRequest *request, const GError *error)
{
  gboolean is_it = request->state == pane->state
                   && (request->wants_exact || smooth_pane_is_exact (pane));

  if (pane->done == NULL)
    return;
  if (is_it && error == NULL)
    smooth_pane_end_finish (pane, NULL);
  else if (pane->is_stopped)
    smooth_pane_cancel_finish (pane);
  else if (is_it
           && !g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    smooth_pane_end_finish (pane, error);
}

static void
note_end (SmoothPane *pane, const SmoothFrameRequest *request, const GError *error)
{
  if (error == NULL && request->wants_exact)
    pane->exact_state = request->state;
  if (request->state != pane->state
      || g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    return;
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
  /* The caller who is told may close the dialog. */
  g_autoptr (SmoothPane) pane = g_object_ref (data);

  note_end (pane, request, error);
  consider_end (pane, request, error);
  if (pane->job == NULL)
    return;
  go_on (pane);
  smooth_pane_update_status (pane);
  if (pane->is_resting && !smooth_render_job_is_busy (pane->job))
    smooth_pane_announce (pane);
}

gboolean
smooth_pane_start_worker (SmoothPane *pane,
                          const SmoothSmoother *smoother,
                          GError **error)
{
  const SmoothRenderFuncs funcs = {
    .run = run_request,
    .deliver = deliver,
    .finished = finished,
    .free_request = (GDestroyNotify) smooth_frame_request_free,
    .free_piece = (GDestroyNotify) smooth_frame_update_free,
  };

  pane->renderer = smooth_renderer_new (smoother);
  pane->job = smooth_render_job_new (&funcs, pane, error);
  return pane->job != NULL;
}
