/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/mean-difference.h"

#include <math.h>

#define EPSILON 0.004
#define MOST_CHANNELS 4

double
train_loss_mean_difference (const TrainImage *output,
                            const TrainImage *truth,
                            double weight,
                            TrainImage *gradient)
{
  const gsize n = train_image_size (output);
  const int channels = output->channels;
  double mean[MOST_CHANNELS] = { 0 };
  TrainReal step[MOST_CHANNELS];
  double sum = 0;

  g_return_val_if_fail (channels <= MOST_CHANNELS, 0);
  for (gsize i = 0; i < n; i += channels)
    for (int c = 0; c < channels; c++)
      mean[c] += (double) output->data[i + c] - truth->data[i + c];
  for (int c = 0; c < channels; c++)
    {
      double root;

      mean[c] /= (double) n / channels;
      root = hypot (mean[c], EPSILON);
      sum += root;
      step[c] = (TrainReal) (weight / n * mean[c] / root);
    }
  if (gradient != NULL)
    for (gsize i = 0; i < n; i += channels)
      for (int c = 0; c < channels; c++)
        gradient->data[i + c] += step[c];
  return weight * sum / channels;
}
