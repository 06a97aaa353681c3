/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a checkpoint gives back what was saved, to the bit, and that only
 * the same run can be resumed from it.
 */
#include "train/run/checkpoint.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"
#include "train/base/random.h"

#define N_VALUES 1000
#define SETTINGS "network=mi\nrate=0.1\nseed=1\n"

static TrainProgress *
new_progress (void)
{
  TrainProgress *progress = train_progress_new (N_VALUES);
  TrainReal *vectors[] = { progress->values, progress->average,
                           progress->moment1, progress->moment2 };
  TrainRandom random;

  train_random_init (&random, 31, 0, 0, 0);
  progress->n_done = G_GUINT64_CONSTANT (12345678901234);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    for (gsize k = 0; k < N_VALUES; k++)
      vectors[i][k] = (TrainReal) train_random_normal (&random);
  return progress;
}

static void
assert_equal (const TrainProgress *a, const TrainProgress *b)
{
  const gsize n = N_VALUES * sizeof (TrainReal);

  g_assert_cmpuint (a->n_done, ==, b->n_done);
  g_assert_cmpmem (a->values, n, b->values, n);
  g_assert_cmpmem (a->average, n, b->average, n);
  g_assert_cmpmem (a->moment1, n, b->moment1, n);
  g_assert_cmpmem (a->moment2, n, b->moment2, n);
}

static char *
save (const TestFolder *folder, const TrainProgress *progress)
{
  char *path = test_folder_get_file (folder, "checkpoint.safetensors");
  g_autoptr (GError) error = NULL;

  train_checkpoint_save (path, "mi", SETTINGS, progress, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_same (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainProgress) saved = new_progress ();
  g_autoptr (TrainProgress) loaded = train_progress_new (N_VALUES);
  g_autofree char *path = save (folder, saved);
  g_autoptr (GError) error = NULL;

  (void) data;
  train_checkpoint_load (path, "mi", SETTINGS, loaded, &error);
  g_assert_no_error (error);
  assert_equal (saved, loaded);
  /* The order of the settings does not matter. */
  train_checkpoint_load (path, "mi", "seed=1\nrate=0.1\nnetwork=mi\n", loaded,
                         &error);
  g_assert_no_error (error);
  /* Checkpoints of earlier versions have no line for the recipe. */
  train_checkpoint_load (path, "mi", SETTINGS "recipe=1\n", loaded, &error);
  g_assert_no_error (error);
}

/* Asserts that loading path fails with this error and message. */
static void
assert_refused (const char *path,
                const char *network,
                const char *settings,
                gsize n_values,
                SmoothError code,
                const char *message)
{
  g_autoptr (TrainProgress) progress = train_progress_new (n_values);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    train_checkpoint_load (path, network, settings, progress, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_other_run (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainProgress) saved = new_progress ();
  g_autofree char *path = save (folder, saved);

  (void) data;
  assert_refused (path, "mi", "network=mi\nrate=0.2\nseed=1\n", N_VALUES,
                  SMOOTH_ERROR_VERSION, "'rate=0.1', this run has 'rate=0.2'");
  assert_refused (path, "mi", SETTINGS "clip=1\n", N_VALUES,
                  SMOOTH_ERROR_VERSION, "clip=1");
  assert_refused (path, "eme", SETTINGS, N_VALUES, SMOOTH_ERROR_FORMAT,
                  "network");
  assert_refused (path, "mi", SETTINGS, N_VALUES - 1, SMOOTH_ERROR_SHAPE,
                  "values");
}

/* A file that was truncated anywhere is refused, and so is one that is no
 * checkpoint. */
static void
test_broken (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainProgress) saved = new_progress ();
  g_autofree char *path = save (folder, saved);
  g_autofree char *broken = test_folder_get_file (folder, "broken");
  g_autofree char *contents = NULL;
  gsize n;

  (void) data;
  g_assert_true (g_file_get_contents (path, &contents, &n, NULL));
  for (gsize i = 0; i < 20; i++)
    {
      g_assert_true (
        g_file_set_contents (broken, contents, (gssize) (n * i / 20), NULL));
      assert_refused (broken, "mi", SETTINGS, N_VALUES, SMOOTH_ERROR_FORMAT,
                      "broken");
    }
  g_assert_true (g_file_set_contents (broken, "{}", -1, NULL));
  assert_refused (broken, "mi", SETTINGS, N_VALUES, SMOOTH_ERROR_FORMAT,
                  "broken");
  assert_refused (folder->path, "mi", SETTINGS, N_VALUES, SMOOTH_ERROR_IO,
                  folder->path);
}

/* Numbers that are not finite are not saved, and the file stays as it was. */
static void
test_not_finite (TestFolder *folder, gconstpointer data)
{
  static const TrainReal wrong[] = { NAN, INFINITY, -INFINITY };
  g_autoptr (TrainProgress) saved = new_progress ();
  g_autoptr (TrainProgress) loaded = train_progress_new (N_VALUES);
  g_autoptr (TrainProgress) broken = new_progress ();
  g_autofree char *path = save (folder, saved);
  TrainReal *vectors[] = { broken->values, broken->average, broken->moment1,
                           broken->moment2 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const TrainReal kept = vectors[i][N_VALUES - 1];
      g_autoptr (GError) error = NULL;

      vectors[i][N_VALUES - 1] = wrong[i % G_N_ELEMENTS (wrong)];
      g_assert_false (
        train_checkpoint_save (path, "mi", SETTINGS, broken, &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, "--rate"));
      vectors[i][N_VALUES - 1] = kept;
    }
  g_assert_true (train_checkpoint_load (path, "mi", SETTINGS, loaded, NULL));
  assert_equal (saved, loaded);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/checkpoint/same", test_same);
  test_folder_add ("/checkpoint/other-run", test_other_run);
  test_folder_add ("/checkpoint/broken", test_broken);
  test_folder_add ("/checkpoint/not-finite", test_not_finite);
  return g_test_run ();
}
