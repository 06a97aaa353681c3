/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes PSNR and SSIM of 8-bit pictures, see metrics.h. */
#include "train/evaluate/metrics.h"

#include <math.h>

#define N_CHANNELS 3
#define PEAK 255.0
#define WINDOW TRAIN_PICTURE_SSIM_WINDOW_PX
#define SIGMA_PX 1.5

/* SSIM is computed from five local means: those of a, b, a^2, b^2 and ab, where
 * a and b are the two pictures. */
#define N_MEANS 5

double
train_picture_psnr (const TrainPicture *a, const TrainPicture *b)
{
  gsize n = (gsize) a->height * a->width * N_CHANNELS;
  guint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      int difference = a->rgb[i] - b->rgb[i];

      sum += difference * difference;
    }
  return sum > 0 ? 10 * log10 (PEAK * PEAK * n / sum) : INFINITY;
}

static void
make_window (double *window)
{
  double sum = 0;

  for (int i = 0; i < WINDOW; i++)
    {
      double off = (i - WINDOW / 2) / SIGMA_PX;

      window[i] = exp (-off * off / 2);
      sum += window[i];
    }
  for (int i = 0; i < WINDOW; i++)
    window[i] /= sum;
}

/* The vertical pass: for each column of channel c, computes the five local
 * means over the 11 rows from y on, weighted by window, and stores them in
 * sums. */
static void
sum_columns (const TrainPicture *a,
             const TrainPicture *b,
             int y,
             int c,
             const double *window,
             double (*sums)[N_MEANS])
{
  for (int x = 0; x < a->width; x++)
    {
      double sum[N_MEANS] = { 0 };

      for (int k = 0; k < WINDOW; k++)
        {
          gsize i = ((gsize) (y + k) * a->width + x) * N_CHANNELS + c;
          double va = a->rgb[i];
          double vb = b->rgb[i];

          sum[0] += window[k] * va;
          sum[1] += window[k] * vb;
          sum[2] += window[k] * va * va;
          sum[3] += window[k] * vb * vb;
          sum[4] += window[k] * va * vb;
        }
      for (int m = 0; m < N_MEANS; m++)
        sums[x][m] = sum[m];
    }
}

/* Returns the SSIM of one window, computed from its five local means. */
static double
compare (const double *mean)
{
  double c1 = 0.01 * PEAK * 0.01 * PEAK;
  double c2 = 0.03 * PEAK * 0.03 * PEAK;
  double both = mean[0] * mean[1];
  double squares = mean[0] * mean[0] + mean[1] * mean[1];

  return (2 * both + c1) * (2 * (mean[4] - both) + c2)
         / ((squares + c1) * (mean[2] + mean[3] - squares + c2));
}

double
train_picture_ssim (const TrainPicture *a, const TrainPicture *b)
{
  int height = a->height - WINDOW + 1;
  int width = a->width - WINDOW + 1;
  double (*sums)[N_MEANS];
  double window[WINDOW];
  double total = 0;

  if (height < 1 || width < 1)
    return NAN;
  make_window (window);
  sums = g_malloc_n (a->width, sizeof *sums);
  for (int c = 0; c < N_CHANNELS; c++)
    for (int y = 0; y < height; y++)
      {
        sum_columns (a, b, y, c, window, sums);
        for (int x = 0; x < width; x++)
          {
            double mean[N_MEANS] = { 0 };

            for (int k = 0; k < WINDOW; k++)
              for (int m = 0; m < N_MEANS; m++)
                mean[m] += window[k] * sums[x + k][m];
            total += compare (mean);
          }
      }
  g_free (sums);
  return total / ((double) height * width * N_CHANNELS);
}
