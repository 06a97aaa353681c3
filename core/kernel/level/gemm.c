/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix product for small sizes: tiles of ROWS x 2 vectors held in registers
 * while k runs. b is read in place: its panel of two vectors' width stays in
 * L1 for the k that the callers have.
 */
#include "kernel/level/parts.h"

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

typedef struct
{
  int k;
  const float *a;
  int lda;
  const float *b;
  int ldb;
  float *c;
  int ldc;
} Product;

/* n_rows x 2 vectors from row and column; all of the columns exist. */
static inline __attribute__ ((always_inline)) void
tile (const Product *p, int n_rows, int row, int column)
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
edge_tile (const Product *p, int n_rows, int row, int column, int n)
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

static void
panel (const Product *p, int m, int column, int n)
{
  int row = 0;

  if (n == 2 * VL)
    {
      for (; row + ROWS <= m; row += ROWS)
        tile (p, ROWS, row, column);
      for (; row < m; row++)
        tile (p, 1, row, column);
    }
  else
    {
      for (; row + ROWS <= m; row += ROWS)
        edge_tile (p, ROWS, row, column, n);
      for (; row < m; row++)
        edge_tile (p, 1, row, column, n);
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_gemm) (int m,
                                       int n,
                                       int k,
                                       const float *a,
                                       int lda,
                                       const float *b,
                                       int ldb,

                                       float *c,
                                       int ldc)
{
  const Product p = { k, a, lda, b, ldb, c, ldc };
  int column = 0;

  for (; column + 2 * VL <= n; column += 2 * VL)
    panel (&p, m, column, 2 * VL);
  for (; column < n; column += VL)
    panel (&p, m, column, MIN (VL, n - column));
}
