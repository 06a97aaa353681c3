/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

static const char *const POINTS[TEST_N_POINTS] = {
  "copied", "band", "computed", "prepared", "merge", "comparing", "unguarded",
};

static void
count (Cell *cell, const TrialRecord *record)
{
  cell->n++;
  cell->n_done += record->is_done;
  cell->n_killed += record->is_killed;
  cell->n_refused += !record->is_done && !record->is_killed;
}

void
table_add (Table *table, const TrialRecord *record)
{
  if (record->n_actions > 0)
    count (&table->cells[record->kind][record->action][record->point], record);
  else
    count (&table->undisturbed[record->kind], record);
  table->n_exact += record->is_exact;
  if (record->finding != FINDING_NONE)
    table->n_findings[record->finding][record->kind]++;
}

guint
table_count_findings (const Table *table, RunKind kind)
{
  guint n = 0;

  for (int i = 0; i < N_FINDINGS; i++)
    n += table->n_findings[i][kind];
  return n;
}

static gboolean
has_point (Moment moment, int point)
{
  switch (moment)
    {
    case MOMENT_POINTS:
      return point <= TEST_POINT_BEFORE_MERGE;
    case MOMENT_WINDOW:
      return point > TEST_POINT_BEFORE_MERGE;
    default:
      return point == 0;
    }
}

/* Whether the user acts before calls of libgimp, and not at test points. */
static gboolean
is_at_calls (Moment moment)
{
  return moment == MOMENT_CALLS || moment == MOMENT_EACH;
}

/* Returns the counts of trials for a kind of run, an action and a test point.
 * If the user does not act at test points, the counts of all points are added
 * up. */
static Cell
get_cell (const Table *table, Moment moment, int kind, int action, int point)
{
  Cell sum = table->cells[kind][action][point];

  for (int i = 1; is_at_calls (moment) && i < TEST_N_POINTS; i++)
    {
      const Cell *cell = &table->cells[kind][action][i];

      sum.n += cell->n, sum.n_done += cell->n_done;
      sum.n_refused += cell->n_refused, sum.n_killed += cell->n_killed;
    }
  return sum;
}

static void
print_kind (const Table *table, Moment moment, int kind)
{
  const Cell *calm = &table->undisturbed[kind];

  g_print ("# %s: succeeded / refused / killed, by the user's first action and "
           "its moment\n#  %-16s",
           run_kind_name (kind), "");
  for (int point = 0; point < TEST_N_POINTS; point++)
    if (has_point (moment, point))
      g_print (" %12s", is_at_calls (moment) ? "any call" : POINTS[point]);
  g_print ("\n");
  for (int action = 0; action < USER_N_ACTIONS; action++)
    {
      g_print ("#  %-16s", user_action_name (action));
      for (int point = 0; point < TEST_N_POINTS; point++)
        if (has_point (moment, point))
          {
            const Cell cell = get_cell (table, moment, kind, action, point);
            g_autofree char *text = g_strdup_printf (
              "%u/%u/%u", cell.n_done, cell.n_refused, cell.n_killed);

            g_print (" %12s", text);
          }
      g_print ("\n");
    }
  g_print ("#  (%u runs ended before the moment came: %u succeeded)\n", calm->n,
           calm->n_done);
}

void
table_print (const Table *table, Moment moment)
{
  for (int kind = 0; kind < RUN_N_KINDS; kind++)
    print_kind (table, moment, kind);
  g_print ("# as if one thing had been done after the other: %u\n",
           table->n_exact);
  for (int i = 1; i < N_FINDINGS; i++)
    {
      g_print ("# found: %-20s", finding_name (i));
      for (int kind = 0; kind < RUN_N_KINDS; kind++)
        g_print (" %s %u", run_kind_name (kind), table->n_findings[i][kind]);
      g_print ("\n");
    }
}
