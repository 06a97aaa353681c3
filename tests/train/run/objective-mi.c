/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the objective of MI reports the loss that it minimises: if a
 * kind of sample has a larger weight in the gradient, the reported loss and
 * each reported term are multiplied by this weight, too.
 */
#include "train/run/objective-mi.h"
#include "support/tolerances.h"

#include <math.h>
#include <string.h>

#define CROP 96
static const int EME_WIDTHS[TRAIN_EME_N_WIDTHS] = { 4, 4, 8, 8 };
static const int MI_WIDTHS[TRAIN_MI_N_WIDTHS] = { 4, 6, 8, 8 };

typedef struct
{
  TrainEme *eme;
  TrainPairSynthesis *pairs;
  TrainObjective *objective;
  gpointer worker;
  TrainReal *values, *gradient;
  gsize n_values;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TrainLayout *layout;
  g_autofree TrainReal *eme_values = NULL;

  (void) data;
  fixture->eme = train_eme_new (EME_WIDTHS, SMOOTH_SIMD_BASELINE, NULL);
  layout = train_eme_get_layout (fixture->eme);
  eme_values = g_new (TrainReal, train_layout_get_n_values (layout));
  train_eme_draw_values (fixture->eme, 1, eme_values);
  train_eme_set_values (fixture->eme, eme_values, NULL);
  fixture->pairs = train_pair_synthesis_new_procedural ();
  fixture->objective = train_objective_new_mi (
    fixture->pairs, fixture->eme, MI_WIDTHS, &train_mi_loss_weights_default,
    SMOOTH_SIMD_BASELINE, NULL);
  fixture->n_values = train_layout_get_n_values (fixture->objective->layout);
  fixture->values = g_new (TrainReal, fixture->n_values);
  fixture->gradient = g_new (TrainReal, fixture->n_values);
  fixture->objective->draw_values (fixture->objective, 2, fixture->values);
  fixture->objective->set_values (fixture->objective, fixture->values, NULL);
  fixture->worker = fixture->objective->worker_new (fixture->objective);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->objective->worker_free (fixture->worker);
  train_objective_free (fixture->objective);
  train_pair_synthesis_free (fixture->pairs);
  train_eme_free (fixture->eme);
  g_free (fixture->values);
  g_free (fixture->gradient);
}

/* Computes the norm of the gradient for sample, treated as a pair of this kind.
 * terms (out): the loss, PSNR and terms that the objective reports. */
static double
compute (Fixture *fixture,
         TrainMiObjectiveSample *sample,
         TrainPairKind kind,
         double *terms)
{
  const TrainBatchInfo info = { .share = 1 };
  GError *error = NULL;
  double sum = 0;

  sample->pair.kind = kind;
  memset (fixture->gradient, 0, fixture->n_values * sizeof (TrainReal));
  fixture->objective->compute (fixture->objective, fixture->worker, sample,
                               &info, fixture->gradient, terms, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < fixture->n_values; i++)
    sum += (double) fixture->gradient[i] * fixture->gradient[i];
  return sqrt (sum);
}

static void
test_identity (Fixture *fixture, gconstpointer data)
{
  TrainObjective *objective = fixture->objective;
  TrainMiObjectiveSample *sample = objective->sample_new ();
  double once[TRAIN_MAX_TERMS], twice[TRAIN_MAX_TERMS], loss = 0;
  GError *error = NULL;
  double ratio;

  (void) data;
  objective->draw (objective, 3, 0, 0, CROP, sample, &error);
  g_assert_no_error (error);
  ratio = 1 / compute (fixture, sample, TRAIN_PAIR_TEXTURED, once);
  ratio *= compute (fixture, sample, TRAIN_PAIR_IDENTITY, twice);
  g_assert_cmpfloat (ratio, >, 1.5);
  g_assert_cmpstr (objective->term_names[0], ==, "loss");
  g_assert_cmpfloat_with_epsilon (twice[0], ratio * once[0],
                                  TEST_TOLERANCE_FLOAT_SUM * twice[0]);
  /* The terms come after the loss and the PSNR. */
  g_assert_cmpfloat (twice[1], ==, once[1]);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    loss += train_mi_loss_weights_default.weight[i] * twice[2 + i];
  g_assert_cmpfloat_with_epsilon (loss, twice[0],
                                  TEST_TOLERANCE_FLOAT_SUM * twice[0]);
  objective->sample_free (sample);
}

/* For a crop of a size for which no pair can be drawn, there is an error with a
 * message. */
static void
test_crop (Fixture *fixture, gconstpointer data)
{
  TrainObjective *objective = fixture->objective;
  TrainMiObjectiveSample *sample = objective->sample_new ();
  GError *error = NULL;

  (void) data;
  g_assert_false (objective->draw (objective, 3, 0, 0, 8, sample, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "8"));
  g_error_free (error);
  objective->sample_free (sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/objective-mi/identity", Fixture, NULL, set_up, test_identity,
              tear_down);
  g_test_add ("/objective-mi/crop", Fixture, NULL, set_up, test_crop,
              tear_down);
  return g_test_run ();
}
