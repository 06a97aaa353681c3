/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edge-aware total variation: where the truth has no edge, the output shall be
 * flat.
 *
 *   L = mean ((1 - E) |dx o|) + mean ((1 - E) |dy o|)
 *
 * dx o and dy o are the differences between a pixel of the output o and the
 * next one to the right or below. E is EME's edge map of the truth at that next
 * pixel. Each mean is over all channels and the places where the difference
 * exists; if there are none, it counts as 0. Where |x| is not differentiable,
 * the derivative is taken as 0. There is no gradient with respect to E, which
 * belongs to the truth.
 *
 * The paper of the network squares the differences, sum (1 - E) |d o|^2.
 * Absolute values make regions flat instead of merely soft: Rudin, Osher,
 * Fatemi, "Nonlinear total variation based noise removal algorithms", Physica D
 * 60, 1992.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L, L being the loss of one sample, and adds its derivative,
 * weight * dL/doutput, to gradient. output, gradient: same shape, any number of
 * channels; edges: the truth's edge map, of the same height and width, one
 * channel, in [0, 1]; gradient may be NULL. All are borrowed. Thread-safe for
 * distinct gradients. */
double train_loss_edge_tv (const TrainImage *output,
                           const TrainImage *edges,
                           double weight,
                           TrainImage *gradient);
