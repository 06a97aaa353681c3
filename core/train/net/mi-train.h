/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter, for training: the network of core/net/net-mi.c on
 * single crops, with a backward pass to its parameters and to its inputs.
 *
 * Threads share one TrainMi as long as its parameters do not change. Each
 * thread has TrainMiActivations of its own: the results of a sample's forward
 * pass that its backward pass needs, and the gradients. Heights and widths of
 * crops are multiples of 8.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor-set.h"
#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_MI_N_WIDTHS 4

typedef struct _TrainMi TrainMi;
typedef struct _TrainMiActivations TrainMiActivations;

/* Makes a network with as many channels as widths says, at full size, 1/2, 1/4
 * and 1/8; its parameters are not set yet. Errors: NO_MEMORY. Free with
 * train_mi_free (). */
TrainMi *train_mi_new (const int widths[TRAIN_MI_N_WIDTHS],
                       SmoothSimd simd,
                       GError **error);

/* Makes a network with the widths and weights of set, a loaded mi.safetensors,
 * which is not needed after the call. Errors: those of smooth_mi_check (). Free
 * with train_mi_free (). */
TrainMi *train_mi_new_from_set (const SmoothTensorSet *set,
                                SmoothSimd simd,
                                GError **error);

/* Frees mi, which may be NULL. */
void train_mi_free (TrainMi *mi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMi, train_mi_free)

/* Says where each parameter stands in a vector of all parameters. Borrowed from
 * mi. */
const TrainLayout *train_mi_get_layout (const TrainMi *mi);

/* Fills values, a vector of all parameters, with initial weights, a function of
 * seed (see train_layout_draw ()). Three kinds of layers get only a tenth of
 * these weights, so that the network begins near the identity: the last
 * convolution of each residual block, the one that makes the residual, and the
 * modulator's second layer. */
void train_mi_draw_values (const TrainMi *mi, guint64 seed, TrainReal *values);

/* Copies the parameters from values, the vector of all parameters. threads
 * share the work; if threads is NULL, the calling thread does it. Not while a
 * thread uses mi. */
void train_mi_set_values (TrainMi *mi,
                          const TrainReal *values,
                          SmoothThreads *threads);

/* Makes activations without images, for one thread. Free with
 * train_mi_activations_free (). */
TrainMiActivations *train_mi_activations_new (void);

/* Frees activations, which may be NULL. */
void train_mi_activations_free (TrainMiActivations *activations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMiActivations, train_mi_activations_free)

/* Computes activations and returns the output,
 *
 *   picture + tanh (8 strength) * residual
 *
 * where the residual has colours only as far as the picture has some there
 * (kernel/colour-gate.h). picture: RGB in [0, 1], height and width multiples of
 * 8, borrowed until the backward pass; edges: EME's edge map of it, 1 channel;
 * strength: [0, 1]. The output is borrowed and good until the next forward pass
 * with the same activations. NULL on error: NO_MEMORY. */
const TrainImage *train_mi_forward (const TrainMi *mi,
                                    TrainMiActivations *activations,
                                    const TrainImage *picture,
                                    const TrainImage *edges,
                                    double strength,
                                    GError **error);

/* Returns the image to which the caller adds the loss's gradient at the output
 * before the backward pass; the forward pass has set it to zero. Borrowed. */
TrainImage *train_mi_get_output_gradient (TrainMiActivations *activations);

/* Runs the backward pass, once for each forward pass. gradient: the vector of
 * the parameters' gradients, to which the pass adds. picture_gradient,
 * edges_gradient: images to which the pass adds the gradients at picture and
 * edges; training passes NULL. The limits that the picture's own colours set to
 * the residual's count as constant. */
void train_mi_backward (const TrainMi *mi,
                        TrainMiActivations *activations,
                        TrainReal *gradient,
                        TrainImage *picture_gradient,
                        TrainImage *edges_gradient);
