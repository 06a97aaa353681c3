/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution layer: cuts rows into the kernel's blocks. */
#include "net/layers.h"

typedef struct
{
  const SmoothConv *conv;
  float slope;
  const float *scale, *shift;
  int block_rows, block_columns;
} ConvParams;

enum
{
  INPUT_PICTURE,
  INPUT_RESIDUAL
};

static SmoothSpan
need (const SmoothNode *node, int input, SmoothSpan out)
{
  const ConvParams *params = node->params;
  const SmoothConvShape *shape = smooth_conv_get_shape (params->conv);
  int halo_px = shape->dilation * (shape->size - 1) / 2;

  if (input == INPUT_RESIDUAL)
    return out;
  return (SmoothSpan) { out.first * shape->stride - halo_px,
                        (out.end - 1) * shape->stride + halo_px + 1 };
}

static int
count_blocks (SmoothSpan span, int size)
{
  return (span.end + size - 1) / size - span.first / size;
}

static int
n_tasks (const SmoothNode *node, SmoothSpan rows)
{
  const ConvParams *params = node->params;
  SmoothSpan columns = { node->band.x0, node->band.x1 };

  return count_blocks (rows, params->block_rows)
         * count_blocks (columns, params->block_columns);
}

static void
run_task (const SmoothNode *node, SmoothSpan rows, int task, void *scratch)
{
  const ConvParams *params = node->params;
  SmoothSpan columns = { node->band.x0, node->band.x1 };
  int n_across = count_blocks (columns, params->block_columns);
  SmoothBand out = node->band;
  SmoothConvJob job = {
    .in = &node->inputs[INPUT_PICTURE]->band,
    .out = &out,
    .residual = node->n_inputs > 1 ? &node->inputs[INPUT_RESIDUAL]->band : NULL,
    .scale = params->scale,
    .shift = params->shift,
    .slope = params->slope,
  };

  smooth_conv_block (
    params->conv, &job, rows.first + task / n_across * params->block_rows,
    columns.first / params->block_columns + task % n_across, scratch);
}

static const SmoothLayer conv_layer = {
  .name = "convolution",
  .need = need,
  .n_tasks = n_tasks,
  .task = run_task,
};

SmoothNode *
smooth_layer_conv (SmoothGraph *graph,
                   const SmoothConv *conv,
                   SmoothNode *in,
                   const SmoothConvEnd *end)
{
  const SmoothConvShape *shape = smooth_conv_get_shape (conv);
  int stride = shape->stride;
  ConvParams params = {
    .conv = conv,
    .slope = end->slope,
    .scale = end->scale,
    .shift = end->shift,
  };
  SmoothNodeSpec spec = {
    .layer = &conv_layer,
    .inputs = { in, end->residual },
    .height =
      end->height > 0 ? end->height : (in->band.height + stride - 1) / stride,
    .width =
      end->width > 0 ? end->width : (in->band.width + stride - 1) / stride,
    .channels = shape->out_channels,
    .reduction = in->reduction * stride,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  smooth_conv_get_block (conv, &params.block_rows, &params.block_columns);
  node = smooth_graph_add (graph, &spec);
  node->row_step = params.block_rows;
  node->column_step = smooth_conv_get_grain (conv);
  node->scratch_bytes = smooth_conv_get_scratch (conv);
  node->varies = node->varies || end->scale != NULL;
  node->eager = shape->size == 1 && stride == 1 && end->residual == NULL
                && shape->out_channels < shape->in_channels;
  node->work = (double) shape->in_channels * shape->out_channels * shape->size
               * shape->size;
  return node;
}
