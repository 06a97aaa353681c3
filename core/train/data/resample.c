/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resamples pictures by a separable triangle filter, see resample.h. */
#include "train/data/resample.h"

#include <math.h>

#define MAX_CHANNELS 4

/* A pixel of up to four channels; unused ones are 0. */
typedef float Quad __attribute__ ((vector_size (16)));

/* The filter weights for all pixels of a row, or of a column, of the result.
 * Pixel i is a weighted sum of n_taps pixels of the source, the first of which
 * has the index first[i]. */
typedef struct
{
  int n_taps;
  int *first;
  float *weights;
} Taps;

static void
taps_init (Taps *taps, int n, double scale, double start)
{
  double reach = MAX (1, 1 / scale);

  taps->n_taps = (int) ceil (2 * reach) + 1;
  taps->first = g_new (int, n);
  taps->weights = g_new (float, (gsize) n * taps->n_taps);
  for (int i = 0; i < n; i++)
    {
      double centre = start + i / scale, sum = 0;
      float *weights = taps->weights + (gsize) i * taps->n_taps;

      taps->first[i] = (int) ceil (centre - reach);
      for (int k = 0; k < taps->n_taps; k++)
        {
          double away = fabs (taps->first[i] + k - centre) / reach;

          weights[k] = (float) MAX (0, 1 - away);
          sum += (double) weights[k];
        }
      for (int k = 0; k < taps->n_taps; k++)
        weights[k] /= (float) sum;
    }
}

static void
taps_clear (Taps *taps)
{
  g_free (taps->first);
  g_free (taps->weights);
}

/* Returns the index of the source's pixel at position i of an axis of n pixels.
 * A position outside is wrapped around if wraps is set; otherwise the result is
 * -1. */
static int
locate (int i, int n, gboolean wraps)
{
  if (wraps)
    return ((i % n) + n) % n;
  return i >= 0 && i < n ? i : -1;
}

/* Reads n pixels of the source's row y, from column first on, into the array
 * to. Where row or columns lie outside the source, it repeats or is 0. */
static void
read_row (const TrainResampleSource *source, int y, int first, int n, Quad *to)
{
  int row = locate (y, source->height, source->wraps);
  const guint8 *from =
    source->data + (gsize) MAX (row, 0) * source->width * source->channels;

  for (int i = 0; i < n; i++)
    {
      int x = first + i;

      to[i] = (Quad) { 0 };
      if (x < 0 || x >= source->width)
        x = locate (x, source->width, source->wraps);
      if (row < 0 || x < 0)
        continue;
      for (int c = 0; c < source->channels; c++)
        to[i][c] = from[x * source->channels + c];
    }
}

static void
filter_row (const Taps *taps, int n, const Quad *from, Quad *to)
{
  for (int i = 0; i < n; i++)
    {
      const float *weights = taps->weights + (gsize) i * taps->n_taps;
      const Quad *first = from + (taps->first[i] - taps->first[0]);
      Quad sum = { 0 };

      for (int k = 0; k < taps->n_taps; k++)
        {
          float weight = weights[k];

          sum += first[k] * (Quad) { weight, weight, weight, weight };
        }
      to[i] = sum;
    }
}

/* Computes row y of the image to as a weighted sum of rows of the source that
 * were already filtered horizontally. lines: these rows, from row
 * rows->first[0] of the source on. */
static void
mix_rows (const Taps *rows, int y, const Quad *lines, TrainImage *to)
{
  const float *weights = rows->weights + (gsize) y * rows->n_taps;
  const Quad *first =
    lines + (gsize) (rows->first[y] - rows->first[0]) * to->width;
  TrainReal *row = train_image_at (to, y, 0);

  for (int x = 0; x < to->width; x++, row += to->channels)
    {
      Quad sum = { 0 };

      for (int k = 0; k < rows->n_taps; k++)
        {
          float weight = weights[k] / 255;

          sum += first[(gsize) k * to->width + x]
                 * (Quad) { weight, weight, weight, weight };
        }
      for (int c = 0; c < to->channels; c++)
        row[c] = (TrainReal) sum[c];
    }
}

/* Returns how many of the source's pixels are read for n pixels of the result.
 */
static int
get_reach (const Taps *taps, int n)
{
  return taps->first[n - 1] + taps->n_taps - taps->first[0];
}

void
train_resample (const TrainResampleSource *source,
                double scale,
                double x0,
                double y0,
                TrainImage *to)
{
  Taps columns, rows;
  int n_columns, n_rows;
  g_autofree Quad *line = NULL;
  g_autofree Quad *lines = NULL;

  g_return_if_fail (to->channels == source->channels
                    && to->channels <= MAX_CHANNELS);
  taps_init (&columns, to->width, scale, x0);
  taps_init (&rows, to->height, scale, y0);
  n_columns = get_reach (&columns, to->width);
  n_rows = get_reach (&rows, to->height);
  line = g_new (Quad, n_columns);
  lines = g_new (Quad, (gsize) n_rows * to->width);
  for (int y = 0; y < n_rows; y++)
    {
      read_row (source, rows.first[0] + y, columns.first[0], n_columns, line);
      filter_row (&columns, to->width, line, lines + (gsize) y * to->width);
    }
  for (int y = 0; y < to->height; y++)
    mix_rows (&rows, y, lines, to);
  taps_clear (&columns);
  taps_clear (&rows);
}
