/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss of the main interpreter: all terms of one sample, weighted.
 *
 *   L = w_c Charbonnier + w_g gradient difference + w_s (1 - MS-SSIM)
 *       + w_m mean + w_t edge-aware TV + w_f structure contrast
 *       + w_b background contrast
 *
 * A term of weight 0 is off: not computed, and what only it needs may be NULL.
 * The formulas are in the terms' own headers.
 */
#pragma once

#include "train/loss/structure.h"
#include "train/loss/scratch.h"

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
  double weight[TRAIN_N_TERMS]; /* 0: off */
  TrainContrast contrast;       /* of structure and background */
} TrainMiLossWeights;

/* What the loss of one sample is made from; nothing is owned. Pictures are
 * height x width x 3. */
typedef struct
{
  const TrainImage *output;   /* MI's, not clamped */
  const TrainImage *truth;    /* the positive */
  const TrainImage *negative; /* the input or an over-smoothed copy; structure
                                 and background alone */
  const TrainImage *edges;    /* EME's map of truth, 1 channel; edge TV alone */

  /* EME's stages 1 to 3, TRAIN_N_STAGES each; structure alone. */
  const TrainImage *output_features, *truth_features, *negative_features;
} TrainMiSample;

/* The weights of the recipe: the lab's, with the mean and the background
 * added. */
extern const TrainMiLossWeights train_mi_loss_weights_default;

/* Short name of term for logs and options: "charbonnier", "gradient",
 * "ms-ssim", "mean", "edge-tv", "structure", "background". */
const char *train_term_name (TrainTerm term);

/* Whether weights need EME's features, or a negative, at all. */
gboolean train_mi_loss_weights_need_features (const TrainMiLossWeights *weights);
gboolean train_mi_loss_weights_need_negative (const TrainMiLossWeights *weights);

/* Where train_mi_loss () leaves its results. */
typedef struct
{
  double term[TRAIN_N_TERMS];    /* each unweighted, 0 if off */
  double total;                  /* weighted sum, without share */
  TrainImage *gradient;          /* added to: share * dL/doutput, the part that
                                    does not go through features; or NULL */
  TrainImage *feature_gradients; /* added to: share * dL/doutput_features,
                                    TRAIN_N_STAGES; or NULL */
} TrainMiResult;

/* Computes L of one sample. share: 1 / samples of the batch, which is the mean
 * of its samples. gradient and feature_gradients of result are the caller's,
 * of the shapes of output and output_features. scratch is left as it was found.
 * Thread-safe for distinct results and scratches. */
void train_mi_loss (const TrainMiLossWeights *weights,
                    const TrainMiSample *sample,
                    double share,
                    TrainScratch *scratch,
                    TrainMiResult *result);
