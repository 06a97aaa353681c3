/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact result fails while frames succeed. The pane must try it once, and
 * keep its message. It must try again when the parameters, the selection or the
 * picture change, and on OK.
 */
#include "pane-test.h"

#include <smooth/error.h>

#define MESSAGE "812 MB"

static void
set_up (PaneTest *test, int width, int height)
{
  pane_test_set_up (test, width, height, 3, 0, 0);
  pane_test_wait (test, pane_test_is_complete);
  pane_test_wait_settled (test);
  g_atomic_int_set (&test->fake.fails_exact, TRUE);
  pane_test_set_strength (test, 0.4);
}

static int
get_n_exact (PaneTest *test)
{
  return g_atomic_int_get (&test->fake.n_exact);
}

static void
assert_shows_message (PaneTest *test, const char *message)
{
  const char *text = gtk_label_get_text (GTK_LABEL (test->pane->info_label));

  g_assert_true (pane_test_has_error (test));
  g_assert_nonnull (strstr (text, message));
}

static void
note_hidden (GtkWidget *bar G_GNUC_UNUSED, int *n_times)
{
  ++*n_times;
}

/* The exact result is not tried again by itself, nor when the zoom changes. */
static void
test_background (void)
{
  PaneTest test;
  int n_exact, height, n_hidden = 0;

  set_up (&test, 2000, 1500);
  height = gtk_widget_get_allocated_height (test.pane->canvas);
  n_exact = get_n_exact (&test);
  pane_test_wait (&test, pane_test_has_error);
  g_signal_connect (test.pane->info_bar, "hide", G_CALLBACK (note_hidden),
                    &n_hidden);
  pane_test_wait_settled (&test);
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 1);
  g_assert_cmpint (gtk_widget_get_allocated_height (test.pane->canvas), ==,
                   height);

  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, pane_test_has_result);
  pane_test_wait_settled (&test);
  smooth_canvas_zoom (SMOOTH_CANVAS (test.pane->canvas), 2);
  pane_test_wait (&test, pane_test_has_result);
  pane_test_wait_settled (&test);
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 1);
  g_assert_cmpint (n_hidden, ==, 0);
  assert_shows_message (&test, MESSAGE);
  g_assert_nonnull (
    strstr (gtk_label_get_text (GTK_LABEL (test.pane->status_label)),
            "full-size result: not computed"));
  pane_test_tear_down (&test);
}

/* After a change of the parameters, the selection or the picture the exact
 * result is tried once more. */
static void
test_again (void)
{
  PaneTest test;
  int n_exact;

  set_up (&test, 600, 500);
  pane_test_wait (&test, pane_test_has_error);
  pane_test_wait_settled (&test);
  n_exact = get_n_exact (&test);
  pane_test_set_strength (&test, 0.5);
  g_assert_false (pane_test_has_error (&test));
  pane_test_wait (&test, pane_test_has_error);
  pane_test_wait_settled (&test);
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 1);
  smooth_pane_reread_mask (test.pane, NULL);
  pane_test_wait (&test, pane_test_has_error);
  pane_test_wait_settled (&test);
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 2);
  pane_test_show_picture (&test);
  pane_test_wait (&test, pane_test_has_error);
  pane_test_wait_settled (&test);
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 3);

  g_atomic_int_set (&test.fake.fails_exact, FALSE);
  pane_test_set_strength (&test, 0.6);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_false (pane_test_has_error (&test));
  pane_test_tear_down (&test);
}

/* Each OK tries the exact result again, and calls back once. The message stays
 * while frames follow. */
static void
test_finish (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };
  int n_exact;

  set_up (&test, 2000, 1500);
  for (int i = 1; i <= 3; i++)
    {
      pane_test_wait_settled (&test);
      n_exact = get_n_exact (&test);
      smooth_pane_finish (test.pane, pane_test_note_done, &done);
      pane_test_wait_done (&done, i);
      g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY);
      pane_test_wait_settled (&test);
      assert_shows_message (&test, MESSAGE);
      g_assert_cmpint (get_n_exact (&test), ==, n_exact + 1);
    }
  /* The message stays when the preview is switched off, too. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test.pane->is_on), FALSE);
  pane_test_wait_settled (&test);
  assert_shows_message (&test, MESSAGE);
  g_atomic_int_set (&test.fake.fails_exact, FALSE);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 4);
  g_assert_no_error (done.error);
  pane_test_wait_settled (&test);
  g_assert_false (pane_test_has_error (&test));
  pane_test_tear_down (&test);
}

/* After the user has closed the info bar, a frame does not show it again. */
static void
test_closed_bar (void)
{
  PaneTest test;

  set_up (&test, 2000, 1500);
  pane_test_wait (&test, pane_test_has_error);
  gtk_info_bar_response (GTK_INFO_BAR (test.pane->info_bar),
                         GTK_RESPONSE_CLOSE);
  g_assert_false (pane_test_has_error (&test));
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, pane_test_has_result);
  pane_test_wait_settled (&test);
  g_assert_false (pane_test_has_error (&test));
  pane_test_tear_down (&test);
}

static gboolean
refuse_write (gpointer data G_GNUC_UNUSED,
              const SmoothRect *rect G_GNUC_UNUSED,
              const float *pixels G_GNUC_UNUSED,
              GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       "the disk is full");
  return FALSE;
}

/* The result store cannot be written. The picture is so small that its frame is
 * the exact result, too: the frame must be shown, and the message must be about
 * the store. */
static void
test_store (void)
{
  PaneTest test;
  SmoothPicture described;
  SmoothResultStore store;
  int n_exact;

  pane_test_set_up (&test, 60, 50, 3, 0, 0);
  pane_test_wait (&test, pane_test_is_complete);
  smooth_demo_picture_describe (test.picture, &described);
  store = *described.store;
  store.write = refuse_write;
  described.store = &store;
  n_exact = get_n_exact (&test);
  smooth_pane_set_picture (test.pane, &described, NULL);
  pane_test_wait (&test, pane_test_has_error);
  pane_test_wait_settled (&test);
  assert_shows_message (&test, "the disk is full");
  g_assert_true (pane_test_has_exact (&test));
  g_assert_false (smooth_pane_is_exact (test.pane));
  g_assert_cmpint (get_n_exact (&test), ==, n_exact + 1);
  pane_test_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failures/background", test_background);
  g_test_add_func ("/failures/again", test_again);
  g_test_add_func ("/failures/finish", test_finish);
  g_test_add_func ("/failures/closed-bar", test_closed_bar);
  g_test_add_func ("/failures/store", test_store);
  return g_test_run ();
}
