/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts trials by the way in which the plug-in was started, the user's first
 * action, and the moment of that action. */
#pragma once

#include "trial.h"

typedef struct
{
  guint n, n_done, n_refused, n_killed;
} Cell;

typedef struct
{
  Cell cells[RUN_N_KINDS][USER_N_ACTIONS][TEST_N_POINTS];
  Cell undisturbed[RUN_N_KINDS];
  guint n_exact;
  guint n_findings[N_FINDINGS][RUN_N_KINDS];
} Table;

void table_add (Table *table, const TrialRecord *record);

/* Returns how many trials of a kind of run had a finding. */
guint table_count_findings (const Table *table, RunKind kind);

/* Prints the counts as comments of TAP. */
void table_print (const Table *table, Moment moment);
