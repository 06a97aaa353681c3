/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recipe of the main interpreter: samples are pairs (data/pair-source.h),
 * and the loss is that of loss/mi-loss.h. EME, which makes the edge maps and
 * the features, is not trained.
 */
#pragma once

#include "train/data/pair-source.h"
#include "train/loss/mi-loss.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "train/run/recipe.h"

/* The recipe's sample, which its draw () fills and its compute () reads. */
typedef struct
{
  TrainPairSample pair;
  gboolean is_over_smoothed; /* the negative is the over-smoothed input; else it
                                is the input itself */
} TrainMiRecipeSample;

/* The recipe for a network of widths channels at full size, 1/2, 1/4 and 1/8.
 * pairs and eme are borrowed, and pairs is used by draw () alone; weights are
 * copied. Errors: NO_MEMORY. Free with train_recipe_free (). */
TrainRecipe *train_recipe_new_mi (const TrainPairSource *pairs,
                                  const TrainEme *eme,
                                  const int widths[TRAIN_MI_N_WIDTHS],
                                  const TrainMiLossWeights *weights,
                                  SmoothSimd simd,
                                  GError **error);
