/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/edge-tv.h"

#include "train/loss/reproducible-sum.h"
#include "train/loss/total-variation.h"

/* Names n differences between neighbours in the picture: difference i is pixel
 * first + i + distance minus pixel first + i. distance is 1 for neighbours to
 * the right, and the width for those below. */
typedef struct
{
  gsize first, n, distance;
} Differences;

/* Writes the weights 1 - E of n pixels, where E is the edge map, to scale; each
 * is repeated for every channel. */
static void
spread_flatness (const TrainReal *edges, int n, int channels, TrainReal *scale)
{
  for (int i = 0; i < n; i++)
    for (int k = 0; k < channels; k++)
      scale[i * channels + k] = 1 - edges[i];
}

/* Returns the sum of (1 - E) |difference| over the differences that d names, in
 * all channels. If gradient is not NULL, adds step times the sum's derivative
 * with respect to output to it. */
static double
add_differences (const TrainImage *output,
                 const TrainImage *edges,
                 Differences d,
                 TrainReal step,
                 TrainImage *gradient)
{
  gsize channels = output->channels, chunk = TRAIN_CHUNK / channels;
  double sum = 0;

  for (gsize done = 0; done < d.n; done += chunk)
    {
      TrainReal difference[TRAIN_CHUNK], scale[TRAIN_CHUNK];
      int n_pixels = (int) MIN (chunk, d.n - done);
      int n = n_pixels * (int) channels;
      gsize near = (d.first + done) * channels;
      gsize far = near + d.distance * channels;
      const TrainReal *o = output->data;

      spread_flatness (edges->data + d.first + done + d.distance, n_pixels,
                       (int) channels, scale);
      for (int i = 0; i < n; i++)
        difference[i] = o[far + i] - o[near + i];
      sum += train_total_variation_add (
        difference, scale, n, step,
        gradient != NULL ? gradient->data + near : NULL,
        gradient != NULL ? gradient->data + far : NULL);
    }
  return sum;
}

double
train_loss_edge_tv (const TrainImage *output,
                    const TrainImage *edges,
                    double weight,
                    TrainImage *gradient)
{
  gsize height = output->height, width = output->width;
  gsize n_across = (width - 1) * height * output->channels;
  gsize n_down = width * (height - 1) * output->channels;
  double across = 0, down = 0;

  g_return_val_if_fail (output->channels <= TRAIN_CHUNK, 0);
  for (gsize y = 0; y < height && width > 1; y++)
    across +=
      add_differences (output, edges, (Differences) { y * width, width - 1, 1 },
                       (TrainReal) (weight / n_across), gradient);
  if (height > 1)
    down = add_differences (output, edges,
                            (Differences) { 0, width * (height - 1), width },
                            (TrainReal) (weight / n_down), gradient);
  return weight * (across / MAX (n_across, 1) + down / MAX (n_down, 1));
}
