/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guided filter of a picture by itself. With it the trainer makes over-smoothed
 * pictures, the negatives of the contrastive terms: a strong guided filter
 * removes structure along with texture.
 *
 *   a = var / (var + epsilon),  b = (1 - a) mean        in each window
 *   out = box (a) in + box (b)
 *
 * for each channel; box is the mean over a window. Windows have 2 radius + 1
 * pixels a side and end at the picture's border. He, Sun, Tang, "Guided image
 * filtering", IEEE TPAMI 35(6), 2013. The cost does not depend on the radius
 * (box-filter.h), so a negative can be made from the crop itself in the
 * training step that needs it.
 */
#pragma once

#include "train/loss/scratch-stack.h"

/* The radius and the epsilon of the guided filter that makes the over-smoothed
 * pictures. Steps lower than about 2 sqrt (epsilon) disappear. */
#define TRAIN_OVER_SMOOTH_RADIUS_PX 8
#define TRAIN_OVER_SMOOTH_EPSILON 0.05

/* Writes the filtered input to output. input, output: same shape, distinct, any
 * number of channels, borrowed; radius_px: >= 1; epsilon: > 0, a variance of
 * numbers in [0, 1]. scratch is left as it was found. Thread-safe for distinct
 * outputs and scratches. */
void train_guided_filter (const TrainImage *input,
                          int radius_px,
                          double epsilon,
                          TrainScratch *scratch,
                          TrainImage *output);
