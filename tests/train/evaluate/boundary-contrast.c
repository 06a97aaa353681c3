/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of boundary-contrast.h: if the height of a step is halved, half the
 * contrast is kept. */
#include "train/evaluate/boundary-contrast.h"
#include "support/tolerances.h"

#define SIDE 60

/* Makes a picture with one grey left of column 30 and another right of it. */
static void
draw (TrainPicture *picture, int left, int right)
{
  g_assert_true (train_picture_init (picture, SIDE, SIDE, NULL));
  for (int i = 0; i < SIDE * SIDE * 3; i++)
    picture->rgb[i] = (guint8) (i / 3 % SIDE < SIDE / 2 ? left : right);
}

/* Makes the annotations of two annotators, of whom one marks the column first,
 * and the other the column second. */
static void
mark (TrainAnnotations *annotations, int first, int second)
{
  *annotations =
    (TrainAnnotations) { SIDE, SIDE, 2, g_new0 (guint8, 2 * SIDE * SIDE) };
  for (int y = 0; y < SIDE; y++)
    {
      annotations->boundaries[y * SIDE + first] = 1;
      annotations->boundaries[(SIDE + y) * SIDE + second] = 1;
    }
}

static guint
count (int first, int second, int left, int right, double *ratio)
{
  g_auto (TrainAnnotations) annotations = { 0 };
  g_auto (TrainPicture) before = { 0 };
  g_auto (TrainPicture) after = { 0 };
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  draw (&before, left, right);
  draw (&after, left, (left + right) / 2);
  mark (&annotations, first, second);
  train_contrast_measure (&annotations, &before, &after, ratios);
  for (guint i = 0; i < ratios->len; i++)
    *ratio = g_array_index (ratios, double, i);
  return ratios->len;
}

static void
test_half (void)
{
  double ratio = 0;

  g_assert_cmpuint (count (30, 31, 40, 120, &ratio), >=, SIDE - 4);
  g_assert_cmpfloat_with_epsilon (ratio, 0.5, TEST_TOLERANCE_DOUBLE);
}

/* Pixels are left out if the annotators disagree, if there is no contrast, or
 * if the squares do not fit into the picture. */
static void
test_left_out (void)
{
  double ratio;

  g_assert_cmpuint (count (30, 33, 40, 120, &ratio), ==, 0);
  g_assert_cmpuint (count (30, 30, 40, 44, &ratio), ==, 0);
  g_assert_cmpuint (count (5, 5, 40, 120, &ratio), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contrast/half", test_half);
  g_test_add_func ("/contrast/left-out", test_left_out);
  return g_test_run ();
}
