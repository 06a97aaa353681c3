/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The innermost loop of all products: a tile of rows x width vectors of the
 * result, held in registers while k runs.
 *
 * A tile's shape is a constant in each place where the loop is inlined, so
 * that the loops over it unroll. An element of a result is one chain of fused
 * multiply-adds in the order of k, whatever tile it falls into.
 */
#pragma once

#include "kernel/simd/vector.h"

/* Most sums of a tile; with them, the vectors of the right side and one of the
 * left fill the registers. Rows of a tile by its width in vectors. */
#if SMOOTH_VECTOR_BYTES == 64 || defined(__aarch64__)
#define TILE_SUMS 24
#else
#define TILE_SUMS 12
#endif
#define TILE_MAX_WIDTH 3
#define TILE_ROWS(width) ((width) == 1 ? 12 : TILE_SUMS / (width))

/* For what is left of the rows: as few as still hide the latency, if not all of
 * it. */
#if TILE_SUMS == 24
#define TILE_FEW_ROWS(width) ((width) == 1 ? 8 : 4)
#else
#define TILE_FEW_ROWS(width) ((width) == 1 ? 4 : 2)
#endif

/* What the planes of a training crop of 144 leave. */
#if TILE_SUMS == 24
#define TILE_SOME_ROWS(width) ((width) == 3 ? 5 : (width) == 2 ? 6 : 0)
#define TILE_MORE_ROWS(width) ((width) == 2 ? 9 : 0)
#else
#define TILE_SOME_ROWS(width) 0
#define TILE_MORE_ROWS(width) 0
#endif

/* Width of the next panel when n vectors are left: threes where they come out
 * even (they need fewest loads), else twos. */
static inline int
tile_get_width (int n)
{
  return n % 3 == 0 ? 3 : n >= 2 ? 2 : 1;
}

/* sums += a (rows x 1, row stride lda) * b (1 x width vectors). */
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

/* One product more for each of a tile's sums, or of two tiles' sums side by
 * side, whose sides are each chain apart. */
typedef struct
{
  int n;
  gssize a, b; /* floats from one's sides to the other's */
} TileChains;

static inline __attribute__ ((always_inline)) void
tile_step_chains (const TileChains *chains,
                  int rows,
                  int width,
                  const float *a,
                  gsize lda,
                  const float *b,
                  Vec *sums)
{
#pragma GCC unroll 2
  for (int c = 0; c < chains->n; c++)
    tile_step (rows, width, a + c * chains->a, lda, b + c * chains->b,
               sums + c * rows * width);
}

/* sums += a (rows x k, row stride lda) * b (k x width vectors, packed), for
 * each chain. */
static inline __attribute__ ((always_inline)) void
tile_multiply_chains (const TileChains *chains,
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
        tile_step_chains (chains, rows, width, a + i, lda, b + i * width * VL,
                          sums);
      a += 4;
      b += 4 * width * VL;
    }
  for (int i = 0; i < k; i++)
    tile_step_chains (chains, rows, width, a + i, lda, b + i * width * VL,
                      sums);
}

static inline __attribute__ ((always_inline)) void
tile_multiply (int rows,
               int width,
               int k,
               const float *a,
               gsize lda,
               const float *b,
               Vec *sums)
{
  const TileChains one = { .n = 1 };

  tile_multiply_chains (&one, rows, width, k, a, lda, b, sums);
}
