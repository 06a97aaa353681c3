/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Winograd's F(4x4, 3x3) (Lavin and Gray, Fast Algorithms for Convolutional
 * Neural Networks, 2016): a tile of 4x4 outputs costs 36 products for each pair
 * of an input and an output channel instead of 144.
 *
 *   output = A' [ (B' input B) * (G weight G') ] A,   input 6x6, weight 3x3
 *
 * The interpolation points are 0, +-a, +-b and infinity with a = 2/3, b = 3/2,
 * whose rounding errors are a fifth of those of the usual 1 and 2. Since
 * a b = 1,
 *
 *        1  0  -(a2+b2)     0     1  0
 *        0 -a b2   -b2      a     1  0        a2 = a a, b2 = b b
 *   B' = 0  a b2   -b2     -a     1  0
 *        0 -b a2   -a2      b     1  0
 *        0  b a2   -a2     -b     1  0
 *        0    1     0   -(a2+b2)  0  1
 *
 *        1  1/a  1/a   1    1  0
 *   A' = 0   1   -1    b   -b  0     (columns 1 and 2 over a, rows 1 and 2 of
 *        0   a    a   b2   b2  0      G times a: that saves a product)
 *        0  a2  -a2   b3  -b3  1
 *
 * The 36 points are a grid of 6 rows. They are worked through in groups of one
 * or two rows: 0, then 1 and 2, then 3 and 4, which share their sums, then 5.
 * For a group the inputs are transformed, multiplied with the weights, and the
 * products transformed back along the rows (times A), in buffers that stay in
 * the L1 cache. The half-transformed outputs of all groups are kept, and
 * transformed back along the columns (A' times) at the end. Reading the inputs
 * again for each group costs less time than keeping them transformed.
 *
 * The lanes of a vector are channels.
 */
#include "kernel/simd/epilogue.h"
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

#define N_IN SMOOTH_WINOGRAD_IN
#define N_OUT SMOOTH_WINOGRAD_OUT
#define A SMOOTH_WINOGRAD_A
#define B SMOOTH_WINOGRAD_B

/* Computes factor * a + b. */
static inline Vec
scale_add (double factor, Vec a, Vec b)
{
  return vec_fma (vec_set ((float) factor), a, b);
}

/* Computes out = B' in, B' being the 6x6 matrix at the head of this file. */
static inline __attribute__ ((always_inline)) void
transform_in (const Vec *in, Vec *out)
{
  const Vec even_a = scale_add (-B * B, in[2], in[4]);
  const Vec odd_a = scale_add (-B * B, in[1], in[3]);
  const Vec even_b = scale_add (-A * A, in[2], in[4]);
  const Vec odd_b = scale_add (-A * A, in[1], in[3]);

  out[0] = scale_add (-(A * A + B * B), in[2], in[4] + in[0]);
  out[1] = scale_add (A, odd_a, even_a);
  out[2] = scale_add (-A, odd_a, even_a);
  out[3] = scale_add (B, odd_b, even_b);
  out[4] = scale_add (-B, odd_b, even_b);
  out[5] = scale_add (-(A * A + B * B), in[3], in[5] + in[1]);
}

/* Computes out = A' in, A' being the 4x6 matrix at the head of this file. */
static inline __attribute__ ((always_inline)) void
transform_out (const Vec *in, Vec *out)
{
  const Vec sum_a = in[1] + in[2];
  const Vec difference_a = in[1] - in[2];
  const Vec sum_b = in[3] + in[4];
  const Vec difference_b = in[3] - in[4];

  out[0] = scale_add (1 / A, sum_a, in[0] + sum_b);
  out[1] = scale_add (B, difference_b, difference_a);
  out[2] = scale_add (A, sum_a, (float) (B * B) * sum_b);
  out[3] =
    scale_add (B * B * B, difference_b, scale_add (A * A, difference_a, in[5]));
}

/* A group of rows of interpolation points: n rows from row first on. */
typedef struct
{
  int first, n;
} Group;

static const Group groups[] = { { 0, 1 }, { 1, 2 }, { 3, 2 }, { 5, 1 } };

#define MAX_GROUP_ROWS 2

/* Multiplies those rows of the matrix B' that belong to a group of
 * interpolation points with one column of six inputs, for n channels. rows: the
 * six input rows. at: index of the column's first channel among the floats of
 * each row. group: index of the group. */
static inline __attribute__ ((always_inline)) void
transform_column (
  const float *const *rows, gsize at, int n, int group, Vec *out)
{
  Vec in[N_IN], even, odd;

#pragma GCC unroll 6
  for (int i = 0; i < N_IN; i++)
    in[i] = vec_load_some (rows[i] + at, n);
  switch (group)
    {
    case 0:
      out[0] = scale_add (-(A * A + B * B), in[2], in[4] + in[0]);
      break;
    case 1:
      even = scale_add (-B * B, in[2], in[4]);
      odd = scale_add (-B * B, in[1], in[3]);
      out[0] = scale_add (A, odd, even);
      out[1] = scale_add (-A, odd, even);
      break;
    case 2:
      even = scale_add (-A * A, in[2], in[4]);
      odd = scale_add (-A * A, in[1], in[3]);
      out[0] = scale_add (B, odd, even);
      out[1] = scale_add (-B, odd, even);
      break;
    default:
      out[0] = scale_add (-(A * A + B * B), in[3], in[5] + in[1]);
      break;
    }
}

/* Computes the group's rows of B' input B for the tiles of one sub-grid, and
 * writes them as [tile][point][channel], for n channels from channel on.
 * Neighbouring tiles share two columns of inputs, which are transformed once.
 */
static inline __attribute__ ((always_inline)) void
transform_channels (const SmoothWinograd *job,
                    const SmoothWinogradGrid *grid,
                    int group,
                    int channel,
                    int n,
                    float *to)
{
  const int n_rows = groups[group].n;
  Vec columns[N_IN][MAX_GROUP_ROWS];
  gsize at = channel;

  to += channel;
#pragma GCC unroll 2
  for (int j = 0; j < N_IN - N_OUT; j++, at += job->in_step)
    transform_column (grid->rows, at, n, group, columns[N_OUT + j]);
  for (int tile = 0; tile < job->n_across; tile++)
    {
#pragma GCC unroll 2
      for (int j = 0; j < N_IN - N_OUT; j++)
#pragma GCC unroll 2
        for (int i = 0; i < n_rows; i++)
          columns[j][i] = columns[N_OUT + j][i];
#pragma GCC unroll 4
      for (int j = N_IN - N_OUT; j < N_IN; j++, at += job->in_step)
        transform_column (grid->rows, at, n, group, columns[j]);
#pragma GCC unroll 2
      for (int i = 0; i < n_rows; i++)
        {
          Vec in[N_IN], out[N_IN];

#pragma GCC unroll 6
          for (int j = 0; j < N_IN; j++)
            in[j] = columns[j][i];
          transform_in (in, out);
#pragma GCC unroll 6
          for (int j = 0; j < N_IN; j++, to += job->n_in_padded)
            vec_store (to, out[j]);
        }
    }
}

/* Does the same as transform_channels () for all channels. */
static inline __attribute__ ((always_inline)) void
transform_grid (const SmoothWinograd *job,
                const SmoothWinogradGrid *grid,
                int group,
                float *to)
{
  int channel = 0;

  for (; channel + VL <= job->n_in; channel += VL)
    transform_channels (job, grid, group, channel, VL, to);
  if (channel < job->n_in)
    transform_channels (job, grid, group, channel, job->n_in - channel, to);
}

/* Multiplies the products with A, for the n_rows rows of points of a group:
 * from is [tile][row][column][channel] with six columns, to is
 * [row][tile][column][channel] with four columns and rows half_step apart. */
static void
transform_products (int n_tiles,
                    int n_rows,
                    int n_channels,
                    const float *from,
                    gsize half_step,
                    float *to)
{
  for (int tile = 0; tile < n_tiles; tile++)
    {
      for (int i = 0; i < n_rows; i++)
        {
          for (int channel = 0; channel < n_channels; channel += VL)
            {
              Vec in[N_IN], out[N_OUT];

#pragma GCC unroll 6
              for (int j = 0; j < N_IN; j++)
                in[j] = vec_load (from + (gsize) j * n_channels + channel);
              transform_out (in, out);
#pragma GCC unroll 4
              for (int j = 0; j < N_OUT; j++)
                vec_store (to + i * half_step + (gsize) j * n_channels
                             + channel,
                           out[j]);
            }
          from += (gsize) N_IN * n_channels;
        }
      to += (gsize) N_OUT * n_channels;
    }
}

/* Multiplies A' with the half-transformed outputs of one sub-grid, and applies
 * the epilogue, for n channels from channel on. */
static inline __attribute__ ((always_inline)) void
finish_channels (const SmoothWinograd *job,
                 const SmoothWinogradGrid *grid,
                 gsize half_step,
                 const float *from,
                 int channel,
                 int n)
{
  const EpilogueVecs epilogue = epilogue_load (&job->epilogue, channel);
  gsize at = channel;

  from += channel + (gsize) grid->first_column * job->n_out_padded;
  for (int x = grid->first_column; x < grid->n_columns; x++)
    {
      Vec in[N_IN], out[N_OUT];

#pragma GCC unroll 6
      for (int i = 0; i < N_IN; i++)
        in[i] = vec_load (from + i * half_step);
      transform_out (in, out);
#pragma GCC unroll 4
      for (int i = 0; i < N_OUT; i++)
        if (i >= grid->first_row && i < grid->n_rows)
          epilogue_store (&epilogue, out[i], n, &grid->out[i], at);
      from += job->n_out_padded;
      at += job->out_step;
    }
}

/* Does the same as finish_channels () for all channels. */
static void
finish_grid (const SmoothWinograd *job,
             const SmoothWinogradGrid *grid,
             gsize half_step,
             const float *from)
{
  const int n_channels = job->epilogue.n_channels;
  int channel = 0;

  for (; channel + VL <= n_channels; channel += VL)
    finish_channels (job, grid, half_step, from, channel, VL);
  if (channel < n_channels)
    finish_channels (job, grid, half_step, from, channel, n_channels - channel);
}

/* Computes one group for all sub-grids, from the inputs to the half-transformed
 * outputs. */
static inline __attribute__ ((always_inline)) void
compute_group (const SmoothWinograd *job, int group, gsize half_step)
{
  const Group *rows = &groups[group];
  const gsize n_tile = (gsize) N_IN * rows->n * job->n_in_padded;
  const SmoothWinogradProduct product = {
    .n_tiles = job->n_grids * job->n_across,
    .n_points = N_IN * rows->n,
    .n_in = job->n_in,
    .n_in_padded = job->n_in_padded,
    .n_out_padded = job->n_out_padded,
    .weight =
      job->weight + (gsize) rows->first * N_IN * job->n_in * job->n_out_padded,
    .from = job->tiles,
    .to = job->products,
  };

  for (int i = 0; i < job->n_grids; i++)
    transform_grid (job, &job->grids[i], group,
                    job->tiles + i * job->n_across * n_tile);
  /* The product always computes min_tiles tiles at least. Zeros stand for those
   * that do not exist; their products are not used. */
  for (int tile = product.n_tiles; tile < TILE_SMALL_ROWS (1); tile++)
    memset (job->tiles + tile * n_tile, 0, n_tile * sizeof (float));
  SMOOTH_SIMD_NAME (smooth_kernel_winograd_product) (&product);
  transform_products (product.n_tiles, rows->n, job->n_out_padded,
                      job->products, half_step,
                      job->half + rows->first * half_step);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_winograd) (const SmoothWinograd *job)
{
  const SmoothWinogradScratch floats = smooth_winograd_plan_scratch (
    job->n_grids * job->n_across, job->n_in_padded, job->n_out_padded,
    TILE_SMALL_ROWS (1));
  const gsize n_half = (gsize) N_OUT * job->n_across * job->n_out_padded;

  compute_group (job, 0, floats.half_step);
  compute_group (job, 1, floats.half_step);
  compute_group (job, 2, floats.half_step);
  compute_group (job, 3, floats.half_step);
  for (int i = 0; i < job->n_grids; i++)
    finish_grid (job, &job->grids[i], floats.half_step, job->half + i * n_half);
}
