/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Winograd convolution, for kernels of 3x3 with stride 1: the output is
 * computed in tiles of 4x4 pixels (simd/winograd.c has the formulas). This file
 * transforms and packs the weights, and divides the plane into blocks of tiles.
 *
 * With dilation d, output (y, x) depends only on inputs whose rows and columns
 * are equal to y and x modulo d. So the plane consists of d x d sub-grids, each
 * of which is a convolution of dilation 1 by itself. A block is one row of
 * tiles of every sub-grid, which together cover 4 d rows. The inputs of its
 * tiles are transformed into one buffer, multiplied with the weights into
 * another, and transformed back. A block has as many tiles as fit, with both
 * buffers, into the L2 cache.
 */
#include "kernel/conv-private.h"

#include <string.h>

/* With fewer channels the transforms cost more than the products they save. */
#define MIN_CHANNELS 16

/* About how many Winograd tiles a block has: as many as one register tile of
 * the matrix product has rows (simd/tile.h). With three vectors of output
 * channels per panel these are fewer. */
#define N_TILES 12
#define N_TILES_WIDE_PANEL 8

/* With a BLAS, which has more to do before and after a product, a block has
 * more tiles: as many as have buffers of BLAS_BYTES, but MIN_BLAS_TILES to
 * MAX_BLAS_TILES. */
#define MIN_BLAS_TILES 16
#define MAX_BLAS_TILES 64
#define BLAS_BYTES (512 * 1024)

/* The largest dilation. A block has a tile of each of the d x d sub-grids, so
 * with a larger d it would become too large. */
#define MAX_DILATION 5

#define N_IN SMOOTH_WINOGRAD_IN
#define N_OUT SMOOTH_WINOGRAD_OUT
#define N_POINTS SMOOTH_WINOGRAD_POINTS

/* The part of a block that is computed, and its inputs. */
typedef struct
{
  int y; /* first row of the output */
  /* Columns of the output that are computed, x1 excluded, and those of them
   * that are written. */
  int x0, x1;
  int first, end;
  /* The input rows that the output rows need, from row y - dilation on; each
   * pointer points to column x0 - dilation. */
  const float *rows[N_IN * MAX_DILATION];
} Block;

static gboolean
fits (const SmoothConvShape *shape, const SmoothKernels *kernels G_GNUC_UNUSED)
{
  return shape->size == 3 && shape->stride == 1
         && shape->dilation <= MAX_DILATION
         && shape->in_channels >= MIN_CHANNELS
         && shape->out_channels >= MIN_CHANNELS;
}

/* Returns about how many tiles a block has. */
static int
get_n_tiles (const SmoothConv *conv)
{
  if (conv->kernels->is_blas)
    {
      const SmoothWinogradScratch floats = smooth_winograd_plan_scratch (
        MAX_BLAS_TILES, conv->n_in_padded, conv->n_out_padded, 0);
      const gsize n_bytes =
        (floats.tiles + floats.products + N_IN * floats.half_step)
        * sizeof (float) / MAX_BLAS_TILES;

      return CLAMP ((int) (BLAS_BYTES / n_bytes), MIN_BLAS_TILES,
                    MAX_BLAS_TILES);
    }
  return conv->shape.out_channels % 48 == 0 ? N_TILES_WIDE_PANEL : N_TILES;
}

/* Returns how many tiles of one sub-grid a whole block has side by side. */
static int
get_n_across (const SmoothConv *conv)
{
  const int n_grids = conv->shape.dilation * conv->shape.dilation;
  const int n_tiles = get_n_tiles (conv);

  return (n_tiles + n_grids - 1) / n_grids;
}

static SmoothWinogradScratch
plan_scratch (const SmoothConv *conv)
{
  const int d = conv->shape.dilation;

  return smooth_winograd_plan_scratch (d * d * get_n_across (conv),
                                       conv->n_in_padded, conv->n_out_padded,
                                       conv->kernels->min_tiles);
}

/* Returns the input pixels of a block whose outputs begin at (y, x), and which
 * has n_across tiles of each sub-grid side by side. */
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
    .y_end = y + (N_IN - 1) * d,
  };
}

/* Returns the size in bytes of the first part of the scratch, which takes a
 * copy of the patch for blocks at the plane's ends. */
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
  const SmoothWinogradScratch floats = plan_scratch (conv);

  conv->n_weights =
    (gsize) N_POINTS * conv->shape.in_channels * conv->n_out_padded;
  conv->grain = N_OUT * d;
  /* The last tile may have only one column of outputs inside the plane, but
   * like every tile it reads the inputs of four columns. */
  conv->margin = N_OUT * d - 1 + d;
  conv->block_rows = N_OUT * d;
  conv->block_columns = get_n_across (conv) * N_OUT * d;
  conv->scratch_bytes = get_patch_bytes (conv)
                        + smooth_conv_align (sizeof (float)
                                             * (floats.tiles + floats.products
                                                + N_IN * floats.half_step));
}

/* Writes row i of the matrix G (see simd/winograd.c) to g: the powers 0, 1 and
 * 2 of interpolation point i, divided by the product of its differences from
 * the other finite points. Rows 1 and 2 are multiplied with a. */
static void
get_g_row (int i, double *g)
{
  const double a = SMOOTH_WINOGRAD_A;
  const double b = SMOOTH_WINOGRAD_B;
  const double points[] = { 0, a, -a, b, -b };
  double factor = i == 1 || i == 2 ? a : 1;

  g[0] = g[1] = 0;
  g[2] = 1; /* the row of the point at infinity is 0, 0, 1 */
  if (i == N_IN - 1)
    return;
  for (int k = 0; k < N_IN - 1; k++)
    if (k != i)
      factor /= points[i] - points[k];
  for (int k = 0; k < 3; k++, factor *= points[i])
    g[k] = factor;
}

/* The number of output channels that are packed at a time, as lanes of vectors.
 * Packing must be fast, because in training the weights change in every step.
 */
#define PACK_LANES 16

/* Copies the 3x3 kernels of n <= PACK_LANES output channels for one input
 * channel to lanes. weight: the first of the kernels, which lie out_step apart.
 */
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

/* Computes to = G * from for each lane: from has three values, from_step apart,
 * and to six values, to_step apart. */
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

/* Computes points = G * weight * transposed G for each lane: 6x6 values from
 * 3x3 weights. */
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

/* Writes the transformed weights of n output channels to the packed weights,
 * which are a matrix for each of the 36 points; the matrices lie step floats
 * apart. at: for each channel, the place of its weight in a matrix. If all
 * PACK_LANES channels lie in one panel, their places are neighbours, and whole
 * vectors can be written. */
static void
store_weights (double points[N_POINTS][PACK_LANES],
               int n,
               const gsize at[PACK_LANES],
               gsize step,
               float *weight)
{
  const gboolean are_neighbours = n == PACK_LANES && at[n - 1] == at[0] + n - 1;

  for (int point = 0; point < N_POINTS; point++, weight += step)
    if (are_neighbours)
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
            conv->kernels->find_weight (n_in, conv->n_out_padded, i, o + lane);
        store_weights (points, n, at, step, conv->weight);
      }
}

/* Returns the block's row of tiles in the sub-grid whose rows and columns are
 * grid_y and grid_x modulo the dilation, counted from the block's first pixel.
 */
static SmoothWinogradGrid
get_grid (const SmoothConv *conv,
          const SmoothConvJob *job,
          const Block *block,
          int grid_y,
          int grid_x)
{
  const int d = conv->shape.dilation;
  const int x = block->first + grid_x;
  const int first_column = (block->first - block->x0) / d;
  SmoothWinogradGrid grid = {
    .first_column = first_column,
    .n_columns = first_column + (block->end - x + d - 1) / d,
  };

  for (int i = 0; i < N_IN; i++)
    grid.rows[i] =
      block->rows[grid_y + i * d] + (gsize) grid_x * conv->shape.in_channels;
  for (int i = 0; i < N_OUT && x < block->end; i++)
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

/* Returns the columns of block number column. With a BLAS the block is computed
 * as a whole, also if not all of it is wanted (kernel/blas.h says why). */
static Block
get_block (const SmoothConv *conv, const SmoothConvJob *job, int y, int column)
{
  const int start = column * conv->block_columns;
  const int end = start + conv->block_columns;
  Block block = {
    .y = y,
    .first = MAX (start, job->out->x0),
    .end = MIN (end, job->out->x1),
  };

  block.x0 = conv->kernels->is_blas ? start : block.first;
  block.x1 = conv->kernels->is_blas ? MIN (end, job->out->width) : block.end;
  return block;
}

/* Finds the block's inputs. A block at the lower end of the outputs reads, like
 * every block, the inputs of whole tiles. Those of its rows beyond the end are
 * not in memory if the outputs are cropped. Divides the scratch into buffers.
 */
static void
prepare (const SmoothConv *conv,
         const SmoothConvJob *job,
         Block *block,
         char *scratch,
         SmoothWinograd *winograd)
{
  const int d = conv->shape.dilation;
  const SmoothWinogradScratch floats = plan_scratch (conv);
  const int n_across = (block->x1 - block->x0 + N_OUT * d - 1) / (N_OUT * d);
  SmoothConvPatch patch = get_patch (conv, block->y, block->x0, n_across);
  SmoothConvJob cropped = *job;
  SmoothBand in;

  if (conv->kernels->is_blas)
    {
      in = smooth_conv_crop_input (&conv->shape, job->in, block->first,
                                   block->end);
      cropped.in = &in;
    }
  patch.y_end = MIN (patch.y_end, job->out->height + d);
  smooth_conv_patch_find (&patch, &cropped, (float *) scratch, block->rows);
  winograd->n_across = n_across;
  winograd->tiles = (float *) (scratch + get_patch_bytes (conv));
  winograd->products = winograd->tiles + floats.tiles;
  winograd->half = winograd->products + floats.products;
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothEpilogue *epilogue,
       int y,
       int column,
       char *scratch)
{
  const int d = conv->shape.dilation;
  Block block = get_block (conv, job, y, column);
  SmoothWinogradGrid grids[MAX_DILATION * MAX_DILATION];
  SmoothWinograd winograd = {
    .epilogue = *epilogue,
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
  conv->kernels->winograd (&winograd);
}

const SmoothConvAlgorithm smooth_conv_winograd = { fits, plan, pack, block };
