/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes percentiles by sorting, see percentile.h. */
#include "train/evaluate/percentile.h"

#include <math.h>
#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
train_percentile (double *values, gsize n, double share)
{
  gsize rank = (gsize) ceil (share * (double) n);

  qsort (values, n, sizeof *values, compare);
  return values[CLAMP (rank, 1, n) - 1];
}
