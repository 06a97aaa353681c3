/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests both forms, ratio and margin, of the contrastive loss with an anchor, a
 * positive and a negative (loss/contrastive-term.h), their derivatives, and
 * which samples are left out.
 */
#include "support/tolerances.h"
#include "train/loss/contrastive-term.h"

#include <math.h>

static const TrainContrast ratio = { TRAIN_CONTRAST_RATIO, 0.01, 0 };
static const TrainContrast margin = { TRAIN_CONTRAST_MARGIN, 0, 0.8 };

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat (fabs (a - b), <=,
                     TEST_TOLERANCE_QUOTIENT * fmax (fabs (b), 1));
}

static void
test_values (void)
{
  TrainDistances distances = { 0.03, 0.05, 0.04 };

  assert_near (train_contrast (&ratio, &distances).value, 0.03 / 0.06);
  assert_near (train_contrast (&margin, &distances).value,
               (0.03 - 0.05 + 0.8 * 0.04) / 0.04);
}

/* If the anchor equals the positive, the ratio form and the margin form are 0,
 * their minimum, and the margin form has no gradient. */
static void
test_at_truth (void)
{
  TrainDistances distances = { 0, 0.04, 0.04 };

  g_assert_cmpfloat (train_contrast (&ratio, &distances).value, ==, 0);
  g_assert_cmpfloat (train_contrast (&margin, &distances).value, ==, 0);
  g_assert_cmpfloat (train_contrast (&margin, &distances).by_positive, ==, 0);
}

static void
assert_derivatives (const TrainContrast *contrast)
{
  TrainDistances distances = { 0.03, 0.05, 0.04 };
  const double step = 1e-6;
  TrainContrastValue term = train_contrast (contrast, &distances);
  TrainDistances low = distances, high = distances;

  low.anchor_positive -= step;
  high.anchor_positive += step;
  assert_near (term.by_positive, (train_contrast (contrast, &high).value
                                  - train_contrast (contrast, &low).value)
                                   / (2 * step));
  low = high = distances;
  low.anchor_negative -= step;
  high.anchor_negative += step;
  assert_near (term.by_negative, (train_contrast (contrast, &high).value
                                  - train_contrast (contrast, &low).value)
                                   / (2 * step));
}

static void
test_derivatives (void)
{
  assert_derivatives (&ratio);
  assert_derivatives (&margin);
}

/* Samples are left out if positive and negative are nearly equal, or if their
 * distance is not a number. */
static void
test_left_out (void)
{
  const TrainContrast *forms[] = { &ratio, &margin };
  const double unit[] = { 0, 0.0049, NAN };

  for (int i = 0; i < 2; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (unit); k++)
      {
        TrainDistances distances = { 0.03, 0.05, unit[k] };
        TrainContrastValue term = train_contrast (forms[i], &distances);

        g_assert_cmpfloat (term.value, ==, 0);
        g_assert_cmpfloat (term.by_positive, ==, 0);
        g_assert_cmpfloat (term.by_negative, ==, 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contrast/values", test_values);
  g_test_add_func ("/contrast/at-truth", test_at_truth);
  g_test_add_func ("/contrast/derivatives", test_derivatives);
  g_test_add_func ("/contrast/left-out", test_left_out);
  return g_test_run ();
}
