/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halving layer: one task a row. */
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
run_task (const SmoothNode *node, SmoothSpan rows, int task, void *scratch)
{
  const SmoothCpuLevel *level = node->params;
  SmoothBand out = node->band;

  (void) scratch;
  smooth_halve_row (*level, &node->inputs[0]->band, &out, rows.first + task);
}

static const SmoothLayer halve_layer = {
  .name = "halve",
  .need = need,
  .n_tasks = smooth_layer_count_rows,
  .task = run_task,
};

SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothCpuLevel level, SmoothNode *in)
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
