/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product by the backend that meson chose: SMOOTH_BLAS_NAME is defined
 * where it is a BLAS, SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS where that has the
 * call.
 */
#include "kernel/gemm.h"

#include "kernel/level/level.h"

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

void
smooth_gemm (SmoothCpuLevel level G_GNUC_UNUSED,
             int m,
             int n,
             int k,
             const float *a,
             int lda,
             const float *b,
             int ldb,
             float *c,
             int ldc)
{
  const float one = 1;
  const float zero = 0;

  calm_blas ();
  /* Row-major C = A B is column-major C' = B' A'. */
  sgemm_ ("N", "N", &n, &m, &k, &one, b, &ldb, a, &lda, &zero, c, &ldc);
}

#else

#define SMOOTH_BLAS_NAME "builtin"

void
smooth_gemm (SmoothCpuLevel level,
             int m,
             int n,
             int k,
             const float *a,
             int lda,
             const float *b,
             int ldb,
             float *c,
             int ldc)
{
  smooth_level_get (level)->gemm (m, n, k, a, lda, b, ldb, c, ldc);
}

#endif

const char *
smooth_gemm_get_backend (void)
{
  return SMOOTH_BLAS_NAME;
}

void
smooth_gemm_reference (int m,
                       int n,
                       int k,
                       const float *a,
                       int lda,
                       const float *b,
                       int ldb,
                       float *c,
                       int ldc)
{
  for (int row = 0; row < m; row++)
    for (int column = 0; column < n; column++)
      {
        double sum = 0;

        for (int i = 0; i < k; i++)
          sum +=
            (double) a[(gsize) row * lda + i] * b[(gsize) i * ldb + column];
        c[(gsize) row * ldc + column] = sum;
      }
}
