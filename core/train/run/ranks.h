/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: the processes of a run, under MPI (`mpirun -n N`) or one alone; the
 * only file that knows MPI. Every rank makes the same calls in the same order.
 * Built without MPI, or started without mpirun, there is one rank.
 */
#pragma once

#include <glib.h>

#include "train/base/image.h"

typedef struct _TrainRanks TrainRanks;

/* Once a process. Free before it ends. */
TrainRanks *train_ranks_new (void);
void train_ranks_free (TrainRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainRanks, train_ranks_free)

int train_ranks_get_index (const TrainRanks *ranks);
int train_ranks_get_count (const TrainRanks *ranks);

/* Rank's share of n samples: [*first, *end). */
void train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end);

/* n values of rank owner to all others. */
void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values);

/* The same of doubles, and of integers; n is small. */
void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values);
void train_ranks_sum (TrainRanks *ranks, int n, guint64 *values);

/* Ends all ranks at once when one has failed; does not return under MPI. */
void train_ranks_abort (TrainRanks *ranks);
