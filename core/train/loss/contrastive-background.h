/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contrastive loss for the brightness of the background, which is what
 * remains of a picture when colours and details are averaged away:
 *
 *   L = T (d),  d (a, b) = mean |B (a) - B (b)|
 *   B (x) = 17 x 17 box mean of the mean of the channels
 *
 * T is the term of loss/contrastive-term.h; it compares the distances d between
 * an anchor, a positive and a negative picture. At the picture's border the box
 * is the mean of that part of its window that lies inside. Where |x| is not
 * differentiable, the derivative is taken as 0.
 *
 * The published code of related work (CSGIS-Net, SCL-LLE) compares the means of
 * the channels pixel by pixel. These differ between two pictures if only the
 * texture differs. The mean over a box wider than textures does not.
 */
#pragma once

#include "train/loss/contrastive-term.h"
#include "train/loss/scratch-stack.h"

#define TRAIN_BACKGROUND_RADIUS_PX 8

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/danchor, to gradient. anchor, positive, negative, gradient: same
 * shape, any number of channels; gradient may be NULL. All are borrowed.
 * scratch is left as it was found. Thread-safe for distinct gradients and
 * scratches. */
double train_loss_contrastive_background (const TrainImage *anchor,
                                          const TrainImage *positive,
                                          const TrainImage *negative,
                                          const TrainContrast *contrast,
                                          TrainScratch *scratch,
                                          double weight,
                                          TrainImage *gradient);
