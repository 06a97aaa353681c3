/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charbonnier loss: the distance of a picture to its truth, nearly the absolute
 * difference, but smooth at 0.
 *
 *   L = mean over pixels and channels of sqrt ((o - t)^2 + epsilon^2)
 *
 * epsilon = 0.02 (a perfect output still scores 0.02), so differences up to 5
 * of 255 count by their squares. Most of the error lies there: where a texture
 * cannot be told from structure, the mean of both possible results is nearer to
 * the truth than the likelier of them, and squares favour the mean.
 * Charbonnier, Blanc-Feraud, Aubert, Barlaud, "Two deterministic half-quadratic
 * regularization algorithms for computed imaging", ICIP 1994.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, truth, gradient: same shape, any number of channels; gradient may be
 * NULL. All are borrowed. Thread-safe for distinct gradients. */
double train_loss_charbonnier (const TrainImage *output,
                               const TrainImage *truth,
                               double weight,
                               TrainImage *gradient);
