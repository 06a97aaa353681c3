/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edge head layer: computes the edge map from the side outputs
 * (kernel/edge-head.h).
 */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/simd/kernels.h"

typedef struct
{
  const SmoothKernels *kernels;
  SmoothFuse fuse; /* its pointers to the side outputs are set by compute () */
} FuseParams;

static SmoothSpan
need (const SmoothNode *node, int input, SmoothSpan out)
{
  const FuseParams *params = node->params;
  int factor = params->fuse.factor[input];

  return factor > 1 ? smooth_layer_need_upsampled (factor, out) : out;
}

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const FuseParams *params = node->params;
  SmoothFuse fuse = params->fuse;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int i = 0; i < fuse.n_sides; i++)
    fuse.side[i] = &node->inputs[i]->band;
  for (int y = block->rows.first; y < block->rows.end; y++)
    params->kernels->fuse_row (&fuse, &out, y);
}

static const SmoothLayer fuse_layer = {
  .name = "fuse",
  .need = need,
  .compute = compute,
};

SmoothNode *
smooth_layer_fuse (SmoothGraph *graph,
                   SmoothSimd simd,
                   SmoothNode *const *sides,
                   int n_sides,
                   const float *weight,
                   float bias)
{
  FuseParams params = { .kernels = smooth_kernels_get (simd) };
  SmoothNodeSpec spec = {
    .layer = &fuse_layer,
    .height = sides[0]->band.height,
    .width = sides[0]->band.width,
    .channels = 1,
    .reduction = 1,
    .params = &params,
    .params_bytes = sizeof params,
  };

  G_STATIC_ASSERT (SMOOTH_FUSE_MAX_SIDES <= SMOOTH_MAX_INPUTS);
  g_return_val_if_fail (n_sides >= 1 && n_sides <= SMOOTH_FUSE_MAX_SIDES, NULL);

  params.fuse.n_sides = n_sides;
  params.fuse.bias = bias;
  for (int i = 0; i < n_sides; i++)
    {
      g_return_val_if_fail (sides[i]->band.channels == 1, NULL);
      spec.inputs[i] = sides[i];
      params.fuse.factor[i] = 1 << i;
      params.fuse.weight[i] = weight[i];
    }
  return smooth_graph_add (graph, &spec);
}
