/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the class-balanced cross-entropy against its formula, and its gradient
 * against difference quotients. */
#include "train/loss/balanced-edges.h"

#include <math.h>

#include "support.h"
#include "support/tolerances.h"

#define WEIGHT 1.2
#define SHARE 0.15

typedef struct
{
  TrainImage logits, target;
} Case;

static void
case_init (Case *test, TrainRandom *random, int height, int width)
{
  image_random (&test->logits, random, height, width, 1, -6, 6);
  train_image_init (&test->target, height, width, 1);
  for (gsize i = 0; i < train_image_size (&test->target); i++)
    test->target.data[i] = train_random_integer (random, 3) - 1;
}

static void
case_clear (Case *test)
{
  train_image_clear (&test->logits);
  train_image_clear (&test->target);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_balanced_edges (&test->logits, &test->target, SHARE, WEIGHT,
                                    gradient);
}

static void
test_value (void)
{
  TrainRandom random = random_for_test ();
  double sum = 0;
  Case test;

  case_init (&test, &random, 23, 40);
  for (gsize i = 0; i < train_image_size (&test.logits); i++)
    {
      double edge = 1 / (1 + exp (-(double) test.logits.data[i]));

      if (test.target.data[i] == 1)
        sum -= (1 - SHARE) * log (edge);
      else if (test.target.data[i] == 0)
        sum -= 1.1 * SHARE * log (1 - edge);
    }
  assert_value (loss (&test, NULL), WEIGHT * sum / (23 * 40));
  case_clear (&test);
}

static void
test_gradient (void)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 3; i++)
    {
      Case test;

      case_init (&test, &random, random_size (&random, 2, 24),
                 random_size (&random, 2, 24));
      assert_gradient ("balanced edges", loss, &test, &test.logits);
      case_clear (&test);
    }
}

/* With very large logits, on the right side and on the wrong one, the loss is
 * finite and its gradient has the right sign. */
static void
test_extremes (void)
{
  const TrainReal logit[] = { 1e30f, -1e30f, 100, -100, 0 };
  TrainImage logits, target, gradient;

  train_image_init (&logits, 1, 10, 1);
  train_image_init (&target, 1, 10, 1);
  train_image_init (&gradient, 1, 10, 1);
  for (int i = 0; i < 10; i++)
    {
      logits.data[i] = logit[i % 5];
      target.data[i] = i < 5;
    }
  assert_finite (
    train_loss_balanced_edges (&logits, &target, 0.5, 1, &gradient), &gradient);
  g_assert_cmpfloat (gradient.data[1], <, 0);
  g_assert_cmpfloat (gradient.data[5], >, 0);
  g_assert_cmpfloat (fabs (gradient.data[0]), <, TEST_TOLERANCE_UNDERFLOW);
  train_image_clear (&logits);
  train_image_clear (&target);
  train_image_clear (&gradient);
}

static void
test_share (void)
{
  const TrainReal class[] = { 1, 0, 0, -1, 0, -1 };
  TrainEdgeCount count = { 0 };
  TrainImage target;

  g_assert_cmpfloat (train_edge_count_share (&count), ==, 0);
  train_image_init (&target, 2, 3, 1);
  for (int i = 0; i < 6; i++)
    target.data[i] = class[i];
  train_edge_count_add (&count, &target);
  g_assert_cmpfloat (train_edge_count_share (&count), ==, 0.25);
  train_edge_count_add (&count, &target);
  g_assert_cmpuint (count.n_edges, ==, 2);
  g_assert_cmpuint (count.n_others, ==, 6);
  train_image_clear (&target);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balanced-edges/value", test_value);
  g_test_add_func ("/balanced-edges/gradient", test_gradient);
  g_test_add_func ("/balanced-edges/extremes", test_extremes);
  g_test_add_func ("/balanced-edges/share", test_share);
  return g_test_run ();
}
