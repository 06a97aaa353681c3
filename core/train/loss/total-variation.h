/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of |difference| between neighbouring pixels, and their derivatives, for
 * edge-tv.c and gradient-difference.c.
 */
#pragma once

#include "train/base/image.h"

/* Returns the sum of scale * |difference| over n differences of neighbours:
 * difference[i] = far[i] - near[i] in the picture. Adds the derivative of that
 * sum, times step, to the gradients of both neighbours: step * scale * sign
 * (difference) to far, and the negative of that to near. Here near and far are
 * places in the gradient, which may overlap; both NULL: no derivative is
 * wanted. scale: NULL for 1. difference is overwritten. Thread-safe for
 * distinct near and far.
 */
double train_total_variation_add (TrainReal *difference,
                                  const TrainReal *scale,
                                  int n,
                                  TrainReal step,
                                  TrainReal *near,
                                  TrainReal *far);
