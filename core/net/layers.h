/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers: each function adds one node to a graph and returns it, borrowed
 * from the graph. Planes are channel-last. The formulas stand in the headers of
 * kernel/ that are named with each function. simd says which variant of the
 * kernels to use. All functions are called on the thread that builds the graph.
 */
#pragma once

#include <smooth/image.h>

#include "kernel/conv.h"
#include "kernel/edge-head.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* Converts n pixels of row y, from column x on, from the source's channels to
 * those of the node. The pixels at from and to lie side by side. Thread-safe.
 */
typedef void (*SmoothConvertFunc) (
  gconstpointer data, int x, int y, int n, const float *from, float *to);

/* What a read layer reads; everything is borrowed as long as the graph lives.
 */
typedef struct
{
  const SmoothSource *source;
  int n_channels; /* channels of the node that is added */
  SmoothConvertFunc convert;
  gconstpointer data; /* first argument of convert */
} SmoothReadSpec;

/* Reads the graph's input: the source's pixels, converted, on a plane of the
 * source's size. The source is read on the thread that drives the graph; its
 * errors end the pass. */
SmoothNode *smooth_layer_read (SmoothGraph *graph, const SmoothReadSpec *spec);

/* Gives colours to the hidden pixels of in, which has 4 channels: colours and
 * alpha. The result has 3 channels: the colours, where alpha > 0; elsewhere the
 * mean of the colours, weighted by alpha, of the 33x33 pixels around as far as
 * they lie in the plane, or mid-grey where all of these are hidden. */
SmoothNode *smooth_layer_fill_hidden (SmoothGraph *graph, SmoothNode *in);

/* What is done to the sums of a convolution while they are still in registers
 * (kernel/conv.h). */
typedef struct
{
  float slope; /* slope of the leaky activation; 1: no activation */
  /* scale and shift have one number for each output channel. They are owned by
   * the graph and may be set between passes. NULL: 1. */
  const float *scale;
  const float *shift;   /* NULL: nothing is added */
  SmoothNode *residual; /* node that is added at the end; NULL: none */
  int height, width;    /* size of the result's plane if it is cropped;
                           otherwise 0 */
} SmoothConvEpilogue;

/* Computes leaky (conv (in), slope) * scale + shift + residual. conv is
 * borrowed as long as the graph lives. The plane has the size of in's, divided
 * by conv's stride and rounded up, unless it is cropped. */
SmoothNode *smooth_layer_conv (SmoothGraph *graph,
                               const SmoothConv *conv,
                               SmoothNode *in,
                               const SmoothConvEpilogue *epilogue);

/* Adds coarse, up-sampled by factor (2, 4 or 8) bilinearly (kernel/upsample.h),
 * to residual. The result's plane is residual's, whose size is at most factor
 * times coarse's; both have the same number of channels. */
SmoothNode *smooth_layer_upsample (SmoothGraph *graph,
                                   SmoothSimd simd,
                                   SmoothNode *coarse,
                                   SmoothNode *residual,
                                   int factor);

/* Halves in: takes the mean of 2x2 pixels, with replicate padding at the right
 * and the bottom where a size is odd. */
SmoothNode *
smooth_layer_halve (SmoothGraph *graph, SmoothSimd simd, SmoothNode *in);

/* Joins a network's input: picture (3 channels) minus picture_offset, with
 * replicate padding at the right and the bottom to multiples of 8; and, if edge
 * is not NULL, as fourth channel edge (1 channel, on that padded plane) minus
 * edge_offset. */
SmoothNode *smooth_layer_pack (SmoothGraph *graph,
                               SmoothNode *picture,
                               float picture_offset,
                               SmoothNode *edge,
                               float edge_offset);

/* Computes the edge head (kernel/edge-head.h) of n_sides (1 .. 4) side outputs
 * of 1 channel, of which number i has 1 / 2^i of the result's size. weight:
 * n_sides floats, copied. The result has 1 channel, on the plane of side output
 * 0. */
SmoothNode *smooth_layer_fuse (SmoothGraph *graph,
                               SmoothSimd simd,
                               SmoothNode *const *sides,
                               int n_sides,
                               const float *weight,
                               float bias);

/* Computes a - b, which have equal planes and channels. */
SmoothNode *
smooth_layer_difference (SmoothGraph *graph, SmoothNode *a, SmoothNode *b);

/* Measures how colourful each block of 8x8 pixels of picture (3 channels) is: 0
 * where it is grey, at most 1 (k in kernel/colour-gate.h). The result, with 1
 * channel, is what smooth_layer_gate_chroma () needs. */
SmoothNode *
smooth_layer_chroma (SmoothGraph *graph, SmoothSimd simd, SmoothNode *picture);

/* Computes picture + m + g * (change - m), where m is the mean of change's
 * channels, and g goes from 0 where picture is grey to 1 where it has colours
 * (kernel/colour-gate.h). chroma: smooth_layer_chroma () of picture. picture,
 * change and the result have 3 channels and equal planes. */
SmoothNode *smooth_layer_gate_chroma (SmoothGraph *graph,
                                      SmoothSimd simd,
                                      SmoothNode *change,
                                      SmoothNode *chroma,
                                      SmoothNode *picture);
