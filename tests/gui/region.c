/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small selection on a large picture. The exact result must be computed for
 * the selection's bounding rectangle and nowhere else, and be shown at its
 * place.
 */
#include <math.h>

#include "pane-test.h"
#include "large-picture.h"

typedef struct
{
  PaneTest test;
  LargePicture picture;
} RegionTest;

static void
show_large_picture (RegionTest *region, const SmoothRect *selected)
{
  SmoothPicture described;

  large_picture_describe (&region->picture, selected, &described);
  smooth_pane_set_picture (region->test.pane, &described, selected);
}

static RegionTest *
set_up (const SmoothRect *selected)
{
  RegionTest *region = g_new0 (RegionTest, 1);

  pane_test_set_up (&region->test, 40, 30, 1, 0, 0);
  pane_test_wait (&region->test, pane_test_is_complete);
  show_large_picture (region, selected);
  return region;
}

static void
tear_down (RegionTest *region)
{
  pane_test_tear_down (&region->test);
  g_free (region);
}

static int
get_n_pixels (RegionTest *region)
{
  return g_atomic_int_get (&region->test.fake.n_pixels);
}

static void
finish (RegionTest *region)
{
  PaneTestDone done = { 0 };

  smooth_pane_finish (region->test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 1);
  g_assert_no_error (done.error);
  g_assert_true (smooth_pane_is_exact (region->test.pane));
}

/* Asserts that the result store holds the result of everything that is
 * selected. */
static void
assert_is_stored (RegionTest *region)
{
  const SmoothRect *selected = &region->picture.selected;
  const SmoothRect *store_rect = &region->picture.store_rect;

  for (int y = selected->y; y < selected->y + selected->height; y += 7)
    for (int x = selected->x; x < selected->x + selected->width; x += 5)
      {
        gsize at =
          (gsize) (y - store_rect->y) * LARGE_STORE_WIDTH + (x - store_rect->x);

        g_assert_cmpfloat (region->picture.smoothed[at], ==,
                           smooth_fake_sample (large_picture_get_sample (x, y),
                                               region->test.params.strength));
      }
}

/* A grid scales the whole picture; each of its pixels covers an area of the
 * picture. Returns the mean of the original or smoothed picture over the area
 * of the grid's pixel (i, k). */
static double
get_mean (const SmoothGrid *grid, int i, int k, gboolean is_smoothed)
{
  double left = (double) i * LARGE_WIDTH / grid->width;
  double right = (double) (i + 1) * LARGE_WIDTH / grid->width;
  double top = (double) k * LARGE_HEIGHT / grid->height;
  double bottom = (double) (k + 1) * LARGE_HEIGHT / grid->height;
  double sum = 0;

  for (int y = (int) top; y < bottom; y++)
    for (int x = (int) left; x < right; x++)
      {
        float sample = large_picture_get_sample (x, y);

        sum += (is_smoothed ? smooth_fake_sample (sample, 1) : sample)
               * (MIN (x + 1, right) - MAX (x, left))
               * (MIN (y + 1, bottom) - MAX (y, top));
      }
  return sum / ((right - left) * (bottom - top));
}

/* Checks the scaled picture on the screen: pixels whose whole area is selected
 * must show the smoothed picture, and pixels without any selected part the
 * original. */
static void
assert_shows (RegionTest *region)
{
  const SmoothFrameUpdate *result = pane_test_get_result (&region->test);
  const SmoothGrid *grid = &result->grid;
  int n_inside = 0;

  for (int k = 0; k < result->area.height; k++)
    for (int i = 0; i < result->area.width; i++)
      {
        int column = result->area.x + i, row = result->area.y + k;
        int left = column * LARGE_WIDTH / grid->width;
        int right = ((column + 1) * LARGE_WIDTH - 1) / grid->width;
        int top = row * LARGE_HEIGHT / grid->height;
        int bottom = ((row + 1) * LARGE_HEIGHT - 1) / grid->height;
        gboolean is_in =
          large_picture_selects (&region->picture, left, top)
          && large_picture_selects (&region->picture, right, bottom);
        const SmoothRect *selected = &region->picture.selected;
        gboolean is_out = right < selected->x || bottom < selected->y
                          || left >= selected->x + selected->width
                          || top >= selected->y + selected->height;

        if (is_in)
          n_inside++;
        if (is_in || is_out)
          g_assert_cmpfloat (fabs (pane_test_get_green (result->result, i, k)
                                   - 255 * get_mean (grid, column, row, is_in)),
                             <=, 1.01);
      }
  g_assert_cmpint (n_inside, >, 100);
}

/* OK computes 90,000 pixels if 300 x 300 pixels of 24 megapixels are
 * selected. */
static void
test_finish (void)
{
  const SmoothRect selected = { 2817, 1733, 300, 300 };
  RegionTest *region = set_up (&selected);
  SmoothCanvas *canvas = SMOOTH_CANVAS (region->test.pane->canvas);
  int n_pixels = get_n_pixels (region);

  smooth_canvas_fit (canvas);
  pane_test_wait (&region->test, pane_test_has_result);
  finish (region);
  g_assert_cmpint (get_n_pixels (region) - n_pixels, ==, 300 * 300);
  assert_is_stored (region);
  g_assert_cmpfloat (region->test.pane->exact_fraction, ==, 1);
  pane_test_wait (&region->test, pane_test_has_exact);
  pane_test_wait_settled (&region->test);
  assert_shows (region);
  g_assert_true (g_str_has_prefix (
    gtk_label_get_text (GTK_LABEL (region->test.pane->status_label)), "exact"));

  /* The exact result has no edge map around the selection. There the
   * approximate frame's edge map is shown, so the status line does not call the
   * edge map exact. */
  smooth_pane_set_view_settings (
    region->test.pane,
    &(SmoothViewSettings) { .view = SMOOTH_VIEW_EDGES, .is_on = TRUE });
  g_assert_true (g_str_has_prefix (
    gtk_label_get_text (GTK_LABEL (region->test.pane->status_label)),
    "approximate"));

  /* A frame at a smaller zoom is scaled from the stored result, and has an
   * approximate edge map. Frames at 100 % and above have an exact one. In no
   * case is the exact result computed again. */
  n_pixels = get_n_pixels (region);
  for (int i = 0; i < 3; i++)
    {
      smooth_canvas_zoom (canvas, i == 0 ? 1 : i == 1 ? 0.3 : 2);
      pane_test_wait (&region->test, pane_test_has_exact);
      g_assert_cmpint (pane_test_get_result (&region->test)->has_exact_edges,
                       ==, i != 1);
      if (i == 1)
        assert_shows (region);
    }
  pane_test_wait_settled (&region->test);
  g_assert_cmpint (get_n_pixels (region), ==, n_pixels);
  tear_down (region);
}

/* The exact result is computed without OK, too, a moment after the last change,
 * while the whole picture is shown. */
static void
test_settled (void)
{
  const SmoothRect selected = { 1001, 999, 313, 305 };
  RegionTest *region = set_up (&selected);
  int n_pixels = get_n_pixels (region);

  smooth_canvas_fit (SMOOTH_CANVAS (region->test.pane->canvas));
  pane_test_wait (&region->test, pane_test_is_complete);
  pane_test_wait_settled (&region->test);
  g_assert_true (pane_test_has_exact (&region->test));
  g_assert_cmpint (get_n_pixels (region) - n_pixels, ==, 313 * 305);
  assert_shows (region);
  tear_down (region);
}

/* A frame also counts as exact if nothing of the selection is visible in it. */
static void
test_unseen (void)
{
  const SmoothRect selected = { 10, 10, 90, 70 };
  const SmoothRect corner = { LARGE_WIDTH - 20, LARGE_HEIGHT - 20, 20, 20 };
  RegionTest *region = set_up (&selected);
  SmoothPane *pane = region->test.pane;

  smooth_canvas_set_picture (SMOOTH_CANVAS (pane->canvas), LARGE_WIDTH,
                             LARGE_HEIGHT, &corner);
  smooth_canvas_zoom (SMOOTH_CANVAS (pane->canvas), 0.5);
  finish (region);
  pane_test_wait (&region->test, pane_test_has_exact);
  tear_down (region);
}

/* If the selection grows downwards, its new rows are computed; if it shrinks,
 * nothing is; if it moves elsewhere, all of it is. */
static void
test_change (void)
{
  const SmoothRect regions[] = { { 100, 200, 300, 300 },
                                 { 100, 200, 300, 600 },
                                 { 150, 250, 20, 500 },
                                 { 300, 200, 180, 350 } };
  const int n_wanted[] = { 300 * 300, 300 * 300, 0, 180 * 350 };
  RegionTest *region = set_up (&regions[0]);

  region->picture.store_rect =
    (SmoothRect) { 100, 200, LARGE_STORE_WIDTH, LARGE_STORE_HEIGHT };
  /* At this zoom no frame shows the whole selection, so no frame is written to
   * the store. */
  smooth_canvas_zoom (SMOOTH_CANVAS (region->test.pane->canvas), 2);
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      int n_pixels = get_n_pixels (region);

      if (i > 0)
        {
          pane_test_wait_settled (&region->test);
          region->picture.selected = regions[i];
          smooth_pane_reread_mask (region->test.pane, &regions[i]);
          g_assert_false (smooth_pane_is_exact (region->test.pane));
        }
      finish (region);
      g_assert_cmpint (get_n_pixels (region) - n_pixels, ==, n_wanted[i]);
      assert_is_stored (region);
    }
  tear_down (region);
}

/* The selection changes while OK computes. OK must end with the result of the
 * new selection. */
static void
test_change_while_finishing (void)
{
  const SmoothRect all = { 100, 200, 400, 700 }, part = { 200, 300, 99, 555 };
  RegionTest *region = set_up (&all);
  PaneTestDone done = { 0 };

  smooth_canvas_zoom (SMOOTH_CANVAS (region->test.pane->canvas), 8);
  region->test.fake.n_band_ms = 5;
  smooth_pane_finish (region->test.pane, pane_test_note_done, &done);
  smooth_pane_reread_mask (region->test.pane, &part);
  pane_test_wait_done (&done, 1);
  g_assert_no_error (done.error);
  g_assert_true (smooth_pane_is_exact (region->test.pane));
  region->picture.selected = part;
  assert_is_stored (region);
  tear_down (region);
}

/* A frame at 100 % that shows the whole selection is its exact result. */
static void
test_frame (void)
{
  const SmoothRect selected = { 2000, 2000, 90, 70 };
  RegionTest *region = set_up (&selected);
  int n_pixels = get_n_pixels (region);

  pane_test_wait (&region->test, pane_test_is_complete);
  g_assert_cmpint (get_n_pixels (region), ==, n_pixels);
  assert_is_stored (region);
  tear_down (region);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/finish", test_finish);
  g_test_add_func ("/region/settled", test_settled);
  g_test_add_func ("/region/unseen", test_unseen);
  g_test_add_func ("/region/change", test_change);
  g_test_add_func ("/region/change-while-finishing",
                   test_change_while_finishing);
  g_test_add_func ("/region/frame", test_frame);
  return g_test_run ();
}
