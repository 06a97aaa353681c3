/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: the processes of a training run. Under MPI (mpirun -n N) there are
 * several (the word is MPI's), without a launcher one. Every rank makes the
 * same calls in the same order, on one thread. No other file knows MPI.
 */
#pragma once

#include <glib.h>

#include "train/base/image.h"

typedef struct _TrainRanks TrainRanks;

/* Joins the other processes; once in a process. Errors: UNSUPPORTED where a
 * launcher (by the environment variables of Open MPI, PMI, PMIx or Slurm) has
 * started more processes than MPI knows of, or the trainer was built without
 * MPI: each process would make the whole run. Free with train_ranks_free ()
 * before the process ends. */
TrainRanks *train_ranks_new (GError **error);

/* Frees ranks, which may be NULL. */
void train_ranks_free (TrainRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainRanks, train_ranks_free)

/* For commands that run in one process. Errors: UNSUPPORTED where a launcher
 * has started several, which would all do and write the same. */
gboolean train_ranks_check_alone (GError **error);

/* The number of this process, from 0 on (rank 0 writes the files), and the
 * number of processes. */
int train_ranks_get_index (const TrainRanks *ranks);
int train_ranks_get_count (const TrainRanks *ranks);

/* The samples of n that belong to rank: *first to *end - 1. */
void train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end);

/* To be called after work that may fail on one rank alone. is_fine: whether it
 * succeeded on this rank; if not, error is set. Returns whether it succeeded on
 * all ranks. If it failed on others only, sets error to UNSUPPORTED with the
 * first one's number and message. error must not be NULL. */
gboolean
train_ranks_agree (TrainRanks *ranks, gboolean is_fine, GError **error);

/* Copies n values of rank owner into values of all other ranks. Here and below,
 * if MPI fails it ends all processes itself; so there are no errors. */
void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values);

/* The same for doubles and for bytes, of which there are few. */
void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values);
void train_ranks_share_bytes (TrainRanks *ranks, int owner, int n, char *bytes);

/* Replaces each of n values by its sum over all ranks. */
void train_ranks_sum (TrainRanks *ranks, int n, guint64 *values);
