/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix products of Winograd's tiles. For each interpolation point a
 * matrix of tiles x input channels is multiplied with one of input channels x
 * output channels. This file also decides how a matrix of weights is packed.
 */
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

/* Finds a weight in a packed matrix. The matrix is divided into panels of whole
 * columns (see tile_get_width ()), which follow each other. In a panel, each
 * row of width vectors follows the row before. */
gsize
SMOOTH_SIMD_NAME (smooth_kernel_find_weight) (int n_in,
                                              int n_out_padded,
                                              int in,
                                              int out)
{
  int first = 0; /* first column of the panel */
  int width = tile_get_width (n_out_padded / VL);

  while (out >= first + width * VL)
    {
      first += width * VL;
      width = tile_get_width ((n_out_padded - first) / VL);
    }
  return (gsize) n_in * first + (gsize) in * width * VL + (out - first);
}

/* Computes one register tile: the products of as many Winograd tiles as it has
 * rows, from tile first on. */
static inline __attribute__ ((always_inline)) void
multiply_rows (const SmoothWinogradProduct *job,
               int rows,
               int width,
               int first,
               const float *from,
               const float *weight,
               float *to)
{
  const gsize in_step = (gsize) job->n_points * job->n_in_padded;
  const gsize out_step = (gsize) job->n_points * job->n_out_padded;
  Vec sums[TILE_SUMS] = { { 0 } };

  tile_multiply (rows, width, job->n_in, from + first * in_step, in_step,
                 weight, sums);
#pragma GCC unroll 24
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 3
    for (int j = 0; j < width; j++)
      vec_store (to + (first + r) * out_step + j * VL, sums[r * width + j]);
}

/* Computes the products of all Winograd tiles for one point, with one panel of
 * weights. Rows that full register tiles leave over are computed as one tile,
 * if there is a tile of that height, otherwise as small tiles. */
static inline __attribute__ ((always_inline)) void
multiply_panel (const SmoothWinogradProduct *job,
                int width,
                const float *from,
                const float *weight,
                float *to)
{
  const int rows = TILE_ROWS (width);
  const int small = TILE_SMALL_ROWS (width);
  int tile = 0;

  for (; tile + rows <= job->n_tiles; tile += rows)
    multiply_rows (job, rows, width, tile, from, weight, to);
  if (TILE_HAS_HEIGHT (width, 9) && job->n_tiles - tile == 9)
    {
      multiply_rows (job, 9, width, tile, from, weight, to);
      return;
    }
  if (TILE_HAS_HEIGHT (width, 6) && job->n_tiles - tile == 6)
    {
      multiply_rows (job, 6, width, tile, from, weight, to);
      return;
    }
  if (TILE_HAS_HEIGHT (width, 5) && job->n_tiles - tile == 5)
    {
      multiply_rows (job, 5, width, tile, from, weight, to);
      return;
    }
  /* The last small tile overlaps the one before. If there are fewer rows than a
   * small tile has, it reads and writes beyond n_tiles, where there is room. */
  for (; tile < job->n_tiles; tile += small)
    multiply_rows (job, small, width, MAX (0, MIN (tile, job->n_tiles - small)),
                   from, weight, to);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_winograd_product) (
  const SmoothWinogradProduct *job)
{
  const float *weight = job->weight;

  for (int point = 0; point < job->n_points; point++)
    {
      const float *from = job->from + (gsize) point * job->n_in_padded;
      float *to = job->to + (gsize) point * job->n_out_padded;
      int width;

      for (int n = job->n_out_padded / VL; n > 0; n -= width)
        {
          width = tile_get_width (n);
          if (width == 3)
            multiply_panel (job, 3, from, weight, to);
          else if (width == 2)
            multiply_panel (job, 2, from, weight, to);
          else
            multiply_panel (job, 1, from, weight, to);
          weight += (gsize) job->n_in * width * VL;
          to += width * VL;
        }
    }
}
