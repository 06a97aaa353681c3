/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter, for training: the network of core/net/net-mi.c on
 * single crops, with a backward pass to its parameters and to its inputs.
 *
 * As in eme-train.h, threads share one TrainMi as long as its parameters stay,
 * and each has TrainMiActivations of its own. Crops are multiples of 8.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_MI_N_WIDTHS 4

typedef struct _TrainMi TrainMi;
typedef struct _TrainMiActivations TrainMiActivations;

/* A network with widths channels at full size, 1/2, 1/4 and 1/8; its parameters
 * are not set yet. Errors: NO_MEMORY. Free with train_mi_free (). */
TrainMi *train_mi_new (const int widths[TRAIN_MI_N_WIDTHS],
                       SmoothSimd simd,
                       GError **error);

/* A network with the widths and weights of set (a loaded mi.safetensors), of
 * which nothing is kept. Errors: smooth_mi_check ()'s. Free with
 * train_mi_free (). */
TrainMi *train_mi_new_from_set (const SmoothTensorSet *set,
                                SmoothSimd simd,
                                GError **error);

/* NULL is allowed. */
void train_mi_free (TrainMi *mi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMi, train_mi_free)

/* Where the parameters lie in a vector; borrowed from mi. */
const TrainLayout *train_mi_get_layout (const TrainMi *mi);

/* Fills values (layout's length) with first weights, a function of seed: see
 * train_layout_draw (), but a tenth of that in the last convolution of each
 * block, in that of the residual and in the modulator's second layer, so that
 * the network begins near the identity. */
void train_mi_draw_values (const TrainMi *mi, guint64 seed, TrainReal *values);

/* Copies the parameters out of values. threads: share the work, or NULL. Not
 * while a thread uses mi. */
void train_mi_set_values (TrainMi *mi,
                          const TrainReal *values,
                          SmoothThreads *threads);

/* Empty; for one thread. Free with train_mi_activations_free (). */
TrainMiActivations *train_mi_activations_new (void);

/* NULL is allowed. */
void train_mi_activations_free (TrainMiActivations *activations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMiActivations, train_mi_activations_free)

/* Computes activations and returns the output,
 *
 *   picture + tanh (8 strength) * residual
 *
 * where the residual has colours only as far as the picture has some there
 * (kernel/chroma.h). picture: RGB in [0, 1], height and width multiples of 8,
 * borrowed until the backward pass; edges: EME's edge map of it, 1 channel;
 * strength: [0, 1]. The output is borrowed and good until the next forward pass
 * with the same activations. NULL on error: NO_MEMORY. */
const TrainImage *train_mi_forward (const TrainMi *mi,
                                    TrainMiActivations *activations,
                                    const TrainImage *picture,
                                    const TrainImage *edges,
                                    double strength,
                                    GError **error);

/* Where the caller adds the loss's gradient at the output before the backward
 * pass; the forward pass has set it to zero. Borrowed. */
TrainImage *train_mi_get_output_gradient (TrainMiActivations *activations);

/* The backward pass, once for each forward pass. gradient: the vector of the
 * parameters' gradients, added to. picture_gradient, edges_gradient: of their
 * images' shapes, added to; or NULL, as in training. How the picture's own
 * colours limit the residual's counts as constant. */
void train_mi_backward (const TrainMi *mi,
                        TrainMiActivations *activations,
                        TrainReal *gradient,
                        TrainImage *picture_gradient,
                        TrainImage *edges_gradient);
