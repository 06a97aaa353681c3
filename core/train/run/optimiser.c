/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/optimiser.h"

#include <math.h>

#define BETA1 0.9
#define BETA2 0.99
#define EPSILON 1e-8

/* The number of parameters that a thread handles at a time. Squares are summed
 * within each chunk, then over the chunks, so that the sum does not depend on
 * the number of threads. */
#define CHUNK 8192

/* The largest norm of a gradient that is used. With a larger one, squares of
 * the gradient could be infinite in single precision, and the second moment
 * would stay infinite for ever. */
#define LARGEST_NORM 1e18

TrainProgress *
train_progress_new (gsize n_values)
{
  TrainProgress *progress = g_new0 (TrainProgress, 1);

  progress->n_values = n_values;
  progress->values = g_new0 (TrainReal, n_values);
  progress->average = g_new0 (TrainReal, n_values);
  progress->moment1 = g_new0 (TrainReal, n_values);
  progress->moment2 = g_new0 (TrainReal, n_values);
  return progress;
}

void
train_progress_free (TrainProgress *progress)
{
  if (progress == NULL)
    return;
  g_free (progress->values);
  g_free (progress->average);
  g_free (progress->moment1);
  g_free (progress->moment2);
  g_free (progress);
}

double
train_schedule_get_rate (const TrainSchedule *schedule, guint64 t)
{
  const double rise =
    schedule->n_warm_up > 0 ? (double) t / schedule->n_warm_up : 1;
  const guint64 n_constant = schedule->n_steps - schedule->n_cool_down;
  const double at = t - 1 > n_constant
                      ? (double) (t - 1 - n_constant) / schedule->n_cool_down
                      : 0;

  return schedule->rate * MIN (1, rise) * 0.5 * (1 + cos (G_PI * MIN (1, at)));
}

static inline TrainReal
get_root (TrainReal value)
{
#ifdef TRAIN_DOUBLE
  return sqrt (value);
#else
  return sqrtf (value);
#endif
}

/* The data that the threads share during a step. The formulas are in
 * optimiser.h. */
typedef struct
{
  TrainProgress *progress;
  const TrainReal *gradient;
  double *squares;  /* the sum of the gradient's squares in each chunk */
  TrainReal factor; /* the gradient is multiplied with this to clip it */
  TrainReal rate;   /* rate (t) / (1 - 0.9^u) of the formulas */
  TrainReal root;   /* 1 / sqrt (1 - 0.99^u) of the formulas */
  TrainReal average_share;
} Step;

/* Sums the squares of a chunk of the gradient. */
static void
add_squares (gpointer data, int chunk, int thread)
{
  const Step *step = data;
  const gsize first = (gsize) chunk * CHUNK;
  const gsize end = MIN (first + CHUNK, step->progress->n_values);
  double sum = 0;

  (void) thread;
  for (gsize i = first; i < end; i++)
    sum += (double) step->gradient[i] * step->gradient[i];
  step->squares[chunk] = sum;
}

/* Updates a chunk of the parameters, of their moments and of their average. */
static void
update (gpointer data, int chunk, int thread)
{
  const Step *step = data;
  TrainProgress *progress = step->progress;
  const gsize first = (gsize) chunk * CHUNK;
  const gsize end = MIN (first + CHUNK, progress->n_values);
  TrainReal *restrict values = progress->values;
  TrainReal *restrict average = progress->average;
  TrainReal *restrict moment1 = progress->moment1;
  TrainReal *restrict moment2 = progress->moment2;

  (void) thread;
  for (gsize i = first; i < end; i++)
    {
      const TrainReal g = step->gradient[i] * step->factor;

      moment1[i] += (TrainReal) (1 - BETA1) * (g - moment1[i]);
      moment2[i] += (TrainReal) (1 - BETA2) * (g * g - moment2[i]);
      values[i] -= step->rate * moment1[i]
                   / (get_root (moment2[i]) * step->root + (TrainReal) EPSILON);
      average[i] += step->average_share * (values[i] - average[i]);
    }
}

static double
get_norm (Step *step, int n_chunks, SmoothThreads *threads)
{
  double sum = 0;

  smooth_threads_run (threads, n_chunks, add_squares, step);
  for (int i = 0; i < n_chunks; i++)
    sum += step->squares[i];
  return sqrt (sum);
}

double
train_optimiser_step (const TrainSchedule *schedule,
                      TrainProgress *progress,
                      const TrainReal *gradient,
                      SmoothThreads *threads)
{
  const int n_chunks = (int) ((progress->n_values + CHUNK - 1) / CHUNK);
  g_autofree double *squares = g_new (double, n_chunks);
  Step step = { progress, gradient, squares, 1, 0, 0, 0 };
  const double norm = get_norm (&step, n_chunks, threads);
  const guint64 t = ++progress->n_done, u = t + progress->n_before;

  if (!(norm <= LARGEST_NORM))
    return isnan (norm) ? norm : (double) INFINITY;
  if (schedule->clip > 0 && norm > schedule->clip)
    step.factor = (TrainReal) (schedule->clip / norm);
  step.rate =
    (TrainReal) (train_schedule_get_rate (schedule, t) / (1 - pow (BETA1, u)));
  step.root = (TrainReal) (1 / sqrt (1 - pow (BETA2, u)));
  step.average_share =
    (TrainReal) MAX (schedule->average_share, 10.0 / (9 + u));
  smooth_threads_run (threads, n_chunks, update, &step);
  return norm;
}
