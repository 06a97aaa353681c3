/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the search for the best settings of a smoothing method (grid-search.h)
 * with an artificial method of two settings. Its result is a grey that is
 * nearer to the wanted grey the nearer the settings are to the best ones.
 */
#include "train/evaluate/grid-search.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"

#define N_ITEMS 3

/* The data of the artificial method: how often it has run (the cache of results
 * should avoid repetitions), and whether it is to fail. */
typedef struct
{
  GMutex mutex;
  int n_runs;
  gboolean fails;
} Maker;

/* The score is 100 - |log2 (a / 8)| 10 - |b - 3| 5. The best setting is a = 8,
 * b = 3, outside the first grid, which ends at 2 and 4. */
static gboolean
run (const TrainMethod *method,
     int thread,
     const TrainPicture *input,
     int n_settings,
     const TrainMethodSettings *settings,
     TrainPicture *smooth,
     GError **error)
{
  Maker *maker = method->data;

  (void) thread;
  if (maker->fails)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "no paint left");
      return FALSE;
    }
  for (int i = 0; i < n_settings; i++)
    {
      double off = fabs (log2 (settings[i].values[0] / 8)) * 10
                   + fabs (settings[i].values[1] - 3) * 5;

      g_assert_true (train_picture_init (&smooth[i], 1, 1, NULL));
      smooth[i].rgb[0] = (guint8) (100 + input->rgb[0] - rint (off));
    }
  g_mutex_lock (&maker->mutex);
  maker->n_runs += n_settings;
  g_mutex_unlock (&maker->mutex);
  return TRUE;
}

static void
measure (gpointer data, int item, const TrainPicture *smooth, double *values)
{
  (void) data;
  values[0] = smooth->rgb[0];
  values[1] = item;
}

static double
score (gpointer data, const double *values)
{
  double sum = 0;

  (void) data;
  for (int i = 0; i < N_ITEMS; i++)
    {
      g_assert_cmpfloat (values[2 * i + 1], ==, i);
      sum += values[2 * i];
    }
  return sum / N_ITEMS;
}

typedef struct
{
  Maker maker;
  TrainMethod method;
  TrainPicture inputs[N_ITEMS];
  TrainSubject subject;
  TrainGridContext context;
} Fixture;

static const char *const keys[N_ITEMS] = { "k0", "k1", "k2" };

static void
set_up (Fixture *fixture, const TestFolder *folder)
{
  memset (fixture, 0, sizeof *fixture);
  g_mutex_init (&fixture->maker.mutex);
  fixture->method = (TrainMethod) {
    .name = "made up",
    .id = "made-up 1",
    .axes = { { "a", 2, { 1, 2 }, FALSE, FALSE, 0.1, 100 },
              { "b", 2, { 1, 2 }, FALSE, TRUE, 1, 10 } },
    .run = run,
    .data = &fixture->maker,
  };
  for (int i = 0; i < N_ITEMS; i++)
    {
      g_assert_true (train_picture_init (&fixture->inputs[i], 1, 1, NULL));
      fixture->inputs[i].rgb[0] = (guint8) i;
    }
  fixture->subject =
    (TrainSubject) { N_ITEMS, fixture->inputs, keys, 2, measure, score, NULL };
  fixture->context.threads = smooth_threads_new (2, NULL);
  fixture->context.cache = train_cache_new (folder->path, NULL);
}

static void
tear_down (Fixture *fixture)
{
  for (int i = 0; i < N_ITEMS; i++)
    train_picture_clear (&fixture->inputs[i]);
  smooth_threads_free (fixture->context.threads);
  train_cache_free ((TrainCache *) fixture->context.cache);
  g_mutex_clear (&fixture->maker.mutex);
}

static void
test_widens (TestFolder *folder, gconstpointer data)
{
  Fixture fixture;
  g_auto (TrainGridResult) result = { 0 };
  g_auto (TrainGridResult) again = { 0 };
  g_autoptr (GError) error = NULL;
  int n_runs;

  (void) data;
  set_up (&fixture, folder);
  g_assert_true (train_grid_search (&fixture.context, &fixture.method,
                                    &fixture.subject, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (result.points[result.best].settings.values[0], ==, 8);
  g_assert_cmpfloat (result.points[result.best].settings.values[1], ==, 2);
  g_assert_cmpfloat (result.points[result.best].score, ==, 96);
  n_runs = fixture.maker.n_runs;
  g_assert_cmpint (n_runs, ==, result.n_points * N_ITEMS);
  /* All results are in the cache now, so the second search runs the method not
   * once more. */
  g_assert_true (train_grid_search (&fixture.context, &fixture.method,
                                    &fixture.subject, &again, &error));
  g_assert_cmpint (fixture.maker.n_runs, ==, n_runs);
  g_assert_cmpint (again.n_points, ==, result.n_points);
  for (int i = 0; i < again.n_points; i++)
    g_assert_cmpfloat (again.points[i].score, ==, result.points[i].score);
  tear_down (&fixture);
}

/* The cached results of one program are not used for another program. */
static void
test_program (TestFolder *folder, gconstpointer data)
{
  static const char *const PROGRAMS[] = { NULL, "one", "other" };
  Fixture fixture;

  (void) data;
  set_up (&fixture, folder);
  for (int i = 0; i < 2 * (int) G_N_ELEMENTS (PROGRAMS); i++)
    {
      g_auto (TrainGridResult) result = { 0 };
      const int n_before = fixture.maker.n_runs;

      fixture.method.program_id = PROGRAMS[i % G_N_ELEMENTS (PROGRAMS)];
      g_assert_true (train_grid_search (&fixture.context, &fixture.method,
                                        &fixture.subject, &result, NULL));
      g_assert_cmpint (fixture.maker.n_runs > n_before, ==,
                       i < (int) G_N_ELEMENTS (PROGRAMS));
    }
  tear_down (&fixture);
}

/* The search does not change a setting whose axis is fixed, nor go beyond an
 * axis' largest value, though the best settings lie there. */
static void
test_ends (TestFolder *folder, gconstpointer data)
{
  Fixture fixture;
  g_auto (TrainGridResult) result = { 0 };

  (void) data;
  set_up (&fixture, folder);
  fixture.method.axes[0].fixed = TRUE;
  fixture.method.axes[1].most = 2;
  g_assert_true (train_grid_search (&fixture.context, &fixture.method,
                                    &fixture.subject, &result, NULL));
  g_assert_cmpint (result.n_points, ==, 4);
  g_assert_cmpfloat (result.points[result.best].settings.values[0], ==, 2);
  g_assert_cmpfloat (result.points[result.best].settings.values[1], ==, 2);
  tear_down (&fixture);
}

static void
test_error (TestFolder *folder, gconstpointer data)
{
  Fixture fixture;
  g_auto (TrainGridResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
  set_up (&fixture, folder);
  fixture.maker.fails = TRUE;
  g_assert_false (train_grid_search (&fixture.context, &fixture.method,
                                     &fixture.subject, &result, &error));
  g_assert_cmpstr (error->message, ==, "no paint left");
  g_assert_cmpint (result.n_points, ==, 0);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/grid/widens", TestFolder, NULL, test_folder_set_up, test_widens,
              test_folder_tear_down);
  g_test_add ("/grid/program", TestFolder, NULL, test_folder_set_up,
              test_program, test_folder_tear_down);
  g_test_add ("/grid/ends", TestFolder, NULL, test_folder_set_up, test_ends,
              test_folder_tear_down);
  g_test_add ("/grid/error", TestFolder, NULL, test_folder_set_up, test_error,
              test_folder_tear_down);
  return g_test_run ();
}
