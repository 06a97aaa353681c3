/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Class-balanced cross-entropy of an edge map: edges are few, so each of their
 * pixels counts more.
 *
 *   L = 1 / (h w) * (sum over edges of (1 - r) softplus (-z)
 *                    + NEGATIVE * sum over non-edges of r softplus (z))
 *
 * z: logit; r: share of edges among the pixels that are edges or not;
 * NEGATIVE = 1.1. Pixels to be ignored (target -1: annotators disagree) count
 * in neither sum. Xie, Tu, "Holistically-nested edge detection", ICCV 2015;
 * the factor 1.1 and the ignored pixels as in Liu et al., "Richer
 * convolutional features for edge detection", CVPR 2017. HED sums where this
 * takes the mean over the crop, so that mixed crops weigh alike; the lab's sum
 * / 1000 is 82.9 times this at its crop of 288.
 *
 * HED takes r from each picture. A crop without any edge would then teach
 * nothing, and its false edges go unpunished: so r is an argument, and a
 * trainer takes it over its batch (train_edge_count_add () on each target).
 */
#pragma once

#include "train/base/image.h"

/* Pixels by class. Starts as { 0 }. */
typedef struct
{
  gsize n_edges, n_others;
} TrainEdgeCount;

/* Adds the classes of target (1 edge, 0 none, -1 ignored) to count. */
void train_edge_count_add (TrainEdgeCount *count, const TrainImage *target);

/* Share of edges, r; 0 if nothing is labelled. */
double train_edge_count_share (const TrainEdgeCount *count);

/* Returns weight * L of one sample and adds weight * dL/dlogits to gradient.
 * logits, target, gradient: same shape, one channel; target: 1 edge, 0 none,
 * -1 ignored; edge_share: r, in [0, 1]; gradient may be NULL. Finite for any
 * finite logit. Thread-safe for distinct gradients. */
double train_loss_balanced_edges (const TrainImage *logits,
                                  const TrainImage *target,
                                  double edge_share,
                                  double weight,
                                  TrainImage *gradient);
