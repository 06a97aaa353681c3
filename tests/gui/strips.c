/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the exact result of a very wide picture, which is computed in strips of
 * columns. Strips that are complete must be shown, and must not be computed
 * again after the computing was interrupted.
 */
#include <math.h>

#include "pane-test.h"
#include "pixel-memory.h"
#include "scaled-picture-read.h"
#include "support/tolerances.h"

#define WIDTH 9000
#define HEIGHT 256
#define N_STRIPS 3
/* How many bands of the middle strip are computed before the fake smoother
 * stops. */
#define N_BANDS 3

static void
get_strip (int i, SmoothRect *strip)
{
  const SmoothRect all = { 0, 0, WIDTH, HEIGHT };

  g_assert_cmpint (smooth_engine_count_strips (&all), ==, N_STRIPS);
  smooth_engine_get_strip (&all, i, strip);
}

static int
get_n_pixels (PaneTest *test)
{
  return g_atomic_int_get (&test->fake.n_pixels);
}

/* Returns the number of pixels that are computed before the fake smoother
 * stops. */
static int
count_pixels (void)
{
  SmoothRect left, middle;

  get_strip (0, &left);
  get_strip (1, &middle);
  return left.width * HEIGHT + middle.width * N_BANDS * SMOOTH_FAKE_BAND;
}

static gboolean
is_interruptible (PaneTest *test)
{
  return test->pane->exact_fraction
         >= (double) count_pixels () / WIDTH / HEIGHT - TEST_TOLERANCE_DOUBLE;
}

/* Shows the whole picture, and waits until the fake smoother has stopped in the
 * middle strip of the exact result. */
static void
set_up (PaneTest *test)
{
  SmoothRect middle;

  get_strip (1, &middle);
  pane_test_set_up (test, WIDTH, HEIGHT, 1, 0, 0);
  g_atomic_int_set (&test->fake.stops_from_x, middle.x);
  g_atomic_int_set (&test->fake.stops_after, N_BANDS);
  pane_test_set_strength (test, 0.95);
  smooth_canvas_fit (SMOOTH_CANVAS (test->pane->canvas));
  pane_test_wait (test, is_interruptible);
}

/* Counts the pixels of the frame, inside a part of the picture, that differ
 * from the exact result scaled to the frame. */
static int
count_different (PaneTest *test, const SmoothRect *part)
{
  const SmoothFrameUpdate *result = pane_test_get_result (test);
  const SmoothGrid *grid = &result->grid;
  g_autofree float *smoothed = g_new (float, WIDTH *HEIGHT);
  SmoothArray array = { WIDTH, HEIGHT, 1, smoothed };
  SmoothSource source = smooth_array_source (&array);
  SmoothScaledRead read = { .source = &source,
                            .grid = *grid,
                            .area = result->area };
  g_autofree float *scaled = smooth_pixels_new (&result->area, 1, NULL);
  int n_pixels = 0, n_different = 0;

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    smoothed[i] = smooth_fake_sample (test->picture->pixels.pixels[i],
                                      test->params.strength);
  g_assert_true (smooth_scaled_read_run (&read, scaled, NULL));
  for (int y = 0; y < result->area.height; y++)
    for (int x = 0; x < result->area.width; x++)
      {
        double left = (double) (result->area.x + x) * WIDTH / grid->width;
        double right = (double) (result->area.x + x + 1) * WIDTH / grid->width;
        double bottom =
          (double) (result->area.y + y + 1) * HEIGHT / grid->height;

        if (left < part->x || right > part->x + part->width
            || bottom > part->y + part->height)
          continue;
        n_pixels++;
        if (fabs (pane_test_get_green (result->result, x, y)
                  - 255 * CLAMP (scaled[y * result->area.width + x], 0, 1))
            > 1)
          n_different++;
      }
  g_assert_cmpint (n_pixels, >, 100);
  return n_different;
}

/* While the fake smoother has stopped in the middle strip, the left strip and
 * the first rows of the middle one are shown exactly, and the rest
 * approximately.
 */
static void
test_shown (void)
{
  PaneTest test;
  SmoothRect parts[N_STRIPS];

  set_up (&test);
  for (int i = 0; i < N_STRIPS; i++)
    get_strip (i, &parts[i]);
  parts[1].height = N_BANDS * SMOOTH_FAKE_BAND;
  g_assert_false (pane_test_get_result (&test)->is_exact);
  g_assert_cmpint (count_different (&test, &parts[0]), ==, 0);
  g_assert_cmpint (count_different (&test, &parts[1]), ==, 0);
  g_assert_cmpint (count_different (&test, &parts[2]), >, 100);
  pane_test_tear_down (&test);
}

/* The computing is interrupted by two changes of the zoom. Each pixel must be
 * computed only once, and in the end the whole frame must be exact. */
static void
test_resumed (void)
{
  const SmoothRect all = { 0, 0, WIDTH, HEIGHT };
  PaneTest test;

  set_up (&test);
  smooth_canvas_zoom (SMOOTH_CANVAS (test.pane->canvas), 1);
  pane_test_wait (&test, pane_test_has_exact);
  g_assert_cmpint (get_n_pixels (&test), ==, count_pixels ());
  smooth_canvas_fit (SMOOTH_CANVAS (test.pane->canvas));
  pane_test_wait (&test, pane_test_has_result);
  g_assert_false (smooth_pane_is_exact (test.pane));
  g_atomic_int_set (&test.fake.stops_after, 0);
  pane_test_wait (&test, pane_test_is_complete);
  g_assert_cmpint (get_n_pixels (&test), ==, WIDTH * HEIGHT);
  pane_test_wait (&test, pane_test_has_exact);
  g_assert_cmpint (count_different (&test, &all), ==, 0);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (
      test.picture->smoothed.pixels[i], ==,
      smooth_fake_sample (test.picture->pixels.pixels[i], 0.95));
  pane_test_tear_down (&test);
}

/* OK is cancelled in the middle strip. When it is pressed again, it continues
 * there. */
static void
test_finish (void)
{
  PaneTest test;
  PaneTestDone done = { 0 };

  set_up (&test);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  smooth_pane_stop (test.pane);
  pane_test_wait_done (&done, 1);
  g_atomic_int_set (&test.fake.stops_after, 0);
  smooth_pane_finish (test.pane, pane_test_note_done, &done);
  pane_test_wait_done (&done, 2);
  g_assert_no_error (done.error);
  g_assert_cmpint (get_n_pixels (&test), ==, WIDTH * HEIGHT);
  pane_test_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strips/shown", test_shown);
  g_test_add_func ("/strips/resumed", test_resumed);
  g_test_add_func ("/strips/finish", test_finish);
  return g_test_run ();
}
