/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the prefetcher gives the batches of a plan in order, whatever step
 * it begins with, passes on errors, and can be freed at any time.
 */
#include "train/run/prefetcher.h"

#include <smooth/error.h>

#define N_SAMPLES 3

/* A sample that holds no data but the arguments with which draw () made it. */
typedef struct
{
  guint64 seed, step;
  int index, crop;
} Sample;

/* An objective that can draw samples, but not compute with them. */
typedef struct
{
  TrainObjective objective;
  guint64 failing_step; /* the step in which draw () fails */
} Fake;

static gpointer
sample_new (void)
{
  return g_new0 (Sample, 1);
}

static gboolean
draw (const TrainObjective *objective,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer sample,
      GError **error)
{
  if (step == ((const Fake *) objective)->failing_step)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED, "step %d",
                   (int) step);
      return FALSE;
    }
  *(Sample *) sample = (Sample) { seed, step, index, crop };
  return TRUE;
}

static void
set_up (Fake *fake, gconstpointer data)
{
  (void) data;
  fake->objective = (TrainObjective) { .sample_new = sample_new,
                                       .sample_free = g_free,
                                       .draw = draw };
  fake->failing_step = G_MAXUINT64;
}

static TrainPrefetchPlan
get_plan (guint64 first_step, guint64 end_step)
{
  return (TrainPrefetchPlan) {
    .seed = 7,
    .first_step = first_step,
    .end_step = end_step,
    .first_sample = 2,
    .end_sample = 2 + N_SAMPLES,
    .crops = { 16, 24, 32 },
    .n_crops = 3,
  };
}

/* Takes the batch of step, asserts that it belongs to that step, and returns
 * its crop. */
static int
take_batch (TrainPrefetcher *prefetcher, guint64 step)
{
  g_autoptr (GError) error = NULL;
  gpointer const *samples;
  int crop;

  g_assert_true (train_prefetcher_next (prefetcher, &samples, &error));
  g_assert_nonnull (samples);
  crop = ((const Sample *) samples[0])->crop;
  for (int i = 0; i < N_SAMPLES; i++)
    {
      const Sample *sample = samples[i];

      g_assert_cmpuint (sample->seed, ==, 7);
      g_assert_cmpuint (sample->step, ==, step);
      g_assert_cmpint (sample->index, ==, 2 + i);
      g_assert_cmpint (sample->crop, ==, crop);
    }
  return crop;
}

/* A run that is resumed at a step gets the same batches and crops as one that
 * was not interrupted. */
static void
test_order (Fake *fake, gconstpointer data)
{
  const TrainPrefetchPlan whole = get_plan (0, 40), rest = get_plan (17, 40);
  int crops[40], counts[3] = { 0 };
  gpointer const *samples;

  (void) data;
  {
    g_autoptr (TrainPrefetcher) prefetcher =
      train_prefetcher_new (&fake->objective, &whole);

    for (int step = 0; step < 40; step++)
      {
        crops[step] = take_batch (prefetcher, step);
        counts[crops[step] / 8 - 2]++;
      }
    g_assert_true (train_prefetcher_next (prefetcher, &samples, NULL));
    g_assert_null (samples);
  }
  {
    g_autoptr (TrainPrefetcher) prefetcher =
      train_prefetcher_new (&fake->objective, &rest);

    for (int step = 17; step < 40; step++)
      g_assert_cmpint (take_batch (prefetcher, step), ==, crops[step]);
  }
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (counts[i], >, 0);
}

static void
test_error (Fake *fake, gconstpointer data)
{
  const TrainPrefetchPlan plan = get_plan (0, 40);
  g_autoptr (TrainPrefetcher) prefetcher = NULL;
  g_autoptr (GError) error = NULL;
  gpointer const *samples;

  (void) data;
  fake->failing_step = 5;
  prefetcher = train_prefetcher_new (&fake->objective, &plan);
  for (int step = 0; step < 5; step++)
    take_batch (prefetcher, step);
  g_assert_false (train_prefetcher_next (prefetcher, &samples, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, "step 5");
}

/* A prefetcher can be freed before the first batch, with a batch in use, and
 * after the last. */
static void
test_free (Fake *fake, gconstpointer data)
{
  (void) data;
  train_prefetcher_free (NULL);
  for (int n_taken = 0; n_taken < 50; n_taken++)
    {
      const TrainPrefetchPlan plan = get_plan (0, 45);
      g_autoptr (TrainPrefetcher) prefetcher =
        train_prefetcher_new (&fake->objective, &plan);

      for (int step = 0; step < MIN (n_taken, 45); step++)
        take_batch (prefetcher, step);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/prefetcher/order", Fake, NULL, set_up, test_order, NULL);
  g_test_add ("/prefetcher/error", Fake, NULL, set_up, test_error, NULL);
  g_test_add ("/prefetcher/free", Fake, NULL, set_up, test_free, NULL);
  return g_test_run ();
}
