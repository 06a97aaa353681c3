/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reduction: the sum of a batch's gradients in one fixed tree over the samples'
 * indices, so that its bits depend on neither threads nor processes.
 *
 *   sum [first, end) = sum [first, middle) + sum [middle, end)
 *
 * A subtree whose samples all lie on one rank is summed there; what those give
 * is shared, and every rank sums the rest.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/run/ranks.h"

typedef struct _TrainReduction TrainReduction;

/* For batches of n_samples gradients of n_values. ranks is borrowed. Errors:
 * NO_MEMORY. */
TrainReduction *train_reduction_new (TrainRanks *ranks,
                                     int n_samples,
                                     gsize n_values,
                                     GError **error);
void train_reduction_free (TrainReduction *reduction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainReduction, train_reduction_free)

/* Where the gradient of sample (one of this rank's) belongs, n_values; not
 * cleared. Thread-safe for different samples. */
TrainReal *train_reduction_get (TrainReduction *reduction, int sample);

/* The sum over all ranks' samples, borrowed; the gradients are lost. */
TrainReal *train_reduction_run (TrainReduction *reduction,
                                SmoothThreads *threads);
