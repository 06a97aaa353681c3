/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declares the functions of the table TrainKernels (kernels.h, which describes
 * them) for the instruction set that is being compiled. table.c makes the
 * table. */
#pragma once

#include "train/net/simd/kernels.h"
#include "train/net/simd/vector.h"

void TRAIN_SIMD_NAME (train_kernel_product) (const TrainProduct *job);
void TRAIN_SIMD_NAME (train_kernel_tiles_in) (const TrainTiles *job);
void TRAIN_SIMD_NAME (train_kernel_tiles_gradient) (const TrainTiles *job);
void TRAIN_SIMD_NAME (train_kernel_tiles_weights) (int n_in,
                                                   int n_out,
                                                   const TrainReal *sums,
                                                   TrainReal *weights);
void TRAIN_SIMD_NAME (train_kernel_activation_backward) (
  const TrainActivationGradient *job);
void TRAIN_SIMD_NAME (train_kernel_add) (gsize n,
                                         TrainReal factor,
                                         const TrainReal *from,
                                         TrainReal *to);
void TRAIN_SIMD_NAME (train_kernel_fold_row) (
  int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to);
void TRAIN_SIMD_NAME (train_kernel_upsample_row) (int factor,
                                                  int n,
                                                  int n_fine,
                                                  int n_channels,
                                                  const TrainReal *from,
                                                  TrainReal *to);

extern const TrainKernels TRAIN_SIMD_NAME (train_kernels);
