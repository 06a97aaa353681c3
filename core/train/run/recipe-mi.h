/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recipe of the main interpreter: samples are pairs (data/pair-source.h),
 * and the loss is that of loss/mi-loss.h. EME computes the edge maps and the
 * features; it is not trained.
 */
#pragma once

#include "train/data/pair-source.h"
#include "train/loss/mi-loss.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "train/run/recipe.h"

/* A sample: draw () of the recipe fills it, compute () reads it. */
typedef struct
{
  TrainPairSample pair;
  /* Whether the negative, the picture that the output is to differ from, is the
   * over-smoothed input; otherwise it is the input itself. */
  gboolean is_over_smoothed;
} TrainMiRecipeSample;

/* Makes the recipe for a network with as many channels as widths says, at full
 * size, 1/2, 1/4 and 1/8. pairs and eme are borrowed, and only draw () uses
 * pairs; weights are copied. Errors: NO_MEMORY. Free with train_recipe_free
 * (). */
TrainRecipe *train_recipe_new_mi (const TrainPairSource *pairs,
                                  const TrainEme *eme,
                                  const int widths[TRAIN_MI_N_WIDTHS],
                                  const TrainMiLossWeights *weights,
                                  SmoothSimd simd,
                                  GError **error);
