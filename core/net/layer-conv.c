/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution layer: its blocks are the kernel's. */
#include "net/graph-private.h"
#include "net/layers.h"

typedef struct
{
  const SmoothConv *conv;
  float slope;
  const float *scale, *shift;
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

static void
compute (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const ConvParams *params = node->params;
  SmoothBand out = node->band;
  SmoothConvJob job = {
    .in = &node->inputs[INPUT_PICTURE]->band,
    .out = &out,
    .residual = node->n_inputs > 1 ? &node->inputs[INPUT_RESIDUAL]->band : NULL,
    .scale = params->scale,
    .shift = params->shift,
    .slope = params->slope,
  };

  /* The kernel's blocks begin at a boundary, be it above the picture, and end
   * before the plane does where fewer rows are to be computed. */
  out.height = block->rows.end;
  smooth_conv_block (
    params->conv, &job,
    smooth_step_floor (block->rows.first, node->row_step, node->supply),
    block->columns.first / node->block_columns, scratch);
}

static const SmoothLayer conv_layer = {
  .name = "convolution",
  .need = need,
  .compute = compute,
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
  SmoothNode *node = smooth_graph_add (graph, &spec);

  in->band.margin = MAX (in->band.margin, smooth_conv_get_margin (conv));
  smooth_conv_get_block (conv, &node->block_rows, &node->block_columns);
  /* A 1x1 convolution computes each row by itself, wherever its blocks lie; so
   * it need not wait for more of them than its input brings. */
  node->row_step = shape->size == 1 ? 1 : node->block_rows;
  node->column_step = smooth_conv_get_grain (conv);
  node->scratch_bytes = smooth_conv_get_scratch (conv);
  node->varies = node->varies || end->scale != NULL;
  node->follows = node->follows && end->scale == NULL;
  /* Not where the residual is the input, whose neighbours are still read. */
  if (end->residual != NULL && end->residual != in && end->height == 0)
    node->in_place = end->residual;
  node->eager = shape->size == 1 && stride == 1 && end->residual == NULL
                && shape->out_channels < shape->in_channels;
  node->work = (double) shape->in_channels * shape->out_channels * shape->size
               * shape->size;
  return node;
}
