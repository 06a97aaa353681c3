/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: the processes of a run, under MPI (`mpirun -n N`) or one alone; the
 * only file that knows MPI. Every rank makes the same calls in the same order.
 * Started without a launcher, there is one rank.
 */
#pragma once

#include <glib.h>

#include "train/base/image.h"

typedef struct _TrainRanks TrainRanks;

/* Once a process. Free before it ends. NULL and UNSUPPORTED where a launcher
 * (its variables: Open MPI's, PMI's, PMIx', Slurm's) has started more processes
 * than MPI knows of, or the trainer was built without MPI: each of them would
 * make the whole run. */
TrainRanks *train_ranks_new (GError **error);
void train_ranks_free (TrainRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainRanks, train_ranks_free)

/* For a command that knows no ranks: FALSE and UNSUPPORTED where a launcher has
 * started several processes, which would all do and write the same. */
gboolean train_ranks_check_alone (GError **error);

/* This process's number, from 0 on (rank 0 writes the files), and how many
 * there are. */
int train_ranks_get_index (const TrainRanks *ranks);
int train_ranks_get_count (const TrainRanks *ranks);

/* Rank's share of n samples: [*first, *end). */
void train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end);

/* After work that may fail on one rank alone: whether it went well on all.
 * is_fine: on this one; then error is not set, otherwise it is. Where it failed
 * on another, error becomes a copy of the first one's, naming its number. error
 * must not be NULL. */
gboolean
train_ranks_agree (TrainRanks *ranks, gboolean is_fine, GError **error);

/* Copies n values of rank owner into values of all others. When MPI fails it
 * ends all ranks itself; so here and below there are no errors. */
void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values);

/* The same of doubles, and of bytes; n is small. */
void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values);
void train_ranks_share_bytes (TrainRanks *ranks, int owner, int n, char *bytes);

/* Replaces each of n values by its sum over the ranks. */
void train_ranks_sum (TrainRanks *ranks, int n, guint64 *values);
