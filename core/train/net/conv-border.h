/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back through a convolution at the plane's border, in float.
 *
 * Forward, a 3x3 convolution at stride 1 sees the nearest pixel of the plane in
 * place of one outside. Back, what the latter would get belongs to the former:
 *
 *   in' (clamp (p)) += weight (tap)' g (q),   q the output that sees p by tap
 *
 * Its p inside the plane are a convolution of g among zeros with turned weights
 * (conv-fast.c); those outside are here. However large the dilation, the rows
 * above the plane see it by the weights' first row alone, and all end in row 0:
 * their outputs' gradients are summed to one row first. The same for the other
 * sides; corners are the rows' business.
 */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"

typedef struct _TrainConvBorder TrainConvBorder;

/* shape: 3x3, stride 1. */
TrainConvBorder *train_conv_border_new (const SmoothConvShape *shape,
                                        SmoothSimd level);
void train_conv_border_free (TrainConvBorder *border);

/* weight: out x row x column x in; copied. */
void train_conv_border_set_weights (TrainConvBorder *border,
                                    const float *weight);

/* Bytes of scratch, aligned to 64, for an input of that size. */
gsize train_conv_border_get_scratch (const TrainConvBorder *border,
                                     int height,
                                     int width);

/* Adds to in what pixels outside it get from inner, the gradient at the sums.
 */
void train_conv_border_add (const TrainConvBorder *border,
                            const TrainImage *inner,
                            TrainImage *in,
                            void *scratch);
