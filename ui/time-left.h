/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicts how long a computation will still take, from the fractions that it
 * reports. The prediction is smoothed, so that the number on the screen does
 * not jump: the first reports often come at another pace than the later ones,
 * and the pace varies with the other load of the machine. Plain arithmetic; a
 * predictor belongs to one thread at a time.
 */
#pragma once

#include <glib.h>

typedef struct
{
  double start_fraction; /* the first fraction; -1: none was reported yet */
  double fraction;       /* the last fraction */
  gint64 start_time;     /* of the first report, in microseconds */
  gint64 time;           /* of the last report, in microseconds */
  /* Sums of the progress and of the seconds that it took, in which reports of
   * long ago weigh less. */
  double progress_sum, seconds_sum;
  double left; /* the smoothed prediction at the time of the last report, in
                  seconds; -1: there is none yet */
} SmoothTimeLeft;

/* time_left (out): a predictor for a new computation, or for one that goes on
 * after an interruption. */
void smooth_time_left_init (SmoothTimeLeft *time_left);

/* Notes that fraction, in [0, 1], has been computed at the time now, in
 * microseconds of the monotonic clock. */
void smooth_time_left_report (SmoothTimeLeft *time_left,
                              double fraction,
                              gint64 now);

/* Returns how many seconds are left at the time now, at least 0; -1 if too
 * little has been computed to predict it. */
double smooth_time_left_get (const SmoothTimeLeft *time_left, gint64 now);
