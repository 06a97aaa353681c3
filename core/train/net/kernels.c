/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses among the tables of functions, one for each SIMD variant. meson says
 * by macros which tables are compiled.
 */
#include "train/net/simd/kernels.h"

extern const TrainKernels train_kernels_baseline;
extern const TrainKernels train_kernels_v3;
extern const TrainKernels train_kernels_v4;

const TrainKernels *
train_kernels_get (SmoothSimd simd)
{
#ifdef TRAIN_DOUBLE
  (void) simd;
  return &train_kernels_baseline;
#else
  static const TrainKernels *const tables[SMOOTH_N_SIMD] = {
    [SMOOTH_SIMD_BASELINE] = &train_kernels_baseline,
    [SMOOTH_SIMD_BLAS] = &train_kernels_baseline,
#ifdef TRAIN_HAVE_V3
    [SMOOTH_SIMD_X86_64_V3] = &train_kernels_v3,
#endif
#ifdef TRAIN_HAVE_V4
    [SMOOTH_SIMD_X86_64_V4] = &train_kernels_v4,
#endif
  };

  return tables[simd];
#endif
}
