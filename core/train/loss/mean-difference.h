/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean loss: how far the brightness and the tint of the whole picture are from
 * the truth's.
 *
 *   L = mean over channels of sqrt (m^2 + epsilon^2),
 *   m = mean over a channel's pixels of o - t
 *
 * epsilon = 0.004, a level of 255. Textures that pairs clip at black and white,
 * and the contrasts, which push the output away from the negative, move whole
 * pictures by a level or two: too little for the other terms to hold back
 * (weights/LOG.md has figures).
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, truth, gradient: same shape, at most 4 channels (else 0 and a
 * critical message); gradient may be NULL, nothing is owned. Thread-safe for
 * distinct gradients. */
double train_loss_mean_difference (const TrainImage *output,
                        const TrainImage *truth,
                        double weight,
                        TrainImage *gradient);
