/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simplest edge detector, the gradient's magnitude. Applied to a smoothed
 * photo, it shows which edges the smoothing has kept.
 */
#pragma once

#include "train/data/picture.h"

/* Computes the edge map of picture into edges (height x width), in [0, 1]:
 *
 *   sqrt (|grad I| / sqrt (1 / 2))
 *
 * where I is the mean of the channels in [0, 1], convolved with a Gaussian of
 * sigma 1, and the gradient is by central differences. The outer square root is
 * monotonic, so it moves no edge; it spreads the values of photos more evenly
 * over the benchmark's thresholds. Thread-safe. */
void train_gradient_edges (const TrainPicture *picture, float *edges);
