/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of |difference| of neighbouring pixels and their derivatives: what
 * edge-tv.c and gradient-difference.c have in common.
 */
#pragma once

#include "train/base/image.h"

/* Returns the sum of scale * |difference| over n differences of a pixel far and
 * a pixel near, and adds the sum's derivative times step to both: step * scale
 * * sign (difference) to far, its negative to near. near and far may overlap;
 * NULL (both): no derivative is wanted. scale: NULL for 1. difference is
 * overwritten. Thread-safe for distinct near and far. */
double train_total_variation_add (TrainReal *difference,
                                  const TrainReal *scale,
                                  int n,
                                  TrainReal step,
                                  TrainReal *near,
                                  TrainReal *far);
