/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single-precision matrix product C = A B on the calling thread, computed by a
 * BLAS or by a micro-kernel of our own. The functions may be called by any
 * thread.
 */
#pragma once

#include "kernel/simd.h"

/* The product C = A B of row-major matrices, all borrowed. Each row of a matrix
 * begins lda, ldb or ldc floats behind the row before (the leading dimension).
 */
typedef struct
{
  int m, n, k;
  const float *a; /* m x k */
  int lda;
  const float *b; /* k x n */
  int ldb;
  float *c; /* m x n; overwritten */
  int ldc;
} SmoothGemm;

/* Computes product by the kernel of this SIMD variant: a micro-kernel of our
 * own, or with SMOOTH_SIMD_BLAS the BLAS. */
void smooth_gemm (SmoothSimd simd, const SmoothGemm *product);

/* Computes product by three nested loops with sums in double, for tests to
 * compare with. */
void smooth_gemm_reference (const SmoothGemm *product);
