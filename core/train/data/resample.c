/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A separable triangle filter, see resample.h. */
#include "train/data/resample.h"

#include <math.h>

#define MAX_CHANNELS 4

/* The weights of every pixel of a line: n_taps each, from first[i] on. */
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

/* Index i brought into a line of n pixels; -1: nothing is there. */
static int
locate (int i, int n, gboolean wraps)
{
  if (wraps)
    return ((i % n) + n) % n;
  return i >= 0 && i < n ? i : -1;
}

/* Row y of source (any) at the columns of to. */
static void
filter_row (
  const TrainResampleSource *source, const Taps *taps, int y, int n, float *to)
{
  int channels = source->channels;
  int row = locate (y, source->height, source->wraps);
  const guint8 *from =
    source->data + (gsize) MAX (row, 0) * source->width * channels;

  for (int i = 0; i < n; i++, to += channels)
    {
      const float *weights = taps->weights + (gsize) i * taps->n_taps;
      float sum[MAX_CHANNELS] = { 0 };

      for (int k = 0; row >= 0 && k < taps->n_taps; k++)
        {
          int x = taps->first[i] + k;

          if (x < 0 || x >= source->width)
            x = locate (x, source->width, source->wraps);
          if (x < 0)
            continue;
          for (int c = 0; c < channels; c++)
            sum[c] += weights[k] * from[x * channels + c];
        }
      for (int c = 0; c < channels; c++)
        to[c] = sum[c] / 255;
    }
}

void
train_resample (const TrainResampleSource *source,
                double scale,
                double x0,
                double y0,
                TrainImage *to)
{
  gsize stride = (gsize) to->width * to->channels;
  Taps columns, rows;
  int first, n_rows;
  float *lines;

  g_return_if_fail (to->channels == source->channels
                    && to->channels <= MAX_CHANNELS);
  taps_init (&columns, to->width, scale, x0);
  taps_init (&rows, to->height, scale, y0);
  first = rows.first[0];
  n_rows = rows.first[to->height - 1] + rows.n_taps - first;
  lines = g_new (float, stride *n_rows);
  for (int y = 0; y < n_rows; y++)
    filter_row (source, &columns, first + y, to->width, lines + stride * y);
  train_image_zero (to);
  for (int y = 0; y < to->height; y++)
    for (int k = 0; k < rows.n_taps; k++)
      {
        float weight = rows.weights[(gsize) y * rows.n_taps + k];
        const float *line = lines + stride * (rows.first[y] + k - first);
        TrainReal *row = train_image_at (to, y, 0);

        for (gsize i = 0; weight != 0 && i < stride; i++)
          row[i] += (TrainReal) (weight * line[i]);
      }
  g_free (lines);
  taps_clear (&columns);
  taps_clear (&rows);
}
