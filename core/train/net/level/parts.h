/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the level that is being compiled; table.c makes the
 * TrainLevel of them. */
#pragma once

#include "train/net/level/level.h"
#include "train/net/level/vector.h"

void TRAIN_LEVEL_NAME (train_level_product) (const TrainProduct *job);
void TRAIN_LEVEL_NAME (train_level_tiles_in) (const TrainTiles *job);
void TRAIN_LEVEL_NAME (train_level_tiles_gradient) (const TrainTiles *job);
void TRAIN_LEVEL_NAME (train_level_tiles_weights) (int n_in,
                                                   int n_out,
                                                   const TrainReal *sums,
                                                   TrainReal *weights);
void TRAIN_LEVEL_NAME (train_level_finish) (const TrainFinish *job);
void TRAIN_LEVEL_NAME (train_level_add) (gsize n,
                                         TrainReal factor,
                                         const TrainReal *from,
                                         TrainReal *to);
void TRAIN_LEVEL_NAME (train_level_fold_row) (
  int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to);
void TRAIN_LEVEL_NAME (train_level_upsample_row) (int factor,
                                                  int n,
                                                  int n_fine,
                                                  int n_channels,
                                                  const TrainReal *from,
                                                  TrainReal *to);

extern const TrainLevel TRAIN_LEVEL_NAME (train_level);
