/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes edge maps from gradients, see gradient-edges.h. */
#include "train/evaluate/gradient-edges.h"

#include <math.h>

#define N_CHANNELS 3
#define PEAK 255.0
#define RADIUS 3
#define N_TAPS (2 * RADIUS + 1)

static void
make_taps (double *taps)
{
  double sum = 0;

  for (int k = -RADIUS; k <= RADIUS; k++)
    sum += taps[k + RADIUS] = exp (-k * k / 2.0);
  for (int k = 0; k < N_TAPS; k++)
    taps[k] /= sum;
}

static double
get_mean (const TrainPicture *picture, int y, int x)
{
  const guint8 *pixel;

  y = CLAMP (y, 0, picture->height - 1);
  x = CLAMP (x, 0, picture->width - 1);
  pixel = picture->rgb + ((gsize) y * picture->width + x) * N_CHANNELS;
  return (pixel[0] + pixel[1] + pixel[2]) / (N_CHANNELS * PEAK);
}

/* Returns the mean of the channels, convolved with a Gaussian; free with g_free
 * (). */
static double *
blur (const TrainPicture *picture)
{
  int height = picture->height;
  int width = picture->width;
  g_autofree double *rows = g_new0 (double, (gsize) height *width);
  double *result = g_new0 (double, (gsize) height *width);
  double taps[N_TAPS];

  make_taps (taps);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < N_TAPS; k++)
        rows[(gsize) y * width + x] +=
          taps[k] * get_mean (picture, y, x + k - RADIUS);
  for (int y = 0; y < height; y++)
    for (int k = 0; k < N_TAPS; k++)
      for (int x = 0; x < width; x++)
        result[(gsize) y * width + x] +=
          taps[k]
          * rows[(gsize) CLAMP (y + k - RADIUS, 0, height - 1) * width + x];
  return result;
}

void
train_gradient_edges (const TrainPicture *picture, float *edges)
{
  int height = picture->height;
  int width = picture->width;
  g_autofree double *blurred = blur (picture);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const double *row = blurred + (gsize) y * width;
        gsize up = (gsize) MAX (y - 1, 0) * width + x;
        gsize down = (gsize) MIN (y + 1, height - 1) * width + x;
        double dx = (row[MIN (x + 1, width - 1)] - row[MAX (x - 1, 0)]) / 2;
        double dy = (blurred[down] - blurred[up]) / 2;

        edges[(gsize) y * width + x] =
          (float) sqrt (MIN (1, hypot (dx, dy) / sqrt (0.5)));
      }
}
