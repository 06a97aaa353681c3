/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slots: where in memory each row of each node lies. The plan fixes it.
 *
 * A row takes a slot when it is computed, and the slot is free again when all
 * consumers have read the row. Slots of equal size form a pool, which serves
 * all nodes whose rows have that size. So a graph takes as much memory as it
 * holds at its worst moment; a ring for each node would take the sum of what
 * each node holds at its own worst. The plan rehearses a whole pass with
 * numbers only; a pass finds each row's slot in a table that does not change.
 *
 * Nodes share a pool only where the same offset in a row stands for the same
 * part of the picture's width. A thread that writes into a slot that another
 * row had before then has to wait only for readers of the columns that it
 * writes (base/threads.h). A margin belongs to the column beside it: the block
 * that writes the column fills the margin (graph-pass.c), and a block that
 * reads the margin reads the column too.
 */
#pragma once

#include "net/graph-rows.h"

struct _SmoothPool
{
  /* The rows: where their columns begin and end, and how wide their plane is,
   * in floats. */
  gsize first, end, plane;
  SmoothRecompute recompute; /* of its nodes */
  gsize margin; /* floats before a row's first column, and after its last */
  gsize stride; /* floats from a slot to the next */
  int n_slots;

  /* During the plan: a stack of free slots, with place for capacity ones. */
  int *free_slots;
  int n_free, capacity;
};

void smooth_pool_free (gpointer pool);

/* Gives each node a pool, and a table of slots for its rows. Rows and columns
 * of all nodes are fixed by then. Errors: NO_MEMORY. */
gboolean smooth_slots_init (SmoothGraph *graph, GError **error);

/* In the rehearsal, when rows of node would be computed: gives them slots, and
 * frees the slots of rows that were read for the last time. */
void
smooth_slots_assign (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows);

/* In the rehearsal, after smooth_graph_begin_pull: frees the slots of output
 * rows that the caller will not read again. */
void smooth_slots_release_outputs (SmoothGraph *graph);

/* Takes the pools' memory from arena, and tells the nodes' bands about it. */
void smooth_slots_prepare (SmoothGraph *graph, SmoothArena *arena);
