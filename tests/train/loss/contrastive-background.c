/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the contrastive loss for the brightness of the background against its
 * formula (loss/contrastive-background.h), and its gradient against difference
 * quotients. */
#include "train/loss/contrastive-background.h"

#include <math.h>

#include "support.h"

#define WEIGHT 0.6

typedef struct
{
  TrainImage anchor, positive, negative;
  TrainContrast contrast;
  TrainScratch *scratch;
} Case;

/* Computes B (a - b), the box mean of the difference's grey, at one pixel, as a
 * plain loop. */
static double
background (const TrainImage *a, const TrainImage *b, int y, int x)
{
  double sum = 0, n = 0;

  for (int v = y - TRAIN_BACKGROUND_RADIUS_PX;
       v <= y + TRAIN_BACKGROUND_RADIUS_PX; v++)
    for (int u = x - TRAIN_BACKGROUND_RADIUS_PX;
         u <= x + TRAIN_BACKGROUND_RADIUS_PX; u++)
      for (int k = 0; k < a->channels; k++)
        if (v >= 0 && v < a->height && u >= 0 && u < a->width)
          {
            sum += (double) train_image_at (a, v, u)[k]
                   - train_image_at (b, v, u)[k];
            n++;
          }
  return sum / n;
}

/* Computes the distance d (a, b) of loss/contrastive-background.h. nearest (in
 * and out): is lowered to the smallest |B (a) - B (b)| of a pixel. */
static double
distance (const TrainImage *a, const TrainImage *b, double *nearest)
{
  double sum = 0;

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      {
        double size = fabs (background (a, b, y, x));

        *nearest = fmin (*nearest, size);
        sum += size;
      }
  return sum / ((double) a->height * a->width);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_contrastive_background (&test->anchor, &test->positive,
                                            &test->negative, &test->contrast,
                                            test->scratch, WEIGHT, gradient);
}

static void
case_clear (Case *test)
{
  train_image_clear (&test->anchor);
  train_image_clear (&test->positive);
  train_image_clear (&test->negative);
  train_scratch_free (test->scratch);
}

/* Returns whether the gradient can be compared with difference quotients. No B
 * (a) - B (b) may be so near to 0 that a step changes its sign; positive and
 * negative must not be so near that the sample is left out; and the gradients
 * of the distances to both must not cancel at every pixel, as they may if one
 * window contains the whole picture. */
static gboolean
is_fit (const Case *test)
{
  double nearest = G_MAXDOUBLE, contrast;
  gboolean is_pulled = FALSE;

  distance (&test->anchor, &test->positive, &nearest);
  distance (&test->anchor, &test->negative, &nearest);
  contrast = distance (&test->positive, &test->negative, &(double) { 0 });
  for (int y = 0; y < test->anchor.height && !is_pulled; y++)
    for (int x = 0; x < test->anchor.width && !is_pulled; x++)
      is_pulled = (background (&test->anchor, &test->positive, y, x) > 0)
                  != (background (&test->anchor, &test->negative, y, x) > 0);
  return nearest > 3 * GRADIENT_STEP && is_pulled
         && contrast > 2 * TRAIN_CONTRAST_MIN_DISTANCE;
}

/* Draws pictures until is_fit () returns TRUE. */
static void
case_init (Case *test, TrainRandom *random, int height, int width)
{
  for (int i = 0; i < 100; i++)
    {
      test->scratch = train_scratch_new ();
      test->contrast = train_contrast_default;
      image_random (&test->anchor, random, height, width, 3, 0, 1);
      image_random (&test->positive, random, height, width, 3, 0, 0.9);
      image_random (&test->negative, random, height, width, 3, 0.1, 1);
      if (is_fit (test))
        return;
      case_clear (test);
    }
  g_assert_not_reached ();
}

static void
test_value (void)
{
  static const int size[][2] = { { 25, 39 }, { 7, 3 }, { 1, 1 } };
  TrainRandom random = random_for_test ();

  for (gsize i = 0; i < G_N_ELEMENTS (size); i++)
    {
      double nearest = 0;
      Case test;

      case_init (&test, &random, size[i][0], size[i][1]);
      assert_value (
        loss (&test, NULL),
        WEIGHT * distance (&test.anchor, &test.positive, &nearest)
          / (distance (&test.anchor, &test.negative, &nearest) + 0.01));
      g_assert_cmpuint (train_scratch_mark (test.scratch), ==, 0);
      case_clear (&test);
    }
}

static void
test_gradient (void)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 4; i++)
    {
      Case test;

      case_init (&test, &random, random_size (&random, 1, 24),
                 random_size (&random, 1, 24));
      if (i % 2 == 1)
        test.contrast = (TrainContrast) { TRAIN_CONTRAST_MARGIN, 0, 3 };
      assert_gradient (i % 2 ? "background, margin" : "background, ratio", loss,
                       &test, &test.anchor);
      case_clear (&test);
    }
}

/* If positive and negative are equal, loss and gradient are 0. */
static void
test_left_out (void)
{
  TrainRandom random = random_for_test ();
  TrainImage gradient;
  Case test;

  case_init (&test, &random, 20, 20);
  train_image_init (&gradient, 20, 20, 3);
  train_image_clear (&test.negative);
  image_copy (&test.negative, &test.positive);
  g_assert_cmpfloat (loss (&test, &gradient), ==, 0);
  for (gsize i = 0; i < train_image_size (&gradient); i++)
    g_assert_cmpfloat (gradient.data[i], ==, 0);
  train_image_clear (&gradient);
  case_clear (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/value", test_value);
  g_test_add_func ("/background/gradient", test_gradient);
  g_test_add_func ("/background/left-out", test_left_out);
  return g_test_run ();
}
