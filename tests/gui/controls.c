/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane's controls as users and screen readers find them: switches, keys,
 * the divider, accessible names and values, OK and Cancel.
 */
#include "pane-test.h"

#include <smooth/error.h>

#include "canvas-private.h"
#include "divider.h"
#include "support/tolerances.h"

static void
set_view_settings (PaneTest *test,
                   SmoothView view,
                   gboolean is_split,
                   double position)
{
  const SmoothViewSettings settings = {
    view, is_split, { position, FALSE, FALSE }, TRUE
  };

  smooth_pane_set_view_settings (test->pane, &settings);
}

static const char *
get_name (GtkWidget *widget)
{
  return atk_object_get_name (gtk_widget_get_accessible (widget));
}

/* Asserts that two grey pixels are equal but for one step: where Cairo scales a
 * frame, rounding depends on the place. */
static void
assert_grey (guint32 got, guint32 wanted)
{
  g_assert_cmpint (ABS ((int) (got & 0xff) - (int) (wanted & 0xff)), <=, 1);
}

/* The original is left of the divider, the result right of it. A screen reader
 * reads the divider's position and moves it. Keys move the divider, swap its
 * sides and turn it. */
static void
test_divider (void)
{
  PaneTest test;
  AtkObject *accessible;
  AtkRange *range;
  double value = -1;
  int width;
  guint32 first, second;

  pane_test_set_up (&test, 2000, 1500, 1, 0, 0);
  pane_test_wait (&test, pane_test_has_exact);
  width = gtk_widget_get_allocated_width (test.pane->canvas);
  for (gsize i = 0; i < 2000 * 1500; i++)
    test.picture->pixels.pixels[i] = 0.55f;
  pane_test_set_strength (&test, 0.99);
  pane_test_show_picture (&test);
  set_view_settings (&test, SMOOTH_VIEW_RESULT, TRUE, 0.5);
  pane_test_wait (&test, pane_test_has_exact);
  first = pane_test_get_shown (&test, test.pane->canvas, width / 4, 100);
  second = pane_test_get_shown (&test, test.pane->canvas, width * 3 / 4, 100);
  g_assert_cmphex (first, !=, second);

  accessible = gtk_widget_get_accessible (test.pane->divider);
  g_assert_cmpstr (get_name (test.pane->divider), ==,
                   "Divider between before and after");
  g_assert_cmpint (atk_object_get_role (accessible), ==, ATK_ROLE_SLIDER);
  atk_value_get_value_and_text (ATK_VALUE (accessible), &value, NULL);
  g_assert_cmpfloat (value, ==, 50);
  range = atk_value_get_range (ATK_VALUE (accessible));
  g_assert_cmpfloat (atk_range_get_upper_limit (range), ==, 100);
  atk_range_free (range);

  /* With the divider at 100 % the whole canvas shows the original. */
  atk_value_set_value (ATK_VALUE (accessible), 100);
  assert_grey (
    pane_test_get_shown (&test, test.pane->canvas, width * 3 / 4, 100), first);
  pane_test_press (test.pane->divider, GDK_KEY_Home, 0);
  assert_grey (pane_test_get_shown (&test, test.pane->canvas, width / 4, 100),
               second);
  pane_test_press (test.pane->divider, GDK_KEY_space, 0);
  assert_grey (pane_test_get_shown (&test, test.pane->canvas, width / 4, 100),
               first);
  pane_test_press (test.pane->divider, GDK_KEY_Page_Down, 0);
  pane_test_press (test.pane->divider, GDK_KEY_Right, 0);
  atk_value_get_value_and_text (ATK_VALUE (accessible), &value, NULL);
  g_assert_cmpfloat_with_epsilon (value, 11, TEST_TOLERANCE_DOUBLE);
  pane_test_press (test.pane->divider, GDK_KEY_space, GDK_CONTROL_MASK);
  g_assert_true (
    smooth_divider_get_split (SMOOTH_DIVIDER (test.pane->divider))->is_across);
  pane_test_tear_down (&test);
}

static void
test_keys (void)
{
  PaneTest test;
  GtkWidget *canvas;
  const SmoothViewport *viewport;
  double x;

  pane_test_set_up (&test, 3000, 2000, 3, 0, 0);
  canvas = test.pane->canvas;
  viewport = smooth_canvas_get_viewport (SMOOTH_CANVAS (canvas));
  g_assert_true (gtk_widget_get_can_focus (canvas));
  x = viewport->centre_x;
  pane_test_press (canvas, GDK_KEY_Right, 0);
  g_assert_cmpfloat (viewport->centre_x, >, x);
  pane_test_press (canvas, GDK_KEY_Left, 0);
  g_assert_cmpfloat_with_epsilon (viewport->centre_x, x,
                                  TEST_TOLERANCE_POSITION_PX);
  pane_test_press (canvas, GDK_KEY_plus, 0);
  g_assert_cmpfloat (viewport->zoom, ==, 1.5);
  pane_test_press (canvas, GDK_KEY_minus, 0);
  pane_test_press (canvas, GDK_KEY_minus, 0);
  g_assert_cmpfloat (viewport->zoom, <, 1);
  pane_test_press (canvas, GDK_KEY_1, 0);
  g_assert_cmpfloat (viewport->zoom, ==, 1);
  pane_test_press (canvas, GDK_KEY_J, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (viewport->is_fit);
  /* Ctrl with other keys is left to the dialog, so the zoom does not change. */
  pane_test_press (canvas, GDK_KEY_1, GDK_CONTROL_MASK);
  g_assert_true (viewport->is_fit);
  pane_test_tear_down (&test);
}

/* Returns the hardware code of the key that gives a character. */
static guint
find_keycode (guint value)
{
  GdkKeymap *keymap = gdk_keymap_get_for_display (gdk_display_get_default ());
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  g_assert_true (
    gdk_keymap_get_entries_for_keyval (keymap, value, &keys, &n_keys));
  g_assert_cmpint (n_keys, >, 0);
  return keys[0].keycode;
}

static void
test_foreign_keys (void)
{
  /* Letters that the keys O and J give in keyboard layouts for Russian (small
   * and capital), Greek, Hebrew, Arabic and Georgian. */
  const guint foreign[][2] = {
    { GDK_KEY_Cyrillic_shcha, GDK_KEY_Cyrillic_o },
    { GDK_KEY_Cyrillic_SHCHA, GDK_KEY_Cyrillic_O },
    { GDK_KEY_Greek_omicron, GDK_KEY_Greek_xi },
    { GDK_KEY_hebrew_mem, GDK_KEY_hebrew_het },
    { GDK_KEY_Arabic_khah, GDK_KEY_Arabic_teh },
    { GDK_KEY_Georgian_on, GDK_KEY_Georgian_jil },
  };
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  guint o = find_keycode (GDK_KEY_o), j = find_keycode (GDK_KEY_j);
  guint one = find_keycode (GDK_KEY_1);
  SmoothCanvas *canvas;
  PaneTest test;

  pane_test_set_up (&test, 3000, 2000, 3, 0, 0);
  canvas = SMOOTH_CANVAS (test.pane->canvas);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      GtkWidget *widget = test.pane->canvas;

      pane_test_send_key (widget, GDK_KEY_PRESS, foreign[i][0], o, 0);
      g_assert_true (canvas->shows_original);
      pane_test_send_key (widget, GDK_KEY_RELEASE, foreign[i][0], o, 0);
      g_assert_false (canvas->shows_original);
      pane_test_send_key (widget, GDK_KEY_PRESS, foreign[i][1], j, both);
      g_assert_true (canvas->viewport.is_fit);
      /* The key of 1 gives an Arabic digit. */
      pane_test_send_key (widget, GDK_KEY_PRESS, GDK_KEY_Arabic_1, one, 0);
      g_assert_cmpfloat (canvas->viewport.zoom, ==, 1);
    }
  /* In a Latin layout a key counts by its character, not by its place on the
   * keyboard. */
  pane_test_send_key (test.pane->canvas, GDK_KEY_PRESS, GDK_KEY_x, o, 0);
  g_assert_false (canvas->shows_original);
  pane_test_tear_down (&test);
}

/* Without Num Lock the keypad's cursor keys do the same as the others. */
static void
test_keypad (void)
{
  PaneTest test;
  const SmoothViewport *viewport;
  double x;

  pane_test_set_up (&test, 3000, 2000, 3, 0, 0);
  viewport = smooth_canvas_get_viewport (SMOOTH_CANVAS (test.pane->canvas));
  x = viewport->centre_x;
  pane_test_press (test.pane->canvas, GDK_KEY_KP_Right, 0);
  g_assert_cmpfloat (viewport->centre_x, >, x);
  set_view_settings (&test, SMOOTH_VIEW_RESULT, TRUE, 0.5);
  pane_test_wait_layout (&test);
  pane_test_press (test.pane->divider, GDK_KEY_KP_Home, 0);
  g_assert_cmpfloat (
    smooth_divider_get_split (SMOOTH_DIVIDER (test.pane->divider))->position,
    ==, 0);
  pane_test_tear_down (&test);
}

/* The canvas's accessible name tells the view and the zoom. */
static void
test_names (void)
{
  PaneTest test;

  pane_test_set_up (&test, 3000, 2000, 3, 0, 0);
  g_assert_cmpstr (get_name (test.pane->canvas), ==, "Preview, result, 100 %");
  set_view_settings (&test, SMOOTH_VIEW_EDGES, FALSE, 0.5);
  smooth_pane_set_zoom (test.pane, 2);
  g_assert_cmpstr (get_name (test.pane->canvas), ==,
                   "Preview, edge map, 200 %");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test.pane->is_on), FALSE);
  g_assert_cmpstr (get_name (test.pane->canvas), ==,
                   "Preview, original, 200 %");
  pane_test_tear_down (&test);
}

static void
note_notification (AtkObject *object G_GNUC_UNUSED,
                   const char *text,
                   int politeness G_GNUC_UNUSED,
                   GPtrArray *texts)
{
  g_ptr_array_add (texts, g_strdup (text));
}

/* Nothing is announced to screen readers while a slider is dragged, and one
 * thing afterwards. */
static void
test_announcements (void)
{
  PaneTest test;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (g_signal_lookup ("notification", ATK_TYPE_OBJECT) == 0)
    {
      g_test_skip ("ATK is older than 2.50");
      return;
    }
  pane_test_set_up (&test, 600, 400, 3, 0, 0);
  g_signal_connect (gtk_widget_get_accessible (test.pane->canvas),
                    "notification", G_CALLBACK (note_notification), texts);
  for (int i = 0; i < 20; i++)
    {
      pane_test_set_strength (&test, i / 20.0);
      pane_test_stop_timer (&test);
      pane_test_run_rounds (20);
    }
  g_assert_cmpuint (texts->len, ==, 0);
  pane_test_run_out_timer (&test);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_nonnull (strstr (texts->pdata[0], "exact"));
  pane_test_tear_down (&test);
}

/* With the preview switched off nothing is computed. */
static void
test_off (void)
{
  PaneTest test;
  int n_runs;

  pane_test_set_up (&test, 2000, 1500, 3, 20, 20);
  pane_test_wait (&test, pane_test_has_result);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test.pane->is_on), FALSE);
  g_assert_false (gtk_widget_get_sensitive (test.pane->views[0]));
  g_assert_false (gtk_widget_get_sensitive (test.pane->is_split));
  pane_test_wait (&test, pane_test_is_idle);
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  pane_test_set_strength (&test, 0.2);
  smooth_pane_set_zoom (test.pane, 2);
  pane_test_wait_settled (&test);
  g_assert_null (pane_test_get_result (&test));
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test.pane->is_on), TRUE);
  pane_test_wait (&test, pane_test_has_exact);
  pane_test_tear_down (&test);
}

static gboolean
has_begun (PaneTest *test)
{
  return test->pane->exact_fraction > 0;
}

/* OK is pressed. While the result is computed, and a band of it takes for ever,
 * Cancel is pressed. The next OK computes the rest of the result. At one more
 * OK there is nothing to compute, so its callback is called at once. */
static void
test_finish (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };

  pane_test_set_up (&test, 900, 2000, 3, 10, 10);
  g_atomic_int_set (&test.fake.stops_after, 8);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait (&test, has_begun);
  g_assert_cmpint (done.n_calls, ==, 0);
  smooth_pane_stop (test.pane);
  pane_test_wait_done (&done, 1);
  g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  g_assert_false (smooth_pane_is_exact (test.pane));

  g_atomic_int_set (&test.fake.stops_after, 0);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 2);
  g_assert_no_error (done.error);
  g_assert_true (smooth_pane_is_exact (test.pane));
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  g_assert_cmpint (done.n_calls, ==, 3);
  pane_test_tear_down (&test);
}

/* A pane that is destroyed while smooth_pane_finish is under way calls back
 * once, with CANCELLED. */
static void
test_close_while_finishing (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };

  pane_test_set_up (&test, 900, 2000, 3, 10, 10);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait (&test, has_begun);
  pane_test_tear_down (&test);
  g_assert_cmpint (done.n_calls, ==, 1);
  g_assert_error (done.error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
  g_clear_error (&done.error);
}

/* View settings can be restored; values out of range are clamped. */
static void
test_view_settings (void)
{
  PaneTest test;
  const SmoothViewSettings given = {
    (SmoothView) 77, TRUE, { 7, TRUE, TRUE }, TRUE
  };
  SmoothViewSettings settings;

  pane_test_set_up (&test, 30, 20, 3, 0, 0);
  smooth_pane_set_view_settings (test.pane, &given);
  smooth_pane_get_view_settings (test.pane, &settings);
  g_assert_cmpint (settings.view, ==, SMOOTH_VIEW_ORIGINAL);
  g_assert_true (settings.is_split && settings.split.is_across
                 && settings.is_on);
  g_assert_cmpfloat (settings.split.position, ==, 1);
  pane_test_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/controls/divider", test_divider);
  g_test_add_func ("/controls/keys", test_keys);
  g_test_add_func ("/controls/foreign-keys", test_foreign_keys);
  g_test_add_func ("/controls/keypad", test_keypad);
  g_test_add_func ("/controls/names", test_names);
  g_test_add_func ("/controls/announcements", test_announcements);
  g_test_add_func ("/controls/off", test_off);
  g_test_add_func ("/controls/finish", test_finish);
  g_test_add_func ("/controls/close-while-finishing",
                   test_close_while_finishing);
  g_test_add_func ("/controls/state", test_view_settings);
  return g_test_run ();
}
