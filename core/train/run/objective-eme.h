/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objective of the edge map extractor: samples of photos or shapes with
 * edges (data/edge-sample-synthesis.h), and class-balanced cross-entropy
 * (loss/balanced-edges.h) of the four side outputs and of their fusion.
 */
#pragma once

#include "train/data/edge-sample-synthesis.h"
#include "train/net/eme-train.h"
#include "train/run/objective.h"

/* The weights of the terms of the loss: of the cross-entropies of side outputs
 * 1 to 4 and, last, of their fusion. With weight 0 a term is left out. */
typedef struct
{
  double weight[TRAIN_EME_N_LOGITS];
} TrainEmeLossWeights;

/* The default weights: 0.5, 0.5, 0.7, 0.7, 1.2. */
extern const TrainEmeLossWeights train_eme_loss_weights_default;

/* Makes the objective for a network whose stages have as many channels as
 * widths says. edges is borrowed; weights are copied. Errors: NO_MEMORY. Free
 * with train_objective_free (). */
TrainObjective *train_objective_new_eme (const TrainEdgeSource *edges,
                                         const int widths[TRAIN_EME_N_WIDTHS],
                                         const TrainEmeLossWeights *weights,
                                         SmoothSimd simd,
                                         GError **error);
