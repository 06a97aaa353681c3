/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient of a 3x3 convolution's weights by Winograd's tiles. The forward
 * pass (kernel/simd/winograd.c),
 *
 *   output = A' [ (B' input B) * (G weight G') ] A
 *
 * is linear in the weights. So its transpose gives their gradient,
 *
 *   gradient of weight = G' [ sum over tiles (B' input B) * (A gradient A') ] G
 *
 * with the same matrices: 36 products for a tile and a pair of channels instead
 * of 144. This file has the three transforms. outer-products.c adds up the
 * products over all tiles, for each of the 36 points by itself. A vector holds
 * neighbouring channels, of which there have to be whole vectors.
 */
#include <string.h>

#include "kernel/simd/kernels.h"
#include "train/net/simd/functions.h"

#define A ((TrainReal) SMOOTH_WINOGRAD_A)
#define B ((TrainReal) SMOOTH_WINOGRAD_B)

#define N_IN TRAIN_TILE_IN
#define N_OUT TRAIN_TILE_OUT

/* Multiplies six vectors by Winograd's 6x6 matrix B': out = B' in. */
static inline __attribute__ ((always_inline)) void
transform_in (const Vec *in, Vec *out)
{
  const Vec even_a = in[4] - B * B * in[2];
  const Vec odd_a = in[3] - B * B * in[1];
  const Vec even_b = in[4] - A * A * in[2];
  const Vec odd_b = in[3] - A * A * in[1];

  out[0] = in[0] + in[4] - (A * A + B * B) * in[2];
  out[1] = even_a + A * odd_a;
  out[2] = even_a - A * odd_a;
  out[3] = even_b + B * odd_b;
  out[4] = even_b - B * odd_b;
  out[5] = in[1] + in[5] - (A * A + B * B) * in[3];
}

/* Multiplies four vectors by Winograd's 6x4 matrix A: out = A in, six
 * vectors. */
static inline __attribute__ ((always_inline)) void
transform_gradient (const Vec *in, Vec *out)
{
  const Vec even_a = in[0] * (1 / A) + A * in[2];
  const Vec odd_a = in[1] + A * A * in[3];
  const Vec even_b = in[0] + B * B * in[2];
  const Vec odd_b = B * in[1] + B * B * B * in[3];

  out[0] = in[0];
  out[1] = even_a + odd_a;
  out[2] = even_a - odd_a;
  out[3] = even_b + odd_b;
  out[4] = even_b - odd_b;
  out[5] = in[3];
}

/* Multiplies column x of an input tile by Winograd's matrix B': out = B'
 * column. If the column lies outside the plane, it is the nearest one
 * inside. */
static inline __attribute__ ((always_inline)) void
transform_in_column (const TrainTiles *job, int x, int channel, Vec *out)
{
  const gsize at =
    (gsize) CLAMP (x, 0, job->n_columns - 1) * job->n_channels + channel;
  Vec in[N_IN];

#pragma GCC unroll 6
  for (int i = 0; i < N_IN; i++)
    in[i] = vec_load (job->rows[i] + at);
  transform_in (in, out);
}

void
TRAIN_SIMD_NAME (train_kernel_tiles_in) (const TrainTiles *job)
{
  for (int channel = 0; channel < job->n_channels; channel += VL)
    {
      TrainReal *to = job->to + channel;
      /* The columns of a tile, multiplied by B'. The last two are also the
       * first two of the next tile, so they are multiplied only once. */
      Vec columns[N_IN][N_IN];

      for (int j = 0; j < N_IN - N_OUT; j++)
        transform_in_column (job, j - 1, channel, columns[N_OUT + j]);
      for (int tile = 0; tile < job->n_across; tile++, to += job->n_channels)
        {
#pragma GCC unroll 2
          for (int j = 0; j < N_IN - N_OUT; j++)
            memcpy (columns[j], columns[N_OUT + j], sizeof columns[j]);
#pragma GCC unroll 4
          for (int j = N_IN - N_OUT; j < N_IN; j++)
            transform_in_column (job, tile * N_OUT + j - 1, channel,
                                 columns[j]);
#pragma GCC unroll 6
          for (int i = 0; i < N_IN; i++)
            {
              Vec in[N_IN], out[N_IN];

#pragma GCC unroll 6
              for (int j = 0; j < N_IN; j++)
                in[j] = columns[j][i];
              transform_in (in, out);
#pragma GCC unroll 6
              for (int j = 0; j < N_IN; j++)
                vec_store (to + (i * N_IN + j) * job->point_step, out[j]);
            }
        }
    }
}

void
TRAIN_SIMD_NAME (train_kernel_tiles_gradient) (const TrainTiles *job)
{
  for (int channel = 0; channel < job->n_channels; channel += VL)
    {
      TrainReal *to = job->to + channel;

      for (int tile = 0; tile < job->n_across; tile++, to += job->n_channels)
        {
          Vec columns[N_OUT][N_IN];

#pragma GCC unroll 4
          for (int j = 0; j < N_OUT; j++)
            {
              const int x = tile * N_OUT + j;
              Vec in[N_OUT] = { 0 };

              if (x < job->n_columns)
#pragma GCC unroll 4
                for (int i = 0; i < N_OUT; i++)
                  in[i] = vec_load (job->rows[i] + (gsize) x * job->n_channels
                                    + channel);
              transform_gradient (in, columns[j]);
            }
#pragma GCC unroll 6
          for (int i = 0; i < N_IN; i++)
            {
              Vec in[N_OUT], out[N_IN];

#pragma GCC unroll 4
              for (int j = 0; j < N_OUT; j++)
                in[j] = columns[j][i];
              transform_gradient (in, out);
#pragma GCC unroll 6
              for (int j = 0; j < N_IN; j++)
                vec_store (to + (i * N_IN + j) * job->point_step, out[j]);
            }
        }
    }
}

/* Multiplies six vectors by Winograd's 3x6 matrix G': out = G' in, three
 * vectors. A row of G has the powers 0 to 2 of an interpolation point, divided
 * by the product of its distances to the other finite points (see
 * kernel/conv-winograd.c). The points are 0, A, -A, B, -B and infinity; for 0
 * that product is (A * B)^2 = 1. */
static inline __attribute__ ((always_inline)) void
transform_weights (const Vec *in, Vec *out)
{
  const TrainReal by_a = 1 / (2 * A * (A * A - B * B));
  const TrainReal by_b = 1 / (2 * B * B * (B * B - A * A));
  const Vec sum_a = by_a * (in[1] + in[2]);
  const Vec difference_a = by_a * (in[1] - in[2]);
  const Vec sum_b = by_b * (in[3] + in[4]);
  const Vec difference_b = by_b * (in[3] - in[4]);

  out[0] = in[0] + sum_a + sum_b;
  out[1] = A * difference_a + B * difference_b;
  out[2] = A * A * sum_a + B * B * sum_b + in[5];
}

void
TRAIN_SIMD_NAME (train_kernel_tiles_weights) (int n_in,
                                              int n_out,
                                              const TrainReal *sums,
                                              TrainReal *weights)
{
  const gsize point_step = (gsize) n_in * n_out;

  for (int o = 0; o < n_out; o++)
    for (int channel = 0; channel < n_in; channel += VL)
      {
        const TrainReal *from = sums + (gsize) o * n_in + channel;
        TrainReal *to = weights + (gsize) o * 9 * n_in + channel;
        Vec half[N_IN][3];

#pragma GCC unroll 6
        for (int i = 0; i < N_IN; i++)
          {
            Vec in[N_IN];

#pragma GCC unroll 6
            for (int j = 0; j < N_IN; j++)
              in[j] = vec_load (from + (i * N_IN + j) * point_step);
            transform_weights (in, half[i]);
          }
#pragma GCC unroll 3
        for (int x = 0; x < 3; x++)
          {
            Vec in[N_IN], out[3];

#pragma GCC unroll 6
            for (int i = 0; i < N_IN; i++)
              in[i] = half[i][x];
            transform_weights (in, out);
#pragma GCC unroll 3
            for (int y = 0; y < 3; y++)
              {
                TrainReal *at = to + (gsize) (3 * y + x) * n_in;

                vec_store (at, vec_load (at) + out[y]);
              }
          }
      }
}
