/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution layer (see core/net/layer-conv.c), there and back:
 *
 *   tap = leaky (bias + sum weight * in, slope)
 *   out = tap * scale + shift + residual
 *
 * Its weight and bias lie in the network's vector of values, and their gradient
 * at the same places of the gradient's.
 */
#pragma once

#include "base/threads.h"
#include "train/net/conv-math.h"
#include "train/net/layout.h"

typedef struct _TrainConv TrainConv;

/* spec's weight and bias are to be found in layout. Errors: NO_MEMORY. */
TrainConv *train_conv_new (const SmoothConvSpec *spec,
                           const TrainLayout *layout,
                           SmoothSimd level,
                           GError **error);
void train_conv_free (TrainConv *conv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainConv, train_conv_free)

/* values: the network's. Not while a thread uses conv. */
void train_conv_set_values (TrainConv *conv, const TrainReal *values);

/* The same for n_convs of them, shared among threads; NULL: by the caller. */
void train_convs_set_values (TrainConv *const *convs,
                             int n_convs,
                             const TrainReal *values,
                             SmoothThreads *threads);

/* Bytes of scratch, aligned to 64, for an input of that size. */
gsize train_conv_get_scratch (const TrainConv *conv, int height, int width);

void train_conv_forward (const TrainConv *conv,
                         const TrainConvPass *pass,
                         void *scratch);

/* The gradients of a pass. out is read; inner, of out's shape, takes the
 * gradient at the sums and may be out itself, which is lost then. The residual
 * gets no gradient here: it is out's. */
typedef struct
{
  TrainImage *out, *inner;
  TrainImage *in;           /* NULL: not wanted */
  const TrainImage *in_add; /* what in begins with, NULL: 0; may be in */
  TrainReal *scale, *shift; /* NULL: not wanted; else added to */
  TrainReal *values;        /* the network's, added to; NULL: not wanted */
} TrainConvGradients;

/* pass: as it was forward. tap is needed if the slope is not 1, unless out has
 * what it would have (no scale, shift or residual). */
void train_conv_backward (const TrainConv *conv,
                          const TrainConvPass *pass,
                          const TrainConvGradients *gradients,
                          void *scratch);
