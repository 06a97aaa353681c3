/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of quality goals, which is written by evaluate-goals.c and
 * evaluate-goals-sets.c. Each row is about one kind of area, for one method.
 * Its columns: goal (the kind), scale, method, setting, areas (how many),
 * median, quarter (the limit of the worst quarter), worst, wanted.
 */
#pragma once

#include "train/program/evaluate-context.h"

#define EVALUATE_GOALS_DIGITS 3

typedef struct
{
  Evaluation *evaluation;
  TrainReport *report;
} EvaluateGoals;

/* Adds three rows, for texture scales 1, 2 and 4: how much of their contrast
 * boundaries keep when MI smooths the annotated photos that the options name at
 * strength 1. The value is the 10th percentile over the boundary pixels. */
gboolean evaluate_goals_add_boundaries (EvaluateGoals *goals, GError **error);

/* Adds a row with a difference: MI's PSNR on the pairs in folder at strength 1
 * minus its PSNR there at strength 0.8. */
gboolean evaluate_goals_add_pairs (EvaluateGoals *goals,
                                   const char *folder,
                                   GError **error);
