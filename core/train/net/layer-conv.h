/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution layer (see core/net/layer-conv.c), forward and backward:
 *
 *   activated = leaky (bias + sum weight * in, slope)
 *   out = activated * scale + shift + residual
 *
 * Its weight and bias lie in the network's vector of parameters
 * (parameter-layout.h), and their gradients at the same places of the vector of
 * gradients.
 */
#pragma once

#include "base/threads.h"
#include "train/net/conv-math.h"
#include "train/net/parameter-layout.h"

typedef struct _TrainConv TrainConv;

/* The layer of spec, whose weight and bias must be in layout; both are needed
 * for this call only. Errors: NO_MEMORY. Free with train_conv_free (). */
TrainConv *train_conv_new (const SmoothConvSpec *spec,
                           const TrainLayout *layout,
                           SmoothSimd simd,
                           GError **error);

/* NULL is allowed. */
void train_conv_free (TrainConv *conv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainConv, train_conv_free)

/* Copies the layer's parameters out of values, the network's vector. Not while
 * a thread uses conv. */
void train_conv_set_values (TrainConv *conv, const TrainReal *values);

/* Does so for n_convs layers, shared among threads, or by the caller alone if
 * threads is NULL. */
void train_convs_set_values (TrainConv *const *convs,
                             int n_convs,
                             const TrainReal *values,
                             SmoothThreads *threads);

/* The bytes of scratch, aligned to 64, that either pass needs for an input of
 * height x width. */
gsize train_conv_get_scratch (const TrainConv *conv, int height, int width);

/* Computes pass->out; see TrainConvPass. */
void train_conv_forward (const TrainConv *conv,
                         const TrainConvPass *pass,
                         void *scratch);

/* The gradients of a pass, all borrowed. The residual's gradient is out's, and
 * is left to the caller. */
typedef struct
{
  TrainImage *out;   /* gradient at the output, read */
  TrainImage *inner; /* of out's shape, written: the gradient at the sums,
                        before the activation; may be out, which is lost
                        then */
  TrainImage *in;    /* written: gradient at the input; NULL: not wanted */
  const TrainImage *in_add; /* added to in; may be in; NULL: 0 */
  TrainReal *scale, *shift; /* added to, for each channel; NULL: not wanted */
  TrainReal *values; /* the network's vector of gradients, added to; NULL:
                        not wanted */
} TrainConvGradients;

/* The backward pass of pass, which has to be as it was in the forward pass.
 * pass->activated is needed where slope is not 1 or gradients->scale is wanted,
 * unless out holds the same numbers (no scale, shift and residual). Thread-safe
 * for distinct gradients and scratch. */
void train_conv_backward (const TrainConv *conv,
                          const TrainConvPass *pass,
                          const TrainConvGradients *gradients,
                          void *scratch);
