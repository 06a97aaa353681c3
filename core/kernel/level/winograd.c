/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Winograd's F(4x4, 3x3) (Lavin and Gray, 2016): a tile of 4x4 outputs costs 36
 * products a channel pair instead of 144.
 *
 *   output = A' [ (B' input B) * (G weight G') ] A,   input 6x6, weight 3x3
 *
 * The interpolation points are 0, +-a, +-b and infinity with a = 2/3, b = 3/2:
 * their errors are a fifth of those of the usual 1 and 2. Since a b = 1,
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
 * Vectors run along the channels.
 */
#include "kernel/level/finish.h"
#include "kernel/level/parts.h"

#define N_IN SMOOTH_WINOGRAD_IN
#define N_OUT SMOOTH_WINOGRAD_OUT
#define N_POINTS SMOOTH_WINOGRAD_POINTS
#define A SMOOTH_WINOGRAD_A
#define B SMOOTH_WINOGRAD_B

/* factor * a + b. */
static inline Vec
scale_add (double factor, Vec a, Vec b)
{
  return vec_fma (vec_set ((float) factor), a, b);
}

/* B' times the vector in. */
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

/* A' times the vector in. */
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

/* B' times one column of inputs, n channels from channel on. */
static inline __attribute__ ((always_inline)) void
transform_column (const float *const *rows, gsize at, int n, Vec *out)
{
  Vec in[N_IN];

#pragma GCC unroll 6
  for (int i = 0; i < N_IN; i++)
    in[i] = vec_load_some (rows[i] + at, n);
  transform_in (in, out);
}

/* The tiles' inputs, for n channels from channel on. Tiles overlap by two
 * columns, whose first transform is kept from tile to tile. */
static inline __attribute__ ((always_inline)) void
transform_channels (const SmoothWinogradIn *job, int channel, int n)
{
  Vec columns[N_IN][N_IN]; /* [column][row] */
  gsize at = channel;
  float *to = job->to + channel;

  for (int j = 0; j < N_IN - N_OUT; j++, at += job->column_step)
    transform_column (job->rows, at, n, columns[N_OUT + j]);

  for (int tile = 0; tile < job->n_tiles; tile++)
    {
#pragma GCC unroll 2
      for (int j = 0; j < N_IN - N_OUT; j++)
#pragma GCC unroll 6
        for (int i = 0; i < N_IN; i++)
          columns[j][i] = columns[N_OUT + j][i];
#pragma GCC unroll 4
      for (int j = N_IN - N_OUT; j < N_IN; j++, at += job->column_step)
        transform_column (job->rows, at, n, columns[j]);

#pragma GCC unroll 6
      for (int i = 0; i < N_IN; i++)
        {
          Vec row[N_IN], out[N_IN];

#pragma GCC unroll 6
          for (int j = 0; j < N_IN; j++)
            row[j] = columns[j][i];
          transform_in (row, out);
#pragma GCC unroll 6
          for (int j = 0; j < N_IN; j++)
            vec_store (to + (gsize) (i * N_IN + j) * job->n_padded, out[j]);
        }
      to += (gsize) N_POINTS * job->n_padded;
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_winograd_in) (const SmoothWinogradIn *job)
{
  int channel = 0;

  for (; channel + VL <= job->n_channels; channel += VL)
    transform_channels (job, channel, VL);
  if (channel < job->n_channels)
    transform_channels (job, channel, job->n_channels - channel);
}

/* The 4x4 outputs of one tile for n channels; n_columns columns exist. */
static inline __attribute__ ((always_inline)) void
finish_tile (const SmoothWinogradOut *job,
             const FinishVecs *finish,
             const float *from,
             int n,
             gsize at,
             int n_columns)
{
  Vec columns[N_IN][N_OUT]; /* [column][row] */

#pragma GCC unroll 6
  for (int j = 0; j < N_IN; j++)
    {
      Vec in[N_IN];

#pragma GCC unroll 6
      for (int i = 0; i < N_IN; i++)
        in[i] = vec_load (from + (gsize) (i * N_IN + j) * job->n_padded);
      transform_out (in, columns[j]);
    }
#pragma GCC unroll 4
  for (int i = 0; i < N_OUT; i++)
    {
      Vec in[N_IN], out[N_OUT];

#pragma GCC unroll 6
      for (int j = 0; j < N_IN; j++)
        in[j] = columns[j][i];
      transform_out (in, out);
      if (i < job->first_row || i >= job->n_rows)
        continue;
#pragma GCC unroll 4
      for (int j = 0; j < N_OUT; j++)
        if (j < n_columns)
          finish_store (finish, out[j], n, &job->rows[i],
                        at + (gsize) j * job->column_step);
    }
}

static inline __attribute__ ((always_inline)) void
finish_channels (const SmoothWinogradOut *job, int channel, int n)
{
  const FinishVecs finish = finish_load (&job->finish, channel);
  const float *from = job->from + channel;
  int n_columns = job->n_columns;
  gsize at = channel;

  for (; n_columns >= N_OUT; n_columns -= N_OUT)
    {
      finish_tile (job, &finish, from, n, at, N_OUT);
      from += (gsize) N_POINTS * job->n_padded;
      at += N_OUT * job->column_step;
    }
  if (n_columns > 0)
    finish_tile (job, &finish, from, n, at, n_columns);
}

void
SMOOTH_LEVEL_NAME (smooth_level_winograd_out) (const SmoothWinogradOut *job)
{
  int channel = 0;

  for (; channel + VL <= job->finish.n_channels; channel += VL)
    finish_channels (job, channel, VL);
  if (channel < job->finish.n_channels)
    finish_channels (job, channel, job->finish.n_channels - channel);
}
