/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blurs images by a Gaussian in two passes, along the rows and along the
 * columns; see blur.h. Both passes add up whole rows of numbers, tap by tap
 * from the kernel's middle outwards: compilers turn such loops into vector
 * instructions. */
#include "train/base/blur.h"

#include <math.h>
#include <string.h>

#define REACH_SIGMAS 4

/* Returns the Gaussian's weights at distances of 0 to reach pixels. The weights
 * of all 2 * reach + 1 taps add up to 1. Free with g_free (). */
static double *
make_weights (double sigma, int reach)
{
  double *weights = g_new0 (double, reach + 1);
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

/* Computes sum[i] = weight * in[i], for n numbers. */
static void
begin_sum (double *restrict sum, const TrainReal *in, double weight, gsize n)
{
  for (gsize i = 0; i < n; i++)
    sum[i] = weight * (double) in[i];
}

/* Adds the two taps at the same distance from the kernel's middle: sum[i] +=
 * weight * (before[i] + behind[i]), for n numbers. */
static void
add_taps (double *restrict sum,
          const TrainReal *before,
          const TrainReal *behind,
          double weight,
          gsize n)
{
  for (gsize i = 0; i < n; i++)
    sum[i] += weight * ((double) before[i] + (double) behind[i]);
}

/* Blurs each row of the image in, along x, and writes the result to out. */
static void
blur_rows (const TrainImage *in,
           const double *weights,
           int reach,
           TrainImage *out)
{
  const gsize step = (gsize) in->channels, n = in->width * step;
  const gsize pad = reach * step;
  g_autofree TrainReal *padded = g_new (TrainReal, n + 2 * pad);
  g_autofree double *sum = g_new (double, n);

  for (int y = 0; y < in->height; y++)
    {
      const TrainReal *row = train_image_at (in, y, 0);
      TrainReal *to = train_image_at (out, y, 0);

      memcpy (padded + pad, row, n * sizeof *row);
      for (gsize i = 0; i < pad; i++)
        {
          padded[i] = row[i % step];
          padded[pad + n + i] = row[n - step + i % step];
        }
      begin_sum (sum, padded + pad, weights[0], n);
      for (int k = 1; k <= reach; k++)
        add_taps (sum, padded + pad - k * step, padded + pad + k * step,
                  weights[k], n);
      for (gsize i = 0; i < n; i++)
        to[i] = (TrainReal) sum[i];
    }
}

/* Blurs each column of the image in, along y, and writes the result to out. */
static void
blur_columns (const TrainImage *in,
              const double *weights,
              int reach,
              TrainImage *out)
{
  const gsize n = (gsize) in->width * in->channels;
  g_autofree double *sum = g_new (double, n);

  for (int y = 0; y < in->height; y++)
    {
      TrainReal *to = train_image_at (out, y, 0);

      begin_sum (sum, train_image_at (in, y, 0), weights[0], n);
      for (int k = 1; k <= reach; k++)
        add_taps (sum, train_image_at (in, MAX (y - k, 0), 0),
                  train_image_at (in, MIN (y + k, in->height - 1), 0),
                  weights[k], n);
      for (gsize i = 0; i < n; i++)
        to[i] = (TrainReal) sum[i];
    }
}

void
train_blur (const TrainImage *in, double sigma, TrainImage *out)
{
  const int reach = (int) ceil (REACH_SIGMAS * sigma);
  g_autofree double *weights = make_weights (sigma, reach);
  TrainImage rows;

  train_image_init (&rows, in->height, in->width, in->channels);
  train_image_init (out, in->height, in->width, in->channels);
  blur_rows (in, weights, reach, &rows);
  blur_columns (&rows, weights, reach, out);
  train_image_clear (&rows);
}
