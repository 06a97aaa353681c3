/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products of Winograd's tiles: a small matrix product for each point,
 * tiles x channels in by channels in x channels out.
 */
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

/* The matrix lies in panels of whole columns, each n_in x width vectors. */
gsize
SMOOTH_SIMD_NAME (smooth_kernel_find_weight) (int n_in,
                                              int n_out_padded,
                                              int in,
                                              int out)
{
  int first = 0; /* column of the panel */
  int width = tile_get_width (n_out_padded / VL);

  while (out >= first + width * VL)
    {
      first += width * VL;
      width = tile_get_width ((n_out_padded - first) / VL);
    }
  return (gsize) n_in * first + (gsize) in * width * VL + (out - first);
}

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

/* One point's products with one panel of the weights. */
static inline __attribute__ ((always_inline)) void
multiply_panel (const SmoothWinogradProduct *job,
                int width,
                const float *from,
                const float *weight,
                float *to)
{
  const int rows = TILE_ROWS (width);
  const int some = TILE_SOME_ROWS (width);
  const int more = TILE_MORE_ROWS (width);
  const int few = TILE_FEW_ROWS (width);
  int tile = 0;

  for (; tile + rows <= job->n_tiles; tile += rows)
    multiply_rows (job, rows, width, tile, from, weight, to);
  /* Narrow planes: what they leave at once, if it comes out even. */
  if (more > few && job->n_tiles - tile == more)
    {
      multiply_rows (job, more, width, tile, from, weight, to);
      return;
    }
  if (some > few && job->n_tiles - tile == some)
    {
      multiply_rows (job, some, width, tile, from, weight, to);
      return;
    }
  /* The last rows overlap those before, or go beyond n_tiles. */
  for (; tile < job->n_tiles; tile += few)
    multiply_rows (job, few, width, MAX (0, MIN (tile, job->n_tiles - few)),
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
