/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product (see gemm.h) by our own micro-kernel (simd/gemm.c) or by the
 * BLAS that meson found; no other file calls a BLAS. SMOOTH_BLAS_NAME is
 * defined if there is one, and SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS if it has
 * that function.
 */
#include "kernel/gemm.h"

#include "kernel/simd/kernels.h"

#define BUILTIN_NAME "builtin"

#ifdef SMOOTH_BLAS_NAME

/* BLAS has Fortran's calling convention: matrices are column-major, and every
 * argument is passed by reference. */
extern void sgemm_ (const char *trans_a,
                    const char *trans_b,
                    const int *m,
                    const int *n,
                    const int *k,
                    const float *alpha,
                    const float *a,
                    const int *lda,
                    const float *b,
                    const int *ldb,
                    const float *beta,
                    float *c,
                    const int *ldc);

#ifdef SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS
extern void openblas_set_num_threads (int n_threads);
#endif

/* Makes OpenBLAS use the calling thread alone, since its threads would compete
 * with those of our pool. That is a setting of the whole process; so, as
 * an exception, a static variable remembers whether it has been made. */
static void
limit_blas_threads (void)
{
#ifdef SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS
  static gsize is_limited_once;

  if (g_once_init_enter (&is_limited_once))
    {
      openblas_set_num_threads (1);
      g_once_init_leave (&is_limited_once, 1);
    }
#endif
}

gboolean
smooth_gemm_blas (const SmoothGemm *p)
{
  const float one = 1;
  const float zero = 0;

  limit_blas_threads ();
  /* A row-major matrix, read in column-major order, is its transpose. The
   * transpose of C = A B is C' = B' A', so the two factors change places. */
  sgemm_ ("N", "N", &p->n, &p->m, &p->k, &one, p->b, &p->ldb, p->a, &p->lda,
          &zero, p->c, &p->ldc);
  return TRUE;
}

#else

#define SMOOTH_BLAS_NAME BUILTIN_NAME

gboolean
smooth_gemm_blas (const SmoothGemm *product G_GNUC_UNUSED)
{
  return FALSE;
}

#endif

/* Whether our micro-kernel is used even if there is a BLAS. It was faster in
 * all measurements, which were made with the variants of x86-64. */
static gboolean
prefers_own (SmoothSimd simd G_GNUC_UNUSED)
{
#ifdef __x86_64__
  return TRUE;
#else
  return FALSE;
#endif
}

void
smooth_gemm (SmoothSimd simd, const SmoothGemm *product)
{
  if (prefers_own (simd) || !smooth_gemm_blas (product))
    smooth_kernels_get (simd)->gemm (product);
}

const char *
smooth_gemm_get_backend (SmoothSimd simd)
{
  return prefers_own (simd) ? BUILTIN_NAME : SMOOTH_BLAS_NAME;
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
