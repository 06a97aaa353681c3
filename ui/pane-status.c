/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line of state, the progress line, the bar for errors, and what screen
 * readers are told: names that are always true, and an announcement once the
 * hand rests.
 */
#include <math.h>

#include <smooth/error.h>

#include "i18n.h"
#include "pane-private.h"

/* A prediction of the time left needs this much of the run. */
#define MIN_PREDICTION 0.03
/* What comes sooner needs no sign that it is being computed. */
#define BUSY_MS 300

/* "4 s" or "2 min" of the exact result's run, or NULL. */
static char *
create_time_left (SmoothPane *pane)
{
  double done = pane->exact_fraction - pane->start_fraction, left;

  if (pane->start_fraction < 0 || done < MIN_PREDICTION)
    return NULL;
  left = (double) (g_get_monotonic_time () - pane->start_time) / G_USEC_PER_SEC
         * (1 - pane->exact_fraction) / done;
  if (left < 90)
    return g_strdup_printf (_ ("%.0f s left"), ceil (left));
  return g_strdup_printf (_ ("%.0f min left"), ceil (left / 60));
}

static char *
create_state_of (SmoothPane *pane, const SmoothFrameUpdate *result)
{
  double ms = result->seconds * 1000;
  SmoothViewSettings state;

  smooth_pane_get_state (pane, &state);
  if (state.view == SMOOTH_VIEW_EDGES ? result->has_exact_edges
                                      : result->is_exact)
    return ms < 1000 ? g_strdup_printf (_ ("exact, %.0f ms"), ceil (ms))
                     : g_strdup_printf (_ ("exact, %.1f s"), ms / 1000);
  if (result->is_too_fine)
    return g_strdup (_ ("zoom in to see the effect"));
  return ms < 1000 ? g_strdup_printf (_ ("approximate, %.0f ms"), ceil (ms))
                   : g_strdup_printf (_ ("approximate, %.1f s"), ms / 1000);
}

static gboolean
is_computing_exact (SmoothPane *pane)
{
  return pane->job != NULL && smooth_render_job_is_busy (pane->job)
         && (pane->is_resting || pane->done != NULL)
         && pane->failures[SMOOTH_FAILURE_EXACT] == NULL
         && !smooth_pane_is_exact (pane);
}

/* What the line of state says; "" if there is nothing to say. */
static char *
create_state (SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));
  g_autofree char *left = NULL, *now = NULL;

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
  if (result == NULL)
    return g_strdup (_ ("computing"));
  now = create_state_of (pane, result);
  if (left != NULL)
    return g_strdup_printf (_ ("%s; full-size result: %s"), now, left);
  return g_steal_pointer (&now);
}

static char *
create_zoom (const SmoothViewport *viewport)
{
  double percent = viewport->zoom * 100;

  return percent < 9.95 ? g_strdup_printf (_ ("%.1f %%"), percent)
                        : g_strdup_printf (_ ("%.0f %%"), percent);
}

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

/* "Preview, result, 18 %". */
static void
update_name (SmoothPane *pane)
{
  const char *views[] = { _ ("result"), _ ("edge map"), _ ("original") };
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (pane->canvas));
  AtkObject *accessible = gtk_widget_get_accessible (pane->canvas);
  SmoothViewSettings state;
  g_autofree char *zoom = NULL;
  g_autofree char *name = NULL;

  smooth_pane_get_state (pane, &state);
  zoom = viewport != NULL ? create_zoom (viewport) : g_strdup ("");
  name = g_strdup_printf (
    _ ("Preview, %s, %s"),
    views[state.is_on ? state.view : SMOOTH_VIEW_ORIGINAL], zoom);
  if (g_strcmp0 (atk_object_get_name (accessible), name) != 0)
    atk_object_set_name (accessible, name);
}

static gboolean
on_busy (gpointer data)
{
  SmoothPane *pane = data;

  pane->busy_timer = 0;
  gtk_spinner_start (GTK_SPINNER (pane->spinner));
  return G_SOURCE_REMOVE;
}

/* As it turns, each of its pictures takes processor time from the frame that
 * is computed, and makes that one wait for the next tick of the display. */
static void
update_spinner (SmoothPane *pane)
{
  gboolean is_busy = pane->job != NULL && smooth_render_job_is_busy (pane->job);

  if (!is_busy)
    {
      g_clear_handle_id (&pane->busy_timer, g_source_remove);
      gtk_spinner_stop (GTK_SPINNER (pane->spinner));
    }
  else if (pane->busy_timer == 0)
    pane->busy_timer = g_timeout_add (BUSY_MS, on_busy, pane);
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
  g_autofree char *state = create_state (pane);
  gboolean shows_progress = is_computing_exact (pane);

  set_label (pane->state_label, state);
  update_spinner (pane);
  set_fraction (pane, shows_progress ? pane->exact_fraction : 0);
  /* Not hidden: nothing is to move when it comes and goes. */
  gtk_widget_set_opacity (pane->progress, shows_progress ? 1 : 0);
  update_size (pane);
  update_name (pane);
}

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
  /* The bar stays as it is: who closed it does not want to see it again. */
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
  const char *text = gtk_label_get_text (GTK_LABEL (pane->state_label));
  AtkObject *accessible = gtk_widget_get_accessible (pane->canvas);

  if (g_strcmp0 (text, pane->announced) == 0)
    return;
  g_free (pane->announced);
  pane->announced = g_strdup (text);
#if ATK_CHECK_VERSION(2, 50, 0)
  /* The program may meet an older ATK than it was built with. */
  if (g_signal_lookup ("notification", ATK_TYPE_OBJECT) != 0)
    g_signal_emit_by_name (accessible, "notification", text, ATK_LIVE_POLITE);
#else
  (void) accessible;
#endif
}
