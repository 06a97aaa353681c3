/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of kernel/gemm.h: the micro-kernel of each SIMD variant, and the BLAS,
 * against the loop in double.
 */
#include "kernels/kernels.h"

#include "kernel/gemm.h"

#include "kernels/each-simd.h"

#include "support/guarded.h"
#include "support/measure.h"
#include "support/tolerances.h"

#include <string.h>

static float *
new_matrix (GRand *rand, int rows, int stride)
{
  float *matrix = test_guarded_new ((gsize) rows * stride * sizeof (float));

  test_rand_fill (rand, (gsize) rows * stride, matrix);
  return matrix;
}

/* Checks a product of random matrices. sizes has the sizes and leading
 * dimensions; its pointers are not used. The numbers that lie in memory between
 * the rows of c must stay as they are. */
static void
check (SmoothSimd simd, const SmoothGemm *sizes, GRand *rand)
{
  SmoothGemm p = *sizes;
  const gsize n_c = (gsize) p.m * p.ldc;
  float *a = new_matrix (rand, p.m, p.lda);
  float *b = new_matrix (rand, p.k, p.ldb);
  float *c = new_matrix (rand, p.m, p.ldc);
  g_autofree float *wanted = g_memdup2 (c, n_c * sizeof (float));
  g_autofree double *in_double = g_new (double, n_c);
  double error;

  p.a = a;
  p.b = b;
  p.c = wanted;
  smooth_gemm_reference (&p);
  for (gsize i = 0; i < n_c; i++)
    in_double[i] = wanted[i];
  p.c = c;
  smooth_gemm (simd, &p);

  error = test_relative_error (n_c, c, in_double);
  if (!(error <= TEST_TOLERANCE_GEMM))
    g_error ("%d x %d x %d: error %g", p.m, p.n, p.k, error);
  for (int row = 0; row < p.m; row++)
    g_assert_cmpmem (c + row * p.ldc + p.n, (p.ldc - p.n) * 4,
                     wanted + row * p.ldc + p.n, (p.ldc - p.n) * 4);
  test_guarded_free (a);
  test_guarded_free (b);
  test_guarded_free (c);
}

static void
test_product (gconstpointer simd)
{
  static const int sizes[] = { 1, 5, 6, 12, 13, 16, 31, 33, 48, 64 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize m = 0; m < G_N_ELEMENTS (sizes); m++)
    for (gsize n = 0; n < G_N_ELEMENTS (sizes); n++)
      {
        const int k = g_rand_int_range (rand, 1, 131);
        const SmoothGemm p = {
          .m = sizes[m],
          .n = sizes[n],
          .k = k,
          .lda = k + g_rand_int_range (rand, 0, 3),
          .ldb = sizes[n] + g_rand_int_range (rand, 0, 3),
          .ldc = sizes[n] + g_rand_int_range (rand, 0, 3),
        };

        check (GPOINTER_TO_INT (simd), &p, rand);
      }
}

/* Tests the naive loop with which all products are compared, on a product that
 * was computed by hand. */
static void
test_reference (void)
{
  const float a[] = { 1, 2, 3, -1, 4, 5, 6, -1 };
  const float b[] = { 1, 0, 9, 0, 1, 9, 2, 2, 9 };
  const float wanted[] = { 7, 8, 0, 16, 17, 0 };
  float c[6] = { 0 };
  const SmoothGemm p = { 2, 2, 3, a, 4, b, 3, c, 3 };

  smooth_gemm_reference (&p);
  g_assert_cmpmem (c, sizeof c, wanted, sizeof wanted);
}

void
test_gemm_add (void)
{
  g_test_add_func ("/gemm/reference", test_reference);
  test_add_for_each_simd ("gemm", "product", test_product);
}
