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

/* This process's number, from 0 on (rank 0 writes the files), and how many
 * there are. */
int train_ranks_get_index (const TrainRanks *ranks);
int train_ranks_get_count (const TrainRanks *ranks);

/* Rank's share of n samples: [*first, *end). */
void train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end);

/* Copies n values of rank owner into values of all others. When MPI fails it
 * ends all ranks itself; so here and below there are no errors. */
void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values);

/* The same of doubles; n is small. */
void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values);

/* Replaces each of n values by its sum over the ranks. */
void train_ranks_sum (TrainRanks *ranks, int n, guint64 *values);

/* Ends all ranks at once when one has failed; does not return under MPI. */
void train_ranks_abort (TrainRanks *ranks);
