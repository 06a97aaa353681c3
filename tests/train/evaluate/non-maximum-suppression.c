/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of non-maximum-suppression.h: only the crest is left of a ridge in any
 * direction. */
#include "train/evaluate/non-maximum-suppression.h"
#include "support/tolerances.h"

#include <math.h>

#define SIDE 64
#define MARGIN 12 /* width of the border in which values are weakened */

/* Checks a ridge through the middle whose normal has this angle. */
static void
check_ridge (double degrees)
{
  g_autofree float *edges = g_new (float, SIDE *SIDE);
  g_autofree double *result = g_new (double, SIDE *SIDE);
  double nx = cos (degrees * G_PI / 180);
  double ny = sin (degrees * G_PI / 180);
  int n_crest = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double off = (x - SIDE / 2) * nx + (y - SIDE / 2) * ny;

        edges[y * SIDE + x] = (float) exp (-off * off / 8);
      }
  train_suppress_non_maxima (edges, SIDE, SIDE, result);
  for (int y = MARGIN; y < SIDE - MARGIN; y++)
    for (int x = MARGIN; x < SIDE - MARGIN; x++)
      {
        double off = (x - SIDE / 2) * nx + (y - SIDE / 2) * ny;
        double value = result[y * SIDE + x];

        if (fabs (off) > 1.01 && fabs (off) < 4)
          g_assert_cmpfloat (value, ==, 0);
        if (fabs (off) <= 0.3)
          g_assert_cmpfloat (value, >, 0.8);
        n_crest += value > 0.5;
      }
  /* Thinning leaves the ridge whole: at least one pixel in each row, or in each
   * column, outside of the margin. */
  g_assert_cmpint (n_crest, >=, SIDE - 2 * MARGIN - 1);
}

static void
test_ridges (void)
{
  for (int degrees = 0; degrees < 180; degrees += 15)
    check_ridge (degrees);
}

/* A uniform map is weakened at the border and unchanged inside. */
static void
test_border (void)
{
  g_autofree float *edges = g_new (float, SIDE *SIDE);
  g_autofree double *result = g_new (double, SIDE *SIDE);

  for (int i = 0; i < SIDE * SIDE; i++)
    edges[i] = 0.5f;
  train_suppress_non_maxima (edges, SIDE, SIDE, result);
  for (int i = 0; i < 8; i++)
    g_assert_cmpfloat_with_epsilon (result[(SIDE / 2) * SIDE + i],
                                    0.5 * MIN (i, 5) / 5,
                                    TEST_TOLERANCE_DOUBLE);
}

/* Maps smaller than all radii must not be read beyond their ends. */
static void
test_small (void)
{
  const float edges[4] = { 1, 0.5f, 0.25f, 0 };
  double result[4];

  train_suppress_non_maxima (edges, 1, 1, result);
  train_suppress_non_maxima (edges, 1, 4, result);
  train_suppress_non_maxima (edges, 4, 1, result);
  train_suppress_non_maxima (edges, 2, 2, result);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat (result[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suppress/ridges", test_ridges);
  g_test_add_func ("/suppress/border", test_border);
  g_test_add_func ("/suppress/small", test_small);
  return g_test_run ();
}
