/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss of the main interpreter: the weighted sum of all terms for one
 * sample.
 *
 *   L = w_c Charbonnier + w_g gradient difference + w_s (1 - MS-SSIM)
 *       + w_m mean difference + w_t edge-aware TV + w_f structure contrast
 *       + w_b background contrast
 *
 * A term of weight 0 is off: it is not computed, and what only that term needs
 * may be NULL. The terms' formulas are in their own headers.
 */
#pragma once

#include "train/loss/scratch-stack.h"
#include "train/loss/structure-contrast.h"

typedef enum
{
  TRAIN_TERM_CHARBONNIER,
  TRAIN_TERM_GRADIENT,
  TRAIN_TERM_MS_SSIM,
  TRAIN_TERM_MEAN,
  TRAIN_TERM_EDGE_TV,
  TRAIN_TERM_STRUCTURE,
  TRAIN_TERM_BACKGROUND,
  TRAIN_N_TERMS,
} TrainTerm;

typedef struct
{
  double weight[TRAIN_N_TERMS]; /* 0: the term is off */
  TrainContrast contrast;       /* of structure and background */
} TrainMiLossWeights;

/* What the loss of one sample is computed from, all borrowed. Pictures are
 * height x width x 3, RGB in [0, 1]. */
typedef struct
{
  const TrainImage *output;   /* MI's, not clamped */
  const TrainImage *truth;    /* the positive of both contrasts */
  const TrainImage *negative; /* of both contrasts: the input, or an
                                 over-smoothed copy of it */
  const TrainImage *edges;    /* EME's map of truth, 1 channel; for edge TV */

  /* EME's features of stages 1 to 3, arrays of TRAIN_N_STAGES; for the
   * structure contrast. */
  const TrainImage *output_features, *truth_features, *negative_features;
} TrainMiLossInput;

/* The default weights. They are part of the recipe that made the weights in the
 * repository; core/train/README.md says what each term is for. */
extern const TrainMiLossWeights train_mi_loss_weights_default;

/* The term's name in logs, settings and options: "charbonnier", "gradient",
 * "ms-ssim", "mean", "edge-tv", "structure", "background". Static. */
const char *train_term_name (TrainTerm term);

/* Whether any term that is on needs EME's features, or a negative. */
gboolean
train_mi_loss_weights_need_features (const TrainMiLossWeights *weights);
gboolean
train_mi_loss_weights_need_negative (const TrainMiLossWeights *weights);

/* What train_mi_loss () computes. The caller sets the two gradients, which it
 * owns, of the shapes of output and output_features. */
typedef struct
{
  double term[TRAIN_N_TERMS];    /* each without its weight; 0 if it is off */
  double total;                  /* the weighted sum, without share */
  TrainImage *gradient;          /* added to: share * dL/doutput, without what
                                    goes through the features; or NULL */
  TrainImage *feature_gradients; /* added to: share * dL/doutput_features, an
                                    array of TRAIN_N_STAGES; or NULL */
} TrainMiLossResult;

/* Computes L of one sample. The loss of a batch is the mean of its samples':
 * share is 1 / samples of the batch. scratch is left as it was found.
 * Thread-safe for distinct results and scratches. */
void train_mi_loss (const TrainMiLossWeights *weights,
                    const TrainMiLossInput *sample,
                    double share,
                    TrainScratch *scratch,
                    TrainMiLossResult *result);
