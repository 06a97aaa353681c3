/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of many numbers, in an order that does not depend on anything but their
 * count: each loss's reduction over a picture.
 */
#pragma once

#include "train/base/image.h"

/* The losses go through a picture in chunks of this many numbers, which stay
 * in the first-level cache. */
#define TRAIN_CHUNK 512

/* Sum of n numbers, in double. */
double train_sum (const TrainReal *numbers, gsize n);

/* Sum of |number| over n numbers, in double. */
double train_sum_magnitudes (const TrainReal *numbers, gsize n);

/* Sum of |a - b| over n numbers, in double. */
double train_sum_absolute_differences (const TrainReal *a, const TrainReal *b, gsize n);
