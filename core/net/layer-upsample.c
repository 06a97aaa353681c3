/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up-sampling layer: one task a row. */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/upsample.h"

typedef struct
{
  SmoothCpuLevel level;
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
run_task (const SmoothNode *node, SmoothSpan rows, int task, void *scratch)
{
  const UpsampleParams *params = node->params;
  SmoothBand out = node->band;

  (void) scratch;
  smooth_upsample_row (params->level, &node->inputs[INPUT_COARSE]->band, &out,
                       &node->inputs[INPUT_RESIDUAL]->band, params->factor,
                       rows.first + task);
}

static const SmoothLayer upsample_layer = {
  .name = "upsample",
  .need = need,
  .n_tasks = smooth_layer_count_rows,
  .task = run_task,
};

SmoothNode *
smooth_layer_upsample (SmoothGraph *graph,
                       SmoothCpuLevel level,
                       SmoothNode *coarse,
                       SmoothNode *residual,
                       int factor)
{
  UpsampleParams params = { level, factor };
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

  node = smooth_graph_add (graph, &spec);
  node->in_place = residual;
  return node;
}
