/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures how similar two 8-bit pictures are. */
#pragma once

#include "train/data/picture.h"

/* The side of SSIM's window. Pictures smaller than this have no SSIM. */
#define TRAIN_PICTURE_SSIM_WINDOW_PX 11

/* Returns the peak signal-to-noise ratio in dB, 10 log10 (255^2 / mean (a -
 * b)^2) over all pixels and channels; INFINITY for equal pictures. Both must
 * have the same size. Thread-safe. */
double train_picture_psnr (const TrainPicture *a, const TrainPicture *b);

/* Returns the structural similarity of pictures a and b (Wang, Bovik, Sheikh,
 * Simoncelli, TIP 13(4), 2004):
 *
 *   (2 ma mb + C1) (2 cab + C2) / ((ma^2 + mb^2 + C1) (va + vb + C2))
 *
 * with the local means ma and mb, variances va and vb and covariance cab under
 * an 11 x 11 Gaussian of sigma 1.5, C1 = (0.01 * 255)^2 and C2 = (0.03 *
 * 255)^2. It is computed per channel and averaged over the channels and over
 * all positions at which the window lies inside; NAN for pictures of less than
 * 11 px. Both must have the same size. Thread-safe; about 50 ms for 481 x 321
 * pixels. */
double train_picture_ssim (const TrainPicture *a, const TrainPicture *b);
