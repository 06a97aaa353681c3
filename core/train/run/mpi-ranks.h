/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: the processes of a training run; the word is MPI's. mpirun -n N starts
 * N of them, without a launcher there is one. Every rank makes the same calls
 * in the same order, on one thread. No other file uses MPI.
 */
#pragma once

#include <glib.h>

#include "train/base/image.h"

typedef struct _TrainRanks TrainRanks;

/* Joins the other processes. To be called once in a process. Errors:
 * UNSUPPORTED if a launcher has started more processes than MPI knows of, or if
 * the trainer was built without MPI, since then each process would make the
 * whole run. The launcher is recognised by the environment variables of Open
 * MPI, PMI, PMIx or Slurm. Free with train_ranks_free () before the process
 * ends. */
TrainRanks *train_ranks_new (GError **error);

/* Leaves MPI, and frees ranks, which may be NULL. To be called after the
 * process's last message: a launcher may end the others as soon as one has
 * ended with an error. */
void train_ranks_free (TrainRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainRanks, train_ranks_free)

/* Checks, for commands that need only one process, that there is only one.
 * Errors: UNSUPPORTED if a launcher has started several, which would all write
 * the same files. */
gboolean train_ranks_check_alone (GError **error);

/* Return the number of this process, counted from 0 (rank 0 writes the files),
 * and the number of processes. */
int train_ranks_get_index (const TrainRanks *ranks);
int train_ranks_get_count (const TrainRanks *ranks);

/* Computes which of n samples belong to rank: *first to *end - 1. */
void train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end);

/* Tells the other ranks whether something has succeeded on this one, after work
 * that may fail on one rank alone. is_fine: whether it has; if not, error is
 * set. Returns whether it has succeeded on all ranks. If it has failed on other
 * ranks only, sets error to UNSUPPORTED with the number and message of the
 * first of them. error must not be NULL. */
gboolean
train_ranks_agree (TrainRanks *ranks, gboolean is_fine, GError **error);

/* Copies n values of rank owner into values of all other ranks. If MPI fails in
 * this function or in those below, it ends all processes; so there are no
 * errors. */
void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values);

/* Copy n doubles or bytes of rank owner to all other ranks, as
 * train_ranks_share () does for TrainReal; only for a small n. */
void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values);
void train_ranks_share_bytes (TrainRanks *ranks, int owner, int n, char *bytes);

/* Replaces each of n values by its sum over all ranks. */
void train_ranks_sum (TrainRanks *ranks, int n, guint64 *values);
