/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Gaussian filter of SSIM: a window of 11 x 11 pixels, sigma 1.5, computed
 * as two passes of 11 taps. Only places where the whole window lies inside are
 * computed ("valid").
 *
 * The Gaussian is symmetric. So its transpose, which a derivative needs, is the
 * same filter, applied to a map that is enlarged by a border of 10 pixels of
 * zeros.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_GAUSSIAN_TAPS 11

/* Filters in, height x width x channels, to out, (height - 10) x (width - 10) x
 * channels. height and width: at least 11; in and out: distinct. scratch is
 * left as it was found. Thread-safe for distinct out and scratch. */
void train_gaussian_filter (const TrainReal *in,
                            int height,
                            int width,
                            int channels,
                            TrainScratch *scratch,
                            TrainReal *out);
