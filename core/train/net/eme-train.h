/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor, for training: the network of core/net/net-eme.c
 * on single crops, with a backward pass to its parameters and to its input.
 *
 * Threads share one TrainEme as long as its parameters stay. Each has
 * TrainEmeActivations of its own: what the forward pass of a sample left for
 * its backward pass, and the gradients. The crop's size may change from sample
 * to sample; it is always a multiple of 8. Images that the functions below
 * return are borrowed and good until the next forward pass with the same
 * activations.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_EME_N_WIDTHS 4

/* Stages 1 to 3, whose features the contrastive loss compares. */
#define TRAIN_EME_N_FEATURES 3

/* Logits of the four side outputs and, last, of their fusion. */
#define TRAIN_EME_N_LOGITS 5

typedef struct _TrainEme TrainEme;
typedef struct _TrainEmeActivations TrainEmeActivations;

/* A network whose stages have widths channels; its parameters are not set yet.
 * Errors: NO_MEMORY. Free with train_eme_free (). */
TrainEme *train_eme_new (const int widths[TRAIN_EME_N_WIDTHS],
                         SmoothSimd simd,
                         GError **error);

/* A network with the widths and weights of set (a loaded eme.safetensors), of
 * which nothing is kept. Errors: smooth_eme_check ()'s. Free with
 * train_eme_free (). */
TrainEme *train_eme_new_from_set (const SmoothTensorSet *set,
                                  SmoothSimd simd,
                                  GError **error);

/* NULL is allowed. */
void train_eme_free (TrainEme *eme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEme, train_eme_free)

/* Where the parameters lie in a vector; borrowed from eme. */
const TrainLayout *train_eme_get_layout (const TrainEme *eme);

/* Fills values (layout's length) with first weights, a function of seed: see
 * train_layout_draw (); the fusion's are those of a mean. */
void
train_eme_draw_values (const TrainEme *eme, guint64 seed, TrainReal *values);

/* Copies the parameters out of values. threads: share the work, or NULL. Not
 * while a thread uses eme. */
void train_eme_set_values (TrainEme *eme,
                           const TrainReal *values,
                           SmoothThreads *threads);

/* Empty; for one thread. Free with train_eme_activations_free (). */
TrainEmeActivations *train_eme_activations_new (void);

/* NULL is allowed. */
void train_eme_activations_free (TrainEmeActivations *activations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEmeActivations, train_eme_activations_free)

/* How far a forward pass goes. Each computes what those above it do. */
typedef enum
{
  TRAIN_EME_FROZEN,   /* stages 1 to 3; no backward pass */
  TRAIN_EME_FEATURES, /* stages 1 to 3, for a backward pass */
  TRAIN_EME_EDGES,    /* the edge map too; no backward pass */
  TRAIN_EME_LOGITS    /* all logits at full size too, for a backward pass */
} TrainEmeDepth;

/* Computes activations from picture: RGB in [0, 1], height and width multiples
 * of 8; needed for this call only. Errors: NO_MEMORY. */
gboolean train_eme_forward (const TrainEme *eme,
                            TrainEmeActivations *activations,
                            const TrainImage *picture,
                            TrainEmeDepth depth,
                            GError **error);

/* The features of stage 0, 1 or 2: height / 2^stage x width / 2^stage x the
 * stage's width. */
const TrainImage *train_eme_get_feature (const TrainEmeActivations *activations,
                                         int stage);

/* The probability of an edge, in [0, 1], 1 channel. */
const TrainImage *train_eme_get_edges (const TrainEmeActivations *activations);

/* The logits of side outputs 0 to 3, then of their fusion (4): at full size, 1
 * channel. */
const TrainImage *train_eme_get_logits (const TrainEmeActivations *activations,
                                        int side);

/* Where the caller adds the loss's gradients before the backward pass; the
 * forward pass has set them to zero. */
TrainImage *train_eme_get_feature_gradient (TrainEmeActivations *activations,
                                            int stage);
TrainImage *train_eme_get_logits_gradient (TrainEmeActivations *activations,
                                           int side);

/* The backward pass, once for each forward pass of depth TRAIN_EME_FEATURES
 * (from the features' gradients) or TRAIN_EME_LOGITS (from the features' and
 * the logits'). gradient: the vector of the parameters' gradients, added to; or
 * NULL. picture_gradient: of the picture's shape, added to; or NULL. */
void train_eme_backward (const TrainEme *eme,
                         TrainEmeActivations *activations,
                         TrainReal *gradient,
                         TrainImage *picture_gradient);
