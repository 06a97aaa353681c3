/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the first ten steps of training MI with PyTorch's, which are in the
 * golden table that ../oracle/oracle.py writes: for each step the terms of the
 * loss, its sum and the norm of the gradient. They are computed by the
 * trainer's own objective and optimiser, on samples and initial weights made by
 * formulas.
 */
#include <math.h>

#include "formulas.h"
#include "train/run/optimiser.h"
#include "train/run/objective-mi.h"
#include "support/tolerances.h"

#define N_STEPS 10
#define BATCH 4
#define CROP 64
#define RATE 3e-4

/* The numbers that an objective reports are the loss, the PSNR, and then the
 * terms of the loss, from this index on. */
#define FIRST_TERM 2
#define N_REPORTS (FIRST_TERM + TRAIN_N_TERMS)

static const int eme_widths[] = { 16, 32, 48, 64 };
static const int mi_widths[] = { 16, 32, 64, 96 };

typedef struct
{
  TrainEme *eme;
  TrainObjective *objective;
  gpointer worker;
  TrainMiObjectiveSample sample;
  TrainProgress *progress;
  SmoothThreads *threads;
  TrainReal *gradient;
  FormulaTable table;
  double worst;
} Case;

/* Makes a set of the layout's tensors, with weights by formula. Free with
 * smooth_tensor_set_free (). */
static SmoothTensorSet *
make_weights (const TrainLayout *layout, const char *label)
{
  gsize n = train_layout_get_n_values (layout), n_tensors;
  g_autofree TrainReal *zeros = g_new0 (TrainReal, n);
  g_autoptr (SmoothTensorSet) shapes =
    train_layout_write (layout, label, zeros, NULL);
  const SmoothTensor *const *tensors =
    smooth_tensor_set_list (shapes, &n_tensors);
  SmoothTensorSet *set = smooth_tensor_set_new (label);

  for (gsize i = 0; i < n_tensors; i++)
    {
      const SmoothTensor *from = tensors[i];
      gsize n_values = smooth_tensor_get_n_values (from);
      SmoothTensor *to = smooth_tensor_set_add (set, from->name, from->n_dims,
                                                from->shape, NULL);

      g_assert_nonnull (to);
      formula_weights (from->name, n_values / from->shape[0], n_values,
                       to->data);
    }
  return set;
}

static void
case_init (Case *test)
{
  SmoothSimd simd = smooth_simd_best ();
  g_autoptr (TrainEme) shape = train_eme_new (eme_widths, simd, NULL);
  g_autoptr (SmoothTensorSet) eme =
    make_weights (train_eme_get_layout (shape), "eme");
  g_autoptr (SmoothTensorSet) mi = NULL;
  g_autoptr (GError) error = NULL;

  test->eme = train_eme_new_from_set (eme, simd, &error);
  g_assert_no_error (error);
  test->objective = train_objective_new_mi (
    NULL, test->eme, mi_widths, &train_mi_loss_weights_default, simd, &error);
  mi = make_weights (test->objective->layout, "mi");
  test->progress =
    train_progress_new (train_layout_get_n_values (test->objective->layout));
  train_layout_read (test->objective->layout, mi, test->progress->values,
                     &error);
  g_assert_no_error (error);
  test->gradient = g_new (TrainReal, test->progress->n_values);
  test->worker = test->objective->worker_new (test->objective);
  test->threads = smooth_threads_new (2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test->objective->n_terms, ==, N_REPORTS);
  formula_table_read (&test->table, "steps.csv");
}

static void
case_clear (Case *test)
{
  test->objective->worker_free (test->worker);
  train_pair_sample_clear (&test->sample.pair);
  train_progress_free (test->progress);
  smooth_threads_free (test->threads);
  train_objective_free (test->objective);
  train_eme_free (test->eme);
  g_free (test->gradient);
  formula_table_clear (&test->table);
}

/* Makes colours pale in the middle and grey at the right, so that MI's limit on
 * colours has all values from 0 to 1. */
static void
fade (TrainImage *image)
{
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      for (int c = 1; c < 3; c++)
        {
          TrainReal *pixel = train_image_at (image, y, x);
          const double share = x < 16 ? 1 : x < 36 ? 0.04 : 0;

          pixel[c] =
            (TrainReal) (pixel[0] + share * ((double) pixel[c] - pixel[0]));
        }
}

static void
set_sample (TrainMiObjectiveSample *sample, int seed, int index)
{
  FormulaPair pair;

  train_pair_sample_clear (&sample->pair);
  formula_pair (&pair, seed, CROP, CROP);
  fade (&pair.input);
  fade (&pair.truth);
  sample->pair.input = pair.input;
  sample->pair.truth = pair.truth;
  sample->pair.strength = formula_strength (seed);
  sample->is_over_smoothed = index % 2 == 1;
  train_image_clear (&pair.output);
}

static void
assert_near (Case *test, int step, int column, double got)
{
  double wanted = formula_table_get (&test->table, 1 + step, column);
  double error = fabs (got / wanted - 1);

  if (!(error <= TEST_TOLERANCE_TEN_STEPS))
    g_test_message ("step %d, %s: %.8g, PyTorch %.8g", step,
                    test->table.rows[0][column], got, wanted);
  g_assert_true (error <= TEST_TOLERANCE_TEN_STEPS);
  test->worst = fmax (test->worst, error);
}

static void
run_step (Case *test, int step, const TrainSchedule *schedule)
{
  TrainBatchInfo info = { .share = 1.0 / BATCH };
  double mean[N_REPORTS] = { 0 }, norm;

  for (gsize i = 0; i < test->progress->n_values; i++)
    test->gradient[i] = 0;
  test->objective->set_values (test->objective, test->progress->values,
                               test->threads);
  for (int i = 0; i < BATCH; i++)
    {
      double reports[N_REPORTS];

      set_sample (&test->sample, BATCH * step + i, i);
      test->objective->compute (test->objective, test->worker, &test->sample,
                                &info, test->gradient, reports, NULL);
      for (int k = 0; k < N_REPORTS; k++)
        mean[k] += reports[k] / BATCH;
    }
  norm = train_optimiser_step (schedule, test->progress, test->gradient,
                               test->threads);
  for (int k = 0; k < TRAIN_N_TERMS; k++)
    {
      g_assert_cmpstr (test->table.rows[0][1 + k], ==, train_term_name (k));
      assert_near (test, step, 1 + k, mean[FIRST_TERM + k]);
    }
  assert_near (test, step, 1 + TRAIN_N_TERMS, mean[0]);
  assert_near (test, step, 2 + TRAIN_N_TERMS, norm);
}

static void
test_steps (void)
{
  /* The learning rate falls only towards the end of a run. This run is so long
   * that the rate is constant in the steps compared. */
  const TrainSchedule schedule = {
    .rate = RATE,
    .n_steps = (guint64) 1 << 40,
    .n_warm_up = 1,
    .clip = 1,
    .average_share = 0.003,
  };
  Case test = { 0 };

  case_init (&test);
  for (int step = 0; step < N_STEPS; step++)
    run_step (&test, step, &schedule);
  g_test_message ("%d steps, largest relative difference %.2g", N_STEPS,
                  test.worst);
  case_clear (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/steps", test_steps);
  return g_test_run ();
}
