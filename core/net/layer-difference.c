/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference layer: one picture minus another, sample by sample. */
#include "net/layer-rows.h"
#include "net/layers.h"

/* Finds pixel (y, x) of band. */
static float *
find_pixel (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + (x - band->x0) * band->channels;
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  int x = block->columns.first;
  int n = (block->columns.end - x) * node->band.channels;

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    {
      const float *a = find_pixel (&node->inputs[0]->band, y, x);
      const float *b = find_pixel (&node->inputs[1]->band, y, x);
      float *to = find_pixel (&node->band, y, x);

      for (int i = 0; i < n; i++)
        to[i] = a[i] - b[i];
    }
}

static const SmoothLayer difference_layer = {
  .name = "difference",
  .need = smooth_layer_need_same,
  .compute = compute,
};

SmoothNode *
smooth_layer_difference (SmoothGraph *graph, SmoothNode *a, SmoothNode *b)
{
  SmoothNodeSpec spec = {
    .layer = &difference_layer,
    .inputs = { a, b },
    .height = a->band.height,
    .width = a->band.width,
    .channels = a->band.channels,
    .reduction = a->reduction,
  };

  return smooth_graph_add (graph, &spec);
}
