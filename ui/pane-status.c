/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the user what the pane is doing. Sighted users see the status line, the
 * progress bar, the spinner, and the info bar for errors. Screen readers get
 * the canvas's accessible name, which is always up to date, and announcements
 * of the status line.
 */
#include <math.h>

#include <smooth/error.h>

#include "i18n.h"
#include "pane-private.h"

/* How long the worker must be busy before the spinner turns. */
#define SPINNER_DELAY_MS 300

/* Returns the time left for the exact result as a text, such as "4 s left";
 * NULL if it cannot be predicted yet. */
static char *
create_time_left (SmoothPane *pane)
{
  double left =
    smooth_time_left_get (&pane->time_left, g_get_monotonic_time ());

  if (left < 0)
    return NULL;
  if (left < 90)
    return g_strdup_printf (_ ("%.0f s left"), ceil (left));
  return g_strdup_printf (_ ("%.0f min left"), ceil (left / 60));
}

/* Returns a text that says how exact the frame on the screen is, and how long
 * it took to compute. result must have been requested last. */
static char *
create_frame_status (SmoothPane *pane, const SmoothFrameUpdate *result)
{
  double ms = result->seconds * 1000;
  SmoothViewSettings settings;

  smooth_pane_read_view_settings (pane, &settings);
  if (settings.view == SMOOTH_VIEW_RESULT && result->is_exact
      && result->is_too_fine && pane->params.strength > 0)
    return g_strdup (_ ("exact; zoom in to see the effect"));
  if (settings.view == SMOOTH_VIEW_EDGES ? result->has_exact_edges
                                         : result->is_exact)
    return ms < 1000 ? g_strdup_printf (_ ("exact, %.0f ms"), ceil (ms))
                     : g_strdup_printf (_ ("exact, %.1f s"), ms / 1000);
  if (result->is_kept)
    return g_strdup (_ ("computing"));
  if (result->is_too_fine)
    return g_strdup (_ ("zoom in to see the effect"));
  return ms < 1000 ? g_strdup_printf (_ ("approximate, %.0f ms"), ceil (ms))
                   : g_strdup_printf (_ ("approximate, %.1f s"), ms / 1000);
}

static gboolean
is_computing_exact (SmoothPane *pane)
{
  return pane->worker != NULL && smooth_worker_is_busy (pane->worker)
         && (pane->is_settled || pane->done != NULL)
         && pane->failures[SMOOTH_FAILURE_EXACT] == NULL
         && !smooth_pane_has_exact_result (pane);
}

/* Returns the text for the status line. */
static char *
create_status (SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));
  g_autofree char *left = NULL, *frame = NULL;

  if (pane->picture == NULL)
    return g_strdup (_ ("no picture"));
  if (!smooth_pane_is_on (pane) && pane->done == NULL)
    return g_strdup (_ ("preview off"));
  if (pane->failures[SMOOTH_FAILURE_FRAME] != NULL && pane->done == NULL)
    return g_strdup (_ ("not computed"));
  if (is_computing_exact (pane))
    left = create_time_left (pane);
  else if (pane->failures[SMOOTH_FAILURE_EXACT] != NULL)
    left = g_strdup (_ ("not computed"));
  if (pane->done != NULL)
    return left != NULL ? g_strdup_printf (_ ("computing the result, %s"), left)
                        : g_strdup (_ ("computing the result"));
  if (!smooth_pane_is_current (pane))
    return g_strdup (_ ("computing"));
  if (result->is_kept && left != NULL)
    return g_strdup_printf (_ ("computing the result, %s"), left);
  frame = create_frame_status (pane, result);
  if (left != NULL)
    return g_strdup_printf (_ ("%s; full-size result: %s"), frame, left);
  return g_steal_pointer (&frame);
}

static char *
create_zoom (const SmoothViewport *viewport)
{
  double percent = viewport->zoom * 100;

  return percent < 9.95 ? g_strdup_printf (_ ("%.1f %%"), percent)
                        : g_strdup_printf (_ ("%.0f %%"), percent);
}

/* Sets a label's text, unless it has that text already: GTK would draw it
 * again. */
static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
update_size (SmoothPane *pane)
{
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  g_autofree char *zoom = NULL;
  g_autofree char *text = NULL;

  if (viewport == NULL || pane->picture == NULL)
    {
      set_label (pane->size_label, "");
      return;
    }
  zoom = create_zoom (viewport);
  text = g_strdup_printf (_ ("%d × %d, shown at %s"), viewport->picture_width,
                          viewport->picture_height, zoom);
  set_label (pane->size_label, text);
}

/* Gives the canvas the name that screen readers say, such as "Preview, result,
 * 18 %". */
static void
update_name (SmoothPane *pane)
{
  const char *views[] = { _ ("result"), _ ("edge map"), _ ("original") };
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  AtkObject *accessible = gtk_widget_get_accessible (pane->canvas);
  SmoothViewSettings settings;
  g_autofree char *zoom = NULL;
  g_autofree char *name = NULL;

  smooth_pane_read_view_settings (pane, &settings);
  zoom = viewport != NULL ? create_zoom (viewport) : g_strdup ("");
  name = g_strdup_printf (
    _ ("Preview, %s, %s"),
    views[settings.is_on ? settings.view : SMOOTH_VIEW_ORIGINAL], zoom);
  if (g_strcmp0 (atk_object_get_name (accessible), name) != 0)
    atk_object_set_name (accessible, name);
}

static gboolean
start_spinner (gpointer data)
{
  SmoothPane *pane = data;

  pane->spinner_timer = 0;
  gtk_spinner_start (GTK_SPINNER (pane->spinner));
  return G_SOURCE_REMOVE;
}

/* Starts or stops the spinner. It starts late, since turning has a cost: it
 * takes processor time from the worker, and a frame that is ready waits for the
 * display's next refresh. */
static void
update_spinner (SmoothPane *pane)
{
  gboolean is_busy =
    pane->worker != NULL && smooth_worker_is_busy (pane->worker);

  if (!is_busy)
    {
      g_clear_handle_id (&pane->spinner_timer, g_source_remove);
      gtk_spinner_stop (GTK_SPINNER (pane->spinner));
    }
  else if (pane->spinner_timer == 0)
    pane->spinner_timer = g_timeout_add (SPINNER_DELAY_MS, start_spinner, pane);
}

static void
set_fraction (SmoothPane *pane, double fraction)
{
  GtkProgressBar *bar = GTK_PROGRESS_BAR (pane->progress);

  if (gtk_progress_bar_get_fraction (bar) != fraction)
    gtk_progress_bar_set_fraction (bar, fraction);
}

void
smooth_pane_update_status (SmoothPane *pane)
{
  g_autofree char *status = create_status (pane);
  gboolean shows_progress = is_computing_exact (pane);

  set_label (pane->status_label, status);
  update_spinner (pane);
  set_fraction (pane, shows_progress ? pane->exact_fraction : 0);
  /* While there is no progress to show, the progress bar is transparent, so
   * that it keeps its place. If it was hidden, the other widgets would move. */
  gtk_widget_set_opacity (pane->progress, shows_progress ? 1 : 0);
  update_size (pane);
  update_name (pane);
}

/* Shows an error in the info bar; NULL hides the bar. */
static void
show_error (SmoothPane *pane, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      text = g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY)
               ? g_strdup_printf (_ ("%s\nClose other pictures, or lower the "
                                     "texture scale."),
                                  error->message)
               : g_strdup (error->message);
      set_label (pane->info_label, text);
    }
  if (gtk_widget_get_visible (pane->info_bar) != (error != NULL))
    gtk_widget_set_visible (pane->info_bar, error != NULL);
}

void
smooth_pane_set_failure (SmoothPane *pane,
                         SmoothFailure kind,
                         const GError *error)
{
  /* If this kind of work had no error and has none now, the info bar is left
   * alone: if the user has closed the bar on an error of the other kind, it
   * stays closed. */
  if (error == NULL && pane->failures[kind] == NULL)
    return;
  g_clear_error (&pane->failures[kind]);
  if (error != NULL)
    pane->failures[kind] = g_error_copy (error);
  show_error (pane, pane->failures[SMOOTH_FAILURE_EXACT] != NULL
                      ? pane->failures[SMOOTH_FAILURE_EXACT]
                      : pane->failures[SMOOTH_FAILURE_FRAME]);
}

void
smooth_pane_announce (SmoothPane *pane)
{
  const char *text = gtk_label_get_text (GTK_LABEL (pane->status_label));
  AtkObject *accessible = gtk_widget_get_accessible (pane->canvas);

  if (g_strcmp0 (text, pane->announced) == 0)
    return;
  g_free (pane->announced);
  pane->announced = g_strdup (text);
#if ATK_CHECK_VERSION(2, 50, 0)
  /* ATK has the signal "notification" from version 2.50 on, and the program may
   * run with an older ATK than it was compiled with. */
  if (g_signal_lookup ("notification", ATK_TYPE_OBJECT) != 0)
    g_signal_emit_by_name (accessible, "notification", text, ATK_LIVE_POLITE);
#else
  (void) accessible;
#endif
}
