/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of evaluate --goals, to which its parts add rows. The columns are
 * goal, scale, method, setting, areas, median, quarter, worst and wanted.
 * Errors: those of what is loaded and measured.
 */
#pragma once

#include "train/program/evaluation.h"

#define EVALUATE_GOALS_DIGITS 3

typedef struct
{
  Evaluation *evaluation;
  TrainReport *report; /* rows are added to it */
} EvaluateGoals;

/* Adds a row for each of the scales 1, 2 and 4: how much of its contrast the
 * faintest tenth of boundaries keeps at strength 1, on the photos that the
 * options name. */
gboolean evaluate_goals_add_boundaries (EvaluateGoals *goals, GError **error);

/* Adds a row: the PSNR of the pairs in folder at strength 1 less that at .8. */
gboolean evaluate_goals_add_pairs (EvaluateGoals *goals,
                                   const char *folder,
                                   GError **error);
