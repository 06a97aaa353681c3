/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a training run that begins with the checkpoint of another run goes
 * on exactly as the other run would have gone on.
 */
#include "train/run/checkpoint.h"

#include <math.h>

#include "support/folder.h"

#define N_VALUES 40

/* Makes n steps. The gradient depends on the values and on the step's number,
 * counted from the beginning of the first run. */
static void
make_steps (TrainProgress *progress, const TrainSchedule *schedule, int n)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  TrainReal gradient[N_VALUES];

  while (n-- > 0)
    {
      const guint64 step = progress->n_before + progress->n_done;

      for (int i = 0; i < N_VALUES; i++)
        gradient[i] = progress->values[i] - (TrainReal) sin (i + 0.7 * step);
      train_optimiser_step (schedule, progress, gradient, threads);
    }
}

static void
assert_same (const TrainProgress *a, const TrainProgress *b)
{
  gsize n = N_VALUES * sizeof (TrainReal);

  g_assert_cmpmem (a->values, n, b->values, n);
  g_assert_cmpmem (a->average, n, b->average, n);
  g_assert_cmpmem (a->moment1, n, b->moment1, n);
  g_assert_cmpmem (a->moment2, n, b->moment2, n);
}

/* A second run begins with the checkpoint of the first, and a third with that
 * of the second. Each must have the bits of a run without interruption. */
static void
test_take_over (TestFolder *folder, gconstpointer data)
{
  const TrainSchedule schedule = { .rate = 1e-2,
                                   .n_steps = 100,
                                   .average_share = 0.01 };
  g_autoptr (TrainProgress) whole = train_progress_new (N_VALUES);
  g_autofree char *path = test_folder_get_file (folder, "run.safetensors");

  (void) data;
  make_steps (whole, &schedule, 7);
  g_assert_true (train_checkpoint_save (path, "mi", "a=1\n", whole, NULL));
  for (int k = 1; k <= 2; k++)
    {
      g_autoptr (TrainProgress) part = train_progress_new (N_VALUES);
      g_autoptr (TrainProgress) read = train_progress_new (N_VALUES);
      g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (path, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (train_checkpoint_is (set));
      g_assert_false (train_checkpoint_begin (path, set, "eme", part, &error));
      g_clear_error (&error);
      g_assert_true (train_checkpoint_begin (path, set, "mi", part, &error));
      g_assert_cmpuint (part->n_done, ==, 0);
      g_assert_cmpuint (part->n_before, ==, 7 * k);
      make_steps (part, &schedule, 7);
      make_steps (whole, &schedule, 7);
      assert_same (whole, part);
      /* A checkpoint also stores how many steps were made before its run. */
      g_assert_true (train_checkpoint_save (path, "mi", "b=2\n", part, NULL));
      g_assert_true (train_checkpoint_load (path, "mi", "b=2\n", read, &error));
      g_assert_cmpuint (read->n_done, ==, 7);
      g_assert_cmpuint (read->n_before, ==, 7 * k);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/take-over/checkpoint", test_take_over);
  return g_test_run ();
}
