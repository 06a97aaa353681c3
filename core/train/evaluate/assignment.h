/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest assignment of rows to columns, at most one row each, where only
 * some pairs are allowed and a row may also stay alone for a price.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int column;
  int cost; /* at least 0 */
} TrainAssignmentEdge;

/* What pairs there may be: row i has the edges row_edges[i] up to but without
 * row_edges[i + 1], at least one. All is borrowed. */
typedef struct
{
  int n_rows, n_columns;
  const TrainAssignmentEdge *edges;
  const gsize *row_edges; /* n_rows + 1 */
  gint64 outlier_cost;    /* of a row without a column; above any edge's */
} TrainSparseCosts;

/* Workspace: used by one thread at a time. */
typedef struct _TrainAssignment TrainAssignment;

/* For at most so many rows and columns. Free with train_assignment_free (). */
TrainAssignment *train_assignment_new (gsize max_rows, gsize max_columns);
void train_assignment_free (TrainAssignment *assignment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainAssignment, train_assignment_free)

/* Returns for each row its column, or a negative number where it stays alone;
 * owned by assignment, valid until the next run. The sum of the prices is the
 * smallest; equal solutions are chosen between by the numbers of rows and
 * columns alone. All costs along a path have to add up to less than 2^31. */
const int *train_assignment_run (TrainAssignment *assignment,
                                 const TrainSparseCosts *costs);
