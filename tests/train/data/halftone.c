/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of halftone.h: dots are hard, their area follows the tone, and they lie
 * where period and angle say.
 */
#include "train/data/halftone.h"

#include <math.h>

#define SIDE 120

static void
fill (TrainImage *image, const double *colour)
{
  train_image_init (image, SIDE, SIDE, 3);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) colour[i % 3];
}

/* mean (out): the mean of each channel. Returns the fraction of values that are
 * neither ink (0) nor paper (1). */
static double
measure (const TrainImage *image, double *mean)
{
  gsize n = train_image_size (image), n_between = 0;

  mean[0] = mean[1] = mean[2] = 0;
  for (gsize i = 0; i < n; i++)
    {
      double value = (double) image->data[i];

      g_assert_cmpfloat (value, >=, 0);
      g_assert_cmpfloat (value, <=, 1);
      mean[i % 3] += value * 3 / (double) n;
      n_between += value > 0.01 && value < 0.99;
    }
  return (double) n_between / (double) n;
}

/* A flat grey, printed by dots, keeps its mean at every tone, for both shapes
 * of dots; and most values are those of ink or of paper. */
static void
test_tones (void)
{
  for (int diamond = 0; diamond <= 1; diamond++)
    for (double tone = 0; tone <= 1; tone += 0.125)
      {
        const TrainHalftone halftone = { .is_grey = TRUE,
                                         .period = 8.3,
                                         .angles = { 0, 0, 0, G_PI / 4 },
                                         .is_diamond = diamond };
        const double colour[] = { tone, tone, tone };
        TrainImage picture, print;
        double mean[3];

        fill (&picture, colour);
        train_image_init (&print, SIDE, SIDE, 3);
        train_halftone_print (&halftone, &picture, &print);
        g_assert_cmpfloat (measure (&print, mean), <, 0.45);
        for (int c = 0; c < 3; c++)
          g_assert_cmpfloat (fabs (mean[c] - tone), <, 0.012);
        train_image_clear (&picture);
        train_image_clear (&print);
      }
}

/* Four inks overlap by chance, so means are met within a few per cent. */
static void
test_colours (void)
{
  static const double COLOURS[][3] = {
    { 0.8, 0.5, 0.3 }, { 0.3, 0.45, 0.6 }, { 0.9, 0.9, 0.4 }, { 0, 0, 0 }
  };

  for (gsize k = 0; k < G_N_ELEMENTS (COLOURS); k++)
    for (int i = 0; i < 4; i++)
      {
        TrainHalftone halftone;
        TrainImage picture, print;
        TrainRandom random;
        double mean[3];

        train_random_init (&random, 1, 0, (guint64) i, 0);
        train_halftone_draw (&random, &halftone);
        halftone.is_grey = FALSE;
        halftone.period = MIN (halftone.period, 7);
        fill (&picture, COLOURS[k]);
        train_image_init (&print, SIDE, SIDE, 3);
        train_halftone_print (&halftone, &picture, &print);
        measure (&print, mean);
        for (int c = 0; c < 3; c++)
          g_assert_cmpfloat (fabs (mean[c] - COLOURS[k][c]), <, 0.05);
        train_image_clear (&picture);
        train_image_clear (&print);
      }
}

/* Returns the amplitude of the wave in image that has fx and fy periods per
 * pixel along x and y. */
static double
measure_wave (const TrainImage *image, double fx, double fy)
{
  double re = 0, im = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double value = (double) train_image_at (image, y, x)[0];

        re += value * cos (2 * G_PI * (fx * x + fy * y));
        im += value * sin (2 * G_PI * (fx * x + fy * y));
      }
  return 2 * hypot (re, im) / (SIDE * SIDE);
}

/* A screen's strongest wave has its period and its angle. */
static void
test_geometry (void)
{
  const double period = 6, angle = 0.4, grey[] = { 0.5, 0.5, 0.5 };
  const TrainHalftone halftone = { .is_grey = TRUE,
                                   .period = period,
                                   .angles = { 0, 0, 0, angle } };
  const double fx = cos (angle) / period, fy = sin (angle) / period;
  TrainImage picture, print;

  fill (&picture, grey);
  train_image_init (&print, SIDE, SIDE, 3);
  train_halftone_print (&halftone, &picture, &print);
  g_assert_cmpfloat (measure_wave (&print, fx, fy), >, 0.2);
  g_assert_cmpfloat (measure_wave (&print, fx * 1.1, fy * 1.1), <, 0.02);
  g_assert_cmpfloat (measure_wave (&print, fx, -fy), <, 0.02);
  train_image_clear (&picture);
  train_image_clear (&print);
}

/* Random halftone screens, of black ink and of four inks, have periods and
 * angles in the ranges that train_halftone_draw () promises. */
static void
test_draw (void)
{
  int n_grey = 0, n_diamond = 0, n_turned = 0;
  double least = 100, most = 0;

  for (int k = 0; k < 400; k++)
    {
      TrainHalftone halftone;
      TrainRandom random;
      double turn;

      train_random_init (&random, 2, 0, (guint64) k, 0);
      train_halftone_draw (&random, &halftone);
      least = fmin (least, halftone.period);
      most = fmax (most, halftone.period);
      n_grey += halftone.is_grey;
      n_diamond += halftone.is_diamond;
      turn = halftone.angles[0] - 15 * G_PI / 180;
      g_assert_cmpfloat (fabs (turn), <=, 4 * G_PI / 180);
      g_assert_cmpfloat (fabs (halftone.angles[1] - turn - 75 * G_PI / 180), <,
                         1e-9);
      n_turned += fabs (turn) > 1e-9;
    }
  g_assert_cmpfloat (least, >=, 3);
  g_assert_cmpfloat (least, <, 3.2);
  g_assert_cmpfloat (most, <=, 12);
  g_assert_cmpfloat (most, >, 11.5);
  g_assert_cmpint (ABS (n_grey - 200), <, 50);
  g_assert_cmpint (ABS (n_diamond - 120), <, 50);
  g_assert_cmpint (ABS (n_turned - 200), <, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/halftone/tones", test_tones);
  g_test_add_func ("/train/halftone/colours", test_colours);
  g_test_add_func ("/train/halftone/geometry", test_geometry);
  g_test_add_func ("/train/halftone/draw", test_draw);
  return g_test_run ();
}
