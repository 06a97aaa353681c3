/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves the assignment problem on a sparse graph: matches rows with columns,
 * each column with at most one row, at the least total cost. Only some pairs
 * are allowed, and a row may stay unmatched at a cost.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int column;
  int cost; /* the cost of matching the row with this column; at least 0 */
} TrainAssignmentEdge;

/* The allowed pairs of a row and a column, each an edge with its cost. Those of
 * row i are edges[row_edges[i]] to edges[row_edges[i + 1] - 1]; each row has at
 * least one. All arrays are borrowed. */
typedef struct
{
  int n_rows, n_columns;
  const TrainAssignmentEdge *edges;
  const gsize *row_edges; /* n_rows + 1 indices of edges */
  /* the cost of leaving a row unmatched; greater than the cost of any edge */
  gint64 unmatched_cost;
} TrainSparseCosts;

/* The work space of the solver. Used by one thread at a time. */
typedef struct _TrainAssignment TrainAssignment;

/* Returns a work space for problems of at most max_rows rows and max_columns
 * columns. Free with train_assignment_free (). */
TrainAssignment *train_assignment_new (gsize max_rows, gsize max_columns);
void train_assignment_free (TrainAssignment *assignment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainAssignment, train_assignment_free)

/* Returns for each row its column, or a negative number if the row stays
 * unmatched; the array is owned by assignment and valid until the next call.
 * The total cost is the least possible; which of several equally cheap
 * solutions is found depends only on how rows and columns are numbered.
 * Distances are stored in 32 bits: the costs along any augmenting path must add
 * up to less than 2^31. */
const int *train_assignment_run (TrainAssignment *assignment,
                                 const TrainSparseCosts *costs);
