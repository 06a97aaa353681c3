/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over-smoothed negatives of the contrastive terms: a strong self-guided
 * filter, which loses structure together with texture.
 *
 *   a = var / (var + epsilon),  b = (1 - a) mean        in each window
 *   out = box (a) in + box (b)
 *
 * per channel, windows of 2 radius + 1 pixels, cut at the border. He, Sun,
 * Tang, "Guided image filtering", IEEE TPAMI 35(6), 2013. The box means are
 * running sums: the cost does not depend on the radius. (The siblings of the
 * paper draw among bilateral, rolling guidance, L0, RTV and SD filters, minutes
 * a picture; this one is made on the fly, from the very crop.)
 */
#pragma once

#include "train/loss/scratch-stack.h"

/* Steps lower than about 2 sqrt (epsilon) go. */
#define TRAIN_OVER_SMOOTH_RADIUS_PX 8
#define TRAIN_OVER_SMOOTH_EPSILON 0.05

/* Writes the filtered input to output. input, output: same shape, distinct,
 * any number of channels; radius_px >= 1; epsilon > 0. scratch is left as it
 * was found. Thread-safe for distinct outputs and scratches. */
void train_guided_filter (const TrainImage *input,
                        int radius_px,
                        double epsilon,
                        TrainScratch *scratch,
                        TrainImage *output);
