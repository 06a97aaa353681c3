/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls the pane's public functions in any order: before the pane has a size,
 * after it was closed, after it was destroyed, and with its row of options
 * destroyed before or after the pane. In every case smooth_pane_finish must
 * call back, and only once.
 */
#include "pane-test.h"

#include <smooth/error.h>

/* Makes a pane that is in no window. */
static void
set_up (PaneTest *test)
{
  SmoothSmoother smoother;

  *test = (PaneTest) { 0 };
  smooth_params_init (&test->params);
  test->picture = smooth_demo_picture_new (400, 300, 3, NULL);
  smooth_demo_picture_fill (test->picture);
  smooth_fake_init_smoother (&test->fake, &smoother);
  test->pane = SMOOTH_PANE (smooth_pane_new (&smoother, NULL));
  g_object_ref_sink (test->pane);
}

static void
show (PaneTest *test)
{
  test->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (test->window), WINDOW_WIDTH,
                               WINDOW_HEIGHT);
  gtk_container_add (GTK_CONTAINER (test->window), GTK_WIDGET (test->pane));
  gtk_widget_show (test->window);
}

static void
tear_down (PaneTest *test)
{
  SmoothPane *pane = test->pane;

  if (test->window == NULL)
    gtk_widget_destroy (GTK_WIDGET (pane));
  pane_test_tear_down (test);
  g_object_unref (pane);
}

static void
assert_is_smoothed (PaneTest *test)
{
  const SmoothArray *before = &test->picture->pixels;

  for (int i = 0; i < before->width * before->height * 3; i++)
    g_assert_cmpfloat (
      test->picture->smoothed.pixels[i], ==,
      smooth_fake_sample (before->pixels[i], test->params.strength));
}

/* If smooth_pane_finish is called before the pane has a size, it computes the
 * exact result, and keeps it in the result store. When the pane gets its size,
 * it shows that result without computing anything. */
static void
test_finish_unseen (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };
  int n_runs;

  set_up (&test);
  smooth_pane_set_params (test.pane, &test.params);
  pane_test_show_picture (&test);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 1);
  g_assert_no_error (done.error);
  g_assert_true (smooth_pane_is_exact (test.pane));
  assert_is_smoothed (&test);

  n_runs = g_atomic_int_get (&test.fake.n_runs);
  show (&test);
  pane_test_wait (&test, pane_test_has_exact);
  pane_test_wait_settled (&test);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  g_assert_cmpint (done.n_calls, ==, 2);
  tear_down (&test);
}

/* While smooth_pane_finish is under way the pane gets its size, is stopped, or
 * is closed. */
static void
test_finish_while_it_opens (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };

  set_up (&test);
  pane_test_show_picture (&test);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  show (&test);
  pane_test_wait_done (&done, 1);
  g_assert_no_error (done.error);
  pane_test_wait (&test, pane_test_has_exact);
  tear_down (&test);

  for (int i = 0; i < 2; i++)
    {
      set_up (&test);
      pane_test_show_picture (&test);
      g_atomic_int_set (&test.fake.stops_after, 2);
      smooth_pane_finish (test.pane, pane_test_note_done, &done);
      if (i == 0)
        smooth_pane_stop (test.pane);
      else
        smooth_pane_close (test.pane);
      pane_test_wait_done (&done, 2 + i);
      g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
      tear_down (&test);
    }
  g_clear_error (&done.error);
}

/* smooth_pane_finish does not wait for a frame, which here takes an hour. */
static void
test_finish_during_frame (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };

  set_up (&test);
  test.fake.n_frame_ms = 3600 * 1000;
  show (&test);
  pane_test_show_picture (&test);
  pane_test_wait (&test, pane_test_has_run);
  pane_test_set_strength (&test, 0.9);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 1);
  assert_is_smoothed (&test);
  tear_down (&test);
}

/* If smooth_pane_finish cannot compute, its error says why. */
static void
test_finish_refused (void)
{
  PaneTest test;
  PaneTestDone done = { 0 }, other = { 0 };
  SmoothPicture described;

  set_up (&test);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  g_assert_cmpint (done.n_calls, ==, 1);
  g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  smooth_demo_picture_describe (test.picture, &described);
  described.store = NULL;
  smooth_pane_set_picture (test.pane, &described, NULL);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  g_assert_cmpint (done.n_calls, ==, 2);
  g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);

  pane_test_show_picture (&test);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  smooth_pane_finish (test.pane, pane_test_note_done, &other);
  g_assert_error (other.error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  pane_test_wait_done (&done, 3);
  g_assert_no_error (done.error);

  smooth_pane_close (test.pane);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  g_assert_cmpint (done.n_calls, ==, 4);
  g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  g_clear_error (&done.error);
  g_clear_error (&other.error);
  tear_down (&test);
}

static void
call_set_picture (PaneTest *test)
{
  SmoothPicture described;

  smooth_pane_set_picture (test->pane, NULL, NULL);
  smooth_demo_picture_describe (test->picture, &described);
  smooth_pane_set_picture (test->pane, &described,
                           &(SmoothRect) { 10, 10, 20, 20 });
}

static void
call_set_n_ready (PaneTest *test)
{
  smooth_pane_set_n_ready (test->pane, 300);
}

static void
call_reread_mask (PaneTest *test)
{
  smooth_pane_reread_mask (test->pane, &(SmoothRect) { 10, 20, 30, 40 });
  smooth_pane_reread_mask (test->pane, NULL);
}

static void
call_set_display (PaneTest *test)
{
  const SmoothDisplay display = { .check_size = 8, .check_light = 1 };

  smooth_pane_set_display (test->pane, &display);
}

static void
call_set_params (PaneTest *test)
{
  pane_test_set_strength (test, test->params.strength == 0.3 ? 0.4 : 0.3);
}

static void
call_view_settings (PaneTest *test)
{
  SmoothViewSettings settings;

  for (int i = 0; i < 8; i++)
    {
      smooth_pane_get_view_settings (test->pane, &settings);
      settings.is_on = i % 2 != 0;
      settings.is_split = i / 2 % 2 == 0;
      settings.view = (SmoothView) (i % SMOOTH_N_VIEWS);
      settings.split.position = i / 8.0;
      settings.split.is_across = i / 4 != 0;
      smooth_pane_set_view_settings (test->pane, &settings);
      smooth_pane_get_view_settings (test->pane, &settings);
      g_assert_cmpint (settings.is_on, ==, i % 2 != 0);
    }
}

static void
call_zooms (PaneTest *test)
{
  smooth_pane_set_zoom (test->pane, 2);
  smooth_pane_get_zoom (test->pane);
}

static void
call_get_widgets (PaneTest *test)
{
  g_assert_nonnull (smooth_pane_get_options (test->pane));
  g_assert_nonnull (smooth_pane_get_canvas (test->pane));
}

static void
call_finish (PaneTest *test)
{
  PaneTestDone done = { 0 };

  smooth_pane_is_exact (test->pane);
  smooth_pane_finish (test->pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 1);
  g_clear_error (&done.error);
}

static void
call_stop (PaneTest *test)
{
  PaneTestDone done = { 0 };

  smooth_pane_stop (test->pane);
  smooth_pane_finish (test->pane, pane_test_note_done, &done);
  smooth_pane_stop (test->pane);
  smooth_pane_stop (test->pane);
  pane_test_wait_done (&done, 1);
  g_clear_error (&done.error);
}

static void
call_close (PaneTest *test)
{
  smooth_pane_close (test->pane);
}

static void (*const calls[]) (PaneTest *test) = {
  call_get_widgets, call_set_picture, call_set_n_ready,   call_reread_mask,
  call_set_display, call_set_params,  call_view_settings, call_zooms,
  call_finish,      call_stop,        call_close,
};

static void
make_pane (PaneTest *test, int stage)
{
  set_up (test);
  if (stage >= 1)
    show (test);
  if (stage >= 2)
    {
      pane_test_show_picture (test);
      pane_test_wait (test, pane_test_has_result);
    }
  if (stage == 3)
    smooth_pane_close (test->pane);
  if (stage == 4)
    g_clear_pointer (&test->window, gtk_widget_destroy);
}

/* Calls all functions in several orders, at each stage of the pane's
 * life. */
static void
test_every_order (void)
{
  for (int stage = 0; stage <= 4; stage++)
    for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
      {
        PaneTest test;

        make_pane (&test, stage);
        for (gsize k = 0; k < G_N_ELEMENTS (calls); k++)
          calls[(i + k * (1 + i % 3)) % G_N_ELEMENTS (calls)](&test);
        tear_down (&test);
      }
}

/* The row of options is in a window that is destroyed before the pane or after
 * it, or in no window at all. */
static void
test_options (void)
{
  for (int i = 0; i < 4; i++)
    {
      PaneTest test;
      GtkWidget *other = gtk_window_new (GTK_WINDOW_TOPLEVEL);

      set_up (&test);
      if (i != 3)
        gtk_container_add (GTK_CONTAINER (other),
                           smooth_pane_get_options (test.pane));
      gtk_widget_show (other);
      if (i == 1)
        gtk_widget_destroy (other);
      show (&test);
      pane_test_show_picture (&test);
      pane_test_wait (&test, pane_test_has_result);
      if (i == 0)
        gtk_widget_destroy (other);
      call_view_settings (&test);
      call_set_params (&test);
      call_view_settings (&test);
      if (i == 2)
        gtk_widget_destroy (GTK_WIDGET (test.pane));
      call_view_settings (&test);
      tear_down (&test);
      if (i > 1)
        gtk_widget_destroy (other);
    }
}

static void
destroy_pane (gpointer data, const GError *error G_GNUC_UNUSED)
{
  PaneTest *test = data;

  gtk_widget_destroy (test->window);
  test->window = NULL;
}

/* The callback of smooth_pane_finish drops the last reference on the pane. The
 * function that has called it is then still running on the pane. */
static void
test_destroyed_when_told (void)
{
  for (int i = 0; i < 4; i++)
    {
      PaneTest test;

      set_up (&test);
      show (&test);
      g_object_unref (test.pane);
      pane_test_show_picture (&test);
      if (i > 0)
        g_atomic_int_set (&test.fake.stops_after, 1);
      smooth_pane_finish (test.pane, destroy_pane, &test);
      if (i == 1)
        call_set_params (&test);
      if (i == 2)
        smooth_pane_set_picture (test.pane, NULL, NULL);
      if (i == 3)
        smooth_pane_stop (test.pane);
      while (test.window != NULL)
        gtk_main_iteration ();
      pane_test_tear_down (&test);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calls/finish-unseen", test_finish_unseen);
  g_test_add_func ("/calls/finish-while-it-opens", test_finish_while_it_opens);
  g_test_add_func ("/calls/finish-during-frame", test_finish_during_frame);
  g_test_add_func ("/calls/finish-refused", test_finish_refused);
  g_test_add_func ("/calls/every-order", test_every_order);
  g_test_add_func ("/calls/options", test_options);
  g_test_add_func ("/calls/destroyed-when-told", test_destroyed_when_told);
  return g_test_run ();
}
