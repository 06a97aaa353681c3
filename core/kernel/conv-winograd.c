/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 3x3 convolution at stride 1 by Winograd's tiles of 4x4 outputs
 * (level/winograd.c).
 *
 * With dilation d the plane falls into d x d sub-grids that do not mix; each is
 * an ordinary convolution of its own. A block is one row of tiles of every
 * sub-grid: 4 d rows. Its tiles' inputs are transformed into one buffer,
 * multiplied point by point into another, and transformed back; there are as
 * many tiles in a block as both buffers may have in a core's L2 cache.
 */
#include "kernel/conv-private.h"

#include <string.h>

/* Below this the transforms cost more than the products that they save. */
#define MIN_CHANNELS 16

/* Tiles in a block, about. */
#define N_TILES 24

/* d x d sub-grids of a tile must not make a block too large. */
#define MAX_DILATION 5

#define N_IN SMOOTH_WINOGRAD_IN
#define N_OUT SMOOTH_WINOGRAD_OUT
#define N_POINTS SMOOTH_WINOGRAD_POINTS

/* A block's columns that are computed, and its inputs. */
typedef struct
{
  int y;
  int x0, x1;                             /* columns of out */
  int n_across;                           /* tiles of a sub-grid */
  const float *rows[N_IN * MAX_DILATION]; /* inputs from (y - d, x0 - d) */
} Block;

static gboolean
fits (const SmoothConvShape *shape)
{
  return shape->size == 3 && shape->stride == 1
         && shape->dilation <= MAX_DILATION
         && shape->in_channels >= MIN_CHANNELS
         && shape->out_channels >= MIN_CHANNELS;
}

/* Tiles of one sub-grid in a whole block. */
static int
get_n_across (const SmoothConv *conv)
{
  const int n_grids = conv->shape.dilation * conv->shape.dilation;

  return (N_TILES + n_grids - 1) / n_grids;
}

static int
get_n_tiles (const SmoothConv *conv)
{
  const int d = conv->shape.dilation;

  return MAX (get_n_across (conv) * d * d, conv->level->tile_step);
}

/* The inputs of n_across tiles of each sub-grid. */
static SmoothConvPatch
get_patch (const SmoothConv *conv, int y, int x, int n_across)
{
  const int d = conv->shape.dilation;

  return (SmoothConvPatch) {
    .y = y - d,
    .n_rows = N_IN * d,
    .row_step = 1,
    .x = x - d,
    .n_columns = n_across * N_OUT * d + 2 * d,
  };
}

/* Bytes of the parts of the scratch: inputs copied for their padding, tiles'
 * inputs, tiles' products. */
static gsize
get_patch_bytes (const SmoothConv *conv)
{
  const SmoothConvPatch patch = get_patch (conv, 0, 0, get_n_across (conv));

  return smooth_conv_align (
    smooth_conv_patch_size (&patch, conv->shape.in_channels) * sizeof (float));
}

static gsize
get_tiles_bytes (const SmoothConv *conv, int n_channels)
{
  return smooth_conv_align ((gsize) get_n_tiles (conv) * N_POINTS * n_channels
                            * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  const int d = conv->shape.dilation;

  conv->n_weights =
    (gsize) N_POINTS * conv->shape.in_channels * conv->n_out_padded;
  conv->grain = N_OUT * d;
  conv->block_rows = N_OUT * d;
  conv->block_columns = get_n_across (conv) * N_OUT * d;
  conv->scratch_bytes = get_patch_bytes (conv)
                        + get_tiles_bytes (conv, conv->n_in_padded)
                        + get_tiles_bytes (conv, conv->n_out_padded);
}

/* Row i of G: the powers of the point over the product of its distances to the
 * others; rows 1 and 2 times a, see level/winograd.c. */
static void
get_g_row (int i, double *g)
{
  const double a = SMOOTH_WINOGRAD_A;
  const double b = SMOOTH_WINOGRAD_B;
  const double points[] = { 0, a, -a, b, -b };
  double factor = i == 1 || i == 2 ? a : 1;

  g[0] = g[1] = 0;
  g[2] = 1; /* infinity */
  if (i == N_IN - 1)
    return;
  for (int k = 0; k < N_IN - 1; k++)
    if (k != i)
      factor /= points[i] - points[k];
  for (int k = 0; k < 3; k++, factor *= points[i])
    g[k] = factor;
}

/* G weight G' for one channel pair, in double. */
static void
transform_weight (const float *weight, double *points)
{
  double g[N_IN][3];

  for (int i = 0; i < N_IN; i++)
    get_g_row (i, g[i]);
  for (int i = 0; i < N_IN; i++)
    for (int j = 0; j < N_IN; j++)
      {
        double sum = 0;

        for (int y = 0; y < 3; y++)
          for (int x = 0; x < 3; x++)
            sum += g[i][y] * g[j][x] * weight[y * 3 + x];
        points[i * N_IN + j] = sum;
      }
}

static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const gsize step = (gsize) shape->in_channels * conv->n_out_padded;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++, weight += 9)
      {
        const gsize at = conv->level->find_weight (shape->in_channels,
                                                   conv->n_out_padded, i, o);
        double points[N_POINTS];

        transform_weight (weight, points);
        for (int point = 0; point < N_POINTS; point++)
          conv->weight[point * step + at] = (float) points[point];
      }
}

/* The tiles of sub-grid (grid_y, grid_x). */
static void
transform_in (const SmoothConv *conv,
              const Block *block,
              int grid_y,
              int grid_x,
              float *tiles)
{
  const int d = conv->shape.dilation;
  const int c = conv->shape.in_channels;
  SmoothWinogradIn job = {
    .n_channels = c,
    .n_padded = conv->n_in_padded,
    .column_step = (gsize) d * c,
    .n_tiles = block->n_across,
    .to = tiles,
  };

  for (int i = 0; i < N_IN; i++)
    job.rows[i] = block->rows[grid_y + i * d] + (gsize) grid_x * c;
  conv->level->winograd_in (&job);
}

static void
transform_out (const SmoothConv *conv,
               const SmoothConvJob *job,
               const SmoothFinish *finish,
               const Block *block,
               int grid_y,
               int grid_x,
               const float *tiles)
{
  const int d = conv->shape.dilation;
  const int x = block->x0 + grid_x;
  SmoothWinogradOut out = {
    .finish = *finish,
    .n_padded = conv->n_out_padded,
    .from = tiles,
    .column_step = (gsize) d * conv->shape.out_channels,
    .n_columns = (block->x1 - x + d - 1) / d,
  };

  if (x >= block->x1)
    return;
  for (int i = 0; i < N_OUT; i++)
    {
      const int y = block->y + grid_y + i * d;

      if (y >= job->out->height)
        break;
      if (y < 0)
        out.first_row++;
      else
        out.rows[i] = smooth_conv_get_row (job, y, x);
      out.n_rows++;
    }
  conv->level->winograd_out (&out);
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothFinish *finish,
       int y,
       int column,
       char *scratch)
{
  const int d = conv->shape.dilation;
  const int start = column * conv->block_columns;
  Block block = {
    .y = y,
    .x0 = MAX (start, job->out->x0),
    .x1 = MIN (start + conv->block_columns, job->out->x1),
  };
  float *in = (float *) (scratch + get_patch_bytes (conv));
  float *out =
    (float *) ((char *) in + get_tiles_bytes (conv, conv->n_in_padded));
  const SmoothWinogradProduct product = {
    .n_tiles = (block.x1 - block.x0 + N_OUT * d - 1) / (N_OUT * d) * d * d,
    .n_in = conv->shape.in_channels,
    .n_in_padded = conv->n_in_padded,
    .n_out_padded = conv->n_out_padded,
    .weight = conv->weight,
    .from = in,
    .to = out,
  };
  SmoothConvPatch patch;

  block.n_across = product.n_tiles / (d * d);
  patch = get_patch (conv, y, block.x0, block.n_across);
  smooth_conv_patch_find (&patch, job->in, (float *) scratch, block.rows);
  for (int i = 0; i < d * d; i++)
    transform_in (
      conv, &block, i / d, i % d,
      in + (gsize) i * block.n_across * N_POINTS * conv->n_in_padded);
  /* What the product reads beyond the last tile must be numbers. */
  if (product.n_tiles < conv->level->tile_step)
    memset (in + (gsize) product.n_tiles * N_POINTS * conv->n_in_padded, 0,
            (gsize) (conv->level->tile_step - product.n_tiles) * N_POINTS
              * conv->n_in_padded * sizeof (float));
  conv->level->winograd_product (&product);
  for (int i = 0; i < d * d; i++)
    transform_out (
      conv, job, finish, &block, i / d, i % d,
      out + (gsize) i * block.n_across * N_POINTS * conv->n_out_padded);
}

const SmoothConvWay smooth_conv_winograd = { fits, plan, pack, block };
