/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/charbonnier.h"

#include <tgmath.h>

#include "train/loss/reproducible-sum.h"

#define EPSILON ((TrainReal) 0.02)

/* Returns the sum of sqrt ((o - t)^2 + epsilon^2) over n <= TRAIN_CHUNK numbers
 * of the output o and the truth t. If gradient is not NULL, adds step times the
 * derivative with respect to o to it.
 */
static double
add_chunk (const TrainReal *output,
           const TrainReal *truth,
           int n,
           TrainReal step,
           TrainReal *gradient)
{
  TrainReal root[TRAIN_CHUNK];

  for (int i = 0; i < n; i++)
    {
      TrainReal difference = output[i] - truth[i];

      root[i] = sqrt (difference * difference + EPSILON * EPSILON);
    }
  if (gradient != NULL)
    for (int i = 0; i < n; i++)
      gradient[i] += step * (output[i] - truth[i]) / root[i];
  return train_sum (root, n);
}

double
train_loss_charbonnier (const TrainImage *output,
                        const TrainImage *truth,
                        double weight,
                        TrainImage *gradient)
{
  gsize n = train_image_size (output);
  TrainReal step = (TrainReal) (weight / n);
  double sum = 0;

  for (gsize i = 0; i < n; i += TRAIN_CHUNK)
    sum += add_chunk (output->data + i, truth->data + i,
                      (int) MIN (TRAIN_CHUNK, n - i), step,
                      gradient != NULL ? gradient->data + i : NULL);
  return weight * sum / n;
}
