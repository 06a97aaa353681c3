/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Class-balanced cross-entropy of an edge map: few pixels are edges, so each
 * edge pixel counts more.
 *
 *   L = 1 / (h w) * (sum over edges of (1 - r) softplus (-z)
 *                    + 1.1 * sum over non-edges of r softplus (z))
 *
 * z is the logit; r is the share of edges among the pixels that are labelled
 * edge or non-edge. Pixels to be ignored (target -1, where annotators disagree)
 * are in neither sum. Xie, Tu, "Holistically-nested edge detection", ICCV 2015;
 * the factor 1.1 and the ignored pixels as in Liu et al., "Richer convolutional
 * features for edge detection", CVPR 2017. HED sums over pixels; here the
 * mean over the crop is taken, so that crops of any size weigh alike.
 *
 * HED takes r from each picture. A crop without any edge would then have no
 * loss, and false edges in it would go unpunished. So r is an argument, and the
 * trainer takes it over the batch: train_edge_count_add () for each target.
 */
#pragma once

#include "train/base/image.h"

/* The number of pixels with an edge and without, counted over a batch. To be
 * initialised with { 0 }. */
typedef struct
{
  gsize n_edges, n_others;
} TrainEdgeCount;

/* Adds to count how many pixels of one more target are edges (1) and how many
 * are none (0). Ignored pixels (-1) are not counted. */
void train_edge_count_add (TrainEdgeCount *count, const TrainImage *target);

/* Returns the share of edges among the pixels counted, r in the loss's formula,
 * in [0, 1]; 0 if none is counted. */
double train_edge_count_share (const TrainEdgeCount *count);

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/dlogits, to gradient. logits, target, gradient: same shape, one
 * channel; target: 1 edge, 0 none, -1 ignored; edge_share: the share of edges
 * in the batch, in [0, 1]; gradient may be NULL. All are borrowed. Finite for
 * any finite logit. Thread-safe for distinct gradients. */
double train_loss_balanced_edges (const TrainImage *logits,
                                  const TrainImage *target,
                                  double edge_share,
                                  double weight,
                                  TrainImage *gradient);
