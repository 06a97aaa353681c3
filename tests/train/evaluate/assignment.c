/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests assignment.h on random sparse costs against trying all assignments. */
#include "train/evaluate/assignment.h"

#include "support/measure.h"

#define MAX_ROWS 6
#define MAX_COLUMNS 6
#define UNMATCHED_COST 50
#define NOT_ALLOWED -1

typedef struct
{
  int n_rows, n_columns;
  int cost[MAX_ROWS][MAX_COLUMNS]; /* the cost, or NOT_ALLOWED */
} Problem;

/* Returns the least cost of assigning the rows from row on. taken: the set of
 * columns that are used already. */
static int
try_all (const Problem *problem, int row, guint taken)
{
  int best;

  if (row == problem->n_rows)
    return 0;
  best = UNMATCHED_COST + try_all (problem, row + 1, taken);
  for (int j = 0; j < problem->n_columns; j++)
    if (problem->cost[row][j] != NOT_ALLOWED && !(taken & 1u << j))
      best = MIN (best, problem->cost[row][j]
                          + try_all (problem, row + 1, taken | 1u << j));
  return best;
}

/* Draws a random problem in which every row has at least one column. */
static void
draw (GRand *rand, Problem *problem)
{
  problem->n_rows = g_rand_int_range (rand, 0, MAX_ROWS + 1);
  problem->n_columns = g_rand_int_range (rand, 1, MAX_COLUMNS + 1);
  for (int i = 0; i < problem->n_rows; i++)
    {
      const int kept = g_rand_int_range (rand, 0, problem->n_columns);

      for (int j = 0; j < problem->n_columns; j++)
        problem->cost[i][j] = j == kept || g_rand_boolean (rand)
                                ? g_rand_int_range (rand, 0, UNMATCHED_COST)
                                : NOT_ALLOWED;
    }
}

/* Asserts that row_column is an assignment, and returns its cost. */
static int
get_cost (const Problem *problem, const int *row_column)
{
  guint taken = 0;
  int cost = 0;

  for (int i = 0; i < problem->n_rows; i++)
    if (row_column[i] < 0)
      cost += UNMATCHED_COST;
    else
      {
        g_assert_cmpint (row_column[i], <, problem->n_columns);
        g_assert_cmpint (problem->cost[i][row_column[i]], !=, NOT_ALLOWED);
        g_assert_cmpuint (taken & 1u << row_column[i], ==, 0);
        taken |= 1u << row_column[i];
        cost += problem->cost[i][row_column[i]];
      }
  return cost;
}

static const int *
run (TrainAssignment *assignment, const Problem *problem)
{
  TrainAssignmentEdge edges[MAX_ROWS * MAX_COLUMNS];
  gsize row_edges[MAX_ROWS + 1] = { 0 };
  gsize n_edges = 0;
  const TrainSparseCosts costs = { problem->n_rows, problem->n_columns, edges,
                                   row_edges, UNMATCHED_COST };

  for (int i = 0; i < problem->n_rows; i++)
    {
      for (int j = 0; j < problem->n_columns; j++)
        if (problem->cost[i][j] != NOT_ALLOWED)
          edges[n_edges++] = (TrainAssignmentEdge) { j, problem->cost[i][j] };
      row_edges[i + 1] = n_edges;
    }
  return train_assignment_run (assignment, &costs);
}

/* One work space solves all problems, so a problem must not influence the next.
 */
static void
test_brute_force (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (TrainAssignment) assignment =
    train_assignment_new (MAX_ROWS, MAX_COLUMNS);

  for (int i = 0; i < 3000; i++)
    {
      Problem problem;

      draw (rand, &problem);
      g_assert_cmpint (get_cost (&problem, run (assignment, &problem)), ==,
                       try_all (&problem, 0, 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assignment/brute-force", test_brute_force);
  return g_test_run ();
}
