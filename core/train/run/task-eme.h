/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training of the edge map extractor on boundaries (data/edges.h): class-
 * balanced cross-entropy of the four sides and of their fusion.
 */
#pragma once

#include "train/data/edge-source.h"
#include "train/net/eme-train.h"
#include "train/run/task.h"

/* Of sides 1-4 and the fusion; 0: off. */
typedef struct
{
  double weight[TRAIN_EME_N_LOGITS];
} TrainEmeLossWeights;

/* The lab's: 0.5, 0.5, 0.7, 0.7, 1.2. */
extern const TrainEmeLossWeights train_eme_loss_weights_default;

/* edges is borrowed. widths: EME's. Errors: NO_MEMORY. */
TrainTask *train_task_new_eme (const TrainEdgeSource *edges,
                               const int widths[TRAIN_EME_N_WIDTHS],
                               const TrainEmeLossWeights *weights,
                               SmoothSimd level,
                               GError **error);
