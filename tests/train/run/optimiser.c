/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the optimiser against its formulas in double, with any number of
 * threads. */
#include "train/run/optimiser.h"

#include <math.h>
#include <string.h>

#include "train/base/random.h"

/* So many numbers that each step has several of the chunks that threads work
 * on, the last one incomplete. */
#define N_VALUES 30001
#define N_STEPS 12

/* The tolerance for the optimiser's float vectors against the formulas in
 * double, after all N_STEPS steps; relative to the largest number. */
#define TOLERANCE 1e-5

static const TrainSchedule SCHEDULE = {
  .rate = 0.01,
  .n_steps = N_STEPS,
  .n_warm_up = 3,
  .n_cool_down = N_STEPS,
  .clip = 50,
  .average_share = 0.1,
};

/* The optimiser's vectors, computed in double: the parameters x, their moving
 * average, and Adam's moments m and v, as named in run/optimiser.h. */
typedef struct
{
  double *values, *average, *moment1, *moment2;
} Reference;

/* Makes the gradient of step t, whose norm is below the limit of clipping in
 * odd steps and above it in even ones. */
static void
draw_gradient (guint64 t, TrainReal *gradient)
{
  TrainRandom random;

  train_random_init (&random, 32, t, 0, 0);
  for (gsize i = 0; i < N_VALUES; i++)
    gradient[i] =
      (TrainReal) ((t % 2 == 0 ? 1 : 0.1) * train_random_normal (&random));
}

static double
get_norm (const TrainReal *gradient)
{
  double sum = 0;

  for (gsize i = 0; i < N_VALUES; i++)
    sum += (double) gradient[i] * gradient[i];
  return sqrt (sum);
}

static void
step_reference (Reference *reference, guint64 t, const TrainReal *gradient)
{
  const double factor = fmin (1, SCHEDULE.clip / get_norm (gradient));
  const double rate = SCHEDULE.rate * fmin (1, t / 3.0)
                      * (1 + cos (G_PI * (t - 1.0) / N_STEPS)) / 2;
  const double share = fmax (SCHEDULE.average_share, 10.0 / (9 + t));

  for (gsize i = 0; i < N_VALUES; i++)
    {
      const double g = gradient[i] * factor;
      double *m = &reference->moment1[i], *v = &reference->moment2[i];

      *m += (1 - 0.9) * (g - *m);
      *v += (1 - 0.99) * (g * g - *v);
      reference->values[i] -= rate * *m / (1 - pow (0.9, t))
                              / (sqrt (*v / (1 - pow (0.99, t))) + 1e-8);
      reference->average[i] +=
        share * (reference->values[i] - reference->average[i]);
    }
}

static void
assert_near (const TrainReal *got, const double *wanted)
{
  double largest = 0;

  for (gsize i = 0; i < N_VALUES; i++)
    largest = fmax (largest, fabs (wanted[i]));
  g_assert_cmpfloat (largest, >, 0);
  for (gsize i = 0; i < N_VALUES; i++)
    g_assert_cmpfloat (fabs (got[i] - wanted[i]), <=, TOLERANCE * largest);
}

static TrainProgress *
run_steps (int n_threads, int n_steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothThreads) threads = smooth_threads_new (n_threads, &error);
  g_autofree TrainReal *gradient = g_new (TrainReal, N_VALUES);
  TrainProgress *progress = train_progress_new (N_VALUES);

  g_assert_no_error (error);
  for (int t = 1; t <= n_steps; t++)
    {
      double norm;

      draw_gradient (t, gradient);
      norm = train_optimiser_step (&SCHEDULE, progress, gradient, threads);
      g_assert_cmpfloat_with_epsilon (norm, get_norm (gradient), 1e-9 * norm);
      g_assert_cmpuint (progress->n_done, ==, t);
    }
  return progress;
}

static void
test_formulas (void)
{
  g_autoptr (TrainProgress) progress = run_steps (2, N_STEPS);
  g_autofree TrainReal *gradient = g_new (TrainReal, N_VALUES);
  g_autofree double *all = g_new0 (double, 4 * N_VALUES);
  Reference reference = { all, all + N_VALUES, all + 2 * N_VALUES,
                          all + 3 * N_VALUES };

  for (int t = 1; t <= N_STEPS; t++)
    {
      draw_gradient (t, gradient);
      step_reference (&reference, t, gradient);
    }
  assert_near (progress->values, reference.values);
  assert_near (progress->average, reference.average);
  assert_near (progress->moment1, reference.moment1);
  assert_near (progress->moment2, reference.moment2);
}

static void
test_threads (void)
{
  const gsize n = N_VALUES * sizeof (TrainReal);
  g_autoptr (TrainProgress) one = run_steps (1, 3);
  g_autoptr (TrainProgress) three = run_steps (3, 3);

  g_assert_cmpmem (one->values, n, three->values, n);
  g_assert_cmpmem (one->average, n, three->average, n);
  g_assert_cmpmem (one->moment1, n, three->moment1, n);
  g_assert_cmpmem (one->moment2, n, three->moment2, n);
}

/* A gradient that is not finite, or whose squares would not be finite, counts
 * as a step but changes nothing. */
static void
test_not_finite (void)
{
  static const TrainReal wrong[] = { NAN, INFINITY, -INFINITY, 1e30f };
  const gsize n = N_VALUES * sizeof (TrainReal);
  g_autoptr (SmoothThreads) threads = smooth_threads_new (2, NULL);
  g_autoptr (TrainProgress) before = run_steps (2, 2);
  g_autoptr (TrainProgress) progress = run_steps (2, 2);
  g_autofree TrainReal *gradient = g_new0 (TrainReal, N_VALUES);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gradient[N_VALUES / 2] = wrong[i];
      g_assert_false (isfinite (
        train_optimiser_step (&SCHEDULE, progress, gradient, threads)));
      g_assert_cmpuint (progress->n_done, ==, 3 + i);
    }
  g_assert_cmpmem (progress->values, n, before->values, n);
  g_assert_cmpmem (progress->average, n, before->average, n);
  g_assert_cmpmem (progress->moment1, n, before->moment1, n);
  g_assert_cmpmem (progress->moment2, n, before->moment2, n);
}

static void
test_rate (void)
{
  TrainSchedule schedule = {
    .rate = 2, .n_steps = 100, .n_warm_up = 10, .n_cool_down = 100
  };
  double before = 0;

  g_assert_cmpfloat_with_epsilon (train_schedule_get_rate (&schedule, 1), 0.2,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (train_schedule_get_rate (&schedule, 51), 1,
                                  1e-12);
  for (int t = 1; t <= 110; t++)
    {
      const double rate = train_schedule_get_rate (&schedule, t);

      if (t <= 10)
        g_assert_true (rate > before);
      if (t > 11 && t <= 101)
        g_assert_true (rate < before);
      if (t > 101)
        g_assert_cmpfloat (rate, ==, 0);
      before = rate;
    }
  schedule.n_warm_up = 0;
  g_assert_cmpfloat (train_schedule_get_rate (&schedule, 1), ==, 2);
}

/* The rate stays until the cool-down, then falls; up to there it does not
 * depend on the number of steps. */
static void
test_cool_down (void)
{
  const TrainSchedule cooled = {
    .rate = 2e-3, .n_steps = 100, .n_warm_up = 10, .n_cool_down = 15
  };
  const TrainSchedule longer = {
    .rate = 2e-3, .n_steps = 900, .n_warm_up = 10, .n_cool_down = 90
  };
  const TrainSchedule constant = { .rate = 2e-3, .n_steps = 100 };

  g_assert_cmpfloat (fabs (train_schedule_get_rate (&cooled, 5) - 1e-3), <,
                     1e-9);
  /* Up to the cool-down the rate does not depend on the number of steps. */
  for (guint64 t = 1; t <= 86; t++)
    g_assert_cmpfloat (train_schedule_get_rate (&cooled, t), ==,
                       train_schedule_get_rate (&longer, t));
  g_assert_cmpfloat (train_schedule_get_rate (&cooled, 86), ==, 2e-3);
  for (guint64 t = 87; t <= 100; t++)
    g_assert_cmpfloat (train_schedule_get_rate (&cooled, t), <,
                       train_schedule_get_rate (&cooled, t - 1));
  g_assert_cmpfloat (train_schedule_get_rate (&cooled, 100), <, 5e-5);
  g_assert_cmpfloat (train_schedule_get_rate (&cooled, 100), >, 0);
  for (guint64 t = 1; t <= 100; t++)
    g_assert_cmpfloat (train_schedule_get_rate (&constant, t), ==, 2e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optimiser/formulas", test_formulas);
  g_test_add_func ("/optimiser/threads", test_threads);
  g_test_add_func ("/optimiser/not-finite", test_not_finite);
  g_test_add_func ("/optimiser/rate", test_rate);
  g_test_add_func ("/optimiser/cool-down", test_cool_down);
  return g_test_run ();
}
