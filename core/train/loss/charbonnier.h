/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charbonnier loss: the distance of a picture from its truth. It is nearly the
 * absolute difference, but smooth at 0.
 *
 *   L = mean over pixels and channels of sqrt ((o - t)^2 + epsilon^2)
 *
 * o is the output and t the truth; epsilon is 0.02, so a perfect output still
 * scores 0.02, and differences up to 5 / 255 count nearly by their squares.
 * Most of the error lies there: where a texture cannot be told from structure,
 * squares favour the mean of both possible results, which is nearer to the
 * truth on average than either of them. Charbonnier, Blanc-Feraud, Aubert,
 * Barlaud, "Two deterministic half-quadratic regularization algorithms for
 * computed imaging", ICIP 1994.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/doutput, to gradient. output, truth, gradient: same shape, any
 * number of channels; gradient may be NULL. All are borrowed. Thread-safe for
 * distinct gradients. */
double train_loss_charbonnier (const TrainImage *output,
                               const TrainImage *truth,
                               double weight,
                               TrainImage *gradient);
