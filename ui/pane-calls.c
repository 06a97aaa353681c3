/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane's public calls; see smooth-ui/pane.h. */
#include <smooth/error.h>

#include "divider.h"
#include "i18n.h"
#include "pane-private.h"

GtkWidget *
smooth_pane_new (const SmoothSmoother *smoother, GError **error)
{
  SmoothPane *pane = g_object_new (SMOOTH_TYPE_PANE, NULL);

  if (smooth_pane_start_worker (pane, smoother, error))
    return GTK_WIDGET (pane);
  g_object_ref_sink (pane);
  gtk_widget_destroy (GTK_WIDGET (pane));
  g_object_unref (pane);
  return NULL;
}

void
smooth_pane_set_picture (SmoothPane *pane,
                         const SmoothPicture *picture,
                         const SmoothRect *centre_on)
{
  g_autoptr (SmoothPane) held = NULL;

  g_return_if_fail (SMOOTH_IS_PANE (pane));

  held = g_object_ref (pane);
  smooth_pane_cancel_finish (pane);
  if (pane->job != NULL)
    smooth_render_job_cancel (pane->job);
  g_clear_pointer (&pane->picture, smooth_shared_picture_unref);
  if (picture != NULL)
    pane->picture = smooth_shared_picture_new (picture, ++pane->n_ids);
  smooth_pane_set_wanted (pane, picture != NULL ? &picture->region : NULL);
  smooth_canvas_set_picture (
    SMOOTH_CANVAS (pane->canvas), picture != NULL ? picture->source.width : 0,
    picture != NULL ? picture->source.height : 0, centre_on);
  smooth_pane_new_state (pane);
}

void
smooth_pane_set_n_ready (SmoothPane *pane, int n_ready)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane));

  if (pane->picture != NULL)
    smooth_shared_picture_set_n_ready (pane->picture, n_ready);
}

void
smooth_pane_reread_mask (SmoothPane *pane, const SmoothRect *region)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane));

  smooth_pane_new_mask (pane, region);
}

void
smooth_pane_set_display (SmoothPane *pane, const SmoothDisplay *display)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane) && display != NULL);

  smooth_shared_display_unref (pane->display);
  pane->display = smooth_shared_display_new (display, ++pane->n_ids);
  smooth_canvas_set_display (SMOOTH_CANVAS (pane->canvas), display);
  smooth_pane_request_frame (pane);
}

void
smooth_pane_set_params (SmoothPane *pane, const SmoothParams *params)
{
  g_autoptr (SmoothPane) held = NULL;

  g_return_if_fail (SMOOTH_IS_PANE (pane) && params != NULL);

  if (smooth_params_equal (&pane->params, params))
    return;
  held = g_object_ref (pane);
  pane->params = *params;
  smooth_pane_new_state (pane);
}

void
smooth_pane_get_state (SmoothPane *pane, SmoothViewSettings *state)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane) && state != NULL);

  *state = (SmoothViewSettings){
    .view = SMOOTH_VIEW_RESULT,
    .is_split =
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pane->is_split)),
    .split = *smooth_divider_get_split (SMOOTH_DIVIDER (pane->divider)),
    .is_on = smooth_pane_is_on (pane),
  };
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pane->views[i])))
      state->view = i;
}

void
smooth_pane_set_state (SmoothPane *pane, const SmoothViewSettings *state)
{
  int view;

  g_return_if_fail (SMOOTH_IS_PANE (pane) && state != NULL);

  view = CLAMP ((int) state->view, 0, SMOOTH_N_VIEWS - 1);
  smooth_divider_set_split (SMOOTH_DIVIDER (pane->divider), &state->split);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->views[view]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->is_split),
                                state->is_split);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->is_on), state->is_on);
  /* Where only the divider is another. */
  g_signal_emit_by_name (pane->divider, "changed");
}

double
smooth_pane_get_zoom (SmoothPane *pane)
{
  const SmoothViewport *viewport;

  g_return_val_if_fail (SMOOTH_IS_PANE (pane), 0);

  viewport = smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  return viewport != NULL ? viewport->zoom : 0;
}

void
smooth_pane_set_zoom (SmoothPane *pane, double zoom)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane));

  smooth_canvas_zoom (SMOOTH_CANVAS (pane->canvas), zoom);
}

GtkWidget *
smooth_pane_get_options (SmoothPane *pane)
{
  g_return_val_if_fail (SMOOTH_IS_PANE (pane), NULL);

  return pane->options;
}

GtkWidget *
smooth_pane_get_canvas (SmoothPane *pane)
{
  g_return_val_if_fail (SMOOTH_IS_PANE (pane), NULL);

  return pane->canvas;
}

gboolean
smooth_pane_is_exact (SmoothPane *pane)
{
  g_return_val_if_fail (SMOOTH_IS_PANE (pane), FALSE);

  return pane->exact_state == pane->state;
}

/* Why smooth_pane_finish can't begin; NULL: it can. */
static GError *
create_refusal (SmoothPane *pane)
{
  if (pane->job == NULL || pane->done != NULL)
    return g_error_new_literal (SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                                _ ("the run was stopped"));
  if (pane->picture == NULL
      || smooth_shared_picture_get_store (pane->picture) == NULL)
    return g_error_new_literal (SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                                _ ("no picture"));
  return NULL;
}

void
smooth_pane_finish (SmoothPane *pane, SmoothPaneDoneFunc done, gpointer data)
{
  g_autoptr (GError) refusal = NULL;

  g_return_if_fail (SMOOTH_IS_PANE (pane) && done != NULL);

  refusal = create_refusal (pane);
  if (refusal != NULL || smooth_pane_is_exact (pane))
    {
      done (data, refusal);
      return;
    }
  pane->done = done;
  pane->done_data = data;
  smooth_pane_finish_now (pane);
  smooth_pane_update_status (pane);
}

void
smooth_pane_stop (SmoothPane *pane)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane));

  if (pane->done == NULL)
    return;
  pane->is_stopped = TRUE;
  smooth_render_job_cancel (pane->job);
  /* Otherwise whatever runs will say that it is cancelled. */
  if (!smooth_render_job_is_busy (pane->job))
    smooth_pane_cancel_finish (pane);
}
