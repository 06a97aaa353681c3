/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the combined loss: the sum of its terms, each of which can be off. */
#include "train/loss/mi-loss.h"

#include <math.h>

#include "support.h"
#include "support/tolerances.h"
#include "train/loss/charbonnier.h"
#include "train/loss/contrastive-background.h"
#include "train/loss/edge-tv.h"
#include "train/loss/gradient-difference.h"
#include "train/loss/mean-difference.h"
#include "train/loss/ms-ssim.h"

#define SIZE 24

typedef struct
{
  TrainImage picture[4]; /* output, truth, negative, edges */
  TrainImage features[3][TRAIN_N_STAGES];
  TrainImage gradient, feature_gradients[TRAIN_N_STAGES];
  TrainMiLossInput sample;
  TrainScratch *scratch;
} Case;

static void
case_init (Case *test)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 4; i++)
    image_random (&test->picture[i], &random, SIZE, SIZE, i < 3 ? 3 : 1,
                  i == 2 ? 0.5 : 0, 1);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    {
      for (int i = 0; i < 3; i++)
        image_random (&test->features[i][k], &random, SIZE >> k, SIZE >> k,
                      4 + k, -1, 1);
      train_image_init (&test->feature_gradients[k], SIZE >> k, SIZE >> k,
                        4 + k);
    }
  train_image_init (&test->gradient, SIZE, SIZE, 3);
  test->sample = (TrainMiLossInput) {
    &test->picture[0], &test->picture[1], &test->picture[2], &test->picture[3],
    test->features[0], test->features[1], test->features[2],
  };
  test->scratch = train_scratch_new ();
}

static void
case_clear (Case *test)
{
  for (int i = 0; i < 4; i++)
    train_image_clear (&test->picture[i]);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    {
      for (int i = 0; i < 3; i++)
        train_image_clear (&test->features[i][k]);
      train_image_clear (&test->feature_gradients[k]);
    }
  train_image_clear (&test->gradient);
  train_scratch_free (test->scratch);
}

/* Computes each term of the loss by its own function, which adds its gradient
 * to test->gradient or test->feature_gradients. */
static void
reference (Case *test, const double weight[TRAIN_N_TERMS], double term[])
{
  const TrainMiLossInput *sample = &test->sample;
  TrainImage *gradient = &test->gradient;

  term[TRAIN_TERM_CHARBONNIER] = train_loss_charbonnier (
    sample->output, sample->truth, weight[TRAIN_TERM_CHARBONNIER], gradient);
  term[TRAIN_TERM_GRADIENT] = train_loss_gradient_difference (
    sample->output, sample->truth, weight[TRAIN_TERM_GRADIENT], gradient);
  term[TRAIN_TERM_MS_SSIM] =
    train_loss_ms_ssim (sample->output, sample->truth, test->scratch,
                        weight[TRAIN_TERM_MS_SSIM], gradient);
  term[TRAIN_TERM_MEAN] = train_loss_mean_difference (
    sample->output, sample->truth, weight[TRAIN_TERM_MEAN], gradient);
  term[TRAIN_TERM_EDGE_TV] = train_loss_edge_tv (
    sample->output, sample->edges, weight[TRAIN_TERM_EDGE_TV], gradient);
  term[TRAIN_TERM_STRUCTURE] = train_loss_contrastive_structure (
    sample->output_features, sample->truth_features, sample->negative_features,
    &train_contrast_default, weight[TRAIN_TERM_STRUCTURE],
    test->feature_gradients);
  term[TRAIN_TERM_BACKGROUND] = train_loss_contrastive_background (
    sample->output, sample->truth, sample->negative, &train_contrast_default,
    test->scratch, weight[TRAIN_TERM_BACKGROUND], gradient);
}

static void
assert_opposite (const TrainImage *sum)
{
  for (gsize i = 0; i < train_image_size (sum); i++)
    g_assert_cmpfloat (fabs (sum->data[i]), <=, TEST_TOLERANCE_FLOAT);
}

/* With all terms on, the combined loss must have the values of the terms' own
 * functions. To compare the gradients, the terms' own functions add theirs with
 * negated weights, so that the sum must be 0. */
static void
test_sum (void)
{
  const double share = 0.125;
  TrainMiLossWeights weights = train_mi_loss_weights_default;
  double opposite[TRAIN_N_TERMS], term[TRAIN_N_TERMS], total = 0;
  TrainMiLossResult result;
  Case test;

  case_init (&test);
  result.gradient = &test.gradient;
  result.feature_gradients = test.feature_gradients;
  train_mi_loss (&weights, &test.sample, share, test.scratch, &result);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    opposite[i] = -share * weights.weight[i];
  reference (&test, opposite, term);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    {
      assert_value (result.term[i], term[i] / opposite[i]);
      g_assert_cmpfloat (result.term[i], >, 0);
      total += weights.weight[i] * result.term[i];
    }
  assert_value (result.total, total);
  assert_opposite (&test.gradient);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    assert_opposite (&test.feature_gradients[k]);
  case_clear (&test);
}

/* With one term on, what only other terms need may be NULL, and their values
 * are 0. */
static void
test_alone (void)
{
  for (int on = 0; on < TRAIN_N_TERMS; on++)
    {
      TrainMiLossWeights weights = { .contrast = train_contrast_default };
      TrainMiLossResult result = { 0 };
      Case test;

      case_init (&test);
      weights.weight[on] = 2;
      result.gradient = on == TRAIN_TERM_STRUCTURE ? NULL : &test.gradient;
      result.feature_gradients =
        on == TRAIN_TERM_STRUCTURE ? test.feature_gradients : NULL;
      if (!train_mi_loss_weights_need_features (&weights))
        test.sample.output_features = test.sample.truth_features =
          test.sample.negative_features = NULL;
      if (!train_mi_loss_weights_need_negative (&weights))
        test.sample.negative = NULL;
      if (on != TRAIN_TERM_EDGE_TV)
        test.sample.edges = NULL;
      train_mi_loss (&weights, &test.sample, 1, test.scratch, &result);
      for (int i = 0; i < TRAIN_N_TERMS; i++)
        if (i == on)
          g_assert_cmpfloat (result.term[i], >, 0);
        else
          g_assert_cmpfloat (result.term[i], ==, 0);
      assert_value (result.total, 2 * result.term[on]);
      case_clear (&test);
    }
}

static void
test_names (void)
{
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    for (int k = 0; k < i; k++)
      g_assert_cmpstr (train_term_name (i), !=, train_term_name (k));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mi-loss/sum", test_sum);
  g_test_add_func ("/mi-loss/alone", test_alone);
  g_test_add_func ("/mi-loss/names", test_names);
  return g_test_run ();
}
