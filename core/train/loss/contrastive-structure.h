/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contrastive loss for structure. The features of EME, the outputs of its
 * stages 1 to 3, say which structure a picture has, and where.
 *
 *   L = sum over stages s of T (d_s),  d_s (a, b) = mean |F_s (a) - F_s (b)|
 *
 * F_s (a) are the features that stage s gives for picture a. T is the term of
 * loss/contrastive-term.h; it compares the distances d_s between an anchor, a
 * positive and a negative picture, for each stage by itself. L1 as in Wu et
 * al., CVPR 2021. Where |x| is not differentiable, the derivative is taken as
 * 0. Related work (CSGIS-Net, SCL-LLE) compares Gram matrices of a classifier's
 * features, which do not say where a structure is.
 *
 * The gradient is with respect to the anchor's features; from there
 * train/net/eme-train.h computes that with respect to the anchor's pixels. The
 * positive and the negative are constants.
 */
#pragma once

#include "train/base/image.h"
#include "train/loss/contrastive-term.h"

#define TRAIN_N_STAGES 3

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/danchor, to gradient. anchor, positive, negative, gradient:
 * arrays of TRAIN_N_STAGES feature maps; those of the same stage have the same
 * shape. gradient may be NULL. All are borrowed. Thread-safe for distinct
 * gradients. */
double train_loss_contrastive_structure (const TrainImage *anchor,
                                         const TrainImage *positive,
                                         const TrainImage *negative,
                                         const TrainContrast *contrast,
                                         double weight,
                                         TrainImage *gradient);
