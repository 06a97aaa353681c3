/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean difference loss: how far the brightness and the tint of the whole
 * picture are from the truth's.
 *
 *   L = mean over channels of sqrt (m^2 + epsilon^2)
 *   m = mean over a channel's pixels of o - t, output minus truth
 *
 * epsilon = 0.004, about 1 / 255. Two things shift whole pictures by 1 or 2 /
 * 255, too little for the other terms to prevent: textures that are clipped at
 * black or white, and the contrastive terms, which push the output away from
 * the negative (weights/LOG.md has figures).
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/doutput, to gradient. output, truth, gradient: same shape, at
 * most 4 channels (else 0 and a critical message); gradient may be NULL. All
 * are borrowed. Thread-safe for distinct gradients. */
double train_loss_mean_difference (const TrainImage *output,
                                   const TrainImage *truth,
                                   double weight,
                                   TrainImage *gradient);
