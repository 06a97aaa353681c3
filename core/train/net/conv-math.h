/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of a convolution layer: its forward pass, and its backward
 * pass from the gradient at the output to that at the input. The gradient of
 * the weights is computed in weight-gradient.c.
 *
 * In float (conv-math-float.c) both passes run on core's convolution kernels;
 * in double (conv-math-double.c), for the gradient checks, they are plain
 * loops.
 *
 * With stride 1 the backward pass is a convolution with the rotated kernel and
 * zero padding; what replicate padding adds at the border is computed in
 * padding-gradient.c. With stride 2 it is a matrix product: each output pixel
 * gives the gradients at the nine input pixels of its 3x3 window, and where
 * windows overlap these are added up. That is done row by row, so that the
 * products stay in the cache.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"

typedef struct _TrainConvMath TrainConvMath;

/* Makes a convolution of shape, whose weights are not set yet. With stride 2 it
 * must be 3x3. Errors: NO_MEMORY. Free with train_conv_math_free (). */
TrainConvMath *train_conv_math_new (const SmoothConvShape *shape,
                                    SmoothSimd simd,
                                    GError **error);

/* Frees math, which may be NULL. */
void train_conv_math_free (TrainConvMath *math);

/* Copies the weights (output channel x kernel row x kernel column x input
 * channel) and the biases (one for each output channel). Not while a thread
 * uses math. */
void train_conv_math_set_values (TrainConvMath *math,
                                 const TrainReal *weight,
                                 const TrainReal *bias);

/* Returns the bytes of scratch, aligned to 64, that either pass needs for an
 * input of height x width. */
gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width);

/* The images and numbers of a forward pass, all borrowed:
 *
 *   activated = leaky (bias + sum weight * in, slope)
 *   out = activated * scale + shift + residual
 *
 * in has the input's channels; the other images have the output's height, width
 * and channels. scale and shift have a number for each output channel. residual
 * may be out. leaky (v, slope) is v where v > 0, otherwise slope * v; slope 1
 * makes it the identity. Of the pointers, these may be NULL: activated (it is
 * not kept), scale (1), shift and residual (0). */
typedef struct
{
  const TrainImage *in;
  TrainImage *out, *activated;
  const TrainImage *residual;
  const TrainReal *scale, *shift;
  TrainReal slope;
} TrainConvPass;

/* Runs the forward pass: computes pass->out, and pass->activated unless it is
 * NULL. Thread-safe if each thread has its own outputs and scratch. */
void train_conv_math_forward (const TrainConvMath *math,
                              const TrainConvPass *pass,
                              void *scratch);

/* Runs the backward pass: computes the image in, the gradient at the layer's
 * input, plus the image add. inner: the gradient at the convolution's sums,
 * bias + sum weight * in, before the activation. add has in's shape and may be
 * the same image; NULL stands for zeros. Thread-safe if each thread has its own
 * in and scratch. */
void train_conv_math_backward (const TrainConvMath *math,
                               const TrainImage *inner,
                               const TrainImage *add,
                               TrainImage *in,
                               void *scratch);
