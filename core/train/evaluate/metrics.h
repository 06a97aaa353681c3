/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How near one 8-bit picture is to another. */
#pragma once

#include "train/data/picture.h"

/* Side of the window of SSIM; smaller pictures have none. */
#define TRAIN_PICTURE_SSIM_WINDOW_PX 11

/* Peak signal-to-noise ratio in dB, 10 log10 (255^2 / mean (a - b)^2) over all
 * pixels and channels; INFINITY for equal pictures. Same size. Thread-safe. */
double train_picture_psnr (const TrainPicture *a, const TrainPicture *b);

/* Structural similarity (Wang, Bovik, Sheikh, Simoncelli, TIP 13(4), 2004):
 *   (2 ma mb + C1) (2 cab + C2) / ((ma^2 + mb^2 + C1) (va + vb + C2))
 * of local means, variances and covariance under an 11 x 11 Gaussian of sigma
 * 1.5, C1 = (0.01 * 255)^2, C2 = (0.03 * 255)^2, per channel, mean over where
 * the window lies inside and over the channels; NAN for pictures below 11 px.
 * Same size. Thread-safe; about 50 ms for 481 x 321. */
double train_picture_ssim (const TrainPicture *a, const TrainPicture *b);
