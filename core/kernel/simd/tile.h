/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register tile: the innermost loop of all matrix products with packed
 * weights (a "micro-kernel"). A tile is a part of the result, rows high and
 * width vectors wide, whose sums stay in registers while the loop runs over the
 * depth k of the product.
 *
 * Height and width are constants at each place where the loop is inlined, so
 * that the compiler unrolls it. An element of the result is one chain of fused
 * multiply-adds in the order of k, whatever tile it lies in.
 */
#pragma once

#include "kernel/simd/vector.h"

/* The most sums of a tile, in vectors. Together with the vectors of the right
 * matrix and one of the left they fill the registers, of which there are 32
 * with AVX-512 and NEON, and otherwise 16. */
#if SMOOTH_VECTOR_BYTES == 64 || defined(__aarch64__)
#define TILE_SUMS 24
#else
#define TILE_SUMS 12
#endif
#define TILE_MAX_WIDTH 3

/* The height of a full tile with this width. */
#define TILE_ROWS(width) ((width) == 1 ? 12 : TILE_SUMS / (width))

/* The height of a small tile, for rows that full tiles leave over. A small tile
 * has fewer sums, so that multiply-adds have to wait for each other; with this
 * height they do not wait long. */
#if TILE_SUMS == 24
#define TILE_SMALL_ROWS(width) ((width) == 1 ? 8 : 4)
#else
#define TILE_SMALL_ROWS(width) ((width) == 1 ? 4 : 2)
#endif

/* Whether there are tiles with exactly this height. If so, a remainder of this
 * many rows is computed as one such tile instead of small tiles. These are the
 * remainders in the narrow planes of the trainer's crops of 144 pixels. */
#if TILE_SUMS == 24
#define TILE_HAS_HEIGHT(width, rows)                                           \
  (((width) == 3 && (rows) == 5)                                               \
   || ((width) == 2 && ((rows) == 6 || (rows) == 9)))
#else
#define TILE_HAS_HEIGHT(width, rows) 0
#endif

/* Returns the width of the next panel if n vectors are left. A packed matrix is
 * divided into panels of one to three vectors of columns: three if n can be
 * divided by three, since such tiles load least, otherwise two. */
static inline int
tile_get_width (int n)
{
  return n % 3 == 0 ? 3 : n >= 2 ? 2 : 1;
}

/* Makes one step of the loop over the depth of the product: sums += a * b. a is
 * a column that has a float for each row of the tile, lda floats apart; b is a
 * row of width vectors. */
static inline __attribute__ ((always_inline)) void
tile_step (
  int rows, int width, const float *a, gsize lda, const float *b, Vec *sums)
{
  Vec right[TILE_MAX_WIDTH];

#pragma GCC unroll 3
  for (int j = 0; j < width; j++)
    right[j] = vec_load (b + j * VL);
#pragma GCC unroll 24
  for (int r = 0; r < rows; r++)
    {
      const Vec left = vec_set (a[r * lda]);

#pragma GCC unroll 3
      for (int j = 0; j < width; j++)
        sums[r * width + j] = vec_fma (left, right[j], sums[r * width + j]);
    }
}

/* One tile, or two tiles of the same shape whose products are computed
 * alternately, so that fewer multiply-adds wait for each other. */
typedef struct
{
  int n; /* number of tiles: 1 or 2 */
  /* How many floats the left and the right matrix (a and b) of the second tile
   * lie behind those of the first. */
  gssize a, b;
} TilePair;

/* Makes one step of the loop over the depth of the product, as tile_step ()
 * does, for each tile of pair. The sums of the second tile follow those of the
 * first. */
static inline __attribute__ ((always_inline)) void
tile_step_pair (const TilePair *pair,
                int rows,
                int width,
                const float *a,
                gsize lda,
                const float *b,
                Vec *sums)
{
#pragma GCC unroll 2
  for (int c = 0; c < pair->n; c++)
    tile_step (rows, width, a + c * pair->a, lda, b + c * pair->b,
               sums + c * rows * width);
}

/* Makes all k steps of the loop over the depth of the product: sums += a * b
 * for each tile of pair. a has k floats for each row of the tile; its rows lie
 * lda floats apart. b is a panel of k x width vectors. */
static inline __attribute__ ((always_inline)) void
tile_multiply_pair (const TilePair *pair,
                    int rows,
                    int width,
                    int k,
                    const float *a,
                    gsize lda,
                    const float *b,
                    Vec *sums)
{
  for (; k >= 4; k -= 4)
    {
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++)
        tile_step_pair (pair, rows, width, a + i, lda, b + i * width * VL,
                        sums);
      a += 4;
      b += 4 * width * VL;
    }
  for (int i = 0; i < k; i++)
    tile_step_pair (pair, rows, width, a + i, lda, b + i * width * VL, sums);
}

/* Does the same as tile_multiply_pair () for one tile. */
static inline __attribute__ ((always_inline)) void
tile_multiply (int rows,
               int width,
               int k,
               const float *a,
               gsize lda,
               const float *b,
               Vec *sums)
{
  const TilePair one = { .n = 1 };

  tile_multiply_pair (&one, rows, width, k, a, lda, b, sums);
}
