/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of many numbers in an order that depends on nothing but how many they
 * are, with which each loss adds up a picture. All are thread-safe.
 */
#pragma once

#include "train/base/image.h"

/* Losses work through a picture in chunks of so many numbers, which stay in the
 * first-level cache. */
#define TRAIN_CHUNK 512

/* The sum of n numbers. */
double train_sum (const TrainReal *numbers, gsize n);

/* The sum of |number| over n numbers. */
double train_sum_magnitudes (const TrainReal *numbers, gsize n);

/* The sum of |a - b| over n pairs of numbers. */
double train_sum_absolute_differences (const TrainReal *a,
                                       const TrainReal *b,
                                       gsize n);
