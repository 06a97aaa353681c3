/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient of a convolution's weights: for each weight the sum, over all
 * output pixels, of the input that it is multiplied with times the gradient at
 * the sum that the product goes to.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"
#include "train/net/simd/kernels.h"

/* What is computed; all of it is borrowed. */
typedef struct
{
  const SmoothConvShape *shape;
  const TrainKernels *kernels;
  const TrainImage *in;       /* the layer's input */
  const TrainImage *gradient; /* at its sums, before the activation */
  TrainReal *weights;         /* out x row x column x in, added to */
} TrainWeightGradient;

/* The bytes of scratch, aligned to 64, that train_weight_gradient_add () needs
 * for an input of height x width. */
gsize train_weight_gradient_get_scratch (const SmoothConvShape *shape,
                                         int height,
                                         int width);

/* Adds the gradient to gradient->weights. The bits depend on the sizes and the
 * instruction set alone. Thread-safe for distinct weights and scratch. */
void train_weight_gradient_add (const TrainWeightGradient *gradient,
                                void *scratch);
