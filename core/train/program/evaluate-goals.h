/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of quality goals, for evaluate-goals.c and evaluate-goals-sets.c.
 * Its columns: goal, scale, method, setting, areas, median, quarter, worst,
 * wanted.
 */
#pragma once

#include "train/program/evaluation.h"

#define EVALUATE_GOALS_DIGITS 3

typedef struct
{
  Evaluation *evaluation;
  TrainReport *report; /* the report, to which rows are added */
} EvaluateGoals;

/* Adds three rows, for texture scales 1, 2 and 4: how much of its contrast the
 * faintest tenth of the boundaries keeps at strength 1, on the annotated photos
 * that the options name. */
gboolean evaluate_goals_add_boundaries (EvaluateGoals *goals, GError **error);

/* Adds a row: the PSNR of MI's results on the pairs in folder at strength 1,
 * minus that at strength 0.8. */
gboolean evaluate_goals_add_pairs (EvaluateGoals *goals,
                                   const char *folder,
                                   GError **error);
