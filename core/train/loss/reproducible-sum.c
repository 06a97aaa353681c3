/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds up numbers in a fixed order, see reproducible-sum.h. Each sum is made of
 * eight partial sums (lanes), which a compiler can keep in a vector without
 * changing the order of the additions.
 */
#include "train/loss/reproducible-sum.h"

#include <tgmath.h>

#include "train/loss/target-clones.h"

#define LANES 8

static double
add_lanes (const double lane[LANES])
{
  return ((lane[0] + lane[4]) + (lane[2] + lane[6]))
         + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

TRAIN_TARGET_CLONES double
train_sum (const TrainReal *numbers, gsize n)
{
  double lane[LANES] = { 0 };
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++)
      lane[k] += numbers[i + k];
  for (; i < n; i++)
    lane[i % LANES] += numbers[i];
  return add_lanes (lane);
}

TRAIN_TARGET_CLONES double
train_sum_magnitudes (const TrainReal *numbers, gsize n)
{
  double lane[LANES] = { 0 };
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++)
      lane[k] += fabs (numbers[i + k]);
  for (; i < n; i++)
    lane[i % LANES] += fabs (numbers[i]);
  return add_lanes (lane);
}

TRAIN_TARGET_CLONES double
train_sum_absolute_differences (const TrainReal *a, const TrainReal *b, gsize n)
{
  double lane[LANES] = { 0 };
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++)
      lane[k] += fabs (a[i + k] - b[i + k]);
  for (; i < n; i++)
    lane[i % LANES] += fabs (a[i] - b[i]);
  return add_lanes (lane);
}
