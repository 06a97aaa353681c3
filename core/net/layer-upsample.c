/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer for bilinear up-sampling (kernel/upsample.h). */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/simd/kernels.h"

typedef struct
{
  const SmoothKernels *kernels;
  int factor;
} UpsampleParams;

enum
{
  INPUT_COARSE,
  INPUT_RESIDUAL
};

static SmoothSpan
need (const SmoothNode *node, int input, SmoothSpan out)
{
  const UpsampleParams *params = node->params;

  if (input == INPUT_RESIDUAL)
    return out;
  return smooth_layer_need_upsampled (params->factor, out);
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const UpsampleParams *params = node->params;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    params->kernels->upsample_row (&node->inputs[INPUT_COARSE]->band, &out,
                                   &node->inputs[INPUT_RESIDUAL]->band,
                                   params->factor, y);
}

static const SmoothLayer upsample_layer = {
  .name = "upsample",
  .need = need,
  .compute = compute,
};

SmoothNode *
smooth_layer_upsample (SmoothGraph *graph,
                       SmoothSimd simd,
                       SmoothNode *coarse,
                       SmoothNode *residual,
                       int factor)
{
  UpsampleParams params = { smooth_kernels_get (simd), factor };
  SmoothNodeSpec spec = {
    .layer = &upsample_layer,
    .inputs = { coarse, residual },
    .height = residual->band.height,
    .width = residual->band.width,
    .channels = coarse->band.channels,
    .reduction = residual->reduction,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  g_return_val_if_fail (factor == 2 || factor == 4 || factor == 8, NULL);
  g_return_val_if_fail (coarse->band.channels == residual->band.channels, NULL);
  g_return_val_if_fail (residual->band.width <= factor * coarse->band.width
                          && residual->band.height
                               <= factor * coarse->band.height,
                        NULL);

  node = smooth_graph_add (graph, &spec);
  node->in_place = residual;
  return node;
}
