/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The processes of a training run, and what they send each other by MPI;
 * without MPI there is one.
 */
#include "train/run/mpi-ranks.h"

#include <string.h>

#include <smooth/error.h>

#ifdef TRAIN_HAVE_MPI
#include <mpi.h>
#endif

/* At most this many bytes of an error's message are sent to the other ranks. */
#define MAX_MESSAGE 4096

struct _TrainRanks
{
  int index, count;
};

/* The environment variables by which a launcher (mpirun or the like) tells a
 * process its number, and how many processes it started; count is NULL if no
 * variable says that. A launcher may run within another one, for example mpirun
 * within a Slurm job: the inner ones come first. */
typedef struct
{
  const char *index, *count;
} Launcher;

static const Launcher LAUNCHERS[] = {
  { "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE" },
  { "MV2_COMM_WORLD_RANK", "MV2_COMM_WORLD_SIZE" },
  { "PMI_RANK", "PMI_SIZE" },
  { "SLURM_PROCID", "SLURM_STEP_NUM_TASKS" },
  { "SLURM_PROCID", "SLURM_NTASKS" },
  { "PMIX_RANK", NULL },
};

/* What the environment says: the first of LAUNCHERS whose variables are set. */
typedef struct
{
  const Launcher *launcher; /* the launcher's variables; NULL: no launcher */
  int index;
  int count; /* the launcher has started at least so many processes */
} Announced;

/* Returns the number in the environment variable called name; returns otherwise
 * if there is no number in it, or name is NULL. */
static int
read_number (const char *name, int otherwise)
{
  const char *text = name != NULL ? g_getenv (name) : NULL;
  guint64 number;

  return text != NULL
             && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT / 2, &number,
                                            NULL)
           ? (int) number
           : otherwise;
}

static Announced
read_announced (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LAUNCHERS); i++)
    {
      const Launcher *launcher = &LAUNCHERS[i];
      const int index = read_number (launcher->index, -1);
      const int count = read_number (launcher->count, -1);
      const gboolean is_slurm = strcmp (launcher->index, "SLURM_PROCID") == 0;

      /* Slurm's salloc starts one process and sets the count, but no process
       * number. */
      if (is_slurm ? index >= 0 && count > 1 : index >= 0 || count >= 0)
        return (Announced) { launcher, MAX (index, 0), MAX (count, index + 1) };
    }
  return (Announced) { NULL, 0, 1 };
}

/* Returns FALSE and UNSUPPORTED if the launcher has started more processes than
 * n_known, the number that MPI knows of; n_known is 0 if the trainer was built
 * without MPI. */
static gboolean
check_announced (const Announced *announced, int n_known, GError **error)
{
  const Launcher *launcher = announced->launcher;

  if (launcher == NULL || announced->count <= MAX (n_known, 1))
    return TRUE;
  if (n_known == 0)
    g_set_error (
      error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
      "this is process %d of %d (%s), but the trainer was built "
      "without MPI: each process would make the whole run; start one",
      announced->index, announced->count, launcher->index);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "this is process %d of %d (%s), but MPI knows of %d: each "
                 "process would make the whole run; start them by the mpirun "
                 "of the MPI that the trainer was built with, or by srun with "
                 "a fitting --mpi; to start one alone, unset %s",
                 announced->index, announced->count, launcher->index, n_known,
                 launcher->index);
  return FALSE;
}

gboolean
train_ranks_check_alone (GError **error)
{
  const Announced announced = read_announced ();

  if (announced.count <= 1)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "this is process %d of %d (%s), but this command needs one: all "
               "would write the same files; start one",
               announced.index, announced.count, announced.launcher->index);
  return FALSE;
}

#ifdef TRAIN_HAVE_MPI

#ifdef TRAIN_DOUBLE
#define REAL_TYPE MPI_DOUBLE
#else
#define REAL_TYPE MPI_FLOAT
#endif

static gboolean
has_mpi (void)
{
  int is_initialized;

  MPI_Initialized (&is_initialized);
  return is_initialized;
}

TrainRanks *
train_ranks_new (GError **error)
{
  g_autoptr (TrainRanks) ranks = g_new0 (TrainRanks, 1);
  const Announced announced = read_announced ();

  ranks->count = 1;
  /* Without a launcher MPI is not needed. Starting it takes a second, and fails
   * where its daemon cannot run. */
  if (announced.launcher != NULL)
    {
      int provided;

      /* MPI_THREAD_FUNNELED tells MPI that only one thread calls it, the one
       * that makes the training steps. */
      MPI_Init_thread (NULL, NULL, MPI_THREAD_FUNNELED, &provided);
      MPI_Comm_rank (MPI_COMM_WORLD, &ranks->index);
      MPI_Comm_size (MPI_COMM_WORLD, &ranks->count);
    }
  return check_announced (&announced, ranks->count, error)
           ? g_steal_pointer (&ranks)
           : NULL;
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
train_ranks_share_bytes (TrainRanks *ranks, int owner, int n, char *bytes)
{
  if (ranks->count > 1)
    MPI_Bcast (bytes, n, MPI_CHAR, owner, MPI_COMM_WORLD);
}

/* Returns the first rank whose is_fine is FALSE; the number of ranks if there
 * is none. */
static int
find_failed (const TrainRanks *ranks, gboolean is_fine)
{
  int first = is_fine ? ranks->count : ranks->index;

  if (ranks->count > 1)
    MPI_Allreduce (MPI_IN_PLACE, &first, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  return first;
}

#else

TrainRanks *
train_ranks_new (GError **error)
{
  const Announced announced = read_announced ();
  TrainRanks *ranks;

  if (!check_announced (&announced, 0, error))
    return NULL;
  ranks = g_new0 (TrainRanks, 1);
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
train_ranks_share_bytes (TrainRanks *ranks, int owner, int n, char *bytes)
{
  (void) ranks;
  (void) owner;
  (void) n;
  (void) bytes;
}

void
train_ranks_sum (TrainRanks *ranks, int n, guint64 *values)
{
  (void) ranks;
  (void) n;
  (void) values;
}

static int
find_failed (const TrainRanks *ranks, gboolean is_fine)
{
  return is_fine ? ranks->count : ranks->index;
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

gboolean
train_ranks_agree (TrainRanks *ranks, gboolean is_fine, GError **error)
{
  const int failed = find_failed (ranks, is_fine);
  char message[MAX_MESSAGE] = "";

  if (failed == ranks->count)
    return TRUE;
  if (failed == ranks->index)
    g_strlcpy (message, (*error)->message, sizeof message);
  train_ranks_share_bytes (ranks, failed, sizeof message, message);
  if (is_fine)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "process %d of %d failed: %s", failed, ranks->count, message);
  return FALSE;
}
