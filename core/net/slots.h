/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slots: where in memory each row of each node lies, fixed by the plan.
 *
 * A row takes a slot when it is computed and gives it back when all have read
 * it; slots of equal size form a pool, which serves all nodes whose rows have
 * that size. So memory is the most that is held at any one moment, and not, as
 * with a ring for each node, the sum of what each holds at its worst. The plan
 * goes through all of it with numbers only; a run finds each row's slot in a
 * table that does not change.
 *
 * Nodes share a pool only where the same place in a row stands for the same
 * part of the picture's width: so whoever writes into a row that was given back
 * has to wait only for readers of the columns that it writes. A margin belongs
 * to the column beside it: whoever writes that fills it (stream.c), and whoever
 * reads the one reads the other.
 */
#pragma once

#include "net/graph-private.h"

struct _SmoothPool
{
  /* The row: where its columns begin and end, and the plane's, in floats. */
  gsize first, end, plane;
  SmoothKind kind; /* of its nodes */
  gsize margin;    /* floats before the row's begin, and behind it */
  gsize stride;    /* floats from a slot to the next */
  int n_slots;
  /* Slots that are free, the last one first. */
  int *given_back;
  int n_given_back, n_room;
};

void smooth_pool_free (gpointer pool);

/* Gives each node a pool, and its rows a table of slots. Rows and columns are
 * fixed. Errors: NO_MEMORY. */
gboolean smooth_slots_init (SmoothGraph *graph, GError **error);

/* In the plan, when rows of node are computed: slots for them, and those given
 * back that need not be kept for others. */
void
smooth_slots_rehearse (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows);

/* In the plan, at the start of a pull: what the last one brought has been read.
 */
void smooth_slots_rehearse_pull (SmoothGraph *graph);

/* Takes the pools' memory from arena. */
void smooth_slots_prepare (SmoothGraph *graph, SmoothArena *arena);
