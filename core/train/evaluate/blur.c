/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes a Gaussian blur in two passes, along rows and along columns; see
 * blur.h. */
#include "train/evaluate/blur.h"

#include <math.h>

#define REACH_SIGMAS 4

/* Returns the weights from the middle outwards: reach + 1 numbers. Free with
 * g_free (). */
static double *
make_weights (double sigma, int reach)
{
  double *weights = g_new (double, reach + 1);
  double sum = 0;

  for (int k = 0; k <= reach; k++)
    {
      weights[k] = exp (-k * k / (2 * sigma * sigma));
      sum += k > 0 ? 2 * weights[k] : weights[k];
    }
  for (int k = 0; k <= reach; k++)
    weights[k] /= sum;
  return weights;
}

/* Blurs the n numbers of a row or column, which lie step apart in memory, from
 * in to out. */
static void
blur_line (const TrainReal *in,
           int n,
           gsize step,
           const double *weights,
           int reach,
           TrainReal *out)
{
  for (int i = 0; i < n; i++)
    {
      double sum = weights[0] * (double) in[i * step];

      for (int k = 1; k <= reach; k++)
        sum += weights[k]
               * ((double) in[MAX (i - k, 0) * step]
                  + (double) in[MIN (i + k, n - 1) * step]);
      out[i * step] = (TrainReal) sum;
    }
}

void
train_blur (const TrainImage *in, double sigma, TrainImage *out)
{
  const int reach = (int) ceil (REACH_SIGMAS * sigma);
  const gsize row = (gsize) in->width * in->channels;
  g_autofree double *weights = make_weights (sigma, reach);
  TrainImage rows;

  train_image_init (&rows, in->height, in->width, in->channels);
  train_image_init (out, in->height, in->width, in->channels);
  for (int y = 0; y < in->height; y++)
    for (int c = 0; c < in->channels; c++)
      blur_line (train_image_at (in, y, 0) + c, in->width, in->channels,
                 weights, reach, train_image_at (&rows, y, 0) + c);
  for (gsize i = 0; i < row; i++)
    blur_line (rows.data + i, in->height, row, weights, reach, out->data + i);
  train_image_clear (&rows);
}
