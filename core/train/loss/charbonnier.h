/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charbonnier loss: the distance of the picture to its truth, nearly |d| but
 * smooth at 0.
 *
 *   L = mean over pixels and channels of sqrt ((o - t)^2 + epsilon^2)
 *
 * epsilon = 0.02, so that a perfect output still scores 0.02: squares up to 5 of
 * 255 levels, where most of the error is, since where a texture cannot be told
 * from structure the mean of both is nearer to the truth than the likelier of
 * them. Charbonnier, Blanc-Feraud, Aubert, Barlaud, "Two deterministic half-quadratic
 * regularization algorithms for computed imaging", ICIP 1994.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, truth, gradient: same shape, any number of channels; gradient may be
 * NULL. Thread-safe for distinct gradients. */
double train_loss_charbonnier (const TrainImage *output,
                               const TrainImage *truth,
                               double weight,
                               TrainImage *gradient);
