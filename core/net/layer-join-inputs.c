/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing layer: joins a picture and, for MI, an edge map to a network's input.
 * It subtracts the offsets, and extends the plane to a multiple of 8 by
 * replicate padding.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "base/round.h"

/* The networks' planes have sizes that are multiples of this, so that their
 * three layers of stride 2 meet no odd size. The same holds in training. */
#define SIZE_MULTIPLE 8

/* Samples that one turn of the outer loop handles; the compiler turns a loop of
 * this fixed length into vector instructions. */
#define SHIFT_BLOCK 16

typedef struct
{
  float picture_offset, edge_offset;
} PackParams;

enum
{
  INPUT_PICTURE,
  INPUT_EDGE
};

/* Writes to[i] = from[i] - offset for n samples. */
static void
shift_samples (const float *restrict from,
               int n,
               float offset,
               float *restrict to)
{
  int i = 0;

  for (; i + SHIFT_BLOCK <= n; i += SHIFT_BLOCK)
    for (int k = 0; k < SHIFT_BLOCK; k++)
      to[i + k] = from[i + k] - offset;
  for (; i < n; i++)
    to[i] = from[i] - offset;
}

/* Joins n pixels of 3 channels and n edge samples to n pixels of 4 channels,
 * all less their offsets. */
static void
join_pixels (const PackParams *params,
             const float *from,
             const float *edges,
             int n,
             float *to)
{
  for (int i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        to[4 * i + c] = from[3 * i + c] - params->picture_offset;
      to[4 * i + 3] = edges[i] - params->edge_offset;
    }
}

/* Writes row y of the joined picture and edge map, less their offsets, to out.
 */
static void
pack_row (const SmoothNode *node, const SmoothBand *out, int y)
{
  const PackParams *params = node->params;
  const SmoothBand *picture = &node->inputs[INPUT_PICTURE]->band;
  /* The first n columns of out lie inside the picture. The others replicate its
   * last column. */
  int x0 = MIN (out->x0, picture->width - 1);
  int n = MAX (MIN (out->x1, picture->width) - out->x0, 0);
  const float *from = smooth_band_row (picture, MIN (y, picture->height - 1))
                      + 3 * (x0 - picture->x0);
  const float *last = from + 3 * MAX (n - 1, 0);
  float *to = smooth_band_row (out, y);
  const float *edges = NULL;

  if (node->n_inputs > 1)
    {
      const SmoothBand *edge = &node->inputs[INPUT_EDGE]->band;

      edges = smooth_band_row (edge, y) + (out->x0 - edge->x0);
      join_pixels (params, from, edges, n, to);
    }
  else
    shift_samples (from, 3 * n, params->picture_offset, to);
  for (int i = n; i < out->x1 - out->x0; i++)
    if (edges != NULL)
      join_pixels (params, last, edges + i, 1, to + 4 * i);
    else
      shift_samples (last, 3, params->picture_offset, to + 3 * i);
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    pack_row (node, &out, y);
}

static const SmoothLayer pack_layer = {
  .name = "pack",
  .need = smooth_layer_need_same,
  .compute = compute,
};

SmoothNode *
smooth_layer_pack (SmoothGraph *graph,
                   SmoothNode *picture,
                   float picture_offset,
                   SmoothNode *edge,
                   float edge_offset)
{
  PackParams params = { picture_offset, edge_offset };
  SmoothNodeSpec spec = {
    .layer = &pack_layer,
    .inputs = { picture, edge },
    .height = smooth_round_up (picture->band.height, SIZE_MULTIPLE),
    .width = smooth_round_up (picture->band.width, SIZE_MULTIPLE),
    .channels = edge != NULL ? 4 : 3,
    .reduction = 1,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  node = smooth_graph_add (graph, &spec);
  node->may_be_stale = TRUE;
  node->row_phase = edge != NULL ? edge->row_phase : SMOOTH_INPUT_PHASE;
  return node;
}
