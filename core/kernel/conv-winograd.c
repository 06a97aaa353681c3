/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 3x3 convolution at stride 1 by Winograd's tiles of 4x4 outputs
 * (simd/winograd.c).
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

/* Tiles in a block, about: as many as the product takes at once (simd/tile.h),
 * which is less where the channels out come in threes of vectors. */
#define N_TILES 12
#define N_TILES_OF_THREES 8

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

  const int n_tiles =
    conv->shape.out_channels % 48 == 0 ? N_TILES_OF_THREES : N_TILES;

  return (n_tiles + n_grids - 1) / n_grids;
}

static SmoothWinogradPlan
get_plan (const SmoothConv *conv)
{
  const int d = conv->shape.dilation;

  return smooth_winograd_plan (d * d * get_n_across (conv), conv->n_in_padded,
                               conv->n_out_padded, conv->level->tile_step);
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

/* Bytes of the first part of the scratch: inputs copied at the plane's ends. */
static gsize
get_patch_bytes (const SmoothConv *conv)
{
  const SmoothConvPatch patch = get_patch (conv, 0, 0, get_n_across (conv));

  return smooth_conv_align (
    smooth_conv_patch_size (&patch, conv->shape.in_channels) * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  const int d = conv->shape.dilation;
  const SmoothWinogradPlan plan = get_plan (conv);

  conv->n_weights =
    (gsize) N_POINTS * conv->shape.in_channels * conv->n_out_padded;
  conv->grain = N_OUT * d;
  /* A whole tile may begin at the last column. */
  conv->margin = N_OUT * d - 1 + d;
  conv->block_rows = N_OUT * d;
  conv->block_columns = get_n_across (conv) * N_OUT * d;
  conv->scratch_bytes =
    get_patch_bytes (conv)
    + smooth_conv_align (
      sizeof (float) * (plan.tiles + plan.products + N_IN * plan.half_step));
}

/* Row i of G: the powers of the point over the product of its distances to the
 * others; rows 1 and 2 times a, see simd/winograd.c. */
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

/* Channel pairs that are packed together: the trainer packs a network's weights
 * twice a step. */
#define PACK_LANES 16

/* n <= PACK_LANES outputs of one input: their weights, in double. */
static void
gather_weights (const float *weight,
                gsize out_step,
                int n,
                double lanes[9][PACK_LANES])
{
  for (int lane = 0; lane < n; lane++)
    for (int tap = 0; tap < 9; tap++)
      lanes[tap][lane] = weight[lane * out_step + tap];
}

/* to = G from, of three rows from_step apart. */
static void
transform_column (double (*const g)[3],
                  double (*from)[PACK_LANES],
                  int from_step,
                  double (*to)[PACK_LANES],
                  int to_step)
{
  for (int i = 0; i < N_IN; i++)
    for (int lane = 0; lane < PACK_LANES; lane++)
      to[i * to_step][lane] = g[i][0] * from[0][lane]
                              + g[i][1] * from[from_step][lane]
                              + g[i][2] * from[2 * from_step][lane];
}

/* G weight G' for each lane. */
static void
transform_weights (double (*const g)[3],
                   double lanes[9][PACK_LANES],
                   double points[N_POINTS][PACK_LANES])
{
  double half[N_IN * 3][PACK_LANES];

  for (int x = 0; x < 3; x++)
    transform_column (g, lanes + x, 3, half + x, 3);
  for (int i = 0; i < N_IN; i++)
    transform_column (g, half + 3 * i, 1, points + N_IN * i, 1);
}

/* A point's weights, step apart from the next's, are neighbours if the outputs
 * are in one panel, those of a pair far apart. */
static void
store_weights (double points[N_POINTS][PACK_LANES],
               int n,
               const gsize at[PACK_LANES],
               gsize step,
               float *weight)
{
  const gboolean is_run = n == PACK_LANES && at[n - 1] == at[0] + n - 1;

  for (int point = 0; point < N_POINTS; point++, weight += step)
    if (is_run)
      for (int lane = 0; lane < PACK_LANES; lane++)
        weight[at[0] + lane] = (float) points[point][lane];
    else
      for (int lane = 0; lane < n; lane++)
        weight[at[lane]] = (float) points[point][lane];
}

static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_in = shape->in_channels;
  const gsize step = (gsize) n_in * conv->n_out_padded;
  double g[N_IN][3], points[N_POINTS][PACK_LANES];
  double lanes[9][PACK_LANES] = { 0 };
  gsize at[PACK_LANES];

  for (int i = 0; i < N_IN; i++)
    get_g_row (i, g[i]);
  for (int o = 0; o < shape->out_channels; o += PACK_LANES)
    for (int i = 0; i < n_in; i++)
      {
        const int n = MIN (PACK_LANES, shape->out_channels - o);

        gather_weights (weight + ((gsize) o * n_in + i) * 9, (gsize) n_in * 9,
                        n, lanes);
        transform_weights (g, lanes, points);
        for (int lane = 0; lane < n; lane++)
          at[lane] =
            conv->level->find_weight (n_in, conv->n_out_padded, i, o + lane);
        store_weights (points, n, at, step, conv->weight);
      }
}

/* Sub-grid (grid_y, grid_x) of the block of out that begins at (y, x0). */
static SmoothWinogradGrid
get_grid (const SmoothConv *conv,
          const SmoothConvJob *job,
          const Block *block,
          int grid_y,
          int grid_x)
{
  const int d = conv->shape.dilation;
  const int x = block->x0 + grid_x;
  SmoothWinogradGrid grid = { .n_columns = (block->x1 - x + d - 1) / d };

  for (int i = 0; i < N_IN; i++)
    grid.rows[i] =
      block->rows[grid_y + i * d] + (gsize) grid_x * conv->shape.in_channels;
  for (int i = 0; i < N_OUT && x < block->x1; i++)
    {
      const int y = block->y + grid_y + i * d;

      if (y >= job->out->height)
        break;
      if (y < 0)
        grid.first_row++;
      else
        grid.out[i] = smooth_conv_get_row (job, y, x);
      grid.n_rows++;
    }
  return grid;
}

/* Finds the block's inputs and cuts the scratch. */
static void
prepare (const SmoothConv *conv,
         const SmoothConvJob *job,
         Block *block,
         char *scratch,
         SmoothWinograd *winograd)
{
  const int d = conv->shape.dilation;
  const SmoothWinogradPlan plan = get_plan (conv);
  const int n_across = (block->x1 - block->x0 + N_OUT * d - 1) / (N_OUT * d);
  const SmoothConvPatch patch = get_patch (conv, block->y, block->x0, n_across);

  smooth_conv_patch_find (&patch, job, (float *) scratch, block->rows);
  winograd->n_across = n_across;
  winograd->tiles = (float *) (scratch + get_patch_bytes (conv));
  winograd->products = winograd->tiles + plan.tiles;
  winograd->half = winograd->products + plan.products;
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
  SmoothWinogradGrid grids[MAX_DILATION * MAX_DILATION];
  SmoothWinograd winograd = {
    .finish = *finish,
    .n_in = conv->shape.in_channels,
    .n_in_padded = conv->n_in_padded,
    .n_out_padded = conv->n_out_padded,
    .weight = conv->weight,
    .n_grids = d * d,
    .grids = grids,
    .in_step = (gsize) d * conv->shape.in_channels,
    .out_step = (gsize) d * conv->shape.out_channels,
  };

  prepare (conv, job, &block, scratch, &winograd);
  for (int i = 0; i < d * d; i++)
    grids[i] = get_grid (conv, job, &block, i / d, i % d);
  conv->level->winograd (&winograd);
}

const SmoothConvWay smooth_conv_winograd = { fits, plan, pack, block };
