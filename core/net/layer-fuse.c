/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edge head layer. */
#include "net/layer-rows.h"
#include "net/layers.h"

typedef struct
{
  SmoothSimd level;
  SmoothFuse fuse; /* sides are filled in anew for each row */
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
    smooth_fuse_row (params->level, &fuse, &out, y);
}

static const SmoothLayer fuse_layer = {
  .name = "fuse",
  .need = need,
  .compute = compute,
};

SmoothNode *
smooth_layer_fuse (SmoothGraph *graph,
                   SmoothSimd level,
                   SmoothNode *const *sides,
                   int n_sides,
                   const float *weight,
                   float bias)
{
  FuseParams params = { .level = level };
  SmoothNodeSpec spec = {
    .layer = &fuse_layer,
    .height = sides[0]->band.height,
    .width = sides[0]->band.width,
    .channels = 1,
    .reduction = 1,
    .params = &params,
    .params_bytes = sizeof params,
  };

  params.fuse.n_sides = n_sides;
  params.fuse.bias = bias;
  for (int i = 0; i < n_sides; i++)
    {
      spec.inputs[i] = sides[i];
      params.fuse.factor[i] = 1 << i;
      params.fuse.weight[i] = weight[i];
    }
  return smooth_graph_add (graph, &spec);
}
