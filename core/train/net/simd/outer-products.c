/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of outer products over pixels, from which the gradient of a
 * convolution's weights is made (TrainProduct in kernels.h says what x and g
 * are).
 *
 * A block of the result, up to three vectors of x times MAX_G numbers of g,
 * stays in registers while all pixels are added to it. With AVX-512 these are
 * 24 vectors, for which each pixel costs three loads and eight broadcasts: few
 * enough for the time to be limited by the multiply-adds.
 */
#include "train/net/simd/functions.h"

#define MAX_VECS 3
#if SMOOTH_VECTOR_BYTES == 64
#define MAX_G 8
#else
#define MAX_G 4
#endif

/* Adds sums, n_vecs vectors, to the numbers in the array to, or overwrites
 * these if is_first is set. Only the first n_x numbers belong to the result. */
static inline __attribute__ ((always_inline)) void
add_sums (
  const Vec *sums, int n_vecs, int n_x, gboolean is_first, TrainReal *to)
{
#pragma GCC unroll 3
  for (int v = 0; v < n_vecs; v++)
    {
      const int n = n_x - v * VL;

      if (n >= VL && is_first)
        vec_store (to + v * VL, sums[v]);
      else if (n >= VL)
        vec_store (to + v * VL, vec_load (to + v * VL) + sums[v]);
      else
        for (int i = 0; i < n; i++)
          to[v * VL + i] = (is_first ? 0 : to[v * VL + i]) + sums[v][i];
    }
}

/* Computes one block of the result: the products of n_g numbers of the gradient
 * g, from number k on, with n_vecs vectors of the input x, from number j on. */
static inline __attribute__ ((always_inline)) void
add_block (const TrainProduct *job, int k, int j, int n_vecs, int n_g)
{
  Vec sums[MAX_G][MAX_VECS] = { 0 };

  for (int row = 0; row < job->n_rows; row++)
    {
      const TrainReal *x = job->x + row * job->x_row_step + j;
      const TrainReal *g = job->g + row * job->g_row_step + k;

      for (int pixel = 0; pixel < job->n_pixels; pixel++)
        {
          Vec values[MAX_VECS];

#pragma GCC unroll 3
          for (int v = 0; v < n_vecs; v++)
            values[v] = vec_load (x + v * VL);
#pragma GCC unroll 8
          for (int i = 0; i < n_g; i++)
#pragma GCC unroll 3
            for (int v = 0; v < n_vecs; v++)
              sums[i][v] += values[v] * g[i];
          x += job->x_pixel_step;
          g += job->g_pixel_step;
        }
    }
#pragma GCC unroll 8
  for (int i = 0; i < n_g; i++)
    add_sums (sums[i], n_vecs, job->n_x - j, job->is_first,
              job->sums + (k + i) * job->sums_step + j);
}

/* Computes the blocks of the result that belong to n_vecs vectors of the input
 * x, from number j on, and to all numbers of the gradient g. */
static inline __attribute__ ((always_inline)) void
add_columns (const TrainProduct *job, int j, int n_vecs)
{
  int k = 0;

  for (; k + MAX_G <= job->n_g; k += MAX_G)
    add_block (job, k, j, n_vecs, MAX_G);
#if MAX_G == 8
  for (; k + 4 <= job->n_g; k += 4)
    add_block (job, k, j, n_vecs, 4);
#endif
  for (; k + 2 <= job->n_g; k += 2)
    add_block (job, k, j, n_vecs, 2);
  for (; k < job->n_g; k++)
    add_block (job, k, j, n_vecs, 1);
}

void
TRAIN_SIMD_NAME (train_kernel_product) (const TrainProduct *job)
{
  for (int j = 0; j < job->n_x;)
    {
      const int n_left = (job->n_x - j + VL - 1) / VL;

      if (n_left == 1)
        {
          add_columns (job, j, 1);
          j += VL;
        }
      else if (n_left == 2 || n_left == 4)
        {
          add_columns (job, j, 2);
          j += 2 * VL;
        }
      else
        {
          add_columns (job, j, 3);
          j += 3 * VL;
        }
    }
}
