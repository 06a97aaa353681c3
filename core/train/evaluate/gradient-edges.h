/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plainest edge detector: how much a picture changes at each pixel. Run
 * after smoothing, it shows what the smoothing left and kept.
 */
#pragma once

#include "train/data/picture.h"

/* Edge map of picture into edges (height x width), in [0, 1]:
 *   sqrt (|grad I| / sqrt (1 / 2)),  I the mean of the channels in [0, 1] under
 * a Gaussian of sigma 1, by central differences; the square root spreads the
 * thresholds of a benchmark over what photos have and moves no edge.
 * Thread-safe. */
void train_gradient_edges (const TrainPicture *picture, float *edges);
