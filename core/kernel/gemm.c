/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product by our own micro-kernel or the BLAS that meson found:
 * SMOOTH_BLAS_NAME is defined where there is one, and
 * SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS where that has the call.
 */
#include "kernel/gemm.h"

#include "kernel/simd/kernels.h"

#define BUILTIN_NAME "builtin"

#ifdef SMOOTH_BLAS_NAME

/* Fortran's calling convention: column-major, everything by reference. */
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

/* The BLAS's own threads would fight with ours. That is a setting of the whole
 * process, so whether it was made is the one thing here that is one too. */
static void
calm_blas (void)
{
#ifdef SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS
  static gsize is_calm;

  if (g_once_init_enter (&is_calm))
    {
      openblas_set_num_threads (1);
      g_once_init_leave (&is_calm, 1);
    }
#endif
}

gboolean
smooth_gemm_blas (const SmoothGemm *p)
{
  const float one = 1;
  const float zero = 0;

  calm_blas ();
  /* Row-major C = A B is column-major C' = B' A'. */
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

/* Ours is the faster one at all levels that were measured, those of x86-64. */
static gboolean
prefers_own (SmoothSimd level G_GNUC_UNUSED)
{
#ifdef __x86_64__
  return TRUE;
#else
  return FALSE;
#endif
}

void
smooth_gemm (SmoothSimd level, const SmoothGemm *product)
{
  if (prefers_own (level) || !smooth_gemm_blas (product))
    smooth_kernels_get (level)->gemm (product);
}

const char *
smooth_gemm_get_backend (SmoothSimd level)
{
  return prefers_own (level) ? BUILTIN_NAME : SMOOTH_BLAS_NAME;
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
