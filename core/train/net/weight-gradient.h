/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient of a convolution's weights. A weight's gradient is a sum over
 * all output pixels: the input with which the weight is multiplied there, times
 * the gradient at the sum that the product is added to.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"
#include "train/net/simd/kernels.h"

/* The arguments of train_weight_gradient_add (), all borrowed. */
typedef struct
{
  const SmoothConvShape *shape;
  const TrainKernels *kernels;
  const TrainImage *in;       /* input of the layer */
  const TrainImage *gradient; /* gradient at the layer's sums, before the
                                 activation */
  /* output channel x kernel row x kernel column x input channel; the result is
   * added to it */
  TrainReal *weights;
} TrainWeightGradient;

/* Returns the bytes of scratch, aligned to 64, that
 * train_weight_gradient_add () needs for an input of height x width. */
gsize train_weight_gradient_get_scratch (const SmoothConvShape *shape,
                                         int height,
                                         int width);

/* Adds the gradient of the weights to gradient->weights. The result's bits
 * depend on the sizes and the instruction set alone. Thread-safe if each thread
 * has its own weights and scratch. */
void train_weight_gradient_add (const TrainWeightGradient *gradient,
                                void *scratch);
