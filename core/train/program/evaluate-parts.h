/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the command `evaluate`, one function for each option that asks
 * for something to be measured. Each adds its reports to evaluation. If one
 * fails, the reports of earlier parts stay. Errors name what failed.
 */
#pragma once

#include "train/program/evaluate-context.h"

/* The option --pairs: measures PSNR and SSIM of MI and the filters on the pairs
 * in folder. */
gboolean
evaluate_pairs (Evaluation *evaluation, const char *folder, GError **error);

/* The option --edges: measures EME by the BSDS boundary benchmark. */
gboolean evaluate_edges (Evaluation *evaluation, GError **error);

/* The option --after-smoothing: smooths photos by each method, and measures by
 * the boundary benchmark how well the gradients of the smoothed photos agree
 * with the boundaries that people drew. */
gboolean evaluate_after_smoothing (Evaluation *evaluation, GError **error);

/* The option --teacher: measures how near the methods' results on photos are to
 * those of the teacher, as PSNR and SSIM. */
gboolean evaluate_teacher (Evaluation *evaluation, GError **error);

/* The option --checks: checks properties that results must have on any picture.
 */
gboolean evaluate_checks (Evaluation *evaluation, GError **error);

/* The option --goals: measures how much is left of what has to be kept (such as
 * eyes and letters) and how much is removed of what has to go (such as
 * textures).
 */
gboolean evaluate_goals (Evaluation *evaluation, GError **error);

/* The option --look: makes a sheet of each picture at all strengths and texture
 * scales. */
gboolean evaluate_look (Evaluation *evaluation, GError **error);
