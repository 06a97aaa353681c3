/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/measure.h"

#include <math.h>
#include <stdlib.h>

GRand *
test_rand_new (void)
{
  return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

void
test_rand_fill (GRand *rand, gsize n, float *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = (float) g_rand_int (rand) / 2147483648.0f - 1;
}

float *
test_rand_values (GRand *rand, gsize n)
{
  float *values = g_new (float, n);

  test_rand_fill (rand, n, values);
  return values;
}

double
test_max_error (gsize n, const float *got, const double *wanted)
{
  double max = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (got[i]) || !isfinite (wanted[i]))
        return INFINITY;
      max = MAX (max, fabs (got[i] - wanted[i]));
    }
  return max;
}

double
test_relative_error (gsize n, const float *got, const double *wanted)
{
  double squares = 0;
  double error = test_max_error (n, got, wanted);

  for (gsize i = 0; i < n; i++)
    squares += wanted[i] * wanted[i];
  return error == 0 ? 0 : error / sqrt (squares / n);
}

int
test_get_step (void)
{
  const char *step = g_getenv ("SMOOTH_TEST_STEP");

  return step != NULL ? MAX (1, atoi (step)) : 1;
}

int
test_get_first (int n_cases)
{
  const int step = MIN (test_get_step (), n_cases);

  return step > 1 ? g_test_rand_int_range (0, step) : 0;
}

gboolean
test_skip_emulated (void)
{
  const gboolean is_emulated = g_getenv ("SMOOTH_EMULATED") != NULL;

  if (is_emulated)
    g_test_skip ("not under an emulator");
  return is_emulated;
}
