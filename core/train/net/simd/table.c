/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table TrainKernels of the functions of the instruction set that is being
 * compiled. */
#include "train/net/simd/functions.h"

const TrainKernels TRAIN_SIMD_NAME (train_kernels) = {
  .product = TRAIN_SIMD_NAME (train_kernel_product),
  .tiles_in = TRAIN_SIMD_NAME (train_kernel_tiles_in),
  .tiles_gradient = TRAIN_SIMD_NAME (train_kernel_tiles_gradient),
  .tiles_weights = TRAIN_SIMD_NAME (train_kernel_tiles_weights),
  .activation_backward = TRAIN_SIMD_NAME (train_kernel_activation_backward),
  .add = TRAIN_SIMD_NAME (train_kernel_add),
  .fold_row = TRAIN_SIMD_NAME (train_kernel_fold_row),
  .upsample_row = TRAIN_SIMD_NAME (train_kernel_upsample_row),
};
