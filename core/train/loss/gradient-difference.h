/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradient difference loss: edges of the output o shall be where those of the
 * truth t are, and as steep.
 *
 *   L = mean |dx (o - t)| + mean |dy (o - t)|
 *
 * dx and dy are the differences between a pixel and the next one to the right
 * or below. Each mean is over all channels and the places where the difference
 * exists; if there are none, it counts as 0. Where |x| is not differentiable,
 * the derivative is taken as 0.
 *
 * After Mathieu, Couprie, LeCun, "Deep multi-scale video prediction beyond mean
 * square error", ICLR 2016. They compare | |dx o| - |dx t| |; here signs count
 * too, since otherwise an edge and its opposite would be equal.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/doutput, to gradient. output, truth, gradient: same shape, any
 * number of channels; gradient may be NULL. All are borrowed. Thread-safe for
 * distinct gradients. */
double train_loss_gradient_difference (const TrainImage *output,
                                       const TrainImage *truth,
                                       double weight,
                                       TrainImage *gradient);
