/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the gradients of a batch's samples are added up in pairs, by a
 * binary tree that depends on the number of samples alone. So the sum has the
 * same bits with any number of threads. Several processes are tested in
 * trainer.c.
 */
#include "train/run/gradient-reduction.h"

#include "train/base/random.h"

/* More numbers than two of the chunks that threads work on. */
#define N_VALUES 20000

static void
draw_gradient (int sample, TrainReal *gradient)
{
  TrainRandom random;

  train_random_init (&random, 33, 0, sample, 0);
  for (gsize i = 0; i < N_VALUES; i++)
    gradient[i] = (TrainReal) train_random_normal (&random);
}

/* Computes the sum of the gradients of samples first to end - 1 by the
 * definition of the tree: the sum of the first half plus that of the second. */
static TrainReal *
sum_tree (int first, int end)
{
  TrainReal *sum = g_new (TrainReal, N_VALUES);

  if (end - first == 1)
    draw_gradient (first, sum);
  else
    {
      const int middle = first + (end - first + 1) / 2;
      g_autofree TrainReal *left = sum_tree (first, middle);
      g_autofree TrainReal *right = sum_tree (middle, end);

      for (gsize i = 0; i < N_VALUES; i++)
        sum[i] = left[i] + right[i];
    }
  return sum;
}

static void
check (TrainRanks *ranks, int n_samples, int n_threads)
{
  const gsize n = N_VALUES * sizeof (TrainReal);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothThreads) threads = smooth_threads_new (n_threads, &error);
  g_autoptr (TrainReduction) reduction =
    train_reduction_new (ranks, n_samples, N_VALUES, &error);
  g_autofree TrainReal *wanted = sum_tree (0, n_samples);

  g_assert_no_error (error);
  /* The sum is computed twice, to show that the second does not depend on
   * memory that the first one has filled. */
  for (int sum = 0; sum < 2; sum++)
    {
      for (int i = 0; i < n_samples; i++)
        draw_gradient (i, train_reduction_get (reduction, i));
      g_assert_cmpmem (train_reduction_run (reduction, threads), n, wanted, n);
    }
}

static void
test_tree (void)
{
  static const int SAMPLES[] = { 1, 2, 3, 5, 6, 8, 13 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainRanks) ranks = train_ranks_new (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    for (int n_threads = 1; n_threads <= 3; n_threads++)
      check (ranks, SAMPLES[i], n_threads);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gradient-reduction/tree", test_tree);
  return g_test_run ();
}
