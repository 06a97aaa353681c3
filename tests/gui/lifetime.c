/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane may be destroyed at any moment, and another picture may take the
 * place of the one that it shows.
 */
#include "pane-test.h"

static gboolean
has_begun_exact (PaneTest *test)
{
  return test->pane->exact_fraction > 0;
}

/* The pane is destroyed while a request waits, while pixels are read or
 * smoothed, when a frame is shown, and while the exact result is computed. */
static void
test_destroy (void)
{
  const PaneTestCheck checks[] = { pane_test_has_run, pane_test_has_result,
                                   has_begun_exact };

  for (int i = 0; i < 40; i++)
    {
      PaneTest test;

      pane_test_set_up (&test, 900, 700, 3, 20, 20);
      if (i % 4 != 0)
        pane_test_wait (&test, checks[i % 4 - 1]);
      pane_test_run_rounds (i / 4);
      pane_test_set_strength (&test, 0.3);
      pane_test_tear_down (&test);
    }
}

static void
note_destroyed (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_other_picture (void)
{
  PaneTest test;
  SmoothPicture described;
  gboolean is_destroyed = FALSE;

  pane_test_set_up (&test, 900, 700, 3, 30, 30);
  smooth_demo_picture_describe (test.picture, &described);
  described.destroy = note_destroyed;
  described.destroy_data = &is_destroyed;
  smooth_pane_set_picture (test.pane, &described, NULL);
  pane_test_wait (&test, pane_test_has_result);
  smooth_pane_set_picture (test.pane, NULL, NULL);
  g_assert_null (pane_test_get_result (&test));
  pane_test_wait (&test, pane_test_is_idle);
  g_assert_true (is_destroyed);
  g_assert_null (pane_test_get_result (&test));
  pane_test_show_picture (&test);
  pane_test_wait (&test, pane_test_has_result);
  pane_test_tear_down (&test);
}

/* The worker waits for rows of the picture that have not arrived, but the pane
 * can be destroyed at once. */
static void
test_rows_to_come (void)
{
  PaneTest test;
  SmoothPicture described;

  pane_test_set_up (&test, 900, 3000, 3, 0, 0);
  smooth_demo_picture_describe (test.picture, &described);
  described.n_ready = 100;
  smooth_pane_set_picture (test.pane, &described, NULL);
  pane_test_run_rounds (200);
  g_assert_null (pane_test_get_result (&test));
  smooth_pane_set_n_ready (test.pane, 3000);
  pane_test_wait (&test, pane_test_has_result);
  described.n_ready = 100;
  smooth_pane_set_picture (test.pane, &described, NULL);
  pane_test_run_rounds (100);
  pane_test_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lifetime/destroy", test_destroy);
  g_test_add_func ("/lifetime/other-picture", test_other_picture);
  g_test_add_func ("/lifetime/rows-to-come", test_rows_to_come);
  return g_test_run ();
}
