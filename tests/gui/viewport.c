/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the viewport: its opening view, fitting, zooming at a point, limits,
 * and grids. */
#include "viewport.h"
#include "support/tolerances.h"

#include <math.h>

#define N_RANDOM 2000

static void
test_opening (void)
{
  SmoothViewport viewport;

  /* The whole picture would need a zoom below 50 %, so its middle is shown at
   * 100 %. */
  smooth_viewport_init (&viewport, 6000, 4000, 900, 500);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  g_assert_cmpfloat (viewport.centre_x, ==, 3000);
  /* If the whole picture fits at a zoom of 50 % or more, all of it is shown. */
  smooth_viewport_init (&viewport, 1000, 800, 900, 500);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 0.625, TEST_TOLERANCE_DOUBLE);
  g_assert_true (viewport.is_fit);
  /* A small picture is not enlarged. */
  smooth_viewport_init (&viewport, 1, 1, 900, 500);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
}

static void
test_fit (void)
{
  SmoothViewport viewport;

  smooth_viewport_init (&viewport, 6000, 4000, 900, 500);
  smooth_viewport_fit (&viewport);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 0.125, TEST_TOLERANCE_DOUBLE);
  smooth_viewport_resize (&viewport, 1800, 1000);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 0.25, TEST_TOLERANCE_DOUBLE);
  /* If the user has chosen a zoom, it stays when the canvas gets another
   * size. */
  smooth_viewport_zoom (&viewport, 0.5, 0, 0);
  smooth_viewport_resize (&viewport, 900, 500);
  g_assert_cmpfloat (viewport.zoom, ==, 0.5);
  /* Fitting enlarges a small picture, up to the largest zoom. */
  smooth_viewport_init (&viewport, 300, 200, 900, 500);
  smooth_viewport_fit (&viewport);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 2.5, TEST_TOLERANCE_DOUBLE);
  smooth_viewport_init (&viewport, 1, 1, 900, 500);
  smooth_viewport_fit (&viewport);
  g_assert_cmpfloat (viewport.zoom, ==, SMOOTH_VIEWPORT_MAX_ZOOM);
}

/* Returns which column of the picture is shown at column x of the canvas. */
static double
get_under (const SmoothViewport *viewport, double x)
{
  return viewport->centre_x
         + (x - viewport->canvas_width / 2.0) / viewport->zoom;
}

static void
test_zoom_at_point (void)
{
  SmoothViewport viewport;
  double under;

  smooth_viewport_init (&viewport, 6000, 4000, 900, 500);
  under = get_under (&viewport, 700);
  smooth_viewport_zoom (&viewport, 4, 700, 100);
  g_assert_cmpfloat_with_epsilon (get_under (&viewport, 700), under,
                                  TEST_TOLERANCE_POSITION_PX);
  smooth_viewport_zoom (&viewport, 100, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, SMOOTH_VIEWPORT_MAX_ZOOM);
  smooth_viewport_zoom (&viewport, 0.0001, 0, 0);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 0.125, TEST_TOLERANCE_DOUBLE);
}

static void
test_steps (void)
{
  SmoothViewport viewport;
  double last;

  smooth_viewport_init (&viewport, 6000, 4000, 900, 500);
  for (int i = 0; i < 20; i++)
    {
      last = viewport.zoom;
      smooth_viewport_zoom (&viewport, smooth_viewport_get_step (&viewport, 1),
                            450, 250);
      g_assert_true (viewport.zoom > last || last == 8);
    }
  g_assert_cmpfloat (viewport.zoom, ==, 8);
  for (int i = 0; i < 20; i++)
    {
      last = viewport.zoom;
      smooth_viewport_zoom (&viewport, smooth_viewport_get_step (&viewport, -1),
                            450, 250);
      g_assert_true (viewport.zoom < last || last == 0.125);
    }
  g_assert_cmpfloat (viewport.zoom, ==, 0.125);
}

/* Asserts that the picture covers the canvas or lies in its middle, and that
 * the visible part of the grid, which the viewport asks to be computed, covers
 * everything of the picture that is seen. */
static void
check_covers (const SmoothViewport *viewport)
{
  SmoothRect place, visible;
  SmoothGrid grid;
  double pitch;

  smooth_viewport_get_place (viewport, &place);
  smooth_viewport_get_grid (viewport, &grid, &visible);
  if (place.width >= viewport->canvas_width + 1)
    {
      g_assert_cmpint (place.x, <=, 0);
      g_assert_cmpint (place.x + place.width, >=, viewport->canvas_width - 1);
    }
  else
    g_assert_cmpint (ABS (2 * place.x + place.width - viewport->canvas_width),
                     <=, 2);
  g_assert_cmpint (grid.width, <=, viewport->picture_width);
  g_assert_cmpint (visible.x, >=, 0);
  g_assert_cmpint (visible.width, >=, 1);
  g_assert_cmpint (visible.x + visible.width, <=, grid.width);
  pitch = (double) place.width / grid.width;
  g_assert_true (visible.x == 0
                 || place.x + visible.x * pitch <= TEST_TOLERANCE_POSITION_PX);
  g_assert_true (visible.x + visible.width == grid.width
                 || place.x + (visible.x + visible.width) * pitch
                      >= viewport->canvas_width - TEST_TOLERANCE_POSITION_PX);
  if (viewport->zoom >= 1)
    g_assert_cmpint (grid.height, ==, viewport->picture_height);
}

static void
test_random (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      SmoothViewport viewport;

      smooth_viewport_init (&viewport, g_test_rand_int_range (1, 9000),
                            g_test_rand_int_range (1, 9000),
                            g_test_rand_int_range (1, 3000),
                            g_test_rand_int_range (1, 2000));
      for (int k = 0; k < 5; k++)
        {
          smooth_viewport_zoom (&viewport,
                                exp (g_test_rand_double_range (-4, 3)),
                                g_test_rand_double_range (0, 1000),
                                g_test_rand_double_range (0, 1000));
          check_covers (&viewport);
          smooth_viewport_pan (&viewport, g_test_rand_double_range (-3e3, 3e3),
                               g_test_rand_double_range (-3e3, 3e3));
          check_covers (&viewport);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/opening", test_opening);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/zoom-at-point", test_zoom_at_point);
  g_test_add_func ("/viewport/steps", test_steps);
  g_test_add_func ("/viewport/random", test_random);
  return g_test_run ();
}
