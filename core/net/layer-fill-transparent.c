/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layer that gives colours to hidden pixels, those whose alpha is 0. Nobody
 * sees the colours that such pixels have, but the networks would see edges
 * between them and their neighbours.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

#include <string.h>

#include "base/round.h"

/* A hidden pixel gets the mean of a square window of 2 * WINDOW_HALO_PX + 1
 * pixels a side around it. */
#define WINDOW_HALO_PX 16
#define MID_GREY 0.5f

static SmoothSpan
need (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return (SmoothSpan) { out.first - WINDOW_HALO_PX, out.end + WINDOW_HALO_PX };
}

/* Adds up alpha, and colour times alpha, over the rows of the window around row
 * y, for each column of in. sums (out): three colours and alpha for each
 * column. The order of the additions is fixed, so that the sums' bits do not
 * depend on which rows were computed before. */
static void
sum_columns (const SmoothBand *in, int y, double *sums)
{
  int n = in->x1 - in->x0;
  int y_end = MIN (y + WINDOW_HALO_PX + 1, in->height);

  memset (sums, 0, sizeof *sums * 4 * n);
  for (int j = MAX (y - WINDOW_HALO_PX, 0); j < y_end; j++)
    {
      const float *pixel = smooth_band_row (in, j);
      double *sum = sums;

      for (int x = 0; x < n; x++, pixel += 4, sum += 4)
        {
          for (int c = 0; c < 3; c++)
            sum[c] += pixel[3] * pixel[c];
          sum[3] += pixel[3];
        }
    }
}

/* Writes the mean colour of the window around a pixel in column x, weighted by
 * alpha, to that pixel, or mid-grey if all of the window is hidden. sums: those
 * of the window's columns. */
static void
fill_pixel (const SmoothBand *in, const double *sums, int x, float *to)
{
  int first = MAX (x - WINDOW_HALO_PX, 0);
  int end = MIN (x + WINDOW_HALO_PX + 1, in->width);
  double sum[4] = { 0 };

  for (int i = first - in->x0; i < end - in->x0; i++)
    for (int c = 0; c < 4; c++)
      sum[c] += sums[4 * i + c];
  for (int c = 0; c < 3; c++)
    to[c] = sum[3] > 0 ? (float) (sum[c] / sum[3]) : MID_GREY;
}

static void
fill_row (const SmoothNode *node, int y, double *sums)
{
  const SmoothBand *in = &node->inputs[0]->band;
  const SmoothBand *out = &node->band;
  const float *from = smooth_band_row (in, y) + 4 * (out->x0 - in->x0);
  float *to = smooth_band_row (out, y);
  gboolean has_sums = FALSE;

  for (int x = out->x0; x < out->x1; x++, from += 4, to += 3)
    if (from[3] > 0)
      for (int c = 0; c < 3; c++)
        to[c] = from[c];
    else
      {
        if (!has_sums)
          sum_columns (in, y, sums);
        has_sums = TRUE;
        fill_pixel (in, sums, x, to);
      }
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  for (int y = block->rows.first; y < block->rows.end; y++)
    fill_row (node, y, scratch);
}

static void
measure (SmoothNode *node)
{
  const SmoothBand *in = &node->inputs[0]->band;
  const gsize n_bytes = (gsize) (in->x1 - in->x0) * 4 * sizeof (double);

  node->scratch_bytes = smooth_round_up_size (n_bytes, SMOOTH_ALIGNMENT);
}

static const SmoothLayer fill_layer = {
  .name = "fill hidden pixels",
  .need = need,
  .compute = compute,
  .measure = measure,
};

SmoothNode *
smooth_layer_fill_hidden (SmoothGraph *graph, SmoothNode *in)
{
  const SmoothNodeSpec spec = {
    .layer = &fill_layer,
    .inputs = { in },
    .height = in->band.height,
    .width = in->band.width,
    .channels = 3,
    .reduction = 1,
  };
  SmoothNode *node;

  g_return_val_if_fail (in->band.channels == 4, NULL);

  node = smooth_graph_add (graph, &spec);
  /* A block has all columns, so that sum_columns () runs only once for a row.
   */
  node->block_columns = node->band.width;
  return node;
}
