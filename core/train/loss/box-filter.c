/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters with sliding sums, see box-filter.h. The sums are kept in double,
 * because in float their rounding errors would grow along a row.
 */
#include "train/loss/box-filter.h"

#include <string.h>

/* The horizontal pass for one row: writes the sums over the windows to out.
 * columns: for each column and channel, the sum over the window's height. */
static void
sum_row (const TrainBox *box, const double *columns, TrainReal *out)
{
  int channels = box->channels, radius = box->radius_px;

  for (int k = 0; k < channels; k++)
    {
      double sum = 0;

      for (int x = 0; x < MIN (radius, box->width); x++)
        sum += columns[x * channels + k];
      for (int x = 0; x < box->width; x++)
        {
          if (x + radius < box->width)
            sum += columns[(x + radius) * channels + k];
          if (x - radius > 0)
            sum -= columns[(x - radius - 1) * channels + k];
          out[x * channels + k] = (TrainReal) sum;
        }
    }
}

/* Moves the windows down by a row: adds row (sign 1) to the sums of all
 * columns, or subtracts it (-1). n: width times channels. */
static void
add_row (double *columns, const TrainReal *row, gsize n, double sign)
{
  for (gsize i = 0; i < n; i++)
    columns[i] += sign * row[i];
}

void
train_box_sum (const TrainBox *box,
               const TrainReal *in,
               TrainScratch *scratch,
               TrainReal *out)
{
  gsize n = (gsize) box->width * box->channels;
  gsize mark = train_scratch_mark (scratch);
  gsize n_taken = n * (sizeof (double) / sizeof (TrainReal));
  double *columns = (double *) train_scratch_take (scratch, n_taken);
  int radius = box->radius_px;

  memset (columns, 0, n * sizeof (double));
  for (int y = 0; y < MIN (radius, box->height); y++)
    add_row (columns, in + y * n, n, 1);
  for (int y = 0; y < box->height; y++)
    {
      if (y + radius < box->height)
        add_row (columns, in + (y + radius) * n, n, 1);
      if (y - radius > 0)
        add_row (columns, in + (y - radius - 1) * n, n, -1);
      sum_row (box, columns, out + y * n);
    }
  train_scratch_rewind (scratch, mark);
}

/* Returns how many of n pixels in a row or column are within radius of pixel i.
 */
static int
window_size (int i, int n, int radius)
{
  return MIN (i + radius, n - 1) - MAX (i - radius, 0) + 1;
}

void
train_box_divide (const TrainBox *box, TrainReal *pixels)
{
  for (int y = 0; y < box->height; y++)
    {
      TrainReal rows = window_size (y, box->height, box->radius_px);

      for (int x = 0; x < box->width; x++)
        {
          TrainReal size = rows * window_size (x, box->width, box->radius_px);

          for (int k = 0; k < box->channels; k++)
            *pixels++ /= size;
        }
    }
}
