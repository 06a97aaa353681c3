/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the result extent against a flag for each pixel, which tells whether
 * the pixel was computed. The extent must never cover a pixel that was not
 * computed; it must cover the region when every strip was computed to its end;
 * and no row may be computed again that could be used.
 */
#include "result-extent.h"

#include <string.h>

#define WIDTH 13000
#define HEIGHT 24
#define N_RANDOM 400

typedef struct
{
  SmoothResultExtent extent;
  SmoothFrameRequest request;
  SmoothSharedPicture *pictures[2];
  /* For each pixel, whether it was computed for the present picture and
   * parameters. */
  guint8 *is_held;
} ExtentTest;

static void
set_up (ExtentTest *test)
{
  const SmoothPicture picture = { .source = { WIDTH, HEIGHT, 1, NULL, NULL,
                                              FALSE } };

  *test = (ExtentTest) { 0 };
  for (int i = 0; i < 2; i++)
    test->pictures[i] = smooth_shared_picture_new (&picture, 1 + i);
  smooth_params_init (&test->request.params);
  test->request.picture = test->pictures[0];
  test->is_held = g_new0 (guint8, WIDTH * HEIGHT);
}

static void
tear_down (ExtentTest *test)
{
  smooth_result_extent_clear (&test->extent);
  for (int i = 0; i < 2; i++)
    smooth_shared_picture_unref (test->pictures[i]);
  g_free (test->is_held);
}

static gboolean
is_held (const ExtentTest *test, const SmoothRect *rect)
{
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      if (!test->is_held[y * WIDTH + x])
        return FALSE;
  return TRUE;
}

static void
hold (ExtentTest *test, const SmoothRect *rect)
{
  for (int y = rect->y; y < rect->y + rect->height; y++)
    memset (test->is_held + y * WIDTH + rect->x, TRUE, rect->width);
}

/* Computes strip i of the request's region up to the row end_y, as the renderer
 * does. Returns the number of pixels computed. */
static int
compute_strip (ExtentTest *test, int i, int end_y)
{
  const SmoothRect *region = &test->request.exact_region;
  int y = smooth_result_extent_get_end_y (&test->extent, &test->request, i);
  SmoothRect strip;

  smooth_engine_get_strip (region, i, &strip);
  strip.height = y - strip.y;
  g_assert_cmpint (y, >=, region->y);
  if (y < region->y + region->height)
    g_assert_true (is_held (test, &strip));
  if (end_y <= y)
    return 0;
  strip.y = y;
  strip.height = end_y - y;
  hold (test, &strip);
  smooth_result_extent_set_end_y (&test->extent, i, end_y);
  return strip.width * strip.height;
}

/* Computes all rows of the first n_strips strips, and n_rows rows of the next
 * one. Returns the number of pixels computed. */
static int
compute (ExtentTest *test, const SmoothRect *region, int n_strips, int n_rows)
{
  int n_pixels = 0;

  test->request.exact_region = *region;
  smooth_result_extent_begin (&test->extent, &test->request);
  for (int i = 0; i < smooth_engine_count_strips (region) && i <= n_strips; i++)
    n_pixels += compute_strip (
      test, i, region->y + (i < n_strips ? region->height : n_rows));
  return n_pixels;
}

static gboolean
covers (ExtentTest *test, const SmoothRect *region)
{
  test->request.exact_region = *region;
  return smooth_result_extent_covers (&test->extent, &test->request);
}

/* The work is interrupted in the middle one of three strips. */
static void
test_interrupted (void)
{
  const SmoothRect region = { 100, 2, 9000, 20 };
  const SmoothRect left = { 100, 2, 2000, 20 }, high = { 200, 2, 5000, 7 };
  SmoothRect strips[3];
  ExtentTest test;

  set_up (&test);
  for (int i = 0; i < 3; i++)
    smooth_engine_get_strip (&region, i, &strips[i]);
  g_assert_cmpint (compute (&test, &region, 1, 7), ==,
                   strips[0].width * 20 + strips[1].width * 7);
  g_assert_false (covers (&test, &region));
  g_assert_true (covers (&test, &left));
  g_assert_true (covers (&test, &high));
  g_assert_cmpint (compute (&test, &region, 3, 0), ==,
                   strips[1].width * 13 + strips[2].width * 20);
  g_assert_true (covers (&test, &region));
  tear_down (&test);
}

/* If only the rows of the region change, rows that the store holds are not
 * computed again. */
static void
test_other_rows (void)
{
  const SmoothRect first = { 0, 4, 9000, 6 }, longer = { 0, 4, 9000, 12 };
  const SmoothRect lower = { 0, 14, 9000, 6 }, last = { 0, 22, 9000, 2 };
  SmoothRect strip;
  ExtentTest test;

  set_up (&test);
  smooth_engine_get_strip (&first, 0, &strip);
  g_assert_cmpint (compute (&test, &first, 3, 0), ==, 9000 * 6);
  g_assert_cmpint (compute (&test, &longer, 1, 6), ==, strip.width * 6);
  /* The left strip now holds its rows up to row 15, the other two up to row 9.
   * Of the rows 14 to 19, only two are stored, in the left strip. */
  g_assert_cmpint (compute (&test, &lower, 3, 0), ==,
                   9000 * 6 - strip.width * 2);
  g_assert_true (covers (&test, &lower));
  g_assert_false (covers (&test, &longer));
  g_assert_cmpint (compute (&test, &last, 3, 0), ==, 9000 * 2);
  g_assert_cmpint (compute (&test, &first, 3, 0), ==, 9000 * 6);
  tear_down (&test);
}

/* Nothing that is stored can be used for another picture or other
 * parameters. */
static void
test_other_input (void)
{
  const SmoothRect region = { 0, 0, 300, 20 };
  ExtentTest test;

  set_up (&test);
  g_assert_cmpint (compute (&test, &region, 1, 0), ==, 300 * 20);
  test.request.params.strength = 0.25;
  g_assert_false (covers (&test, &region));
  g_assert_cmpint (compute (&test, &region, 1, 0), ==, 300 * 20);
  test.request.picture = test.pictures[1];
  g_assert_false (covers (&test, &region));
  g_assert_cmpint (compute (&test, &region, 1, 0), ==, 300 * 20);
  smooth_result_extent_clear (&test.extent);
  g_assert_false (covers (&test, &region));
  smooth_result_extent_set_complete (&test.extent, &test.request);
  g_assert_true (covers (&test, &region));
  tear_down (&test);
}

static void
choose_region (SmoothRect *region)
{
  /* There are few choices, so that successive regions often have the same
   * columns. */
  static const int columns[][2] = {
    { 0, 13000 }, { 500, 9000 }, { 500, 3000 }, { 2000, 8001 }
  };
  const int *chosen = columns[g_test_rand_int_range (0, 4)];

  region->x = chosen[0];
  region->width = chosen[1];
  region->y = g_test_rand_int_range (0, HEIGHT);
  region->height = g_test_rand_int_range (1, HEIGHT - region->y + 1);
}

static void
test_random (void)
{
  ExtentTest test;

  set_up (&test);
  for (int i = 0; i < N_RANDOM; i++)
    {
      SmoothRect region, other;
      int n_strips;

      if (g_test_rand_int_range (0, 10) == 0)
        {
          test.request.params.strength = i / (double) N_RANDOM;
          memset (test.is_held, FALSE, WIDTH * HEIGHT);
        }
      choose_region (&region);
      choose_region (&other);
      n_strips = smooth_engine_count_strips (&region);
      if (g_test_rand_bit ())
        {
          compute (&test, &region, n_strips, 0);
          g_assert_true (covers (&test, &region));
        }
      else
        compute (&test, &region, g_test_rand_int_range (0, n_strips),
                 g_test_rand_int_range (0, region.height));
      if (covers (&test, &other))
        g_assert_true (is_held (&test, &other));
    }
  tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result-extent/interrupted", test_interrupted);
  g_test_add_func ("/result-extent/other-rows", test_other_rows);
  g_test_add_func ("/result-extent/other-input", test_other_input);
  g_test_add_func ("/result-extent/random", test_random);
  return g_test_run ();
}
