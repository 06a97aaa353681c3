/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/total-variation.h"

#include "train/loss/reproducible-sum.h"

double
train_total_variation_add (TrainReal *difference,
                           const TrainReal *scale,
                           int n,
                           TrainReal step,
                           TrainReal *near,
                           TrainReal *far)
{
  double sum;

  if (scale != NULL)
    for (int i = 0; i < n; i++)
      difference[i] *= scale[i];
  sum = train_sum_magnitudes (difference, n);
  if (near == NULL)
    return sum;

  for (int i = 0; i < n; i++)
    difference[i] = difference[i] > 0 ? step : difference[i] < 0 ? -step : 0;
  if (scale != NULL)
    for (int i = 0; i < n; i++)
      difference[i] *= scale[i];
  for (int i = 0; i < n; i++)
    near[i] -= difference[i];
  for (int i = 0; i < n; i++)
    far[i] += difference[i];
  return sum;
}
