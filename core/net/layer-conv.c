/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution layer. A block of the layer is a block of the kernel
 * (kernel/conv.h).
 */
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

  /* The kernel computes blocks that begin at chunk boundaries, so its first row
   * may lie above the plane. It writes no rows below those that are asked for.
   */
  out.height = block->rows.end;
  smooth_conv_block (
    params->conv, &job,
    smooth_step_floor (block->rows.first, node->row_step, node->row_phase),
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
                   const SmoothConvEpilogue *epilogue)
{
  const SmoothConvShape *shape = smooth_conv_get_shape (conv);
  int stride = shape->stride;
  ConvParams params = {
    .conv = conv,
    .slope = epilogue->slope,
    .scale = epilogue->scale,
    .shift = epilogue->shift,
  };
  SmoothNodeSpec spec = {
    .layer = &conv_layer,
    .name = smooth_conv_get_name (conv),
    .inputs = { in, epilogue->residual },
    .height = epilogue->height > 0 ? epilogue->height
                                   : (in->band.height + stride - 1) / stride,
    .width = epilogue->width > 0 ? epilogue->width
                                 : (in->band.width + stride - 1) / stride,
    .channels = shape->out_channels,
    .reduction = in->reduction * stride,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node = smooth_graph_add (graph, &spec);

  in->band.margin = MAX (in->band.margin, smooth_conv_get_margin (conv));
  smooth_conv_get_block (conv, &node->block_rows, &node->block_columns);
  /* A 1x1 convolution computes a row in the same way wherever in a block it
   * lies, so it need not wait for a whole block of input rows. */
  node->row_step = shape->size == 1 ? 1 : node->block_rows;
  node->column_step = smooth_conv_get_grain (conv);
  node->scratch_bytes = smooth_conv_get_scratch (conv);
  /* The values that scale and shift point to may be changed between passes. So
   * all rows of this layer's output must be computed anew in every pass, even
   * if its input is the same. */
  node->varies = node->varies || epilogue->scale != NULL;
  node->may_be_stale = node->may_be_stale && epilogue->scale == NULL;
  /* The result may overwrite the residual, except where the residual is also
   * the convolution's input: its pixels are then still read for the neighbours.
   */
  if (epilogue->residual != NULL && epilogue->residual != in
      && epilogue->height == 0)
    node->in_place = epilogue->residual;
  node->is_eager = shape->size == 1 && stride == 1 && epilogue->residual == NULL
                   && shape->out_channels < shape->in_channels;
  node->work = (double) shape->in_channels * shape->out_channels * shape->size
               * shape->size;
  return node;
}
