/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ternary contrast of structure: EME's feature maps of stages 1 to 3 say what
 * a picture consists of.
 *
 *   L = sum over stages s of T (d_s),  d_s (a, b) = mean |F_s (a) - F_s (b)|
 *
 * T: train/loss/ternary-contrast.h, each stage with its own distances. The siblings of
 * the paper compare Gram matrices of a classifier's features; those forget
 * where a structure is, and EME has learned edges, not things. L1, as in Wu et
 * al., CVPR 2021. At the kinks of |x| the derivative is taken as 0.
 *
 * The gradient is with respect to the anchor's features; the network passes it
 * on through EME (train/net/eme-train.h). Truth and negative are constants.
 */
#pragma once

#include "train/base/image.h"
#include "train/loss/ternary-contrast.h"

#define TRAIN_N_STAGES 3

/* Returns weight * L of one sample and adds weight * dL/danchor to gradient.
 * anchor, positive, negative, gradient: arrays of TRAIN_N_STAGES feature maps,
 * those of one stage of the same shape; gradient may be NULL. Thread-safe for
 * distinct gradients. */
double train_loss_structure_contrast (const TrainImage *anchor,
                             const TrainImage *positive,
                             const TrainImage *negative,
                             const TrainContrast *contrast,
                             double weight,
                             TrainImage *gradient);
