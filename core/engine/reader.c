/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first layers of every level: reading, and filling of hidden pixels. The
 * reading runs on the driving thread, in pieces as large as the reader's room;
 * the filling is a layer of its own, there only where the source has alpha.
 */
#include "engine/reader.h"

#include <string.h>

#include "base/round.h"
#include "engine/tone.h"
#include "kernel/simd/kernels.h"
#include "net/layer-rows.h"

/* Rows that the source is asked for at once: this many, but not many more than
 * this many pixels. */
#define READ_ROWS 32
#define READ_PIXELS (1 << 15)

/* Hidden pixels see the mean of a window of 2 * this + 1 pixels a side. */
#define WINDOW_HALO_PX 16
#define MID_GREY 0.5f

/* Pixels as the source has them -> clamped RGB, and alpha if to_channels is 4.
 */
static void
clamp_pixels (const SmoothReader *reader,
              const float *from,
              int n,
              float *to,
              int to_channels)
{
  const int n_channels = reader->source->n_channels;

  if (n_channels >= 3)
    {
      smooth_kernels_get (reader->simd)
        ->clamp_samples ((gsize) n * n_channels, from, to);
      return;
    }
  for (int x = 0; x < n; x++)
    {
      for (int c = 0; c < 3; c++)
        to[c] = smooth_clamp_sample (from[0]);
      if (to_channels == 4)
        to[3] = smooth_clamp_sample (from[1]);
      from += n_channels;
      to += to_channels;
    }
}

void
smooth_reader_expose (int n,
                      const float *colours,
                      float gain,
                      float offset,
                      float *tone,
                      float *seen)
{
  smooth_tone_compress (n, colours, tone);
  for (int c = 0; c < n; c++)
    seen[c] = smooth_clamp_sample (gain * tone[c] + offset);
}

/* Likewise, with gains and offsets that are not all 1 and 0. */
static void
expose_pixels (const SmoothReader *reader,
               const float *from,
               int n,
               const float *gains,
               const float *offsets,
               float *to,
               int to_channels)
{
  const int n_channels = reader->source->n_channels;
  const int n_colours = n_channels >= 3 ? 3 : 1;
  float tone[3];

  for (int x = 0; x < n; x++, from += n_channels, to += to_channels)
    {
      smooth_reader_expose (n_colours, from, gains[x], offsets[x], tone, to);
      if (n_colours == 1)
        to[1] = to[2] = to[0];
      if (to_channels == 4)
        to[3] = smooth_clamp_sample (from[n_channels - 1]);
    }
}

static const SmoothReader *
get_reader (const SmoothNode *node)
{
  return *(const SmoothReader **) node->params;
}

/* Row y in the room, a ring of twice max_rows rows of all that the source has.
 */
static float *
find_room (const SmoothNode *node, int y)
{
  const gsize width = node->band.x1 - node->band.x0;

  return (float *) node->room
         + y % (2 * node->max_rows) * width
             * get_reader (node)->source->n_channels;
}

static gboolean
fetch_rows (SmoothNode *node, SmoothSpan rows, GError **error)
{
  const SmoothSource *source = get_reader (node)->source;
  const SmoothBand *band = &node->band;
  const int n_ring = 2 * node->max_rows;

  for (int y = rows.first, end; y < rows.end; y = end)
    {
      SmoothRect rect = { band->x0, y, band->x1 - band->x0, 0 };

      end = MIN (rows.end, y - y % n_ring + n_ring);
      rect.height = end - y;
      if (!source->read (source->data, &rect, find_room (node, y), error))
        return FALSE;
    }
  return TRUE;
}

/* Columns x .. x + n - 1 of row y, at most SMOOTH_EXPOSURE_COLUMNS. */
static void
take_columns (const SmoothNode *node, int x, int y, int n)
{
  const SmoothReader *reader = get_reader (node);
  const SmoothBand *band = &node->band;
  const int n_channels = reader->source->n_channels;
  const float *from = find_room (node, y) + (x - band->x0) * n_channels;
  float *to = smooth_band_row (band, y) + (x - band->x0) * band->channels;
  float gains[SMOOTH_EXPOSURE_COLUMNS], offsets[SMOOTH_EXPOSURE_COLUMNS];

  if (reader->exposure != NULL
      && smooth_exposure_get_row (reader->exposure, x, y, n, gains, offsets))
    expose_pixels (reader, from, n, gains, offsets, to, band->channels);
  else
    clamp_pixels (reader, from, n, to, band->channels);
}

static void
take_rows (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    for (int x = block->columns.first, n; x < block->columns.end; x += n)
      {
        n = MIN (block->columns.end - x, SMOOTH_EXPOSURE_COLUMNS);
        take_columns (node, x, y, n);
      }
}

static void
measure_room (SmoothNode *node)
{
  const int width = node->band.x1 - node->band.x0;

  node->max_rows = CLAMP (READ_PIXELS / width, 1, READ_ROWS);
  node->room_bytes = sizeof (float) * 2 * node->max_rows * width
                     * get_reader (node)->source->n_channels;
}

static const SmoothLayer read_layer = {
  .name = "read",
  .need = smooth_layer_need_same,
  .fetch = fetch_rows,
  .compute = take_rows,
  .measure = measure_room,
};

static SmoothSpan
need_window (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return (SmoothSpan){ out.first - WINDOW_HALO_PX, out.end + WINDOW_HALO_PX };
}

/* Sums of the alpha-weighted colours and of alpha over the window's rows round
 * y, for all columns held; in a fixed order, so that no bit depends on what
 * was computed before. */
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

/* The alpha-weighted mean of the window round column x. */
static void
fill_hidden (const SmoothBand *in, const double *sums, int x, float *to)
{
  int first = MAX (x - WINDOW_HALO_PX, 0);
  int end = MIN (x + WINDOW_HALO_PX + 1, in->width);
  double sum[4] = { 0 };

  for (int i = first - in->x0; i < end - in->x0; i++)
    for (int c = 0; c < 4; c++)
      sum[c] += sums[4 * i + c];
  for (int c = 0; c < 3; c++)
    to[c] = sum[3] > 0 ? sum[c] / sum[3] : MID_GREY;
}

static void
fill_row (const SmoothNode *node, int y, double *sums)
{
  const SmoothBand *in = &node->inputs[0]->band;
  const SmoothBand *out = &node->band;
  const float *from = smooth_band_row (in, y) + 4 * (out->x0 - in->x0);
  float *to = smooth_band_row (out, y);
  gboolean have_sums = FALSE;

  for (int x = out->x0; x < out->x1; x++, from += 4, to += 3)
    if (from[3] > 0)
      for (int c = 0; c < 3; c++)
        to[c] = from[c];
    else
      {
        if (!have_sums)
          sum_columns (in, y, sums);
        have_sums = TRUE;
        fill_hidden (in, sums, x, to);
      }
}

/* Of all columns. */
static void
fill_rows (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  for (int y = block->rows.first; y < block->rows.end; y++)
    fill_row (node, y, scratch);
}

/* Room for the sums of all columns that the windows reach. */
static void
measure_sums (SmoothNode *node)
{
  const SmoothBand *in = &node->inputs[0]->band;
  const gsize n_bytes = (gsize) (in->x1 - in->x0) * 4 * sizeof (double);

  node->scratch_bytes = smooth_round_up_size (n_bytes, SMOOTH_ALIGNMENT);
}

static const SmoothLayer fill_layer = {
  .name = "fill hidden pixels",
  .need = need_window,
  .compute = fill_rows,
  .measure = measure_sums,
};

SmoothNode *
smooth_layer_read (SmoothGraph *graph, SmoothReader *reader)
{
  gboolean has_alpha = smooth_has_alpha (reader->source->n_channels);
  SmoothNodeSpec spec = {
    .layer = &read_layer,
    .height = reader->source->height,
    .width = reader->source->width,
    .channels = has_alpha ? 4 : 3,
    .reduction = 1,
    .params = &reader,
    .params_bytes = sizeof reader,
  };
  SmoothNode *node = smooth_graph_add (graph, &spec);

  reader->nodes[reader->n_nodes++] = node;
  if (!has_alpha)
    return node;
  spec.layer = &fill_layer;
  spec.inputs[0] = node;
  spec.channels = 3;
  spec.params_bytes = 0;
  node = smooth_graph_add (graph, &spec);
  node->block_columns = node->band.width;
  return node;
}

SmoothRect
smooth_reader_get_extent (const SmoothReader *reader)
{
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;

  for (int i = 0; i < reader->n_nodes; i++)
    {
      const SmoothNode *node = reader->nodes[i];

      x0 = MIN (x0, node->band.x0);
      x1 = MAX (x1, node->band.x1);
      y0 = MIN (y0, node->rows.first);
      y1 = MAX (y1, node->rows.end);
    }
  return (SmoothRect){ x0, y0, x1 - x0, y1 - y0 };
}
