/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean loss: how far the brightness and the tint of the whole picture are from
 * the truth's.
 *
 *   L = mean over channels of sqrt (m^2 + epsilon^2),
 *   m = mean over a channel's pixels of o - t
 *
 * epsilon = 0.004, a level of 255. The contrasts push the output away from the
 * negative, and a whole picture by a level or two with it, which is too little
 * for the other terms to hold back (weights/LOG.md has figures).
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, truth, gradient: same shape, at most 4 channels; gradient may be NULL.
 * Thread-safe for distinct gradients. */
double train_loss_mean (const TrainImage *output,
                        const TrainImage *truth,
                        double weight,
                        TrainImage *gradient);
