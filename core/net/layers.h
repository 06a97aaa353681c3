/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers: each function adds one node to a graph and returns it, borrowed
 * from the graph. Planes are channel-last. The arithmetic stands in kernel/,
 * which the functions' references give with its formulas. On the thread that
 * builds the graph. simd: the variant of the kernels to use.
 */
#pragma once

#include <smooth/image.h>

#include "kernel/conv.h"
#include "kernel/fuse.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* Converts n pixels of row y, from column x on, from the source's channels to a
 * node's. from, to: packed. Thread-safe. */
typedef void (*SmoothConvertFunc) (
  gconstpointer data, int x, int y, int n, const float *from, float *to);

/* What a read layer reads; all borrowed for the graph's life. */
typedef struct
{
  const SmoothSource *source;
  int n_channels; /* of the node */
  SmoothConvertFunc convert;
  gconstpointer data; /* for convert */
} SmoothReadSpec;

/* The graph's input: the source's pixels, converted, on the source's plane. The
 * source is read on the thread that drives the graph; a pass fails with the
 * source's errors. */
SmoothNode *smooth_layer_read (SmoothGraph *graph, const SmoothReadSpec *spec);

/* Gives colours to hidden pixels. in: 4 channels, colours and alpha. The result
 * has 3 channels: the colours, where alpha > 0; elsewhere the mean of the
 * colours, weighted by alpha, of the 33x33 pixels around that lie in the plane,
 * or mid-grey where all of these are hidden. */
SmoothNode *smooth_layer_fill_hidden (SmoothGraph *graph, SmoothNode *in);

/* What follows a convolution in the same loop (kernel/conv.h). */
typedef struct
{
  float slope;          /* of the leaky activation; 1: no activation */
  const float *scale;   /* one for each output channel; owned by the graph, may
                           be set between passes; NULL: 1 */
  const float *shift;   /* likewise; NULL: 0 */
  SmoothNode *residual; /* added at the end; NULL: none */
  int height, width;    /* of the result's plane where it is cropped; or 0 */
} SmoothConvEpilogue;

/* leaky (conv (in)) * scale + shift + residual. conv is borrowed for the
 * graph's life. The plane is in's, divided by conv's stride and rounded up,
 * unless it is cropped. */
SmoothNode *smooth_layer_conv (SmoothGraph *graph,
                               const SmoothConv *conv,
                               SmoothNode *in,
                               const SmoothConvEpilogue *epilogue);

/* residual plus coarse up-sampled by factor (2, 4 or 8), bilinearly
 * (kernel/upsample.h). The plane is residual's, at most factor times coarse's;
 * both have the same number of channels. */
SmoothNode *smooth_layer_upsample (SmoothGraph *graph,
                                   SmoothSimd simd,
                                   SmoothNode *coarse,
                                   SmoothNode *residual,
                                   int factor);

/* The mean of 2x2 pixels, with replicate padding at the right and the bottom
 * where a size is odd. The plane is in's halved, rounded up. */
SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothSimd simd, SmoothNode *in);

/* A network's input: picture (3 channels) minus picture_offset, with replicate
 * padding at the right and the bottom to multiples of 8; and, if edge is not
 * NULL, as fourth channel edge (1 channel, on that padded plane) minus
 * edge_offset. */
SmoothNode *smooth_layer_pack (SmoothGraph *graph,
                               SmoothNode *picture,
                               float picture_offset,
                               SmoothNode *edge,
                               float edge_offset);

/* The edge head (kernel/fuse.h) of n_sides (1 .. 4) side outputs of 1 channel,
 * side i at 1 / 2^i of the result's size. weight: n_sides floats, copied. The
 * result has 1 channel, on the plane of side 0. */
SmoothNode *smooth_layer_fuse (SmoothGraph *graph,
                               SmoothSimd simd,
                               SmoothNode *const *sides,
                               int n_sides,
                               const float *weight,
                               float bias);

/* a - b, which have equal planes and channels. */
SmoothNode *
smooth_layer_difference (SmoothGraph *graph, SmoothNode *a, SmoothNode *b);

/* The chroma k of picture's blocks of 8x8 pixels (kernel/chroma.h), 1 channel,
 * for smooth_layer_gate_chroma. picture: 3 channels. */
SmoothNode *
smooth_layer_chroma (SmoothGraph *graph, SmoothSimd simd, SmoothNode *picture);

/* picture + m + g * (change - m), where m is the mean of change's channels, and
 * g goes from 0 where picture is grey to 1 where it has colours
 * (kernel/chroma.h). chroma: smooth_layer_chroma of picture. picture, change
 * and result: 3 channels, equal planes. */
SmoothNode *smooth_layer_gate_chroma (SmoothGraph *graph,
                                      SmoothSimd simd,
                                      SmoothNode *change,
                                      SmoothNode *chroma,
                                      SmoothNode *picture);
