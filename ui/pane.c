/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview pane's class and its public functions, which smooth-ui/pane.h
 * describes. */
#include <smooth/error.h>

#include "divider.h"
#include "i18n.h"
#include "pane-private.h"

G_DEFINE_FINAL_TYPE (SmoothPane, smooth_pane, GTK_TYPE_BOX)

static void
smooth_pane_init (SmoothPane *pane)
{
  /* The checkerboard of GIMP's own image windows. */
  const SmoothDisplay plain = { .check_size = 8,
                                .check_dark = 0.4,
                                .check_light = 0.6 };

  smooth_params_init (&pane->params);
  smooth_time_left_init (&pane->time_left);
  pane->display = smooth_shared_display_new (&plain, ++pane->n_ids);
  pane->revision = 1;
  smooth_pane_build (pane);
}

static void
dispose (GObject *object)
{
  SmoothPane *pane = SMOOTH_PANE (object);

  smooth_pane_close (pane);
  for (guint i = 0; i < pane->widgets->len; i++)
    g_signal_handlers_disconnect_by_data (pane->widgets->pdata[i], pane);
  G_OBJECT_CLASS (smooth_pane_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  SmoothPane *pane = SMOOTH_PANE (object);

  /* A caller may have set a picture even after the pane was closed, so the
   * picture is released here. */
  smooth_shared_picture_unref (pane->picture);
  smooth_shared_display_unref (pane->display);
  for (int kind = 0; kind < SMOOTH_N_FAILURES; kind++)
    g_clear_error (&pane->failures[kind]);
  g_ptr_array_unref (pane->widgets);
  g_free (pane->announced);
  G_OBJECT_CLASS (smooth_pane_parent_class)->finalize (object);
}

static void
smooth_pane_class_init (SmoothPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = dispose;
  G_OBJECT_CLASS (class)->finalize = finalize;
}

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

/* Begins a new revision, and requests a frame for it. */
static void
start_revision (SmoothPane *pane)
{
  smooth_pane_cancel_finish (pane);
  smooth_pane_begin_revision (pane);
  smooth_pane_request_frame (pane);
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
  if (pane->worker != NULL)
    smooth_worker_cancel (pane->worker);
  g_clear_pointer (&pane->picture, smooth_shared_picture_unref);
  if (picture != NULL)
    pane->picture = smooth_shared_picture_new (picture, ++pane->n_ids);
  smooth_pane_set_exact_region (pane,
                                picture != NULL ? &picture->region : NULL);
  smooth_canvas_set_picture (
    SMOOTH_CANVAS (pane->canvas), picture != NULL ? picture->source.width : 0,
    picture != NULL ? picture->source.height : 0, centre_on);
  start_revision (pane);
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
  SmoothRect previous;

  g_return_if_fail (SMOOTH_IS_PANE (pane));

  previous = pane->exact_region;
  smooth_pane_set_exact_region (pane, region);
  pane->mask_revision++;
  if (!smooth_rect_equal (&previous, &pane->exact_region))
    smooth_pane_begin_revision (pane);
  smooth_pane_set_failure (pane, SMOOTH_FAILURE_EXACT, NULL);
  smooth_pane_request_frame (pane);
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
  start_revision (pane);
}

void
smooth_pane_get_view_settings (SmoothPane *pane, SmoothViewSettings *settings)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane) && settings != NULL);

  smooth_pane_read_view_settings (pane, settings);
}

void
smooth_pane_set_view_settings (SmoothPane *pane,
                               const SmoothViewSettings *settings)
{
  int view;

  g_return_if_fail (SMOOTH_IS_PANE (pane) && settings != NULL);

  view = CLAMP ((int) settings->view, 0, SMOOTH_N_VIEWS - 1);
  smooth_divider_set_split (SMOOTH_DIVIDER (pane->divider), &settings->split);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->views[view]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->is_split),
                                settings->is_split);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->is_on),
                                settings->is_on);
  /* If only the divider's position or sides have changed, no button has emitted
   * a signal. The divider's signal makes the canvas draw the new split. */
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

  return smooth_pane_has_exact_result (pane);
}

/* Returns an error that says why smooth_pane_finish cannot begin; NULL if it
 * can. */
static GError *
create_refusal (SmoothPane *pane)
{
  if (pane->worker == NULL || pane->done != NULL)
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
  if (refusal != NULL || smooth_pane_has_exact_result (pane))
    {
      done (data, refusal);
      return;
    }
  pane->done = done;
  pane->done_data = data;
  smooth_pane_set_failure (pane, SMOOTH_FAILURE_EXACT, NULL);
  g_clear_handle_id (&pane->debounce_timer, g_source_remove);
  smooth_pane_request_next (pane);
  smooth_pane_update_status (pane);
}

void
smooth_pane_stop (SmoothPane *pane)
{
  g_return_if_fail (SMOOTH_IS_PANE (pane));

  if (pane->done == NULL)
    return;
  pane->is_stopped = TRUE;
  smooth_worker_cancel (pane->worker);
  /* If the worker is busy, smooth_pane_finish ends when the request that is
   * being computed does. */
  if (!smooth_worker_is_busy (pane->worker))
    smooth_pane_cancel_finish (pane);
}

void
smooth_pane_close (SmoothPane *pane)
{
  SmoothWorker *worker = pane->worker;

  g_clear_handle_id (&pane->debounce_timer, g_source_remove);
  g_clear_handle_id (&pane->spinner_timer, g_source_remove);
  pane->worker = NULL;
  smooth_worker_free (worker);
  g_clear_pointer (&pane->renderer, smooth_renderer_free);
  g_clear_pointer (&pane->picture, smooth_shared_picture_unref);
  smooth_pane_cancel_finish (pane);
}
