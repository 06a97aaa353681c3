/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimiser: Adam (Kingma, Ba, ICLR 2015). The gradient is clipped to a
 * norm; the learning rate rises for some steps, stays, and falls as a cosine
 * over the last ones, the cool-down. It also computes an exponential moving
 * average of the parameters, which is what is exported.
 *
 *   g = gradient * min (1, clip / |gradient|)
 *   m = m + (1 - 0.9) (g - m),  v = v + (1 - 0.99) (g^2 - v)
 *   x = x - rate (t) m / (1 - 0.9^u) / (sqrt (v / (1 - 0.99^u)) + 1e-8)
 *   average = average + share (u) (x - average)
 *
 *   rate (t)  = rate * min (1, t / warm-up) * (1 + cos (pi c)) / 2
 *   c         = max (0, t - 1 - (steps - cool-down)) / cool-down
 *   share (u) = max (average share, 10 / (9 + u)),  t = 1, 2 ...
 *
 * u = t, or t plus the steps of earlier runs whose moments and average were
 * taken over. Until the cool-down the rate does not depend on how many steps a
 * run has: so a copy of a run can be cooled down at any moment, while the run
 * itself continues. Weights are best at the end of a cool-down (Haegele et al.,
 * "Scaling laws and compute-optimal training beyond fixed training durations",
 * NeurIPS 2024, who compare it with a cosine over all steps; that is a
 * cool-down of all steps).
 *
 * x are the parameters, m and v Adam's moments, t counts the steps. A step
 * depends on t and the four vectors of TrainProgress alone, not on the number
 * of threads: a run that is resumed from them has the same bits.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"

/* The constants of the formulas above. */
typedef struct
{
  double rate;
  guint64 n_steps, n_warm_up;
  /* steps of the cool-down, at most n_steps; 0: the rate does not fall */
  guint64 n_cool_down;
  double clip;          /* largest norm of the gradient; 0: no limit */
  double average_share; /* the average share of the formulas, in (0, 1] */
} TrainSchedule;

/* How far a training run has come: four vectors of n_values numbers, owned, in
 * the order of the network's layout (net/parameter-layout.h). */
typedef struct
{
  gsize n_values;
  guint64 n_done;               /* steps of this run */
  guint64 n_before;             /* u - t: steps of earlier runs */
  TrainReal *values;            /* x in the formulas, the parameters */
  TrainReal *average;           /* average of x */
  TrainReal *moment1, *moment2; /* m and v in the formulas */
} TrainProgress;

/* Makes a progress with no step done, in which all numbers are 0. Free with
 * train_progress_free (). */
TrainProgress *train_progress_new (gsize n_values);
void train_progress_free (TrainProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProgress, train_progress_free)

/* Returns rate (t) of the formulas, t >= 1. */
double train_schedule_get_rate (const TrainSchedule *schedule, guint64 t);

/* Makes step t = n_done + 1, distributed among threads. gradient: n_values
 * numbers, borrowed. Returns the gradient's norm before clipping. If the norm
 * is not finite, or above 1e18 (then infinity is returned), the step changes
 * nothing but n_done. */
double train_optimiser_step (const TrainSchedule *schedule,
                             TrainProgress *progress,
                             const TrainReal *gradient,
                             SmoothThreads *threads);
