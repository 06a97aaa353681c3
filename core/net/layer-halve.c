/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halving layer: the mean of 2x2 pixels, with replicate padding to even sizes.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/simd/kernels.h"

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
  const SmoothKernels *const *kernels = node->params;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    (*kernels)->halve_row (&node->inputs[0]->band, &out, y);
}

static const SmoothLayer halve_layer = {
  .name = "halve",
  .need = need,
  .compute = compute,
};

SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothSimd simd, SmoothNode *in)
{
  const SmoothKernels *kernels = smooth_kernels_get (simd);
  SmoothNodeSpec spec = {
    .layer = &halve_layer,
    .inputs = { in },
    .height = (in->band.height + 1) / 2,
    .width = (in->band.width + 1) / 2,
    .channels = in->band.channels,
    .reduction = 1,
    .params = &kernels,
    .params_bytes = sizeof kernels,
  };

  return smooth_graph_add (graph, &spec);
}
