/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the quality checks of the networks (quality-checks.h), the percentiles
 * (percentile.h) and the pictures without texture (clean-picture-drawing.h)
 * that they use. Runs all checks once with the networks in the source tree.
 */
#include "train/evaluate/quality-checks.h"

#include "train/evaluate/clean-picture-drawing.h"
#include "train/evaluate/percentile.h"

static void
test_add (void)
{
  TrainChecks checks;
  const TrainCheck *step = &checks.checks[TRAIN_CHECK_STEP];
  const TrainCheck *half = &checks.checks[TRAIN_CHECK_HALF];
  const TrainCheck *fall = &checks.checks[TRAIN_CHECK_FALL];

  train_checks_init (&checks);
  train_checks_add (&checks, TRAIN_CHECK_STEP, "a", 2);
  train_checks_add (&checks, TRAIN_CHECK_STEP, "b", 3.5);
  train_checks_add (&checks, TRAIN_CHECK_STEP, "c", 3);
  g_assert_cmpfloat (step->worst, ==, 3.5);
  g_assert_cmpstr (step->picture, ==, "b");
  g_assert_cmpint (step->n_pictures, ==, 3);
  g_assert_cmpint (step->n_failed, ==, 1);
  train_checks_add (&checks, TRAIN_CHECK_HALF, "a", 42);
  train_checks_add (&checks, TRAIN_CHECK_HALF, "b", 41.9);
  g_assert_cmpstr (half->picture, ==, "b");
  g_assert_cmpint (half->n_failed, ==, 1);
  train_checks_add (&checks, TRAIN_CHECK_FALL, "a", 0);
  g_assert_cmpint (fall->n_failed, ==, 1);
  train_checks_clear (&checks);
}

static void
test_percentile (void)
{
  double values[1000];

  for (int i = 0; i < 1000; i++)
    values[i] = (i * 7) % 1000;
  g_assert_cmpfloat (train_percentile (values, 1000, 0.5), ==, 499);
  g_assert_cmpfloat (train_percentile (values, 1000, 0.999), ==, 998);
  g_assert_cmpfloat (train_percentile (values, 1000, 1), ==, 999);
  g_assert_cmpfloat (train_percentile (values, 1000, 0), ==, 0);
  g_assert_cmpfloat (train_percentile (values, 1, 0.5), ==, 0);
}

/* Draws each of the clean test pictures, which smoothing should leave as they
 * are: all values lie in [0, 1], flat pictures have a single grey, and others
 * have a light and a dark one. */
static void
test_clean (void)
{
  for (TrainCleanPicture clean = 0; clean < TRAIN_N_CLEAN; clean++)
    {
      TrainImage image;
      TrainReal low = 1;
      TrainReal high = 0;

      train_clean_picture_draw (clean, &image);
      for (gsize i = 0; i < train_image_size (&image); i++)
        {
          g_assert_true (image.data[i] >= 0 && image.data[i] <= 1);
          if (i % 3 == 0)
            {
              low = MIN (low, image.data[i]);
              high = MAX (high, image.data[i]);
            }
        }
      if (clean <= TRAIN_CLEAN_FLAT_DARK)
        g_assert_true (low == high);
      else if (clean < TRAIN_CLEAN_TEXT || train_clean_picture_has_text (clean))
        g_assert_cmpfloat (high - low, >, 0.15);
      train_image_clear (&image);
    }
}

/* The networks of the source tree are measured by all checks. */
static void
test_networks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainSmoother) smoother =
    train_smoother_new (g_getenv ("SMOOTH_TEST_WEIGHTS"), 1, NULL, &error);
  g_auto (TrainPicture) picture = { 0 };
  TrainChecks checks;

  g_assert_no_error (error);
  train_checks_init (&checks);
  g_assert_true (train_picture_init (&picture, 24, 40, NULL));
  for (int i = 0; i < 24 * 40 * 3; i++)
    picture.rgb[i] =
      (guint8) (i / 3 % 40 < 20 ? 60 + i * 17 % 31 : 150 + i * 23 % 41);
  g_assert_true (
    train_checks_run_picture (&checks, smoother, 0, "noise", &picture, &error));
  g_assert_true (train_checks_run_clean (&checks, smoother, 0,
                                         TRAIN_CLEAN_STEP_WEAK, &error));
  g_assert_no_error (error);
  for (int id = 0; id < TRAIN_N_CHECKS; id++)
    if (id != TRAIN_CHECK_CONTRAST && id != TRAIN_CHECK_EVEN)
      {
        g_test_message ("%s: %g", train_check_get_name (id),
                        checks.checks[id].worst);
        g_assert_cmpint (checks.checks[id].n_pictures, >=, 1);
      }
  g_assert_cmpfloat (checks.checks[TRAIN_CHECK_STEP].worst, >=, 1);
  g_assert_cmpfloat (checks.checks[TRAIN_CHECK_HALF].worst, >, 20);
  train_checks_clear (&checks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/add", test_add);
  g_test_add_func ("/checks/percentile", test_percentile);
  g_test_add_func ("/checks/clean", test_clean);
  g_test_add_func ("/checks/networks", test_networks);
  return g_test_run ();
}
