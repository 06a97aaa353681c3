/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradient difference loss: edges of the output shall be as steep, and where,
 * as those of the truth.
 *
 *   L = mean |dx (o - t)| + mean |dy (o - t)|
 *
 * dx, dy: forward differences, each mean over the places where it exists and
 * all channels; a direction of one pixel counts as 0. After Mathieu, Couprie,
 * LeCun, "Deep multi-scale video prediction beyond mean square error", ICLR
 * 2016, which compares | |dx o| - |dx t| |; here signs count too, or an edge
 * and its opposite were equal. At the kink the derivative is taken as 0.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, truth, gradient: same shape, any number of channels; gradient may be
 * NULL. Thread-safe for distinct gradients. */
double train_loss_gradient_difference (const TrainImage *output,
                                       const TrainImage *truth,
                                       double weight,
                                       TrainImage *gradient);
