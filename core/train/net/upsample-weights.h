/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights of a bilinear up-sampling (core/kernel/upsample.h), asked for by
 * the coarse pixel: the backward pass adds up the fine pixels that each coarse
 * one contributed to.
 */
#pragma once

#include "train/base/image.h"

/* The most fine pixels along an axis that depend on one coarse pixel. */
#define TRAIN_MAX_UPSAMPLED 16

/* Finds the fine pixels that depend on coarse pixel i, along one axis of n
 * coarse pixels that is up-sampled by factor (2, 4 or 8) and cropped to n_fine
 * fine pixels. They begin at *first (out). Writes the coarse pixel's weight in
 * each of them to weights, and returns how many they are. Thread-safe. */
int train_upsample_get_weights (int factor,
                                int n,
                                int n_fine,
                                int i,
                                int *first,
                                TrainReal weights[TRAIN_MAX_UPSAMPLED]);
