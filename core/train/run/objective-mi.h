/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objective of the main interpreter: samples are pairs
 * (data/pair-synthesis.h), and the loss is that of loss/mi-loss.h. EME computes
 * the edge maps and the features; it is not trained.
 */
#pragma once

#include "train/data/pair-synthesis.h"
#include "train/loss/mi-loss.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "train/run/objective.h"

/* A sample: draw () of the objective fills it, compute () reads it. */
typedef struct
{
  TrainPairSample pair;
  /* Whether the negative, the picture that the output is to differ from, is the
   * over-smoothed input; otherwise it is the input itself. */
  gboolean is_over_smoothed;
} TrainMiObjectiveSample;

/* Makes the objective for a network with as many channels as widths says, at
 * full size, 1/2, 1/4 and 1/8. pairs and eme are borrowed, and only draw ()
 * uses pairs; weights are copied. Errors: NO_MEMORY. Free with
 * train_objective_free
 * (). */
TrainObjective *train_objective_new_mi (const TrainPairSynthesis *pairs,
                                        const TrainEme *eme,
                                        const int widths[TRAIN_MI_N_WIDTHS],
                                        const TrainMiLossWeights *weights,
                                        SmoothSimd simd,
                                        GError **error);
