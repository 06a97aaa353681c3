/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of a convolution layer: its forward pass, and its backward
 * pass to the input. The gradient of the weights is weight-gradient.c's.
 *
 * In float (conv-math-float.c) both passes run on core's kernels; in double
 * (conv-math-double.c), for the gradient checks, they are plain loops.
 *
 * With stride 1 the backward pass is a convolution with the rotated kernel and
 * zero padding; what replicate padding adds at the border is conv-padding.c's.
 * With stride 2 it is a product: each output pixel gives the nine parts of its
 * 3x3 window, and where windows overlap the parts are added up. That is done
 * row by row, so that the parts stay in the cache.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"

typedef struct _TrainConvMath TrainConvMath;

/* For a convolution of shape, whose weights are not set yet; 3x3 if its stride
 * is 2. Errors: NO_MEMORY. Free with train_conv_math_free (). */
TrainConvMath *train_conv_math_new (const SmoothConvShape *shape,
                                    SmoothSimd simd,
                                    GError **error);

/* NULL is allowed. */
void train_conv_math_free (TrainConvMath *math);

/* Copies weight, out x row x column x in, and bias, out. Not while a thread
 * uses math. */
void train_conv_math_set_values (TrainConvMath *math,
                                 const TrainReal *weight,
                                 const TrainReal *bias);

/* The bytes of scratch, aligned to 64, that either pass needs for an input of
 * height x width. */
gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width);

/* The operands of a forward pass, all borrowed:
 *
 *   activated = leaky (bias + sum weight * in, slope)
 *   out = activated * scale + shift + residual
 *
 * in: the input's channels; the others: the output's height, width and
 * channels. scale, shift: a number for each output channel. residual may be
 * out. slope 1 makes leaky the identity. NULL: activated is not kept; scale is
 * 1; shift and residual are 0. */
typedef struct
{
  const TrainImage *in;
  TrainImage *out, *activated;
  const TrainImage *residual;
  const TrainReal *scale, *shift;
  TrainReal slope;
} TrainConvPass;

/* Computes pass->out, and pass->activated where it is wanted. Thread-safe for
 * distinct outputs and scratch. */
void train_conv_math_forward (const TrainConvMath *math,
                              const TrainConvPass *pass,
                              void *scratch);

/* Writes to in the gradient at the input, plus add. inner: the gradient at the
 * sums, before the activation. add: of in's shape, may be in; NULL: 0.
 * Thread-safe for distinct in and scratch. */
void train_conv_math_backward (const TrainConvMath *math,
                               const TrainImage *inner,
                               const TrainImage *add,
                               TrainImage *in,
                               void *scratch);
