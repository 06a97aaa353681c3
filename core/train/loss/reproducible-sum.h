/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of many numbers, in an order that depends on their number alone, so that
 * the last bits are always the same. The losses add up pictures with them. All
 * functions are thread-safe.
 */
#pragma once

#include "train/base/image.h"

/* Losses handle a picture in chunks of this many numbers, which stay in the
 * first-level cache. */
#define TRAIN_CHUNK 512

/* Returns the sum of n numbers. */
double train_sum (const TrainReal *numbers, gsize n);

/* Returns the sum of the absolute values of n numbers. */
double train_sum_magnitudes (const TrainReal *numbers, gsize n);

/* Returns the sum of |a[i] - b[i]| over two arrays of n numbers. */
double train_sum_absolute_differences (const TrainReal *a,
                                       const TrainReal *b,
                                       gsize n);
