/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the time that each term of the loss takes for one sample of 144 x 144,
 * with its gradient, in milliseconds on one thread: the best and the median of
 * many calls. Not a test. Features have the shapes of EME's stages 1 to 3.
 */
#include "train/loss/mi-loss.h"

#include <stdlib.h>

#include "support.h"
#include "train/loss/guided-filter.h"
#include "train/loss/balanced-edges.h"

#define CROP 144
#define N_CALLS 41

typedef struct
{
  TrainImage picture[4];                  /* output, truth, negative, edges */
  TrainImage features[4][TRAIN_N_STAGES]; /* the last one is for gradients */
  TrainImage gradient, logits, target;
  TrainMiLossWeights weights;
  TrainScratch *scratch;
} Case;

static void
case_init (Case *test)
{
  static const int channels[TRAIN_N_STAGES] = { 16, 32, 48 };
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 4; i++)
    image_random (&test->picture[i], &random, CROP, CROP, i < 3 ? 3 : 1, 0, 1);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    for (int i = 0; i < 4; i++)
      image_random (&test->features[i][k], &random, CROP >> k, CROP >> k,
                    channels[k], -1, 1);
  image_random (&test->gradient, &random, CROP, CROP, 3, 0, 0);
  image_random (&test->logits, &random, CROP, CROP, 1, -5, 5);
  image_random (&test->target, &random, CROP, CROP, 1, 0, 0);
  for (int i = 0; i < CROP * CROP; i++)
    test->target.data[i] = train_random_integer (&random, 3) - 1;
  test->scratch = train_scratch_new ();
}

static void
case_clear (Case *test)
{
  for (int i = 0; i < 4; i++)
    train_image_clear (&test->picture[i]);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    for (int i = 0; i < 4; i++)
      train_image_clear (&test->features[i][k]);
  train_image_clear (&test->gradient);
  train_image_clear (&test->logits);
  train_image_clear (&test->target);
  train_scratch_free (test->scratch);
}

static void
run_terms (Case *test)
{
  TrainMiLossInput sample = {
    &test->picture[0], &test->picture[1], &test->picture[2], &test->picture[3],
    test->features[0], test->features[1], test->features[2],
  };
  TrainMiLossResult result = { .gradient = &test->gradient,
                               .feature_gradients = test->features[3] };

  train_mi_loss (&test->weights, &sample, 0.125, test->scratch, &result);
}

static void
run_over_smooth (Case *test)
{
  train_guided_filter (&test->picture[1], TRAIN_OVER_SMOOTH_RADIUS_PX,
                       TRAIN_OVER_SMOOTH_EPSILON, test->scratch,
                       &test->gradient);
}

static void
run_edges (Case *test)
{
  train_loss_balanced_edges (&test->logits, &test->target, 0.1, 1,
                             &test->picture[3]);
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_time (const char *name, Case *test, void (*run) (Case *test))
{
  double time[N_CALLS];

  run (test);
  for (int i = 0; i < N_CALLS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      run (test);
      time[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (time, N_CALLS, sizeof (double), compare);
  g_print ("%-16s best %6.3f ms, median %6.3f ms\n", name, time[0],
           time[N_CALLS / 2]);
}

int
main (int argc, char **argv)
{
  Case test;

  g_test_init (&argc, &argv, NULL);
  case_init (&test);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    {
      test.weights =
        (TrainMiLossWeights) { .contrast = train_contrast_default };
      test.weights.weight[i] = train_mi_loss_weights_default.weight[i];
      print_time (train_term_name (i), &test, run_terms);
    }
  test.weights = train_mi_loss_weights_default;
  print_time ("all of MI", &test, run_terms);
  print_time ("over-smoothing", &test, run_over_smooth);
  print_time ("edges of EME", &test, run_edges);
  case_clear (&test);
  return 0;
}
