/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time left that the status line shows: it comes close to the truth, and
 * the number does not jump, at whatever pace the fractions are reported.
 */
#include "time-left.h"

#include <math.h>

#define STEP_US 20000

/* Returns how much has been computed after a part of the time, both in [0, 1].
 */
typedef double (*Course) (double time);

static double
even (double time)
{
  return time;
}

/* The first tenth takes a third of the time. */
static double
slow_start (double time)
{
  return time < 1 / 3.0 ? 0.3 * time : 0.1 + 0.9 * (time - 1 / 3.0) * 1.5;
}

/* The pace rises and falls by half, twice. */
static double
wavy (double time)
{
  return time - 0.5 / (4 * G_PI) * sin (4 * G_PI * time);
}

/* The last half takes twice as long as the first. */
static double
slow_end (double time)
{
  return time < 1 / 3.0 ? 1.5 * time : 0.5 + 0.75 * (time - 1 / 3.0);
}

/* Plays a computation of total seconds. Asserts that from one second to the
 * next the number falls by at most 2 and a third, and grows by at most a
 * quarter. Returns the largest error of the prediction in seconds. */
static double
play (Course course, double total)
{
  SmoothTimeLeft time_left;
  double shown = -1, worst = 0;
  gint64 last_second = -1;

  smooth_time_left_init (&time_left);
  for (gint64 now = 0; now <= (gint64) (total * G_USEC_PER_SEC); now += STEP_US)
    {
      double seconds = (double) now / G_USEC_PER_SEC, left;

      smooth_time_left_report (&time_left, course (seconds / total), now);
      left = smooth_time_left_get (&time_left, now);
      if (left < 0)
        continue;
      worst = MAX (worst, fabs (left - (total - seconds)));
      if (now / G_USEC_PER_SEC == last_second)
        continue;
      last_second = now / G_USEC_PER_SEC;
      left = ceil (left);
      if (shown >= 0)
        {
          g_assert_cmpfloat (left, >=, shown - 2 - shown / 3);
          g_assert_cmpfloat (left, <=, shown + 1 + shown / 4);
        }
      shown = left;
    }
  return worst;
}

/* A prediction from the slowest pace of these courses, 0.3, is wrong by 2.33
 * times the whole time, and none may be worse. */
static void
test_courses (void)
{
  const double totals[] = { 2.6, 8, 30, 300 };
  const Course courses[] = { even, slow_start, wavy, slow_end };

  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_assert_cmpfloat (play (even, totals[i]), <=, 0.1 + 0.01 * totals[i]);
      for (gsize k = 0; k < G_N_ELEMENTS (courses); k++)
        g_assert_cmpfloat (play (courses[k], totals[i]), <=, 2.34 * totals[i]);
    }
}

/* Nothing is predicted from the first reports: 19 s were shown of what took
 * five. */
static void
test_first (void)
{
  SmoothTimeLeft time_left;

  smooth_time_left_init (&time_left);
  g_assert_cmpfloat (smooth_time_left_get (&time_left, 0), <, 0);
  for (int i = 0; i <= 14; i++)
    {
      smooth_time_left_report (&time_left, 0.3 + i / 100.0, i * 60000);
      g_assert_cmpfloat (smooth_time_left_get (&time_left, i * 60000), <, 0);
    }
  smooth_time_left_report (&time_left, 0.46, G_USEC_PER_SEC);
  g_assert_cmpfloat (smooth_time_left_get (&time_left, G_USEC_PER_SEC), >, 3);
  /* The number falls between the reports, too, and not below 0. */
  g_assert_cmpfloat (smooth_time_left_get (&time_left, 2 * G_USEC_PER_SEC), <,
                     smooth_time_left_get (&time_left, G_USEC_PER_SEC) - 0.9);
  g_assert_cmpfloat (smooth_time_left_get (&time_left, 99 * G_USEC_PER_SEC), ==,
                     0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-left/courses", test_courses);
  g_test_add_func ("/time-left/first", test_first);
  return g_test_run ();
}
