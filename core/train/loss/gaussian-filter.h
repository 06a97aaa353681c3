/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The 11 x 11 Gaussian window of SSIM, sigma 1.5, as two passes of 11 taps.
 *
 * Only places where the window fits are computed ("valid"). The Gaussian is
 * symmetric, so its transpose, for the way back of a derivative, is the same
 * filter on a map framed by 10 zeros on each side.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_GAUSSIAN_TAPS 11

/* Filters in, height x width x channels, to out, (height - 10) x (width - 10) x
 * channels; height and width at least 11; distinct. scratch is left as it was
 * found. */
void train_gaussian_filter (const TrainReal *in,
                         int height,
                         int width,
                         int channels,
                         TrainScratch *scratch,
                         TrainReal *out);
