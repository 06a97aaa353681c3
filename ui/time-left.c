/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "time-left.h"

#include <math.h>

/* Nothing is predicted before MIN_SECONDS, and before ENOUGH_SECONDS not until
 * this part has been computed. */
#define MIN_PROGRESS 0.15
#define MIN_SECONDS 0.8
#define ENOUGH_SECONDS 5.0
/* How fast the weight of reports falls with their age, and how fast the
 * prediction follows the pace of the reports. */
#define PACE_SECONDS 2.0
#define FOLLOW_SECONDS 1.5

static double
get_seconds (gint64 from, gint64 to)
{
  return (double) (to - from) / G_USEC_PER_SEC;
}

void
smooth_time_left_init (SmoothTimeLeft *time_left)
{
  *time_left = (SmoothTimeLeft) { .start_fraction = -1, .left = -1 };
}

static gboolean
is_early (const SmoothTimeLeft *time_left)
{
  double seconds = get_seconds (time_left->start_time, time_left->time);

  return seconds < MIN_SECONDS || time_left->progress_sum <= 0
         || (seconds < ENOUGH_SECONDS
             && time_left->fraction - time_left->start_fraction < MIN_PROGRESS);
}

void
smooth_time_left_report (SmoothTimeLeft *time_left, double fraction, gint64 now)
{
  double seconds, decay, left;

  if (time_left->start_fraction < 0)
    {
      time_left->start_fraction = time_left->fraction = fraction;
      time_left->start_time = time_left->time = now;
      return;
    }
  seconds = get_seconds (time_left->time, now);
  decay = exp (-seconds / PACE_SECONDS);
  time_left->progress_sum =
    decay * time_left->progress_sum + (fraction - time_left->fraction);
  time_left->seconds_sum = decay * time_left->seconds_sum + seconds;
  time_left->fraction = fraction;
  time_left->time = now;
  if (is_early (time_left))
    return;
  left = (1 - fraction) * time_left->seconds_sum / time_left->progress_sum;
  if (time_left->left >= 0)
    {
      double expected = MAX (0, time_left->left - seconds);

      left =
        expected + (left - expected) * (1 - exp (-seconds / FOLLOW_SECONDS));
    }
  time_left->left = left;
}

double
smooth_time_left_get (const SmoothTimeLeft *time_left, gint64 now)
{
  if (time_left->left < 0)
    return -1;
  return MAX (0, time_left->left - get_seconds (time_left->time, now));
}
