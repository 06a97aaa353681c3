/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read layer: reads the rows of a source and converts them. The driving thread
 * reads rows into a ring buffer; the threads of the pool convert them from
 * there.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

/* Rows that are read at once: READ_ROWS, or fewer where these would be more
 * than READ_PIXELS pixels, but at least one. */
#define READ_ROWS 32
#define READ_PIXELS (1 << 15)

static const SmoothReadSpec *
get_spec (const SmoothNode *node)
{
  return node->params;
}

/* Finds row y in the node's buffer. The buffer is a ring of 2 * max_rows rows
 * with all of the source's channels: the rows of this read and those of the one
 * before. */
static float *
find_row (const SmoothNode *node, int y)
{
  const gsize width = node->band.x1 - node->band.x0;

  return (float *) node->buffer
         + y % (2 * node->max_rows) * width
             * get_spec (node)->source->n_channels;
}

static gboolean
fetch (SmoothNode *node, SmoothSpan rows, GError **error)
{
  const SmoothSource *source = get_spec (node)->source;
  const SmoothBand *band = &node->band;
  const int n_ring = 2 * node->max_rows;

  for (int y = rows.first, end; y < rows.end; y = end)
    {
      SmoothRect rect = { band->x0, y, band->x1 - band->x0, 0 };

      end = MIN (rows.end, y - y % n_ring + n_ring);
      rect.height = end - y;
      if (!source->read (source->data, &rect, find_row (node, y), error))
        return FALSE;
    }
  return TRUE;
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const SmoothReadSpec *spec = get_spec (node);
  const SmoothBand *band = &node->band;
  const int x = block->columns.first, n = block->columns.end - x;
  const int first = x - band->x0;

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    spec->convert (spec->data, x, y, n,
                   find_row (node, y) + first * spec->source->n_channels,
                   smooth_band_row (band, y) + first * band->channels);
}

static void
measure (SmoothNode *node)
{
  const int width = node->band.x1 - node->band.x0;

  node->max_rows = CLAMP (READ_PIXELS / width, 1, READ_ROWS);
  node->buffer_bytes = sizeof (float) * 2 * node->max_rows * width
                       * get_spec (node)->source->n_channels;
}

static const SmoothLayer read_layer = {
  .name = "read",
  .need = smooth_layer_need_same,
  .fetch = fetch,
  .compute = compute,
  .measure = measure,
};

SmoothNode *
smooth_layer_read (SmoothGraph *graph, const SmoothReadSpec *read)
{
  const SmoothNodeSpec spec = {
    .layer = &read_layer,
    .height = read->source->height,
    .width = read->source->width,
    .channels = read->n_channels,
    .reduction = 1,
    .params = read,
    .params_bytes = sizeof *read,
  };

  return smooth_graph_add (graph, &spec);
}
