/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the level that is being compiled. */
#include "train/net/level/parts.h"

const TrainLevel TRAIN_LEVEL_NAME (train_level) = {
  .product = TRAIN_LEVEL_NAME (train_level_product),
  .tiles_in = TRAIN_LEVEL_NAME (train_level_tiles_in),
  .tiles_gradient = TRAIN_LEVEL_NAME (train_level_tiles_gradient),
  .tiles_weights = TRAIN_LEVEL_NAME (train_level_tiles_weights),
  .finish = TRAIN_LEVEL_NAME (train_level_finish),
  .add = TRAIN_LEVEL_NAME (train_level_add),
  .fold_row = TRAIN_LEVEL_NAME (train_level_fold_row),
  .upsample_row = TRAIN_LEVEL_NAME (train_level_upsample_row),
};
