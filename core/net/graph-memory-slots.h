/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slots: where in memory each row of each node lies, as the plan decides.
 *
 * A row takes a slot when it is computed, and the slot is free again when all
 * consumers have read the row. Slots of equal size form a pool, which serves
 * all nodes whose rows have that size. So a graph takes as much memory as all
 * its nodes together need at the worst moment. With a ring buffer for each node
 * it would be more: the sum of what each node needs at its own worst moment.
 * The plan rehearses a whole pass without pixels and writes each row's slot
 * into a table, which a pass only reads.
 *
 * Nodes share a pool only if equal offsets in their rows stand for equal places
 * in the picture's width. When a row takes the slot of an older row, a thread
 * that writes some of its columns therefore has to wait only for the readers of
 * the same columns (base/threads.h). A margin belongs to the column beside it:
 * the block that writes the column fills the margin (graph-pass.c), and a block
 * that reads the margin reads the column, too.
 */
#pragma once

#include "net/graph-row-lifetimes.h"

struct _SmoothPool
{
  /* What all rows of a pool have in common, in floats: where their columns
   * begin and end, and how wide their plane is. */
  gsize first, end, plane;
  SmoothRecompute recompute; /* in which passes the rows are computed */
  gsize margin; /* floats before a row's first column, and after its last */
  gsize stride; /* floats from a slot to the next */
  int n_slots;

  /* Only during the plan: a stack of the free slots, and for how many slots
   * there is memory. */
  int *free_slots;
  int n_free, capacity;
};

void smooth_pool_free (gpointer pool);

/* Gives each node a pool and a table of slots for its rows. The plan must have
 * found the rows and columns of all nodes before. Errors: NO_MEMORY. */
gboolean smooth_slots_init (SmoothGraph *graph, GError **error);

/* In the plan's rehearsal of a pass, called instead of computing rows of node:
 * gives the rows slots, and frees the slots of rows that were read for the last
 * time. */
void
smooth_slots_assign (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows);

/* In the plan's rehearsal of a pass, called after smooth_graph_begin_pull ():
 * frees the slots of output rows that the caller will not read again. */
void smooth_slots_release_outputs (SmoothGraph *graph);

/* Takes the pools' memory from arena, and tells the bands of all nodes where
 * their rows lie in it. */
void smooth_slots_prepare (SmoothGraph *graph, SmoothArena *arena);
