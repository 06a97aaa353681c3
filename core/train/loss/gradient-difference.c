/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/gradient-difference.h"

#include "train/loss/reproducible-sum.h"
#include "train/loss/total-variation.h"

/* Names n differences between neighbours in a picture: difference i is number
 * (first + i + distance) minus number (first + i). Numbers are counted through
 * all pixels and channels, so distance is the number of channels for neighbours
 * to the right, and the size of a row for those below. */
typedef struct
{
  gsize first, n, distance;
} Differences;

/* Returns the sum of |difference| over the differences that d names, taken in
 * the picture output - truth. If gradient is not NULL, adds step times the
 * sum's derivative with respect to output to it. */
static double
add_differences (const TrainImage *output,
                 const TrainImage *truth,
                 Differences d,
                 TrainReal step,
                 TrainImage *gradient)
{
  double sum = 0;

  for (gsize done = 0; done < d.n; done += TRAIN_CHUNK)
    {
      TrainReal difference[TRAIN_CHUNK];
      int n = (int) MIN (TRAIN_CHUNK, d.n - done);
      gsize near = d.first + done, far = near + d.distance;
      const TrainReal *o = output->data, *t = truth->data;

      for (int i = 0; i < n; i++)
        difference[i] = (o[far + i] - t[far + i]) - (o[near + i] - t[near + i]);
      sum += train_total_variation_add (
        difference, NULL, n, step,
        gradient != NULL ? gradient->data + near : NULL,
        gradient != NULL ? gradient->data + far : NULL);
    }
  return sum;
}

double
train_loss_gradient_difference (const TrainImage *output,
                                const TrainImage *truth,
                                double weight,
                                TrainImage *gradient)
{
  int height = output->height, width = output->width;
  gsize channels = output->channels, row = width * channels;
  gsize n_across = (width - 1) * channels * height;
  gsize n_down = row * (height - 1);
  double across = 0, down = 0;

  for (int y = 0; y < height && width > 1; y++)
    across += add_differences (
      output, truth, (Differences) { y * row, row - channels, channels },
      (TrainReal) (weight / n_across), gradient);
  if (height > 1)
    down = add_differences (output, truth, (Differences) { 0, n_down, row },
                            (TrainReal) (weight / n_down), gradient);
  return weight * (across / MAX (n_across, 1) + down / MAX (n_down, 1));
}
