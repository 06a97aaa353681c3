/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds up gradients along a binary tree, see gradient-reduction.h. Each
 * gradient has a buffer of its own, called a slot; the sum of a node of the
 * tree replaces the gradient of the node's first sample. The numbers are
 * handled in chunks: one chunk is summed through the whole tree before the
 * next, so that partial sums stay in the cache.
 */
#include "train/run/gradient-reduction.h"

#include <string.h>

#include <smooth/error.h>

#include "base/system.h"

#define CHUNK 8192
#define ALIGNMENT_BYTES 64

struct _TrainReduction
{
  TrainRanks *ranks;
  int n_samples;
  gsize n_values;
  /* The buffers for gradients, one for each of the n_samples. NULL, except for
   * the samples of this rank and for the first samples of subtrees whose sums
   * other ranks send. */
  TrainReal **slots;
};

/* A subtree, the samples first to end - 1, that is being summed. */
typedef struct
{
  const TrainReduction *reduction;
  int first, end;
  /* Whether the subtrees of samples that are all on one rank are summed
   * already, so that these subtrees are the leaves. */
  gboolean is_top;
} Sum;

static int
get_middle (int first, int end)
{
  return first + (end - first + 1) / 2;
}

/* Returns the rank that has all of the samples first to end - 1; -1 if no rank
 * has all. */
static int
find_owner (const TrainReduction *reduction, int first, int end)
{
  for (int rank = 0; rank < train_ranks_get_count (reduction->ranks); rank++)
    {
      int own_first, own_end;

      train_ranks_get_range (reduction->ranks, rank, reduction->n_samples,
                             &own_first, &own_end);
      if (first >= own_first && end <= own_end)
        return rank;
    }
  return -1;
}

static gboolean
add_slot (TrainReduction *reduction, int sample, GError **error)
{
  const gsize n_bytes = reduction->n_values * sizeof (TrainReal);
  TrainReal *slot = smooth_system_alloc (ALIGNMENT_BYTES, n_bytes);

  reduction->slots[sample] = slot;
  if (slot != NULL)
    {
      memset (slot, 0, n_bytes);
      return TRUE;
    }
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               "not enough memory for the gradients of %d crops; take a "
               "smaller --batch, or more processes",
               reduction->n_samples);
  return FALSE;
}

/* Allocates slots for the leaves of the tree that this rank needs: its own
 * samples, and the first sample of each subtree whose sum another rank sends.
 */
static gboolean
add_slots (TrainReduction *reduction, int first, int end, GError **error)
{
  const int owner = find_owner (reduction, first, end);
  const int middle = get_middle (first, end);
  const int n_own =
    owner == train_ranks_get_index (reduction->ranks) ? end - first : 1;

  if (owner < 0)
    return add_slots (reduction, first, middle, error)
           && add_slots (reduction, middle, end, error);
  for (int i = 0; i < n_own; i++)
    if (!add_slot (reduction, first + i, error))
      return FALSE;
  return TRUE;
}

TrainReduction *
train_reduction_new (TrainRanks *ranks,
                     int n_samples,
                     gsize n_values,
                     GError **error)
{
  g_autoptr (TrainReduction) reduction = g_new0 (TrainReduction, 1);

  reduction->ranks = ranks;
  reduction->n_samples = n_samples;
  reduction->n_values = n_values;
  reduction->slots = g_new0 (TrainReal *, n_samples);
  return add_slots (reduction, 0, n_samples, error)
           ? g_steal_pointer (&reduction)
           : NULL;
}

void
train_reduction_free (TrainReduction *reduction)
{
  if (reduction == NULL)
    return;
  for (int i = 0; i < reduction->n_samples; i++)
    smooth_system_free (reduction->slots[i]);
  g_free (reduction->slots);
  g_free (reduction);
}

TrainReal *
train_reduction_get (TrainReduction *reduction, int sample)
{
  return reduction->slots[sample];
}

/* Adds up the gradients of samples first to end - 1 along the tree: of each
 * gradient the n numbers from index at on. */
static void
add_up (const Sum *sum, int first, int end, gsize at, gsize n)
{
  const int middle = get_middle (first, end);
  TrainReal *to;
  const TrainReal *from;

  if (end - first == 1
      || (sum->is_top && find_owner (sum->reduction, first, end) >= 0))
    return;
  add_up (sum, first, middle, at, n);
  add_up (sum, middle, end, at, n);
  to = sum->reduction->slots[first] + at;
  from = sum->reduction->slots[middle] + at;
  for (gsize i = 0; i < n; i++)
    to[i] += from[i];
}

static void
add_up_chunk (gpointer data, int chunk, int thread)
{
  const Sum *sum = data;
  const gsize at = (gsize) chunk * CHUNK;

  (void) thread;
  add_up (sum, sum->first, sum->end, at,
          MIN ((gsize) CHUNK, sum->reduction->n_values - at));
}

static void
add_up_all (const Sum *sum, SmoothThreads *threads)
{
  const gsize n_chunks = (sum->reduction->n_values + CHUNK - 1) / CHUNK;

  smooth_threads_run (threads, (int) n_chunks, add_up_chunk, (gpointer) sum);
}

/* Finds the largest subtrees of samples first to end - 1 that lie on one rank
 * each. That rank sums them and sends the sums to the others. */
static void
share_subtrees (TrainReduction *reduction,
                int first,
                int end,
                SmoothThreads *threads)
{
  const int owner = find_owner (reduction, first, end);
  const int middle = get_middle (first, end);
  const Sum sum = { reduction, first, end, FALSE };

  if (owner < 0)
    {
      share_subtrees (reduction, first, middle, threads);
      share_subtrees (reduction, middle, end, threads);
      return;
    }
  if (owner == train_ranks_get_index (reduction->ranks))
    add_up_all (&sum, threads);
  train_ranks_share (reduction->ranks, owner, reduction->n_values,
                     reduction->slots[first]);
}

TrainReal *
train_reduction_run (TrainReduction *reduction, SmoothThreads *threads)
{
  const Sum all = { reduction, 0, reduction->n_samples, TRUE };

  share_subtrees (reduction, 0, reduction->n_samples, threads);
  add_up_all (&all, threads);
  return reduction->slots[0];
}
