/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multi-scale structural similarity, as a loss and as a measure.
 *
 * At one scale, with m, v, c the local mean, variance and covariance under an
 * 11 x 11 Gaussian of sigma 1.5, where the window fits ("valid"):
 *
 *   l  = (2 m_o m_t + C1) / (m_o^2 + m_t^2 + C1)        C1 = 0.01^2
 *   cs = (2 c_ot + C2) / (v_o + v_t + C2)               C2 = 0.03^2
 *   SSIM = mean of l cs
 *
 * Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", IEEE TIP 13(4), 2004. Over scales,
 * halved by 2 x 2 means (an odd last row or column is left out),
 *
 *   MS-SSIM = SSIM_M^w_M * product over j < M of (mean cs_j)^w_j
 *
 * per channel, then the mean over channels; w = .0448 .2856 .3001 .2363 .1333:
 * Wang, Simoncelli, Bovik, "Multi-scale structural similarity for image
 * quality assessment", Asilomar 2003. There l_M and cs_M are averaged each for
 * itself; their product is averaged here, as usual in code.
 *
 * Levels: as many, up to 5, as have at least 11 pixels in the smaller
 * direction: 5 from 176 pixels on, 4 from 88 (crops of 96 to 175), 3 from 44,
 * 2 from 22, 1 from 11. With fewer than 5 the first weights are scaled to the
 * sum 1.
 *
 * Powers: a mean x below FLOOR = 0.05 (it may be negative) is raised to w by
 * FLOOR^w / (1 + w (1 - x / FLOOR)), which continues x^w with the same slope,
 * stays positive and has neither an infinite derivative at 0 nor none below.
 */
#pragma once

#include "train/loss/scratch.h"

#define TRAIN_SSIM_WINDOW_PX 11
#define TRAIN_SSIM_MAX_SCALES 5

/* Levels that a picture has room for; 0: it is smaller than the window. */
int train_ms_ssim_scales (int height, int width);

/* Returns weight * (1 - MS-SSIM) of one sample and adds its derivative to
 * gradient. output, truth, gradient: same shape, any number of channels, at
 * least 11 x 11, range about [0, 1]; gradient may be NULL. scratch is left as
 * it was found. Thread-safe for distinct gradients and scratches. */
double train_loss_ms_ssim (const TrainImage *output,
                           const TrainImage *truth,
                           TrainScratch *scratch,
                           double weight,
                           TrainImage *gradient);

/* SSIM of one scale, mean over pixels and channels, in [-1, 1]. Shapes as
 * above; sums in TrainReal. */
double train_ssim (const TrainImage *image,
                   const TrainImage *truth,
                   TrainScratch *scratch);
