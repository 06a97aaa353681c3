/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reduction: the sum of the gradients of a batch. The order of the additions is
 * a binary tree over the samples' numbers, so the bits of the sum depend
 * neither on threads nor on processes.
 *
 *   sum [first, end) = sum [first, middle) + sum [middle, end)
 *
 * A subtree whose samples all lie on one rank (run/mpi-ranks.h) is summed
 * there, and the sum is sent to the other ranks. All ranks then sum the rest of
 * the tree.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/run/mpi-ranks.h"

typedef struct _TrainReduction TrainReduction;

/* Makes a reduction for batches of n_samples gradients (on all ranks together)
 * of n_values numbers. ranks is borrowed. Errors: NO_MEMORY. Free with
 * train_reduction_free (). */
TrainReduction *train_reduction_new (TrainRanks *ranks,
                                     int n_samples,
                                     gsize n_values,
                                     GError **error);

/* Frees reduction, which may be NULL. */
void train_reduction_free (TrainReduction *reduction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainReduction, train_reduction_free)

/* Returns where the gradient of sample, which must be one of this rank's, has
 * to be written: n_values numbers, undefined before; borrowed. Thread-safe. */
TrainReal *train_reduction_get (TrainReduction *reduction, int sample);

/* Computes the sum of all gradients, distributed among threads, and returns it;
 * borrowed until the next call. The gradients are overwritten. All ranks must
 * call this. */
TrainReal *train_reduction_run (TrainReduction *reduction,
                                SmoothThreads *threads);
