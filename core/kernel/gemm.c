/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product (see gemm.h) by the kernel of a SIMD variant. */
#include "kernel/gemm.h"

#include "kernel/simd/kernels.h"

void
smooth_gemm (SmoothSimd simd, const SmoothGemm *product)
{
  smooth_kernels_get (simd)->gemm (product);
}

void
smooth_gemm_reference (const SmoothGemm *p)
{
  for (int row = 0; row < p->m; row++)
    for (int column = 0; column < p->n; column++)
      {
        const float *a = p->a + (gsize) row * p->lda;
        const float *b = p->b + column;
        double sum = 0;

        for (int i = 0; i < p->k; i++)
          sum += (double) a[i] * b[(gsize) i * p->ldb];
        p->c[(gsize) row * p->ldc + column] = (float) sum;
      }
}
