/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `evaluate` can measure, one function for each option that asks for it.
 * Each adds its reports to evaluation; those of parts that ended well before
 * stay where one fails. Errors name what failed.
 */
#pragma once

#include "train/program/evaluation.h"

/* --pairs: PSNR and SSIM of MI and the filters on the pairs in folder. */
gboolean
evaluate_pairs (Evaluation *evaluation, const char *folder, GError **error);

/* --edges: EME by the BSDS boundary benchmark. */
gboolean evaluate_edges (Evaluation *evaluation, GError **error);

/* --after-smoothing: plain gradients by the same benchmark, after smoothing by
 * each method. */
gboolean evaluate_after_smoothing (Evaluation *evaluation, GError **error);

/* --teacher: PSNR and SSIM to the teacher's results on photos. */
gboolean evaluate_teacher (Evaluation *evaluation, GError **error);

/* --checks: properties that the result has to have on any picture. */
gboolean evaluate_checks (Evaluation *evaluation, GError **error);

/* --goals: what has to be kept and what has to be taken. */
gboolean evaluate_goals (Evaluation *evaluation, GError **error);

/* --look: a sheet of each picture at all strengths and scales. */
gboolean evaluate_look (Evaluation *evaluation, GError **error);
