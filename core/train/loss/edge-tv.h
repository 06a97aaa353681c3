/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edge-aware total variation: where the truth has no edge, the output shall be
 * flat.
 *
 *   L = mean ((1 - E) |dx o|) + mean ((1 - E) |dy o|)
 *
 * dx, dy: forward differences; E: EME's edge map of the truth at the farther
 * pixel of the two (right, below). Each mean is over the places where the
 * difference exists and all channels; a direction of one pixel counts as 0.
 * The paper's term, there with squares, sum (1 - E) |d o|^2; here L1, which
 * makes regions flat instead of merely soft: Rudin, Osher, Fatemi, "Nonlinear
 * total variation based noise removal algorithms", Physica D 60, 1992. At the
 * kink the derivative is taken as 0. No gradient with respect to E: it belongs
 * to the truth.
 */
#pragma once

#include "train/base/image.h"

/* Returns weight * L of one sample and adds weight * dL/doutput to gradient.
 * output, gradient: same shape, any number of channels; edges: of the same
 * height and width, one channel, values in [0, 1]; gradient may be NULL.
 * Thread-safe for distinct gradients. */
double train_loss_edge_tv (const TrainImage *output,
                           const TrainImage *edges,
                           double weight,
                           TrainImage *gradient);
