/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pane-test.h"

#define TIMEOUT_S 30
#define ROUND_US 500

void
pane_test_show_picture (PaneTest *test)
{
  SmoothPicture described;

  smooth_demo_picture_describe (test->picture, &described);
  smooth_pane_set_picture (test->pane, &described, NULL);
}

static gboolean
is_open (PaneTest *test)
{
  return smooth_pane_get_zoom (test->pane) > 0;
}

void
pane_test_set_up (PaneTest *test,
                  int width,
                  int height,
                  int n_channels,
                  int n_frame_ms,
                  int n_band_ms)
{
  SmoothSmoother smoother;

  *test =
    (PaneTest) { .fake = { .n_frame_ms = n_frame_ms, .n_band_ms = n_band_ms } };
  smooth_params_init (&test->params);
  test->params.strength = 1;
  test->params.texture_scale = 16;
  test->picture = smooth_demo_picture_new (width, height, n_channels, NULL);
  smooth_demo_picture_fill (test->picture);
  smooth_fake_init_smoother (&test->fake, &smoother);
  test->pane = SMOOTH_PANE (smooth_pane_new (&smoother, NULL));
  test->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (test->window), WINDOW_WIDTH,
                               WINDOW_HEIGHT);
  gtk_container_add (GTK_CONTAINER (test->window), GTK_WIDGET (test->pane));
  smooth_pane_set_params (test->pane, &test->params);
  pane_test_show_picture (test);
  gtk_widget_show (test->window);
  pane_test_wait (test, is_open);
}

void
pane_test_tear_down (PaneTest *test)
{
  if (test->window != NULL)
    gtk_widget_destroy (test->window);
  while (gtk_events_pending ())
    gtk_main_iteration ();
  smooth_demo_picture_free (test->picture);
}

void
pane_test_set_strength (PaneTest *test, double strength)
{
  test->params.strength = strength;
  smooth_pane_set_params (test->pane, &test->params);
}

/* A timer that only makes gtk_main_iteration return regularly. */
static gboolean
on_poll (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

void
pane_test_wait (PaneTest *test, PaneTestCheck check)
{
  int patience_s = test->patience_s > 0 ? test->patience_s : TIMEOUT_S;
  gint64 end = g_get_monotonic_time () + patience_s * G_USEC_PER_SEC;
  guint timer = g_timeout_add (5, on_poll, NULL);

  while (!check (test))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gtk_main_iteration ();
    }
  g_source_remove (timer);
}

void
pane_test_run_rounds (int n_rounds)
{
  for (int i = 0; i < n_rounds; i++)
    {
      gtk_main_iteration_do (FALSE);
      g_usleep (ROUND_US);
    }
}

static void
set_timer (PaneTest *test, gint64 ready_time)
{
  if (test->pane->debounce_timer != 0)
    g_source_set_ready_time (
      g_main_context_find_source_by_id (NULL, test->pane->debounce_timer),
      ready_time);
}

void
pane_test_stop_timer (PaneTest *test)
{
  set_timer (test, -1);
}

void
pane_test_run_out_timer (PaneTest *test)
{
  set_timer (test, 0);
}

void
pane_test_note_runs (PaneTest *test)
{
  test->n_runs = g_atomic_int_get (&test->fake.n_runs);
}

gboolean
pane_test_has_run (PaneTest *test)
{
  return g_atomic_int_get (&test->fake.n_runs) > test->n_runs;
}

static void
note_painted (PaneTest *test)
{
  test->is_painted = TRUE;
}

static gboolean
is_painted (PaneTest *test)
{
  return test->is_painted;
}

void
pane_test_wait_layout (PaneTest *test)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (test->window);
  gulong handler = g_signal_connect_swapped (clock, "after-paint",
                                             G_CALLBACK (note_painted), test);

  test->is_painted = FALSE;
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT
                                          | GDK_FRAME_CLOCK_PHASE_PAINT
                                          | GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  pane_test_wait (test, is_painted);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_settled (PaneTest *test)
{
  return pane_test_is_idle (test) && test->pane->debounce_timer == 0;
}

void
pane_test_wait_settled (PaneTest *test)
{
  do
    {
      pane_test_wait (test, is_settled);
      pane_test_wait_layout (test);
    }
  while (!is_settled (test));
}

const SmoothFrameUpdate *
pane_test_get_result (PaneTest *test)
{
  return smooth_canvas_get_result (SMOOTH_CANVAS (test->pane->canvas));
}

gboolean
pane_test_has_result (PaneTest *test)
{
  const SmoothFrameUpdate *result = pane_test_get_result (test);
  const SmoothViewport *viewport =
    smooth_canvas_get_viewport (SMOOTH_CANVAS (test->pane->canvas));
  SmoothGrid grid;
  SmoothRect visible;

  if (result == NULL || viewport == NULL
      || result->revision != test->pane->revision)
    return FALSE;
  smooth_viewport_get_grid (viewport, &grid, &visible);
  return smooth_grid_equal (&result->grid, &grid)
         && smooth_rect_equal (&result->area, &visible);
}

gboolean
pane_test_has_exact (PaneTest *test)
{
  return pane_test_has_result (test) && pane_test_get_result (test)->is_exact;
}

gboolean
pane_test_is_complete (PaneTest *test)
{
  return smooth_pane_is_exact (test->pane);
}

gboolean
pane_test_is_idle (PaneTest *test)
{
  return !smooth_worker_is_busy (test->pane->worker);
}

gboolean
pane_test_has_error (PaneTest *test)
{
  return gtk_widget_get_visible (test->pane->info_bar);
}

int
pane_test_get_green (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x] >> 8 & 255;
}

guint32
pane_test_get_shown (PaneTest *test, GtkWidget *widget, int x, int y)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  int left, top;
  const guchar *row;
  guint32 word;

  pane_test_wait_layout (test);
  surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, gtk_widget_get_allocated_width (test->window),
    gtk_widget_get_allocated_height (test->window));
  cr = cairo_create (surface);
  gtk_widget_draw (test->window, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  gtk_widget_translate_coordinates (widget, test->window, x, y, &left, &top);
  row = cairo_image_surface_get_data (surface)
        + (gsize) top * cairo_image_surface_get_stride (surface);
  word = ((const guint32 *) (const void *) row)[left] & 0xffffff;
  cairo_surface_destroy (surface);
  return word;
}

cairo_surface_t *
pane_test_draw_canvas (PaneTest *test)
{
  GtkWidget *canvas = test->pane->canvas;
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, gtk_widget_get_allocated_width (canvas),
    gtk_widget_get_allocated_height (canvas));
  cairo_t *cr = cairo_create (surface);

  gtk_widget_draw (canvas, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

const char *
pane_test_get_status (PaneTest *test)
{
  return gtk_label_get_text (GTK_LABEL (test->pane->status_label));
}

void
pane_test_send_key (GtkWidget *widget,
                    GdkEventType type,
                    guint key,
                    guint keycode,
                    GdkModifierType state)
{
  GdkEvent *event = gdk_event_new (type);

  event->key.window = g_object_ref (gtk_widget_get_window (widget));
  event->key.keyval = key;
  event->key.hardware_keycode = (guint16) keycode;
  event->key.state = state;
  gtk_widget_event (widget, event);
  gdk_event_free (event);
}

void
pane_test_press (GtkWidget *widget, guint key, GdkModifierType state)
{
  pane_test_send_key (widget, GDK_KEY_PRESS, key, 0, state);
  pane_test_send_key (widget, GDK_KEY_RELEASE, key, 0, state);
}

void
pane_test_note_done (gpointer data, const GError *error)
{
  PaneTestDone *done = data;

  done->n_calls++;
  g_clear_error (&done->error);
  if (error != NULL)
    done->error = g_error_copy (error);
}

void
pane_test_wait_done (PaneTestDone *done, int n_calls)
{
  gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
  guint timer = g_timeout_add (5, on_poll, NULL);

  while (done->n_calls < n_calls)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gtk_main_iteration ();
    }
  g_source_remove (timer);
}
