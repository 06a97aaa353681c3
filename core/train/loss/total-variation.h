/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the losses on forward differences share: sums of |difference| and the
 * way of their derivative back to the two pixels of each difference.
 */
#pragma once

#include "train/base/image.h"

/* Returns the sum over n numbers of |difference|, and adds the sum's derivative
 * times step: step * sign (difference) to far, its negative to near (both NULL:
 * not wanted; they may overlap). scale: factors of the differences, or NULL for
 * 1. Overwrites difference. */
double train_total_variation_add (TrainReal *difference,
                            const TrainReal *scale,
                            int n,
                            TrainReal step,
                            TrainReal *near,
                            TrainReal *far);
