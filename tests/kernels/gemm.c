/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backend's matrix product, and every level's own, against the reference.
 */
#include "kernels/kernels.h"

#include "kernel/gemm.h"

#include "kernel/level/level.h"

#include "kernels/levels.h"

#include "support/guarded.h"
#include "support/measure.h"

#include <string.h>

/* Float sums of up to 130 products, whose error grows with the root. */
#define TOLERANCE 4e-6

typedef struct
{
  int m, n, k, lda, ldb, ldc;
} Sizes;

static float *
new_matrix (GRand *rand, int rows, int stride)
{
  float *matrix = test_guarded_new ((gsize) rows * stride * sizeof (float));

  test_rand_fill (rand, (gsize) rows * stride, matrix);
  return matrix;
}

static void
multiply (SmoothCpuLevel level,
          gboolean is_own,
          const Sizes *s,
          const float *a,
          const float *b,
          float *c)
{
  if (is_own)
    smooth_level_get (level)->gemm (s->m, s->n, s->k, a, s->lda, b, s->ldb, c,
                                    s->ldc);
  else
    smooth_gemm (level, s->m, s->n, s->k, a, s->lda, b, s->ldb, c, s->ldc);
}

static void
check (SmoothCpuLevel level, gboolean is_own, const Sizes *s, GRand *rand)
{
  float *a = new_matrix (rand, s->m, s->lda);
  float *b = new_matrix (rand, s->k, s->ldb);
  float *c = new_matrix (rand, s->m, s->ldc);
  g_autofree float *wanted = g_memdup2 (c, (gsize) s->m * s->ldc * 4);
  g_autofree double *in_double = g_new (double, (gsize) s->m * s->ldc);
  double error;

  smooth_gemm_reference (s->m, s->n, s->k, a, s->lda, b, s->ldb, wanted,
                         s->ldc);
  for (gsize i = 0; i < (gsize) s->m * s->ldc; i++)
    in_double[i] = wanted[i];
  multiply (level, is_own, s, a, b, c);

  error = test_relative_error ((gsize) s->m * s->ldc, c, in_double);
  if (!(error <= TOLERANCE))
    g_error ("%d x %d x %d: error %g", s->m, s->n, s->k, error);
  for (int row = 0; row < s->m; row++)
    g_assert_cmpmem (c + row * s->ldc + s->n, (s->ldc - s->n) * 4,
                     wanted + row * s->ldc + s->n, (s->ldc - s->n) * 4);
  test_guarded_free (a);
  test_guarded_free (b);
  test_guarded_free (c);
}

static void
check_many (SmoothCpuLevel level, gboolean is_own)
{
  static const int sizes[] = { 1, 5, 6, 12, 13, 16, 31, 33, 48, 64 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize m = 0; m < G_N_ELEMENTS (sizes); m++)
    for (gsize n = 0; n < G_N_ELEMENTS (sizes); n++)
      {
        const int k = g_rand_int_range (rand, 1, 131);
        const Sizes s = {
          sizes[m],
          sizes[n],
          k,
          k + g_rand_int_range (rand, 0, 3),
          sizes[n] + g_rand_int_range (rand, 0, 3),
          sizes[n] + g_rand_int_range (rand, 0, 3),
        };

        check (level, is_own, &s, rand);
      }
}

static void
test_own (gconstpointer level)
{
  check_many (GPOINTER_TO_INT (level), TRUE);
}

static void
test_backend (void)
{
  g_test_message ("backend: %s", smooth_gemm_get_backend ());
  check_many (smooth_cpu_level_best (), FALSE);
}

/* The reference itself, on numbers done by hand, with strides. */
static void
test_reference (void)
{
  const float a[] = { 1, 2, 3, -1, 4, 5, 6, -1 };
  const float b[] = { 1, 0, 9, 0, 1, 9, 2, 2, 9 };
  const float wanted[] = { 7, 8, 0, 16, 17, 0 };
  float c[6] = { 0 };

  smooth_gemm_reference (2, 2, 3, a, 4, b, 3, c, 3);
  g_assert_cmpmem (c, sizeof c, wanted, sizeof wanted);
}

void
test_gemm_add (void)
{
  g_test_add_func ("/gemm/reference", test_reference);
  g_test_add_func ("/gemm/backend", test_backend);
  test_add_for_levels ("gemm", "own", test_own);
}
