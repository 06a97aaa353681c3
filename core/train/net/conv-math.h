/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What layer-conv.c leaves to others: the two convolutions of a layer, from its
 * input to its output and back. In float (conv-fast.c) both run on core's
 * kernels, in double (conv-plain.c) they are the obvious loops.
 *
 * At stride 1 the way back is a convolution with turned weights, and what it
 * gives to pixels outside the plane goes to the nearest ones (conv-border.h),
 * which forward are seen in their places. At stride 2 it is a product, output
 * pixel by output pixel, that gives the nine parts of its window, and these are
 * added up where windows overlap; it goes row by row, so that the parts stay in
 * the cache.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"

typedef struct _TrainConvMath TrainConvMath;

/* Errors: NO_MEMORY. */
TrainConvMath *train_conv_math_new (const SmoothConvShape *shape,
                                    SmoothSimd level,
                                    GError **error);
void train_conv_math_free (TrainConvMath *math);

/* weight: out x row x column x in, bias: out; copied. */
void train_conv_math_set_values (TrainConvMath *math,
                                 const TrainReal *weight,
                                 const TrainReal *bias);

/* Bytes of scratch for an input of that size. */
gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width);

/* The operands of a pass forward, as SmoothConvJob has them; may be NULL: tap,
 * residual, scale, shift. residual may be out. */
typedef struct
{
  const TrainImage *in;
  TrainImage *out, *tap;
  const TrainImage *residual;
  const TrainReal *scale, *shift;
  TrainReal slope;
} TrainConvPass;

void train_conv_math_forward (const TrainConvMath *math,
                              const TrainConvPass *pass,
                              void *scratch);

/* in = convolution's transpose of inner + add (NULL: 0; may be in itself). */
void train_conv_math_backward (const TrainConvMath *math,
                               const TrainImage *inner,
                               const TrainImage *add,
                               TrainImage *in,
                               void *scratch);
