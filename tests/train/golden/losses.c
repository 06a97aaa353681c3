/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares values and gradients of all losses with PyTorch's, which are in the
 * golden table that ../oracle/oracle.py writes: the value, the gradient's norm,
 * and its products with three random vectors (probes).
 */
#include <math.h>

#include "formulas.h"
#include "support/tolerances.h"
#include "train/loss/balanced-edges.h"
#include "train/loss/charbonnier.h"
#include "train/loss/contrastive-background.h"
#include "train/loss/contrastive-structure.h"
#include "train/loss/edge-tv.h"
#include "train/loss/gradient-difference.h"
#include "train/loss/guided-filter.h"
#include "train/loss/mean-difference.h"
#include "train/loss/ms-ssim.h"

#define N_PROBES 3

typedef struct
{
  FormulaTable table;
  int row; /* next row to compare */
  double worst;
  int height, width;
  FormulaPair pair;
  TrainImage edges, logits, target, light, smooth;
  TrainImage anchor[TRAIN_N_STAGES], positive[TRAIN_N_STAGES],
    negative[TRAIN_N_STAGES], features[TRAIN_N_STAGES];
  TrainImage gradient, logits_gradient;
  TrainScratch *scratch;
} Case;

static const TrainContrast ratio = { TRAIN_CONTRAST_RATIO, 0.01, 0 };
static const TrainContrast margin = { TRAIN_CONTRAST_MARGIN, 0, 1 };

static void
assert_near (Case *test, const char *what, double got, int column, double scale)
{
  double wanted = formula_table_get (&test->table, test->row, column);
  double error = fabs (got - wanted) / scale;

  if (!(error <= TEST_TOLERANCE_LOSS_PYTORCH))
    g_test_message ("%s %d x %d, %s: %.12g, PyTorch %.12g",
                    test->table.rows[test->row][0], test->height, test->width,
                    what, got, wanted);
  g_assert_true (error <= TEST_TOLERANCE_LOSS_PYTORCH);
  test->worst = fmax (test->worst, error);
}

/* Compares the next row of the golden table, which must be the row of the loss
 * called name, with value and with the n images at gradient; sets these to
 * zero. */
static void
check (Case *test, const char *name, double value, TrainImage *gradient, int n)
{
  double norm = formula_table_get (&test->table, test->row, 4);
  double square = 0, probe[N_PROBES] = { 0 };
  gsize place = 0;

  g_assert_cmpstr (test->table.rows[test->row][0], ==, name);
  for (int k = 0; k < n; k++)
    for (gsize i = 0; i < train_image_size (&gradient[k]); i++, place++)
      {
        double number = gradient[k].data[i];

        square += number * number;
        for (int p = 0; p < N_PROBES; p++)
          probe[p] += number * (2 * formula_draw (900 + p, place) - 1);
      }
  g_assert_cmpfloat (formula_table_get (&test->table, test->row, 1), ==,
                     test->height);
  assert_near (test, "value", value, 3,
               fabs (formula_table_get (&test->table, test->row, 3)));
  for (int p = 0; p < N_PROBES && n > 0; p++)
    assert_near (test, "probe", probe[p], 5 + p, norm);
  if (n > 0)
    assert_near (test, "norm", sqrt (square), 4, norm);
  for (int k = 0; k < n; k++)
    train_image_zero (&gradient[k]);
  test->row++;
}

static void
case_init (Case *test, int number)
{
  int h = test->height, w = test->width;

  formula_pair (&test->pair, number, h, w);
  formula_image (&test->edges, 700, h, w, 1, 1, 0);
  formula_image (&test->logits, 701, h, w, 1, 12, -6);
  formula_image (&test->light, 703, h, w, 3, 1, 0);
  train_image_init (&test->target, h, w, 1);
  for (gsize i = 0; i < train_image_size (&test->target); i++)
    {
      double number_i = formula_draw (702, i);

      test->target.data[i] = number_i < .15 ? 1 : number_i > .8 ? -1 : 0;
    }
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    {
      formula_image (&test->positive[k], 800 + k, h >> k, w >> k, 4 + k, 2, -1);
      formula_image (&test->negative[k], 810 + k, h >> k, w >> k, 4 + k, 2, -1);
      formula_image (&test->anchor[k], 820 + k, h >> k, w >> k, 4 + k, 2, -1);
      train_image_init (&test->features[k], h >> k, w >> k, 4 + k);
    }
  train_image_init (&test->smooth, h, w, 3);
  train_image_init (&test->gradient, h, w, 3);
  train_image_init (&test->logits_gradient, h, w, 1);
  test->scratch = train_scratch_new ();
  train_guided_filter (&test->pair.input, TRAIN_OVER_SMOOTH_RADIUS_PX,
                       TRAIN_OVER_SMOOTH_EPSILON, test->scratch, &test->smooth);
}

static void
case_clear (Case *test)
{
  TrainImage *images[] = { &test->edges,          &test->logits,
                           &test->target,         &test->light,
                           &test->smooth,         &test->gradient,
                           &test->logits_gradient };

  formula_pair_clear (&test->pair);
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    train_image_clear (images[i]);
  for (int k = 0; k < TRAIN_N_STAGES; k++)
    {
      train_image_clear (&test->anchor[k]);
      train_image_clear (&test->positive[k]);
      train_image_clear (&test->negative[k]);
      train_image_clear (&test->features[k]);
    }
  train_scratch_free (test->scratch);
}

static void
check_contrast (Case *test,
                const char *structure,
                const char *background,
                const TrainContrast *contrast)
{
  check (test, structure,
         train_loss_contrastive_structure (test->anchor, test->positive,
                                           test->negative, contrast, 1,
                                           test->features),
         test->features, TRAIN_N_STAGES);
  check (test, background,
         train_loss_contrastive_background (
           &test->pair.output, &test->pair.truth, &test->smooth, contrast,
           test->scratch, 1, &test->gradient),
         &test->gradient, 1);
}

/* Compares the rows of all losses for one picture size. */
static void
check_size (Case *test)
{
  const TrainImage *output = &test->pair.output, *truth = &test->pair.truth;
  TrainImage *gradient = &test->gradient;
  double sum = 0;

  check (test, "charbonnier",
         train_loss_charbonnier (output, truth, 1, gradient), gradient, 1);
  check (test, "gradient",
         train_loss_gradient_difference (output, truth, 1, gradient), gradient,
         1);
  check (test, "ms-ssim",
         train_loss_ms_ssim (output, truth, test->scratch, 1, gradient),
         gradient, 1);
  /* Here the truth is the image light. The pair's own truth does not do: its
   * means equal those of the output except for rounding, so the derivative of
   * |difference| would be random. */
  check (test, "mean",
         train_loss_mean_difference (output, &test->light, 1, gradient),
         gradient, 1);
  check (test, "edge-tv",
         train_loss_edge_tv (output, &test->edges, 1, gradient), gradient, 1);
  check_contrast (test, "structure-ratio", "background-ratio", &ratio);
  check_contrast (test, "structure-margin", "background-margin", &margin);
  check (test, "balanced-edges",
         train_loss_balanced_edges (&test->logits, &test->target, 0.17, 1,
                                    &test->logits_gradient),
         &test->logits_gradient, 1);
  for (gsize i = 0; i < train_image_size (&test->smooth); i++)
    sum += test->smooth.data[i];
  check (test, "over-smooth", sum / train_image_size (&test->smooth),
         &test->smooth, 1);
  check (test, "ssim", train_ssim (output, truth, test->scratch), NULL, 0);
}

static void
test_losses (void)
{
  static const int sizes[][2] = {
    { 24, 32 }, { 48, 40 }, { 96, 100 }, { 176, 180 }
  };
  Case test = { .row = 1 };

  formula_table_read (&test.table, "losses.csv");
  for (int i = 0; i < (int) G_N_ELEMENTS (sizes); i++)
    {
      test.height = sizes[i][0];
      test.width = sizes[i][1];
      case_init (&test, i);
      check_size (&test);
      case_clear (&test);
    }
  g_assert_null (test.table.rows[test.row]);
  g_test_message ("%d rows, largest relative difference %.2g", test.row - 1,
                  test.worst);
  formula_table_clear (&test.table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/losses", test_losses);
  return g_test_run ();
}
