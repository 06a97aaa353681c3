/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves an assignment problem on a sparse graph exactly, by shortest
 * augmenting paths with dual variables (Jonker and Volgenant, "A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38, 1987); see assignment.h. Rows are added one after the other.
 * The search for the shortest path from a new row ends at the first column
 * without a row, or as soon as leaving some row unmatched costs no more than
 * going on. So where pairs are only allowed between near pixels, each search
 * looks at near pixels only.
 */
#include "train/evaluate/assignment.h"

/* Marks a row or column that has no partner yet. Instead of a partner,
 * row_column and column_row hold this number. */
#define FREE -1
/* Marks a row that is left without a column, which costs unmatched_cost. */
#define UNMATCHED -2

/* An entry of the priority queue: the length of the path to a column in the
 * upper 32 bits, the column's number in the lower ones. The smallest entry is
 * taken first, so columns at equal distances are taken in the order of their
 * numbers. */
typedef guint64 Entry;

struct _TrainAssignment
{
  /* the problem being solved, in train_assignment_run () */
  const TrainSparseCosts *costs;
  /* The column of each row, and the row of each column. FREE: none yet;
   * UNMATCHED: a row that gets none. */
  int *row_column, *column_row;
  gint64 *u, *v; /* the dual variables, u of the rows and v of the columns */

  /* The fields below belong to one search, which computes the shortest path
   * from a row to each column. */
  /* Length of the path to each column. Only valid if reached[column] equals the
   * number of the present search; other columns have not been reached yet. */
  gint64 *distance;
  int *reached;
  int *previous_row; /* the row before each column on the path to it */
  int *settled;      /* the columns to which the shortest path is known */
  /* search: the number of the present search, counted from 1. */
  int n_settled, search;
  Entry *queue;
  gsize n_queue, queue_capacity;
};

TrainAssignment *
train_assignment_new (gsize max_rows, gsize max_columns)
{
  TrainAssignment *assignment = g_new0 (TrainAssignment, 1);

  assignment->row_column = g_new (int, max_rows);
  assignment->u = g_new (gint64, max_rows);
  assignment->column_row = g_new (int, max_columns);
  assignment->v = g_new (gint64, max_columns);
  assignment->distance = g_new (gint64, max_columns);
  assignment->reached = g_new0 (int, max_columns);
  assignment->previous_row = g_new (int, max_columns);
  assignment->settled = g_new (int, max_columns);
  return assignment;
}

void
train_assignment_free (TrainAssignment *assignment)
{
  if (assignment == NULL)
    return;
  g_free (assignment->row_column);
  g_free (assignment->u);
  g_free (assignment->column_row);
  g_free (assignment->v);
  g_free (assignment->distance);
  g_free (assignment->reached);
  g_free (assignment->previous_row);
  g_free (assignment->settled);
  g_free (assignment->queue);
  g_free (assignment);
}

/* Initialises the dual variables, and gives each row its cheapest column if no
 * earlier row has taken that. */
static void
initialise (TrainAssignment *assignment)
{
  const TrainSparseCosts *costs = assignment->costs;

  for (int j = 0; j < costs->n_columns; j++)
    {
      assignment->v[j] = 0;
      assignment->column_row[j] = FREE;
    }
  for (int i = 0; i < costs->n_rows; i++)
    {
      gsize end = costs->row_edges[i + 1];
      gint64 least = G_MAXINT64;

      for (gsize k = costs->row_edges[i]; k < end; k++)
        least = MIN (least, costs->edges[k].cost);
      assignment->u[i] = least;
      assignment->row_column[i] = FREE;
      for (gsize k = costs->row_edges[i]; k < end; k++)
        if (costs->edges[k].cost == least
            && assignment->column_row[costs->edges[k].column] == FREE)
          {
            assignment->row_column[i] = costs->edges[k].column;
            assignment->column_row[costs->edges[k].column] = i;
            break;
          }
    }
}

static void
push (TrainAssignment *assignment, gint64 distance, int column)
{
  Entry entry = (Entry) distance << 32 | (guint32) column;
  gsize i = assignment->n_queue++;

  if (assignment->n_queue > assignment->queue_capacity)
    {
      assignment->queue_capacity = 2 * assignment->queue_capacity + 1024;
      assignment->queue =
        g_renew (Entry, assignment->queue, assignment->queue_capacity);
    }
  while (i > 0 && assignment->queue[(i - 1) / 2] > entry)
    {
      assignment->queue[i] = assignment->queue[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  assignment->queue[i] = entry;
}

static Entry
pop (TrainAssignment *assignment)
{
  Entry first = assignment->queue[0];
  Entry last = assignment->queue[--assignment->n_queue];
  gsize i = 0;

  for (gsize child = 1; child < assignment->n_queue; child = 2 * i + 1)
    {
      if (child + 1 < assignment->n_queue
          && assignment->queue[child + 1] < assignment->queue[child])
        child++;
      if (assignment->queue[child] >= last)
        break;
      assignment->queue[i] = assignment->queue[child];
      i = child;
    }
  assignment->queue[i] = last;
  return first;
}

/* Where a search ended: at a column that has no row yet, or at a row that is to
 * be left unmatched. distance is the length of the path from the start of the
 * search, including unmatched_cost if a row is left unmatched.
 */
typedef struct
{
  gint64 distance;
  int column; /* the column without a row; FREE if a row is left unmatched */
  /* the row to leave unmatched; FREE if a column was found */
  int unmatched_row;
} SearchEnd;

/* Shortens the paths to all columns that may be matched with row, where the new
 * path goes through row; distance is the length of the path to row. Updates end
 * if the search can end nearer than end says. */
static void
relax (TrainAssignment *assignment, int row, gint64 distance, SearchEnd *end)
{
  const TrainSparseCosts *costs = assignment->costs;
  gint64 base = distance - assignment->u[row];

  if (base + costs->unmatched_cost < end->distance)
    *end = (SearchEnd) { base + costs->unmatched_cost, FREE, row };
  for (gsize k = costs->row_edges[row]; k < costs->row_edges[row + 1]; k++)
    {
      int column = costs->edges[k].column;
      gint64 there = base + costs->edges[k].cost - assignment->v[column];

      if (there >= end->distance
          || (assignment->reached[column] == assignment->search
              && there >= assignment->distance[column]))
        continue;
      assignment->reached[column] = assignment->search;
      assignment->distance[column] = there;
      assignment->previous_row[column] = row;
      if (assignment->column_row[column] == FREE)
        *end = (SearchEnd) { there, column, FREE };
      else
        push (assignment, there, column);
    }
}

/* Finds the shortest augmenting path that starts at row, by Dijkstra's
 * algorithm with reduced costs (cost - u[row] - v[column]), and returns its
 * end. */
static SearchEnd
find_end (TrainAssignment *assignment, int row)
{
  SearchEnd end = { G_MAXINT64, FREE, FREE };

  assignment->search++;
  assignment->n_queue = 0;
  assignment->n_settled = 0;
  relax (assignment, row, 0, &end);
  while (assignment->n_queue > 0)
    {
      Entry entry = pop (assignment);
      gint64 distance = entry >> 32;
      int column = (int) (entry & G_MAXUINT32);

      if (distance >= end.distance)
        break;
      if (distance > assignment->distance[column])
        continue;
      assignment->settled[assignment->n_settled++] = column;
      relax (assignment, assignment->column_row[column], distance, &end);
    }
  return end;
}

/* Gives row a column, for which other rows may change theirs, or leaves row or
 * another row unmatched, whatever adds the least to the total cost. Updates the
 * dual variables for the next search. */
static void
augment (TrainAssignment *assignment, int row)
{
  SearchEnd end = find_end (assignment, row);
  int column = end.column;

  assignment->u[row] += end.distance;
  for (int k = 0; k < assignment->n_settled; k++)
    {
      int j = assignment->settled[k];

      assignment->v[j] -= end.distance - assignment->distance[j];
      assignment->u[assignment->column_row[j]] +=
        end.distance - assignment->distance[j];
    }
  if (column == FREE)
    {
      column = assignment->row_column[end.unmatched_row];
      assignment->row_column[end.unmatched_row] = UNMATCHED;
    }
  while (column != FREE)
    {
      int from = assignment->previous_row[column];
      int next = assignment->row_column[from];

      assignment->column_row[column] = from;
      assignment->row_column[from] = column;
      column = next;
    }
}

const int *
train_assignment_run (TrainAssignment *assignment,
                      const TrainSparseCosts *costs)
{
  assignment->costs = costs;
  initialise (assignment);
  for (int i = 0; i < costs->n_rows; i++)
    if (assignment->row_column[i] == FREE)
      augment (assignment, i);
  assignment->costs = NULL;
  return assignment->row_column;
}
