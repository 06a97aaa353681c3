/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decides what the worker computes. Any change of what is visible requests a
 * frame at once. Three other requests are only made while the worker has
 * nothing to do, and are cancelled by the next frame request. If the smoother
 * has approximated the frame that is shown, the same frame is requested without
 * approximation. If a part of the picture is shown, an overview of all of it is
 * requested, for the moment when the user pans or zooms. Once nothing has
 * changed for DEBOUNCE_MS, the exact result is requested.
 *
 * At strength 0 the result is the picture itself. Then the exact result is only
 * requested for its edge map, and otherwise left to smooth_pane_finish.
 */
#include "pane-private.h"

#define DEBOUNCE_MS 300

/* Returns a request for the exact result, or for a frame of what is visible.
 * Returns NULL if there is no picture, or nothing is visible yet. */
static SmoothFrameRequest *
create_request (SmoothPane *pane, gboolean wants_exact)
{
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  SmoothViewSettings settings;
  SmoothFrameRequest *request;

  if (pane->worker == NULL || pane->picture == NULL
      || (viewport == NULL && !wants_exact))
    return NULL;
  request = g_new0 (SmoothFrameRequest, 1);
  request->picture = smooth_shared_picture_ref (pane->picture);
  request->display = smooth_shared_display_ref (pane->display);
  request->params = pane->params;
  request->revision = pane->revision;
  request->mask_revision = pane->mask_revision + 1;
  request->exact_region = pane->exact_region;
  request->number = pane->frame_number;
  request->wants_exact = wants_exact;
  smooth_pane_read_view_settings (pane, &settings);
  request->wants_edges = settings.view == SMOOTH_VIEW_EDGES;
  request->wants_result = wants_exact || smooth_pane_is_on (pane);
  if (viewport != NULL)
    smooth_viewport_get_grid (viewport, &request->grid, &request->visible);
  return request;
}

/* Returns whether the smoother has approximated the frame that is shown. */
static gboolean
needs_refinement (SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));

  return result != NULL && result->needs_refinement
         && result->revision == pane->revision;
}

/* Returns whether an overview should be computed for request, which asks for
 * one. While the user changes something, the latest overview is good enough.
 * Later it is replaced if the parameters have changed, or if the store holds
 * the exact result. An approximation that the canvas would not show, since it
 * is weak, is not computed. */
static gboolean
needs_overview (SmoothPane *pane, const SmoothFrameRequest *request)
{
  const SmoothFrameUpdate *overview =
    smooth_canvas_get_overview (SMOOTH_CANVAS (pane->canvas));

  if (pane->failed_overview == pane->revision)
    return FALSE;
  if (overview == NULL)
    return TRUE;
  if (!pane->is_settled)
    return FALSE;
  if (smooth_pane_has_exact_result (pane))
    return overview->revision != pane->revision || !overview->is_exact;
  return overview->revision != pane->revision
         && !smooth_frame_request_is_weak (request);
}

/* Returns a request for an overview; NULL if none is needed, or if the viewport
 * shows the whole picture anyway. */
static SmoothFrameRequest *
create_overview_request (SmoothPane *pane)
{
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  g_autoptr (SmoothFrameRequest) request = NULL;
  SmoothViewport whole;
  SmoothGrid grid;

  if (viewport == NULL)
    return NULL;
  whole = *viewport;
  smooth_viewport_fit (&whole);
  request = create_request (pane, FALSE);
  if (request == NULL)
    return NULL;
  grid = request->grid;
  smooth_viewport_get_grid (&whole, &request->grid, &request->visible);
  request->wants_overview = TRUE;
  if ((smooth_grid_equal (&grid, &request->grid) && viewport->is_fit)
      || !needs_overview (pane, request))
    return NULL;
  return g_steal_pointer (&request);
}

static gboolean
needs_exact_result (SmoothPane *pane)
{
  return pane->picture != NULL
         && smooth_shared_picture_get_store (pane->picture) != NULL
         && !smooth_pane_has_exact_result (pane);
}

static void
request_exact_result (SmoothPane *pane, SmoothWorkerPriority priority)
{
  SmoothFrameRequest *request = create_request (pane, TRUE);

  if (request == NULL)
    return;
  smooth_time_left_init (&pane->time_left);
  smooth_worker_request (pane->worker, request, priority);
}

/* Returns whether the exact result is wanted although OK is not pressed yet. */
static gboolean
wants_exact_early (SmoothPane *pane)
{
  SmoothViewSettings settings;

  smooth_pane_read_view_settings (pane, &settings);
  return pane->is_settled && needs_exact_result (pane)
         && pane->failures[SMOOTH_FAILURE_EXACT] == NULL
         && (!smooth_params_change_nothing (&pane->params)
             || settings.view == SMOOTH_VIEW_EDGES);
}

static void
request_refinement (SmoothPane *pane)
{
  SmoothFrameRequest *request = create_request (pane, FALSE);

  if (request != NULL)
    smooth_worker_request (pane->worker, request, SMOOTH_WORKER_BACKGROUND);
}

void
smooth_pane_request_next (SmoothPane *pane)
{
  SmoothFrameRequest *overview;

  if (pane->worker == NULL || smooth_worker_is_busy (pane->worker))
    return;
  if (pane->done != NULL)
    {
      if (needs_exact_result (pane))
        request_exact_result (pane, SMOOTH_WORKER_FOREGROUND);
      return;
    }
  if (!smooth_pane_is_on (pane) || pane->failures[SMOOTH_FAILURE_FRAME] != NULL)
    return;
  if (needs_refinement (pane))
    {
      request_refinement (pane);
      return;
    }
  overview = create_overview_request (pane);
  if (overview != NULL)
    smooth_worker_request (pane->worker, overview, SMOOTH_WORKER_BACKGROUND);
  else if (wants_exact_early (pane))
    request_exact_result (pane, SMOOTH_WORKER_BACKGROUND);
}

static gboolean
on_debounce (gpointer data)
{
  SmoothPane *pane = data;

  pane->debounce_timer = 0;
  pane->is_settled = TRUE;
  smooth_pane_request_next (pane);
  smooth_pane_update_status (pane);
  if (pane->worker == NULL || !smooth_worker_is_busy (pane->worker))
    smooth_pane_announce (pane);
  return G_SOURCE_REMOVE;
}

void
smooth_pane_request_frame (SmoothPane *pane)
{
  SmoothViewSettings settings;
  SmoothFrameRequest *request;

  pane->frame_number++;
  if (pane->done != NULL)
    return;
  pane->is_settled = FALSE;
  g_clear_handle_id (&pane->debounce_timer, g_source_remove);
  request = create_request (pane, FALSE);
  if (request != NULL)
    {
      /* If the smoother approximates a frame, it does not compute the frame's
       * edge map and leaves that of an earlier frame. So no approximation is
       * allowed while the view shows the edge map. */
      smooth_pane_read_view_settings (pane, &settings);
      request->allows_approximation = settings.view != SMOOTH_VIEW_EDGES;
      smooth_worker_request (pane->worker, request, SMOOTH_WORKER_FOREGROUND);
      pane->debounce_timer = g_timeout_add (DEBOUNCE_MS, on_debounce, pane);
    }
  smooth_pane_update_status (pane);
}

void
smooth_pane_begin_revision (SmoothPane *pane)
{
  pane->revision++;
  pane->exact_fraction = 0;
  for (int kind = 0; kind < SMOOTH_N_FAILURES; kind++)
    smooth_pane_set_failure (pane, kind, NULL);
}

void
smooth_pane_set_exact_region (SmoothPane *pane, const SmoothRect *region)
{
  SmoothRect all = { 0 };

  if (pane->picture != NULL)
    {
      const SmoothSource *source =
        smooth_shared_picture_get_source (pane->picture);

      all = (SmoothRect) { 0, 0, source->width, source->height };
    }
  pane->exact_region = all;
  if (region != NULL && region->width > 0)
    smooth_rect_intersect (region, &all, &pane->exact_region);
}
