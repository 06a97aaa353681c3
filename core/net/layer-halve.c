/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halving layer. */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/halve.h"

static SmoothSpan
need (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return (SmoothSpan) { 2 * out.first, 2 * out.end };
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const SmoothSimd *level = node->params;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    smooth_halve_row (*level, &node->inputs[0]->band, &out, y);
}

static const SmoothLayer halve_layer = {
  .name = "halve",
  .need = need,
  .compute = compute,
};

SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothSimd level, SmoothNode *in)
{
  SmoothNodeSpec spec = {
    .layer = &halve_layer,
    .inputs = { in },
    .height = (in->band.height + 1) / 2,
    .width = (in->band.width + 1) / 2,
    .channels = in->band.channels,
    .reduction = 1,
    .params = &level,
    .params_bytes = sizeof level,
  };

  return smooth_graph_add (graph, &spec);
}
