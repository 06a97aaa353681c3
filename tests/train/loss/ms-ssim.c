/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests MS-SSIM and SSIM against plain loops over whole windows, and their
 * gradients against difference quotients. */
#include "train/loss/ms-ssim.h"

#include <math.h>

#include "support.h"
#include "support/tolerances.h"

#define WEIGHT 0.9

typedef struct
{
  TrainImage output, truth;
  TrainScratch *scratch;
} Case;

static void
case_init (Case *test, TrainRandom *random, int height, int width, int channels)
{
  image_waves (&test->truth, random, height, width, channels);
  image_copy (&test->output, &test->truth);
  for (gsize i = 0; i < train_image_size (&test->output); i++)
    test->output.data[i] +=
      (TrainReal) train_random_uniform (random, -0.15, 0.15);
  test->scratch = train_scratch_new ();
}

static void
case_clear (Case *test)
{
  train_image_clear (&test->output);
  train_image_clear (&test->truth);
  train_scratch_free (test->scratch);
}

static double
loss (gpointer data, TrainImage *gradient)
{
  Case *test = data;

  return train_loss_ms_ssim (&test->output, &test->truth, test->scratch, WEIGHT,
                             gradient);
}

/* Returns the weight of a place in the window, before all weights are divided
 * by their sum. */
static double
window (int v, int u)
{
  return exp (-((v - 5) * (v - 5) + (u - 5) * (u - 5)) / (2 * 1.5 * 1.5));
}

/* Computes the luminance term l and the contrast-structure term cs of SSIM (see
 * loss/ms-ssim.h) for the window at (y, x) of channel k, by the definition of
 * variance. */
static void
similarity (const TrainImage *a,
            const TrainImage *b,
            int y,
            int x,
            int k,
            double *l,
            double *cs)
{
  double sum = 0, ma = 0, mb = 0, va = 0, vb = 0, cov = 0;

  for (int v = 0; v < 11; v++)
    for (int u = 0; u < 11; u++)
      {
        sum += window (v, u);
        ma += window (v, u) * train_image_at (a, y + v, x + u)[k];
        mb += window (v, u) * train_image_at (b, y + v, x + u)[k];
      }
  ma /= sum;
  mb /= sum;
  for (int v = 0; v < 11; v++)
    for (int u = 0; u < 11; u++)
      {
        double da = train_image_at (a, y + v, x + u)[k] - ma;
        double db = train_image_at (b, y + v, x + u)[k] - mb;

        va += window (v, u) / sum * da * da;
        vb += window (v, u) / sum * db * db;
        cov += window (v, u) / sum * da * db;
      }
  *l = (2 * ma * mb + 1e-4) / (ma * ma + mb * mb + 1e-4);
  *cs = (2 * cov + 9e-4) / (va + vb + 9e-4);
}

/* Computes the mean, over all windows of channel k, of l * cs (with_l) or of cs
 * alone. */
static double
mean_similarity (const TrainImage *a,
                 const TrainImage *b,
                 int k,
                 gboolean with_l)
{
  double sum = 0, n = 0;

  for (int y = 0; y + 11 <= a->height; y++)
    for (int x = 0; x + 11 <= a->width; x++)
      {
        double l, cs;

        similarity (a, b, y, x, k, &l, &cs);
        sum += with_l ? l * cs : cs;
        n++;
      }
  return sum / n;
}

static void
halve (const TrainImage *in, TrainImage *out)
{
  train_image_init (out, in->height / 2, in->width / 2, in->channels);
  for (int y = 0; y < out->height; y++)
    for (int x = 0; x < out->width; x++)
      for (int k = 0; k < out->channels; k++)
        train_image_at (out, y, x)[k] =
          (train_image_at (in, 2 * y, 2 * x)[k]
           + train_image_at (in, 2 * y, 2 * x + 1)[k]
           + train_image_at (in, 2 * y + 1, 2 * x)[k]
           + train_image_at (in, 2 * y + 1, 2 * x + 1)[k])
          / 4;
}

/* Computes MS-SSIM of channel k by the formula. */
static double
reference (const TrainImage *a, const TrainImage *b, int k, int n_scales)
{
  static const double weight[] = { 0.0448, 0.2856, 0.3001, 0.2363, 0.1333 };
  double product = 1, sum = 0;
  TrainImage at[2], next[2];

  for (int j = 0; j < n_scales; j++)
    sum += weight[j];
  image_copy (&at[0], a);
  image_copy (&at[1], b);
  for (int j = 0; j < n_scales; j++)
    {
      product *= pow (mean_similarity (&at[0], &at[1], k, j == n_scales - 1),
                      weight[j] / sum);
      for (int i = 0; i < 2; i++)
        {
          halve (&at[i], &next[i]);
          train_image_clear (&at[i]);
          at[i] = next[i];
        }
    }
  train_image_clear (&at[0]);
  train_image_clear (&at[1]);
  return product;
}

static void
test_scales (void)
{
  static const int scales[][2] = { { 10, 0 },  { 11, 1 },  { 21, 1 },
                                   { 22, 2 },  { 43, 2 },  { 44, 3 },
                                   { 87, 3 },  { 88, 4 },  { 96, 4 },
                                   { 144, 4 }, { 175, 4 }, { 176, 5 },
                                   { 192, 5 }, { 4000, 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_assert_cmpint (train_ms_ssim_scales (scales[i][0], 5000), ==,
                       scales[i][1]);
      g_assert_cmpint (train_ms_ssim_scales (5000, scales[i][0]), ==,
                       scales[i][1]);
    }
}

static void
test_value (void)
{
  /* The columns are height, width and number of scales. Odd sizes leave out a
   * row or column. */
  static const int size[][3] = {
    { 11, 11, 1 }, { 19, 16, 1 }, { 23, 37, 2 }, { 51, 47, 3 }, { 90, 88, 4 }
  };
  TrainRandom random = random_for_test ();

  for (gsize i = 0; i < G_N_ELEMENTS (size); i++)
    {
      Case test;
      double sum = 0;

      case_init (&test, &random, size[i][0], size[i][1], 3);
      for (int k = 0; k < 3; k++)
        sum += reference (&test.output, &test.truth, k, size[i][2]) / 3;
      assert_value (loss (&test, NULL), WEIGHT * (1 - sum));
      g_assert_cmpuint (train_scratch_mark (test.scratch), ==, 0);
      case_clear (&test);
    }
}

static void
test_ssim (void)
{
  TrainRandom random = random_for_test ();
  double sum = 0;
  Case test;

  case_init (&test, &random, 27, 40, 3);
  for (int k = 0; k < 3; k++)
    sum += mean_similarity (&test.output, &test.truth, k, TRUE) / 3;
  assert_value (train_ssim (&test.output, &test.truth, test.scratch), sum);
  assert_value (train_ssim (&test.truth, &test.truth, test.scratch), 1);
  case_clear (&test);
}

static void
test_gradient (void)
{
  TrainRandom random = random_for_test ();

  for (int i = 0; i < 4; i++)
    {
      Case test;

      /* From 11 to 30 pixels a side there are one or two scales. */
      case_init (&test, &random, random_size (&random, 11, 30),
                 random_size (&random, 11, 30), 1 + i);
      assert_gradient ("MS-SSIM", loss, &test, &test.output);
      case_clear (&test);
    }
}

/* The output is a pale photographic negative of the truth. Some means are then
 * negative, and powers of these are replaced as loss/ms-ssim.h says. */
static void
test_gradient_below_floor (void)
{
  TrainRandom random = random_for_test ();
  Case test;

  case_init (&test, &random, 18, 17, 2);
  for (gsize i = 0; i < train_image_size (&test.output); i++)
    test.output.data[i] =
      (TrainReal) (0.5 + 0.2 * (0.5 - test.truth.data[i])
                   + train_random_uniform (&random, -0.2, 0.2));
  g_assert_cmpfloat (mean_similarity (&test.output, &test.truth, 0, FALSE), <,
                     0);
  assert_gradient ("MS-SSIM, negative", loss, &test, &test.output);
  g_assert_cmpfloat (loss (&test, NULL), >, 0.9 * WEIGHT);
  g_assert_cmpfloat (loss (&test, NULL), <, WEIGHT);
  case_clear (&test);
}

/* The loss is finite for flat outputs, also far out of range, and 0 for equal
 * pictures. */
static void
test_degenerate (void)
{
  static const double value[] = { 0, 1, 40, -3 };
  TrainRandom random = random_for_test ();

  for (gsize i = 0; i < G_N_ELEMENTS (value); i++)
    {
      TrainImage gradient;
      Case test;

      case_init (&test, &random, 45, 44, 3);
      train_image_init (&gradient, 45, 44, 3);
      assert_finite (
        train_loss_ms_ssim (&test.truth, &test.truth, test.scratch, 1, NULL),
        &gradient);
      g_assert_cmpfloat (fabs (train_loss_ms_ssim (&test.truth, &test.truth,
                                                   test.scratch, 1, NULL)),
                         <, TEST_TOLERANCE_FLOAT_SUM);
      for (gsize k = 0; k < train_image_size (&test.output); k++)
        test.output.data[k] = (TrainReal) value[i];
      assert_finite (loss (&test, &gradient), &gradient);
      train_image_clear (&test.truth);
      image_copy (&test.truth, &test.output);
      assert_finite (loss (&test, &gradient), &gradient);
      train_image_clear (&gradient);
      case_clear (&test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ms-ssim/scales", test_scales);
  g_test_add_func ("/ms-ssim/value", test_value);
  g_test_add_func ("/ms-ssim/ssim", test_ssim);
  g_test_add_func ("/ms-ssim/gradient", test_gradient);
  g_test_add_func ("/ms-ssim/gradient-below-floor", test_gradient_below_floor);
  g_test_add_func ("/ms-ssim/degenerate", test_degenerate);
  return g_test_run ();
}
