/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the contrastive loss for structure, which compares EME's features of
 * output, truth and a negative picture (loss/contrastive-structure.h), against
 * its formula, and its gradient against difference quotients. */
#include "train/loss/contrastive-structure.h"

#include <math.h>

#include "support.h"

#define WEIGHT 0.4

/* EME's feature maps of the three pictures at all stages, with their gradients,
 * and the stage whose gradient is checked. */
typedef struct
{
  TrainImage anchor[TRAIN_N_STAGES];
  TrainImage positive[TRAIN_N_STAGES];
  TrainImage negative[TRAIN_N_STAGES];
  TrainImage gradient[TRAIN_N_STAGES];
  TrainContrast contrast;
  int stage;
} Case;

/* Returns whether the gradient can be compared with difference quotients: no
 * number may be so near to another that a step changes the sign of their
 * difference, and the gradients of the distances to positive and to negative
 * must not cancel everywhere. */
static gboolean
is_fit (const TrainImage *anchor,
        const TrainImage *positive,
        const TrainImage *negative)
{
  gboolean is_pulled = FALSE;

  for (gsize i = 0; i < train_image_size (anchor) && !is_pulled; i++)
    is_pulled = (anchor->data[i] > positive->data[i])
                != (anchor->data[i] > negative->data[i]);
  return is_pulled && nearest_numbers (anchor, positive) > 3 * GRADIENT_STEP
         && nearest_numbers (anchor, negative) > 3 * GRADIENT_STEP;
}

/* Draws the feature maps of anchor, positive and negative at each stage, all
 * three again and again until is_fit () returns TRUE. Another anchor alone
 * would not help if positive and negative are nearly equal. */
static void
case_init (Case *test, TrainRandom *random)
{
  int height = random_size (random, 1, 9), width = random_size (random, 1, 9);

  *test = (Case) { 0 };
  for (int i = 0; i < TRAIN_N_STAGES; i++)
    {
      int channels = random_size (random, 1, 7);

      for (gboolean fits = FALSE; !fits;)
        {
          train_image_clear (&test->positive[i]);
          train_image_clear (&test->negative[i]);
          train_image_clear (&test->anchor[i]);
          image_random (&test->positive[i], random, height, width, channels, -1,
                        1);
          image_random (&test->negative[i], random, height, width, channels, -1,
                        1);
          image_random (&test->anchor[i], random, height, width, channels, -1,
                        1);
          fits =
            is_fit (&test->anchor[i], &test->positive[i], &test->negative[i]);
        }
      train_image_init (&test->gradient[i], height, width, channels);
    }
}

static void
case_clear (Case *test)
{
  for (int i = 0; i < TRAIN_N_STAGES; i++)
    {
      train_image_clear (&test->anchor[i]);
      train_image_clear (&test->positive[i]);
      train_image_clear (&test->negative[i]);
      train_image_clear (&test->gradient[i]);
    }
}

static double
distance (const TrainImage *a, const TrainImage *b)
{
  double sum = 0;

  for (gsize i = 0; i < train_image_size (a); i++)
    sum += fabs ((double) a->data[i] - b->data[i]);
  return sum / train_image_size (a);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;
  double value;

  if (gradient == NULL)
    return train_loss_contrastive_structure (test->anchor, test->positive,
                                             test->negative, &test->contrast,
                                             WEIGHT, NULL);
  train_image_zero (&test->gradient[test->stage]);
  value = train_loss_contrastive_structure (test->anchor, test->positive,
                                            test->negative, &test->contrast,
                                            WEIGHT, test->gradient);
  for (gsize i = 0; i < train_image_size (gradient); i++)
    gradient->data[i] += test->gradient[test->stage].data[i];
  return value;
}

static void
test_value (void)
{
  TrainRandom random = random_for_test ();
  double sum = 0;
  Case test;

  case_init (&test, &random);
  test.contrast = (TrainContrast) { TRAIN_CONTRAST_RATIO, 0.01, 1 };
  for (int i = 0; i < TRAIN_N_STAGES; i++)
    sum += distance (&test.anchor[i], &test.positive[i])
           / (distance (&test.anchor[i], &test.negative[i]) + 0.01);
  assert_value (loss (&test, NULL), WEIGHT * sum);
  case_clear (&test);
}

static void
test_gradient (void)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 6; i++)
    {
      Case test;

      case_init (&test, &random);
      test.stage = i % TRAIN_N_STAGES;
      /* With a margin of 3 the margin form, a maximum with 0, is positive for
       * any anchor, so it has a gradient. */
      test.contrast =
        (TrainContrast) { i < 3 ? TRAIN_CONTRAST_RATIO : TRAIN_CONTRAST_MARGIN,
                          0.01, 3 };
      assert_gradient (i < 3 ? "structure, ratio" : "structure, margin", loss,
                       &test, &test.anchor[test.stage]);
      case_clear (&test);
    }
}

/* The loss is 0 if the anchor equals the positive, and finite if it equals the
 * negative. Loss and gradient are 0 if positive and negative are equal. */
static void
test_degenerate (void)
{
  TrainRandom random = random_for_test ();
  Case test;

  case_init (&test, &random);
  test.contrast = train_contrast_default;
  g_assert_cmpfloat (train_loss_contrastive_structure (
                       test.positive, test.positive, test.negative,
                       &test.contrast, 1, test.gradient),
                     ==, 0);
  assert_finite (train_loss_contrastive_structure (
                   test.negative, test.positive, test.negative, &test.contrast,
                   1, test.gradient),
                 &test.gradient[0]);
  train_image_zero (&test.gradient[0]);
  g_assert_cmpfloat (
    train_loss_contrastive_structure (test.anchor, test.positive, test.positive,
                                      &test.contrast, 1, test.gradient),
    ==, 0);
  for (gsize i = 0; i < train_image_size (&test.gradient[0]); i++)
    g_assert_cmpfloat (test.gradient[0].data[i], ==, 0);
  case_clear (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/structure/value", test_value);
  g_test_add_func ("/structure/gradient", test_gradient);
  g_test_add_func ("/structure/degenerate", test_degenerate);
  return g_test_run ();
}
