/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of |difference| between neighbouring pixels, and their derivatives, for
 * edge-tv.c and gradient-difference.c.
 */
#pragma once

#include "train/base/image.h"

/* Returns the sum of scale * |difference| over n differences, each between a
 * pixel of far and one of near (far - near), and adds the sum's derivative
 * times step to both: step * scale * sign (difference) to far, and its negative
 * to near. near and far may overlap; both NULL: no derivative is wanted. scale:
 * NULL for 1. difference is overwritten. Thread-safe for distinct near and far.
 */
double train_total_variation_add (TrainReal *difference,
                                  const TrainReal *scale,
                                  int n,
                                  TrainReal step,
                                  TrainReal *near,
                                  TrainReal *far);
