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

/* Makes the convolution layer that spec describes, whose weight and bias must
 * be in layout. Neither spec nor layout is needed after the call. Errors:
 * NO_MEMORY. Free with train_conv_free (). */
TrainConv *train_conv_new (const SmoothConvSpec *spec,
                           const TrainLayout *layout,
                           SmoothSimd simd,
                           GError **error);

/* Frees conv, which may be NULL. */
void train_conv_free (TrainConv *conv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainConv, train_conv_free)

/* Copies the layer's parameters from values, the network's vector of
 * parameters. Not while a thread uses conv. */
void train_conv_set_values (TrainConv *conv, const TrainReal *values);

/* Copies the parameters of n_convs layers as train_conv_set_values () does.
 * threads share the work; if threads is NULL, the calling thread does it. */
void train_convs_set_values (TrainConv *const *convs,
                             int n_convs,
                             const TrainReal *values,
                             SmoothThreads *threads);

/* Returns the bytes of scratch, aligned to 64, that either pass needs for an
 * input of height x width. */
gsize train_conv_get_scratch (const TrainConv *conv, int height, int width);

/* Runs the forward pass: computes pass->out, and pass->activated unless it is
 * NULL. */
void train_conv_forward (const TrainConv *conv,
                         const TrainConvPass *pass,
                         void *scratch);

/* The gradients that the backward pass of a layer reads and writes, all
 * borrowed. The gradient at the residual equals that at the output, so the
 * caller can use out. */
typedef struct
{
  /* Input: the gradient at the layer's output. It is not changed unless inner
   * is the same image. */
  TrainImage *out;
  /* Result: the gradient at the convolution's sums, before the activation. It
   * has out's shape and may be the same image, which is then overwritten. */
  TrainImage *inner;
  /* result: the gradient at the layer's input; NULL: not wanted */
  TrainImage *in;
  /* added to in; may be the same image; NULL: zeros */
  const TrainImage *in_add;
  /* Results: the gradients of pass->scale and pass->shift, one number for each
   * channel, are added to these arrays; NULL: not wanted. */
  TrainReal *scale, *shift;
  /* Result: the gradients of the layer's parameters are added to this vector,
   * which has those of the whole network; NULL: not wanted. */
  TrainReal *values;
} TrainConvGradients;

/* Runs the backward pass. pass must be as it was in the forward pass.
 * pass->activated is needed if slope is not 1 or gradients->scale is wanted,
 * unless pass->out holds the same numbers (which is so without scale, shift and
 * residual). Thread-safe if each thread has its own gradients and scratch. */
void train_conv_backward (const TrainConv *conv,
                          const TrainConvPass *pass,
                          const TrainConvGradients *gradients,
                          void *scratch);
