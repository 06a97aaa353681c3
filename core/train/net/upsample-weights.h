/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights of a bilinear up-sampling (core/kernel/upsample.h) seen from a
 * coarse pixel, for the backward pass.
 */
#pragma once

#include "train/base/image.h"

/* The fine pixels along an axis that one coarse pixel can have a weight in. */
#define TRAIN_MAX_UPSAMPLED 16

/* Along an axis of n coarse pixels, up-sampled by factor (2, 4 or 8) and
 * cropped to n_fine fine pixels: writes to weights the weight of coarse pixel i
 * in each of the fine pixels from *first (out) on, and returns how many these
 * are. Thread-safe. */
int train_upsample_get_weights (int factor,
                                int n,
                                int n_fine,
                                int i,
                                int *first,
                                TrainReal weights[TRAIN_MAX_UPSAMPLED]);
