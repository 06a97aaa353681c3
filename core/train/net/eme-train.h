/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor, for training: the network of core/net/net-eme.c
 * on single crops, with a backward pass to its parameters and to its input.
 *
 * Threads share one TrainEme as long as its parameters do not change. Each
 * thread has TrainEmeActivations of its own: the results of a sample's forward
 * pass that its backward pass needs, and the gradients. The crop's size may
 * change from sample to sample; it is always a multiple of 8. Images that the
 * functions below return are borrowed, and they are valid until the next
 * forward pass with the same activations.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor-set.h"
#include "base/threads.h"
#include "train/net/parameter-layout.h"

#define TRAIN_EME_N_WIDTHS 4

/* The number of stages, from the first one on, whose outputs the contrastive
 * loss compares. */
#define TRAIN_EME_N_FEATURES 3

/* The number of logits: those of the four side outputs and, last, those of
 * their fusion. */
#define TRAIN_EME_N_LOGITS 5

typedef struct _TrainEme TrainEme;
typedef struct _TrainEmeActivations TrainEmeActivations;

/* Makes a network whose stages have as many channels as widths says; its
 * parameters are not set yet. Errors: NO_MEMORY. Free with train_eme_free
 * (). */
TrainEme *train_eme_new (const int widths[TRAIN_EME_N_WIDTHS],
                         SmoothSimd simd,
                         GError **error);

/* Makes a network with the widths and weights of set, a loaded eme.safetensors,
 * which is not needed after the call. Errors: those of smooth_eme_check ().
 * Free with train_eme_free (). */
TrainEme *train_eme_new_from_set (const SmoothTensorSet *set,
                                  SmoothSimd simd,
                                  GError **error);

/* Frees eme, which may be NULL. */
void train_eme_free (TrainEme *eme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEme, train_eme_free)

/* Says where each parameter stands in a vector of all parameters. Borrowed from
 * eme. */
const TrainLayout *train_eme_get_layout (const TrainEme *eme);

/* Fills values, a vector of all parameters, with initial weights, a function of
 * seed (see train_layout_draw ()). The fusion begins as the mean of the side
 * outputs. */
void
train_eme_draw_values (const TrainEme *eme, guint64 seed, TrainReal *values);

/* Copies the parameters from values, the vector of all parameters. threads
 * share the work; if threads is NULL, the calling thread does it. Not while a
 * thread uses eme. */
void train_eme_set_values (TrainEme *eme,
                           const TrainReal *values,
                           SmoothThreads *threads);

/* Makes activations without images, for one thread. Free with
 * train_eme_activations_free (). */
TrainEmeActivations *train_eme_activations_new (void);

/* Frees activations, which may be NULL. */
void train_eme_activations_free (TrainEmeActivations *activations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEmeActivations, train_eme_activations_free)

/* How far a forward pass goes. Each of these values also computes what the
 * values before it compute. */
typedef enum
{
  /* The outputs of stages 1 to 3, without a backward pass. */
  TRAIN_EME_FROZEN,
  /* The outputs of stages 1 to 3, for a backward pass. */
  TRAIN_EME_FEATURES,
  /* The edge map, without a backward pass. */
  TRAIN_EME_EDGES,
  /* The logits of all side outputs and of the fusion at full size, for a
   * backward pass. */
  TRAIN_EME_LOGITS
} TrainEmeDepth;

/* Runs the network on picture: RGB in [0, 1], height and width multiples of 8;
 * it is not needed after the call. The results are kept in activations. Errors:
 * NO_MEMORY. */
gboolean train_eme_forward (const TrainEme *eme,
                            TrainEmeActivations *activations,
                            const TrainImage *picture,
                            TrainEmeDepth depth,
                            GError **error);

/* Returns the output of the stage with index 0, 1 or 2: height / 2^stage x
 * width / 2^stage x the stage's width. */
const TrainImage *train_eme_get_feature (const TrainEmeActivations *activations,
                                         int stage);

/* Returns the edge map: for each pixel the probability of an edge, in [0, 1]; 1
 * channel. */
const TrainImage *train_eme_get_edges (const TrainEmeActivations *activations);

/* Returns the logits of side output 0 to 3, or of the fusion (4): at full size,
 * 1 channel. */
const TrainImage *train_eme_get_logits (const TrainEmeActivations *activations,
                                        int side);

/* Return the images to which, between the forward and the backward pass, the
 * caller adds the loss's gradients at the stages' outputs or at the logits. The
 * forward pass has set them to zero. */
TrainImage *train_eme_get_feature_gradient (TrainEmeActivations *activations,
                                            int stage);
TrainImage *train_eme_get_logits_gradient (TrainEmeActivations *activations,
                                           int side);

/* Runs the backward pass, once for each forward pass of depth
 * TRAIN_EME_FEATURES (from the gradients at the stages' outputs) or
 * TRAIN_EME_LOGITS (also from the gradients at the logits). gradient: the
 * vector of the parameters' gradients, to which the pass adds; NULL: not
 * wanted. picture_gradient: an image of the picture's shape, to which the pass
 * adds the gradient at the picture; NULL: not wanted. */
void train_eme_backward (const TrainEme *eme,
                         TrainEmeActivations *activations,
                         TrainReal *gradient,
                         TrainImage *picture_gradient);
