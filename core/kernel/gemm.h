/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single-precision matrix product, C = A B, on one thread: the only file
 * that knows a BLAS. Backends: a BLAS's sgemm_, and our own.
 */
#pragma once

#include "kernel/simd.h"

/* C = A B, all row-major. */
typedef struct
{
  int m, n, k;
  const float *a; /* m x k, a row begins lda after the last one */
  int lda;
  const float *b; /* k x n */
  int ldb;
  float *c; /* m x n, written */
  int ldc;
} SmoothGemm;

/* By the backend that is better at this CPU level (core/README.md has the
 * figures). A BLAS chooses its instructions for itself and runs
 * single-threaded. Thread-safe. */
void smooth_gemm (SmoothSimd level, const SmoothGemm *product);

/* Name of the backend that smooth_gemm takes at level: "openblas", "builtin",
 * "blas". */
const char *smooth_gemm_get_backend (SmoothSimd level);

/* The BLAS, FALSE in a build without one. For tests and measurements. */
gboolean smooth_gemm_blas (const SmoothGemm *product);

/* The obvious loop in double, the referee of the tests. */
void smooth_gemm_reference (const SmoothGemm *product);
