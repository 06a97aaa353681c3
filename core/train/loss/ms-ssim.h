/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multi-scale structural similarity (MS-SSIM), as a loss and as a measure.
 *
 * At one scale, with m, v, c the local mean, variance and covariance under an
 * 11 x 11 Gaussian of sigma 1.5, where the window fits ("valid"):
 *
 *   l  = (2 m_o m_t + C1) / (m_o^2 + m_t^2 + C1)        C1 = 0.01^2
 *   cs = (2 c_ot + C2) / (v_o + v_t + C2)               C2 = 0.03^2
 *   SSIM = mean of l cs
 *
 * Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", IEEE TIP 13(4), 2004. Over M scales,
 * each half the size of the one before by 2 x 2 means (an odd last row or
 * column is left out),
 *
 *   MS-SSIM = SSIM_M^w_M * product over j < M of (mean cs_j)^w_j
 *
 * for each channel, then the mean over channels; w = .0448 .2856 .3001 .2363
 * .1333: Wang, Simoncelli, Bovik, "Multi-scale structural similarity for image
 * quality assessment", Asilomar 2003. The paper averages l_M and cs_M
 * separately; here their product is averaged, as most implementations do.
 *
 * Scales: as many, up to 5, as have at least 11 pixels in the smaller
 * direction: 5 from 176 pixels on, 4 from 88 (crops of 96 to 175), 3 from 44, 2
 * from 22, 1 from 11. With fewer than 5 the first weights are scaled to the
 * sum 1.
 *
 * Powers: a mean x below 0.05 (it may be negative) is not raised to w as it is,
 * but replaced by FLOOR^w / (1 + w (1 - x / FLOOR)), FLOOR = 0.05. That
 * continues x^w with the same slope, stays positive, and its derivative is
 * neither infinite at 0 nor zero below.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_SSIM_WINDOW_PX 11
#define TRAIN_SSIM_MAX_SCALES 5

/* Returns the number of scales for a picture of this size; 0 if it is smaller
 * than the window. */
int train_ms_ssim_scales (int height, int width);

/* Returns weight * (1 - MS-SSIM) of one sample and adds its derivative to
 * gradient. output, truth, gradient: same shape, at most
 * TRAIN_SSIM_MAX_CHANNELS channels, at least 11 x 11, about in [0, 1]; gradient
 * may be NULL. All are borrowed. scratch is left as it was found. Thread-safe
 * for distinct gradients and scratches. */
double train_loss_ms_ssim (const TrainImage *output,
                           const TrainImage *truth,
                           TrainScratch *scratch,
                           double weight,
                           TrainImage *gradient);

/* Returns the SSIM at full size, the mean over pixels and channels, in [-1, 1].
 * Shapes and scratch are as in train_loss_ms_ssim (); computed in TrainReal. */
double train_ssim (const TrainImage *image,
                   const TrainImage *truth,
                   TrainScratch *scratch);
