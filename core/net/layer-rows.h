/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for layers that compute a block row by row. */
#pragma once

#include "net/graph.h"

/* Returns node's band, narrowed to the columns of block. */
static inline SmoothBand
smooth_layer_crop (const SmoothNode *node, const SmoothBlock *block)
{
  SmoothBand band = node->band;

  band.data += (gssize) (block->columns.first - band.x0) * band.channels;
  band.x0 = block->columns.first;
  band.x1 = block->columns.end;
  return band;
}

/* Implements need () of SmoothLayer for layers whose output pixel depends only
 * on the same pixel of each input. */
static inline SmoothSpan
smooth_layer_need_same (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return out;
}

/* Returns the range of coarse pixels, along one axis, on which a range of fine
 * pixels (the parameter out) depends in bilinear up-sampling by factor
 * (kernel/upsample.h). It may reach one pixel beyond the plane. */
static inline SmoothSpan
smooth_layer_need_upsampled (int factor, SmoothSpan out)
{
  return (SmoothSpan) { (out.first + factor / 2) / factor - 1,
                        (out.end - 1 + factor / 2) / factor + 1 };
}
