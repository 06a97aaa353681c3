/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss of the main interpreter: the weighted sum of all terms for one
 * sample.
 *
 *   L = w_c Charbonnier + w_g gradient difference + w_s (1 - MS-SSIM)
 *       + w_m mean difference + w_t edge-aware TV + w_f structure contrast
 *       + w_b background contrast
 *
 * w_c and so on are the weights of the terms. A term of weight 0 is off: it is
 * not computed, and what only that term needs may be NULL. The terms' formulas
 * are in their own headers.
 */
#pragma once

#include "train/loss/contrastive-structure.h"
#include "train/loss/scratch-stack.h"

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
  /* Weight of each term; with 0 the term is off. */
  double weight[TRAIN_N_TERMS];
  /* How the structure contrast and the background contrast compare distances.
   */
  TrainContrast contrast;
} TrainMiLossWeights;

/* The inputs of the loss of one sample, all borrowed. Pictures are height x
 * width x 3, RGB in [0, 1]. */
typedef struct
{
  const TrainImage *output; /* MI's output, not clamped to [0, 1] */
  /* the wanted result; in both contrasts, the picture to which output shall be
   * near */
  const TrainImage *truth;
  /* In both contrasts, the picture from which output shall be far: MI's input,
   * or an over-smoothed copy of it.
   */
  const TrainImage *negative;
  /* EME's edge map of truth, 1 channel; for edge-aware TV. */
  const TrainImage *edges;

  /* For the structure contrast: what stages 1 to 3 of EME give for the output,
   * the truth and the negative, each an array of TRAIN_N_STAGES images. */
  const TrainImage *output_features, *truth_features, *negative_features;
} TrainMiLossInput;

/* The default weights. They are part of the recipe that made the weights in the
 * repository; core/train/README.md says what each term is for. */
extern const TrainMiLossWeights train_mi_loss_weights_default;

/* Returns the term's name in logs, settings and options: "charbonnier",
 * "gradient", "ms-ssim", "mean", "edge-tv", "structure", "background". Static.
 */
const char *train_term_name (TrainTerm term);

/* The first function returns whether a term with a weight other than 0 needs
 * EME's features, the second one whether such a term needs the picture
 * negative. */
gboolean
train_mi_loss_weights_need_features (const TrainMiLossWeights *weights);
gboolean
train_mi_loss_weights_need_negative (const TrainMiLossWeights *weights);

/* The results of train_mi_loss (). The caller owns the images of the two
 * gradients and sets the pointers before the call. */
typedef struct
{
  /* the loss of each term, not weighted; 0 if the term is off */
  double term[TRAIN_N_TERMS];
  double total; /* the weighted sum L of all terms, not multiplied with share */
  /* share * dL/doutput is added to this image, which has the shape of output.
   * The part of the derivative that goes through output_features is left out;
   * it is in feature_gradients. NULL: not wanted. */
  TrainImage *gradient;
  /* share * dL/doutput_features is added to these TRAIN_N_STAGES images. NULL:
   * not wanted. */
  TrainImage *feature_gradients;
} TrainMiLossResult;

/* Computes L of one sample. share: 1 / number of samples in the batch; the
 * gradients are multiplied with it, since the loss of a batch is the mean over
 * its samples. scratch is left as it was found. Thread-safe for distinct
 * results and scratches. */
void train_mi_loss (const TrainMiLossWeights *weights,
                    const TrainMiLossInput *sample,
                    double share,
                    TrainScratch *scratch,
                    TrainMiLossResult *result);
