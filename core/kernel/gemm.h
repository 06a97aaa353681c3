/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single-precision matrix product, C = A B, on one thread: the only file
 * that knows a BLAS. Backends: a BLAS's sgemm_, and our own.
 */
#pragma once

#include "kernel/cpu.h"

/* c (m x n, row stride ldc) = a (m x k, row stride lda) * b (k x n, row stride
 * ldb), all row-major. level: of our own backend; a BLAS chooses for itself.
 * The BLAS runs single-threaded. Thread-safe. */
void smooth_gemm (SmoothCpuLevel level,
                  int m,
                  int n,
                  int k,
                  const float *a,
                  int lda,
                  const float *b,
                  int ldb,
                  float *c,
                  int ldc);

/* Name of the backend of this build: "openblas", "builtin", "blas". */
const char *smooth_gemm_get_backend (void);

/* The obvious loop in double, the referee of the tests. */
void smooth_gemm_reference (int m,
                            int n,
                            int k,
                            const float *a,
                            int lda,
                            const float *b,
                            int ldb,
                            float *c,
                            int ldc);
