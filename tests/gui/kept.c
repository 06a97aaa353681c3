/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas shows until something newer is ready: never the original in
 * place of a result. The status line says "exact" of nothing but the exact
 * result. At strength 0 nothing is computed.
 */
#include "pane-test.h"

#include "canvas-private.h"

#define WIDTH 2000
#define HEIGHT 1500

static gboolean
says_exact (PaneTest *test)
{
  return g_str_has_prefix (pane_test_get_status (test), "exact");
}

/* Returns how much two drawings of the canvas differ: the mean over the green
 * of all pixels. */
static double
compare (cairo_surface_t *one, cairo_surface_t *other)
{
  int width = cairo_image_surface_get_width (one);
  int height = cairo_image_surface_get_height (one);
  double sum = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      sum += abs (pane_test_get_green (one, x, y)
                  - pane_test_get_green (other, x, y));
  return sum / (width * height);
}

/* Returns what the canvas would show if the original was chosen. */
static cairo_surface_t *
draw_original (PaneTest *test)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (test->pane->canvas);
  SmoothView view = canvas->view;
  cairo_surface_t *surface;

  canvas->view = SMOOTH_VIEW_ORIGINAL;
  surface = pane_test_draw_canvas (test);
  canvas->view = view;
  return surface;
}

/* Shows the whole picture, whose texture is finer than a pixel of the screen,
 * and waits until the exact result is there. */
static void
set_up_fit (PaneTest *test, double strength)
{
  pane_test_set_up (test, WIDTH, HEIGHT, 3, 10, 2);
  test->params.texture_scale = 1;
  pane_test_set_strength (test, strength);
  smooth_canvas_fit (SMOOTH_CANVAS (test->pane->canvas));
  pane_test_wait (test, pane_test_is_complete);
  pane_test_wait_settled (test);
}

/* At each step of the slider the earlier result stays until the exact one
 * comes, band by band. */
static void
test_step (void)
{
  PaneTest test;
  cairo_surface_t *earlier, *kept, *original, *later;

  set_up_fit (&test, 1);
  g_assert_true (says_exact (&test));
  earlier = pane_test_draw_canvas (&test);
  original = draw_original (&test);
  g_assert_cmpfloat (compare (earlier, original), >, 4);

  for (int i = 0; i < 3; i++)
    {
      pane_test_set_strength (&test, 0.99 - i * 0.01);
      pane_test_stop_timer (&test);
      g_assert_cmpstr (pane_test_get_status (&test), ==, "computing");
      pane_test_wait (&test, pane_test_has_result);
      pane_test_wait (&test, pane_test_is_idle);
      g_assert_cmpstr (pane_test_get_status (&test), ==, "computing");
      g_assert_false (pane_test_get_result (&test)->is_exact);
      kept = pane_test_draw_canvas (&test);
      g_assert_cmpfloat (compare (earlier, kept), ==, 0);
      cairo_surface_destroy (kept);
    }

  pane_test_run_out_timer (&test);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_true (says_exact (&test));
  later = pane_test_draw_canvas (&test);
  g_assert_cmpfloat (compare (earlier, later), >, 0.5);
  cairo_surface_destroy (earlier);
  cairo_surface_destroy (original);
  cairo_surface_destroy (later);
  pane_test_tear_down (&test);
}

/* Only before the first result the original is shown, with advice. */
static void
test_first (void)
{
  PaneTest test;
  cairo_surface_t *first, *original;

  pane_test_set_up (&test, WIDTH, HEIGHT, 3, 0, 2);
  test.params.texture_scale = 1;
  pane_test_set_strength (&test, 1);
  pane_test_show_picture (&test);
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_stop_timer (&test);
  pane_test_wait (&test, pane_test_has_result);
  pane_test_wait (&test, pane_test_is_idle);
  g_assert_cmpstr (pane_test_get_status (&test), ==,
                   "zoom in to see the effect");
  first = pane_test_draw_canvas (&test);
  original = draw_original (&test);
  g_assert_cmpfloat (compare (first, original), ==, 0);
  cairo_surface_destroy (first);
  cairo_surface_destroy (original);
  pane_test_tear_down (&test);
}

/* The exact result of a weak filter cannot be told from the original on the
 * screen, and the status line says so. */
static void
test_no_difference (void)
{
  PaneTest test;

  set_up_fit (&test, 0.001);
  g_assert_cmpstr (pane_test_get_status (&test), ==,
                   "exact; zoom in to see the effect");
  pane_test_set_strength (&test, 1);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_true (g_str_has_prefix (pane_test_get_status (&test), "exact, "));
  pane_test_tear_down (&test);
}

/* Asserts that at this moment the canvas shows no original and does not call
 * exact what it shows; and that it does show the exact result soon. */
static void
check_moved (PaneTest *test)
{
  cairo_surface_t *moved = pane_test_draw_canvas (test);
  cairo_surface_t *original, *exact;

  g_assert_false (says_exact (test));
  pane_test_wait (test, pane_test_has_exact);
  g_assert_true (says_exact (test));
  exact = pane_test_draw_canvas (test);
  original = draw_original (test);
  g_assert_cmpfloat (compare (exact, original), >, 4);
  g_assert_cmpfloat (compare (moved, original), >, 4);
  cairo_surface_destroy (moved);
  cairo_surface_destroy (original);
  cairo_surface_destroy (exact);
}

/* The user pans at 100 %, presses Fit, and goes back to 100 %. */
static void
test_moves (void)
{
  PaneTest test;
  SmoothCanvas *canvas;

  pane_test_set_up (&test, WIDTH, HEIGHT, 3, 10, 2);
  canvas = SMOOTH_CANVAS (test.pane->canvas);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_true (says_exact (&test));
  smooth_canvas_pan (canvas, -300, -150);
  check_moved (&test);
  smooth_canvas_pan (canvas, 900, 500);
  check_moved (&test);
  pane_test_wait_settled (&test);
  smooth_canvas_fit (canvas);
  check_moved (&test);
  smooth_canvas_zoom (canvas, 1);
  check_moved (&test);
  pane_test_tear_down (&test);
}

static gboolean
has_overview (PaneTest *test)
{
  return smooth_canvas_get_overview (SMOOTH_CANVAS (test->pane->canvas))
         != NULL;
}

/* An overview for pans is computed as soon as there is a frame, once. The exact
 * result replaces it. Where the whole picture is visible, there is none. */
static void
test_overview (void)
{
  PaneTest test;
  const SmoothFrameUpdate *overview;

  pane_test_set_up (&test, WIDTH, HEIGHT, 3, 5, 2);
  pane_test_stop_timer (&test);
  pane_test_wait (&test, has_overview);
  overview = smooth_canvas_get_overview (SMOOTH_CANVAS (test.pane->canvas));
  g_assert_false (overview->is_exact);
  pane_test_set_strength (&test, 0.9);
  pane_test_stop_timer (&test);
  pane_test_wait (&test, pane_test_has_result);
  pane_test_wait (&test, pane_test_is_idle);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_overviews), ==, 1);
  pane_test_run_out_timer (&test);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  overview = smooth_canvas_get_overview (SMOOTH_CANVAS (test.pane->canvas));
  g_assert_true (overview->is_exact);
  g_assert_cmpuint (overview->revision, ==, test.pane->revision);
  pane_test_tear_down (&test);

  pane_test_set_up (&test, 300, 200, 3, 5, 2);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_overviews), ==, 0);
  pane_test_tear_down (&test);
}

/* At strength 0 the exact result is shown without any smoothing, at each zoom.
 * Only the edge map is computed, and only if it is looked at. */
static void
test_strength_0 (void)
{
  PaneTest test;
  cairo_surface_t *shown, *original;
  int n_runs, n_overviews;

  pane_test_set_up (&test, WIDTH, HEIGHT, 3, 5, 2);
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  n_runs = g_atomic_int_get (&test.fake.n_runs);
  n_overviews = g_atomic_int_get (&test.fake.n_overviews);
  pane_test_set_strength (&test, 0);
  for (int i = 0; i < 2; i++)
    {
      pane_test_wait (&test, pane_test_has_exact);
      pane_test_wait_settled (&test);
      g_assert_true (says_exact (&test));
      shown = pane_test_draw_canvas (&test);
      original = draw_original (&test);
      g_assert_cmpfloat (compare (shown, original), ==, 0);
      cairo_surface_destroy (shown);
      cairo_surface_destroy (original);
      smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
    }
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), ==, n_runs);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_overviews), ==, n_overviews);
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (test.pane->views[SMOOTH_VIEW_EDGES]), TRUE);
  g_assert_false (says_exact (&test));
  pane_test_wait (&test, pane_test_is_complete);
  pane_test_wait_settled (&test);
  g_assert_true (says_exact (&test));
  g_assert_nonnull (pane_test_get_result (&test)->edges);
  g_assert_cmpint (g_atomic_int_get (&test.fake.n_runs), >, n_runs);
  pane_test_tear_down (&test);
}

/* The split has names that are true for the edge map, and is insensitive with
 * the original, where it would show nothing. */
static void
test_split (void)
{
  PaneTest test;
  SmoothCanvas *canvas;

  pane_test_set_up (&test, 300, 200, 3, 0, 0);
  canvas = SMOOTH_CANVAS (test.pane->canvas);
  g_assert_cmpstr (smooth_canvas_get_side_name (canvas, TRUE), ==, "before");
  g_assert_cmpstr (smooth_canvas_get_side_name (canvas, FALSE), ==, "after");
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (test.pane->views[SMOOTH_VIEW_EDGES]), TRUE);
  g_assert_cmpstr (smooth_canvas_get_side_name (canvas, TRUE), ==, "original");
  g_assert_cmpstr (smooth_canvas_get_side_name (canvas, FALSE), ==, "edge map");
  g_assert_true (gtk_widget_get_sensitive (test.pane->is_split));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (test.pane->views[SMOOTH_VIEW_ORIGINAL]), TRUE);
  g_assert_false (gtk_widget_get_sensitive (test.pane->is_split));
  pane_test_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kept/step", test_step);
  g_test_add_func ("/kept/first", test_first);
  g_test_add_func ("/kept/no-difference", test_no_difference);
  g_test_add_func ("/kept/moves", test_moves);
  g_test_add_func ("/kept/overview", test_overview);
  g_test_add_func ("/kept/strength-0", test_strength_0);
  g_test_add_func ("/kept/split", test_split);
  return g_test_run ();
}
