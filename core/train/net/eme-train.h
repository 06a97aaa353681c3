/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor, for training: the network of core/net/net-eme.c
 * on single crops, with a backward pass to its weights and to its input.
 *
 * A network is shared by threads while its values stay; a state belongs to one
 * thread and holds what one sample's forward pass left for its backward pass.
 * Crops may be of any size that is a multiple of 8 and may change from sample
 * to sample. All images given out are borrowed and good until the state's next
 * forward pass.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "base/threads.h"
#include "train/net/layout.h"

#define TRAIN_EME_N_WIDTHS 4

/* Stages 1-3, whose features serve the contrastive loss. */
#define TRAIN_EME_N_FEATURES 3

/* Four sides and, last, their fusion. */
#define TRAIN_EME_N_LOGITS 5

typedef struct _TrainEme TrainEme;
typedef struct _TrainEmeState TrainEmeState;

/* widths: channels of the stages. Weights are not set yet. Errors: NO_MEMORY.
 */
TrainEme *train_eme_new (const int widths[TRAIN_EME_N_WIDTHS],
                         SmoothSimd level,
                         GError **error);

/* With the widths and weights of set (a loaded eme.safetensors). Errors: as
 * smooth_eme_check. */
TrainEme *train_eme_new_from_set (const SmoothTensorSet *set,
                                  SmoothSimd level,
                                  GError **error);
void train_eme_free (TrainEme *eme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEme, train_eme_free)

const TrainLayout *train_eme_get_layout (const TrainEme *eme);

/* First weights (see train_layout_draw; the fusion begins as the mean). */
void
train_eme_draw_values (const TrainEme *eme, guint64 seed, TrainReal *values);

/* Takes a copy of values (the layout's). threads may be NULL. */
void train_eme_set_values (TrainEme *eme,
                           const TrainReal *values,
                           SmoothThreads *threads);

TrainEmeState *train_eme_state_new (void);
void train_eme_state_free (TrainEmeState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEmeState, train_eme_state_free)

/* How far a forward pass goes; each has what those before it have. */
typedef enum
{
  TRAIN_EME_FROZEN,   /* stages 1-3, no way back */
  TRAIN_EME_FEATURES, /* stages 1-3 */
  TRAIN_EME_EDGES,    /* the edge map too, but no way back */
  TRAIN_EME_LOGITS    /* all logits at full size too */
} TrainEmeDepth;

/* picture: RGB in [0, 1], sizes multiples of 8. Errors: NO_MEMORY. */
gboolean train_eme_forward (const TrainEme *eme,
                            TrainEmeState *state,
                            const TrainImage *picture,
                            TrainEmeDepth depth,
                            GError **error);

/* Stage 0, 1 or 2: height / 2^stage x width / 2^stage x its width. */
const TrainImage *train_eme_get_feature (const TrainEmeState *state, int stage);

/* Probability of an edge, 1 channel. */
const TrainImage *train_eme_get_edges (const TrainEmeState *state);

/* Logits at full size, 1 channel: sides 0-3, then their fusion. */
const TrainImage *train_eme_get_logits (const TrainEmeState *state, int side);

/* Where the loss's gradients belong before the backward pass, zeroed by the
 * forward pass. */
TrainImage *train_eme_get_feature_gradient (TrainEmeState *state, int stage);
TrainImage *train_eme_get_logits_gradient (TrainEmeState *state, int side);

/* From the gradients of features (of a pass TRAIN_EME_FEATURES) or of features
 * and logits (TRAIN_EME_LOGITS).
 * gradient: NULL, or n_values, added to. picture_gradient: NULL, or of the
 * picture's shape, added to. Once for a forward pass. */
void train_eme_backward (const TrainEme *eme,
                         TrainEmeState *state,
                         TrainReal *gradient,
                         TrainImage *picture_gradient);
