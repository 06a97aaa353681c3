/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product of any size by the BLAS. */
#include "kernel/blas.h"
#include "kernel/simd/parts.h"

void
SMOOTH_SIMD_NAME (smooth_kernel_gemm) (const SmoothGemm *product)
{
  smooth_blas_multiply (product);
}
