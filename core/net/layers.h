/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers that the networks are built of: each adds one node to a graph.
 * All take and give channel-last planes; the arithmetic stands in kernel/.
 */
#pragma once

#include "kernel/conv.h"
#include "kernel/simd.h"
#include "kernel/fuse.h"
#include "net/graph.h"

/* What follows a convolution in the same pass (see kernel/conv.h). */
typedef struct
{
  float slope; /* of the leaky activation, 1: none */
  /* Per output channel, kept by the graph, or NULL; may be set anew between
   * runs. */
  const float *scale, *shift;
  SmoothNode *residual; /* added at the end, or NULL */
  int height, width;    /* the output's plane if it is cropped, or 0 */
} SmoothConvEnd;

/* leaky (conv (in)) * scale + shift + residual. conv is borrowed. */
SmoothNode *smooth_layer_conv (SmoothGraph *graph,
                               const SmoothConv *conv,
                               SmoothNode *in,
                               const SmoothConvEnd *end);

/* Bilinear up-sampling of coarse by factor (2, 4, 8) to residual's plane, and
 * residual added. */
SmoothNode *smooth_layer_upsample (SmoothGraph *graph,
                                   SmoothSimd level,
                                   SmoothNode *coarse,
                                   SmoothNode *residual,
                                   int factor);

/* Mean of 2x2 pixels. */
SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothSimd level, SmoothNode *in);

/* The networks' input: picture (3 channels) less picture_offset, replicated at
 * the right and bottom to a multiple of 8; behind it, if edge is not NULL,
 * edge (1 channel, of that padded plane) less edge_offset. */
SmoothNode *smooth_layer_pack (SmoothGraph *graph,
                               SmoothNode *picture,
                               float picture_offset,
                               SmoothNode *edge,
                               float edge_offset);

/* Edge head of n side outputs at factors 1, 2, 4, 8 (see kernel/fuse.h);
 * weight: n floats. */
SmoothNode *smooth_layer_fuse (SmoothGraph *graph,
                               SmoothSimd level,
                               SmoothNode *const *sides,
                               int n_sides,
                               const float *weight,
                               float bias);

/* a - b, of equal planes. */
SmoothNode *
smooth_layer_difference (SmoothGraph *graph, SmoothNode *a, SmoothNode *b);

/* The picture's chroma in blocks of 8x8, for smooth_layer_gate_chroma. */
SmoothNode *smooth_layer_chroma (SmoothGraph *graph,
                                 SmoothSimd level,
                                 SmoothNode *picture);

/* picture + change, whose colours count as far as the picture has some around
 * there (see kernel/chroma.h). 3 channels, equal planes. */
SmoothNode *smooth_layer_gate_chroma (SmoothGraph *graph,
                                      SmoothSimd level,
                                      SmoothNode *change,
                                      SmoothNode *chroma,
                                      SmoothNode *picture);
