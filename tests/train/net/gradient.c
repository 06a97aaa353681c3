/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gradient.h"
#include "support/tolerances.h"

#include <math.h>

#define N_DIRECTIONS 6

/* The steps that are tried. With a large step a difference has a smaller
 * rounding error; with a small one it seldom goes across the point where one of
 * the thousands of activations is not differentiable. So the first step with
 * which the difference agrees with the gradient counts. A wrong gradient agrees
 * with none. */
static const double STEPS[] = { 8e-6, 2e-6, 4e-7, 8e-8 };

/* Computes the difference quotient of loss along direction. values are restored
 * to the bit. */
static double
measure (TestLoss loss,
         gpointer data,
         gsize n,
         double *values,
         const double *direction,
         double step)
{
  g_autofree double *kept = g_memdup2 (values, n * sizeof (double));
  double above, below;

  for (gsize i = 0; i < n; i++)
    values[i] = kept[i] + step * direction[i];
  above = loss (data);
  for (gsize i = 0; i < n; i++)
    values[i] = kept[i] - step * direction[i];
  below = loss (data);
  for (gsize i = 0; i < n; i++)
    values[i] = kept[i];
  return (above - below) / (2 * step);
}

void
test_gradient_check (const char *name,
                     TestLoss loss,
                     gpointer data,
                     gsize n,
                     double *values,
                     const double *gradient,
                     TrainRandom *random)
{
  double norm = 0;

  for (gsize i = 0; i < n; i++)
    norm += gradient[i] * gradient[i];
  norm = sqrt (norm);
  g_assert_cmpfloat (norm, >, 0);
  for (int k = 0; k < 2 * N_DIRECTIONS; k++)
    {
      g_autofree double *direction = g_new0 (double, n);
      const gboolean is_single = k >= N_DIRECTIONS;
      double wanted = 0, got = 0;
      gboolean agrees = FALSE;

      if (is_single)
        direction[train_random_integer (random, (int) n)] = 1;
      else
        test_fill (random, n, direction);
      for (gsize i = 0; i < n; i++)
        got += gradient[i] * direction[i];
      for (gsize i = 0; i < G_N_ELEMENTS (STEPS) && !agrees; i++)
        {
          /* A derivative may be small by chance, or because parts of it cancel.
           * It then has the absolute tolerance of a derivative of the usual
           * size. */
          const double usual = norm / sqrt (is_single ? n : 3);

          wanted = measure (loss, data, n, values, direction, STEPS[i]);
          agrees = fabs (got - wanted)
                   <= TEST_TOLERANCE_GRADIENT * MAX (fabs (wanted), usual);
        }
      if (!agrees)
        g_error ("%s: gradient %.12g, difference quotient %.12g (%s)", name,
                 got, wanted, is_single ? "of a value" : "of all");
    }
}
