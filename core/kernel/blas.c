/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix product by a BLAS (see blas.h). meson defines
 * SMOOTH_HAVE_OPENBLAS_SET_NUM_THREADS if the BLAS has that function.
 */
#include "kernel/blas.h"

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
limit_threads (void)
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

void
smooth_blas_multiply (const SmoothGemm *p)
{
  const float one = 1;
  const float zero = 0;

  limit_threads ();
  /* A row-major matrix, read in column-major order, is its transpose. The
   * transpose of C = A B is C' = B' A', so the two factors change places. */
  sgemm_ ("N", "N", &p->n, &p->m, &p->k, &one, p->b, &p->ldb, p->a, &p->lda,
          &zero, p->c, &p->ldc);
}
