/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter, for training: the network of core/net/net-mi.c on
 * single crops, with a backward pass to its weights.
 *
 * Network and state as in eme-train.h: the one is shared by threads while its
 * values stay, the other belongs to one thread. Crops are multiples of 8.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "base/threads.h"
#include "train/net/layout.h"

#define TRAIN_MI_N_WIDTHS 4

typedef struct _TrainMi TrainMi;
typedef struct _TrainMiState TrainMiState;

/* widths: channels at full size, 1/2, 1/4, 1/8. Weights are not set yet.
 * Errors: NO_MEMORY. */
TrainMi *train_mi_new (const int widths[TRAIN_MI_N_WIDTHS],
                       SmoothSimd level,
                       GError **error);

/* With the widths and weights of set (a loaded mi.safetensors). Errors: as
 * smooth_mi_check. */
TrainMi *train_mi_new_from_set (const SmoothTensorSet *set,
                                SmoothSimd level,
                                GError **error);
void train_mi_free (TrainMi *mi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMi, train_mi_free)

const TrainLayout *train_mi_get_layout (const TrainMi *mi);

/* First weights (see train_layout_draw); a tenth of that in the last layer of
 * each block, of the residual and of the modulator. */
void train_mi_draw_values (const TrainMi *mi, guint64 seed, TrainReal *values);

/* Takes a copy of values (the layout's). threads may be NULL. */
void train_mi_set_values (TrainMi *mi,
                          const TrainReal *values,
                          SmoothThreads *threads);

TrainMiState *train_mi_state_new (void);
void train_mi_state_free (TrainMiState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMiState, train_mi_state_free)

/* picture: RGB, sizes multiples of 8; edges: EME's map of it; strength: [0, 1].
 * Returns picture + tanh (8 strength) * residual, its colours gated by the
 * picture's (kernel/chroma.h); borrowed, good until the state's next forward
 * pass. Errors: NO_MEMORY. */
const TrainImage *train_mi_forward (const TrainMi *mi,
                                    TrainMiState *state,
                                    const TrainImage *picture,
                                    const TrainImage *edges,
                                    double strength,
                                    GError **error);

/* Where the loss's gradient at the output belongs before the backward pass,
 * zeroed by the forward pass. */
TrainImage *train_mi_get_output_gradient (TrainMiState *state);

/* Adds the sample's gradient to gradient (n_values). picture_gradient and
 * edges_gradient: NULL (the trainer's case), or of their images' shapes, added
 * to; the picture's is without the colour gate's, which counts as constant.
 * Once for a forward pass. */
void train_mi_backward (const TrainMi *mi,
                        TrainMiState *state,
                        TrainReal *gradient,
                        TrainImage *picture_gradient,
                        TrainImage *edges_gradient);
