/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layers that work row by row share. */
#pragma once

#include "net/graph.h"

/* The node's band, of the block's columns alone. */
static inline SmoothBand
smooth_layer_crop (const SmoothNode *node, const SmoothBlock *block)
{
  SmoothBand band = node->band;

  band.data += (gssize) (block->columns.first - band.x0) * band.channels;
  band.x0 = block->columns.first;
  band.x1 = block->columns.end;
  return band;
}

/* SmoothLayer.need of a layer whose pixels depend on their own alone. */
static inline SmoothSpan
smooth_layer_need_same (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return out;
}

/* Coarse pixels that the fine pixels out of a bilinear up-sampling by factor
 * depend on (see kernel/upsample.h); may reach one beyond the plane. */
static inline SmoothSpan
smooth_layer_need_upsampled (int factor, SmoothSpan out)
{
  return (SmoothSpan) { (out.first + factor / 2) / factor - 1,
                        (out.end - 1 + factor / 2) / factor + 1 };
}
