/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product for small sizes. The result is computed in tiles of ROWS rows
 * x 2 vectors, whose sums stay in registers while the loop runs over the depth
 * k. The right matrix b is not packed: with the depths that occur, the part of
 * it that a tile reads, two vectors wide, stays in the L1 cache.
 */
#include "kernel/simd/parts.h"

/* With this many rows, the registers are full: they take the sums, two vectors
 * of b and one of a. */
#if SMOOTH_VECTOR_BYTES == 64
#define ROWS 12
#elif SMOOTH_VECTOR_BYTES == 32
#define ROWS 6
#elif defined(__aarch64__)
#define ROWS 12
#else
#define ROWS 6
#endif

/* The height of a tile for rows that are left over. */
#define SMALL_ROWS 4

/* Computes n_rows rows x 2 vectors of the product c. row and column: those of
 * the first element of this tile. */
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

/* Computes n_rows rows x 1 vector of c, of which only the first n columns
 * exist. */
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

/* Computes n columns of the product c, from number column on, in all rows. n is
 * as many as two vectors, or at most as many as one. */
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
  for (; row + SMALL_ROWS <= p->m; row += SMALL_ROWS)
    if (is_whole)
      tile (p, SMALL_ROWS, row, column);
    else
      edge_tile (p, SMALL_ROWS, row, column, n);
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
