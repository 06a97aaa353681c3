/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/ranks.h"

#ifdef TRAIN_HAVE_MPI
#include <mpi.h>
#endif

struct _TrainRanks
{
  int index, count;
};

#ifdef TRAIN_HAVE_MPI

#ifdef TRAIN_DOUBLE
#define REAL_TYPE MPI_DOUBLE
#else
#define REAL_TYPE MPI_FLOAT
#endif

/* Whether mpirun started this process: MPI_Init alone takes a second, and fails
 * where its daemon cannot run. */
static gboolean
is_started_by_mpirun (void)
{
  return g_getenv ("OMPI_COMM_WORLD_SIZE") != NULL
         || g_getenv ("PMI_SIZE") != NULL;
}

TrainRanks *
train_ranks_new (void)
{
  TrainRanks *ranks = g_new0 (TrainRanks, 1);

  ranks->count = 1;
  if (is_started_by_mpirun ())
    {
      int provided;

      /* only the thread that drives the loop calls MPI */
      MPI_Init_thread (NULL, NULL, MPI_THREAD_FUNNELED, &provided);
      MPI_Comm_rank (MPI_COMM_WORLD, &ranks->index);
      MPI_Comm_size (MPI_COMM_WORLD, &ranks->count);
    }
  return ranks;
}

static gboolean
has_mpi (void)
{
  int is_initialized;

  MPI_Initialized (&is_initialized);
  return is_initialized;
}

void
train_ranks_free (TrainRanks *ranks)
{
  if (ranks == NULL)
    return;
  if (has_mpi ())
    MPI_Finalize ();
  g_free (ranks);
}

void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values)
{
  if (ranks->count > 1)
    MPI_Bcast (values, (int) n, REAL_TYPE, owner, MPI_COMM_WORLD);
}

void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values)
{
  if (ranks->count > 1)
    MPI_Bcast (values, n, MPI_DOUBLE, owner, MPI_COMM_WORLD);
}

void
train_ranks_sum (TrainRanks *ranks, int n, guint64 *values)
{
  if (ranks->count > 1)
    MPI_Allreduce (MPI_IN_PLACE, values, n, MPI_UINT64_T, MPI_SUM,
                   MPI_COMM_WORLD);
}

void
train_ranks_abort (TrainRanks *ranks)
{
  if (ranks->count > 1)
    MPI_Abort (MPI_COMM_WORLD, 1);
}

#else

TrainRanks *
train_ranks_new (void)
{
  TrainRanks *ranks = g_new0 (TrainRanks, 1);

  ranks->count = 1;
  return ranks;
}

void
train_ranks_free (TrainRanks *ranks)
{
  g_free (ranks);
}

void
train_ranks_share (TrainRanks *ranks, int owner, gsize n, TrainReal *values)
{
  (void) ranks;
  (void) owner;
  (void) n;
  (void) values;
}

void
train_ranks_share_doubles (TrainRanks *ranks, int owner, int n, double *values)
{
  (void) ranks;
  (void) owner;
  (void) n;
  (void) values;
}

void
train_ranks_sum (TrainRanks *ranks, int n, guint64 *values)
{
  (void) ranks;
  (void) n;
  (void) values;
}

void
train_ranks_abort (TrainRanks *ranks)
{
  (void) ranks;
}

#endif

int
train_ranks_get_index (const TrainRanks *ranks)
{
  return ranks->index;
}

int
train_ranks_get_count (const TrainRanks *ranks)
{
  return ranks->count;
}

void
train_ranks_get_range (
  const TrainRanks *ranks, int rank, int n, int *first, int *end)
{
  *first = (int) ((gint64) n * rank / ranks->count);
  *end = (int) ((gint64) n * (rank + 1) / ranks->count);
}
