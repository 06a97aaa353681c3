/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product for small sizes: tiles of ROWS x 2 vectors held in registers
 * while k runs. b is read in place: its panel of two vectors' width stays in
 * L1 for the k that the callers have.
 */
#include "kernel/simd/parts.h"

/* Accumulators, two vectors of b and one of a fill the register file. */
#if SMOOTH_VECTOR_BYTES == 64
#define ROWS 12
#elif SMOOTH_VECTOR_BYTES == 32
#define ROWS 6
#elif defined(__aarch64__)
#define ROWS 12
#else
#define ROWS 6
#endif

#define FEW_ROWS 4

/* n_rows x 2 vectors from row and column; all of the columns exist. */
static inline __attribute__ ((always_inline)) void
tile (const SmoothGemm *p, int n_rows, int row, int column)
{
  const float *a = p->a + (gsize) row * p->lda;
  const float *b = p->b + column;
  Vec sums[ROWS][2] = { { { 0 } } };

  for (int i = 0; i < p->k; i++, b += p->ldb)
    {
      const Vec b0 = vec_load (b);
      const Vec b1 = vec_load (b + VL);

#pragma GCC unroll 16
      for (int r = 0; r < n_rows; r++)
        {
          const Vec value = vec_set (a[(gsize) r * p->lda + i]);

          sums[r][0] = vec_fma (value, b0, sums[r][0]);
          sums[r][1] = vec_fma (value, b1, sums[r][1]);
        }
    }
#pragma GCC unroll 16
  for (int r = 0; r < n_rows; r++)
    {
      float *c = p->c + (gsize) (row + r) * p->ldc + column;

      vec_store (c, sums[r][0]);
      vec_store (c + VL, sums[r][1]);
    }
}

/* As tile, one vector wide, of which n columns exist. */
static inline __attribute__ ((always_inline)) void
edge_tile (const SmoothGemm *p, int n_rows, int row, int column, int n)
{
  const float *a = p->a + (gsize) row * p->lda;
  const float *b = p->b + column;
  Vec sums[ROWS] = { { 0 } };

  for (int i = 0; i < p->k; i++, b += p->ldb)
    {
      const Vec b0 = vec_load_some (b, n);

#pragma GCC unroll 16
      for (int r = 0; r < n_rows; r++)
        sums[r] = vec_fma (vec_set (a[(gsize) r * p->lda + i]), b0, sums[r]);
    }
#pragma GCC unroll 16
  for (int r = 0; r < n_rows; r++)
    {
      float *c = p->c + (gsize) (row + r) * p->ldc + column;

      vec_store_some (c, sums[r], n);
    }
}

/* Two vectors of columns, or one of which n exist. Rows that are left over are
 * taken by four, then one by one. */
static void
panel (const SmoothGemm *p, int column, int n)
{
  const gboolean is_whole = n == 2 * VL;
  int row = 0;

  for (; row + ROWS <= p->m; row += ROWS)
    if (is_whole)
      tile (p, ROWS, row, column);
    else
      edge_tile (p, ROWS, row, column, n);
  for (; row + FEW_ROWS <= p->m; row += FEW_ROWS)
    if (is_whole)
      tile (p, FEW_ROWS, row, column);
    else
      edge_tile (p, FEW_ROWS, row, column, n);
  for (; row < p->m; row++)
    if (is_whole)
      tile (p, 1, row, column);
    else
      edge_tile (p, 1, row, column, n);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_gemm) (const SmoothGemm *product)
{
  int column = 0;

  for (; column + 2 * VL <= product->n; column += 2 * VL)
    panel (product, column, 2 * VL);
  for (; column < product->n; column += VL)
    panel (product, column, MIN (VL, product->n - column));
}
