/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient of a convolution's weights: for each of them the sum, over all
 * pixels, of input times the output's gradient.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"
#include "train/net/simd/kernels.h"

typedef struct
{
  const SmoothConvShape *shape;
  const TrainKernels *level;
  const TrainImage *in;
  const TrainImage *gradient; /* at the output */
  TrainReal *weights;         /* out x row x column x in, added to */
} TrainWeightGradient;

/* Bytes of scratch, aligned to 64, for an input of that size. */
gsize train_weight_gradient_get_scratch (const SmoothConvShape *shape,
                                         int height,
                                         int width);

void train_weight_gradient_add (const TrainWeightGradient *job, void *scratch);
