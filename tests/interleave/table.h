/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of trials, by kind. */
#pragma once

#include "trial.h"

typedef struct
{
  guint n, n_done, n_refused, n_killed;
} Cell;

typedef struct
{
  Cell cells[RUN_N_WAYS][USER_N_ACTIONS][TEST_N_POINTS];
  Cell undisturbed[RUN_N_WAYS];
  guint n_exact;
  guint n_findings[N_FINDINGS][RUN_N_WAYS];
} Table;

void table_add (Table *table, const TrialRecord *record);

/* Findings of one way of running. */
guint table_count_findings (const Table *table, RunWay way);

/* Prints as comments of TAP. */
void table_print (const Table *table, Moment moment);
