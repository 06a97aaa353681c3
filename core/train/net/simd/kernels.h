/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backward passes' inner loops, which are compiled once per CPU level (in
 * double for the baseline only), and the table through which they are called.
 *
 * Contraction to fused multiply-adds is on here: gradients need the same bits
 * on every thread and process of a run, not on every CPU.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* Bytes of the longest vector. x of a product is readable so far behind. */
#define TRAIN_MAX_VECTOR_BYTES 64

/* sums [k][j] += sum over rows r and pixels p of g [r][p][k] * x [r][p][j],
 * 0 <= j < n_x, 0 <= k < n_g. Steps count numbers. */
typedef struct
{
  int n_rows, n_pixels;
  const TrainReal *x;
  gsize x_row_step, x_pixel_step;
  int n_x;
  const TrainReal *g;
  gsize g_row_step, g_pixel_step;
  int n_g;
  TrainReal *sums;
  gsize sums_step;
  gboolean is_first; /* of its sums: they are not read but set */
} TrainProduct;

#define TRAIN_TILE_IN 6
#define TRAIN_TILE_OUT 4
#define TRAIN_TILE_POINTS 36

/* A row of tiles to be transformed, see tiles.c: point p of tile t goes to
 * to + p * point_step + t * n_channels. */
typedef struct
{
  int n_across;
  int n_columns, n_channels; /* of the plane; whole vectors of channels */
  const TrainReal *rows[TRAIN_TILE_IN]; /* at column 0 of the plane */
  TrainReal *to;
  gsize point_step;
} TrainTiles;

/* Back through out = leaky (sum + bias, slope) * scale + shift:
 *
 *   inner = gradient * scale * (tap > 0 ? 1 : slope)
 *   bias += sum inner,  scale' += sum gradient * tap,  shift' += sum gradient
 */
typedef struct
{
  gsize n_pixels;
  int n_channels;
  const TrainReal *gradient;
  const TrainReal *tap;   /* leaky (...), needed unless slope is 1 */
  const TrainReal *scale; /* NULL: 1 */
  TrainReal slope;
  TrainReal *inner;          /* may be gradient itself */
  TrainReal *bias_gradient;  /* NULL: not wanted */
  TrainReal *scale_gradient; /* NULL: not wanted, shift_gradient neither */
  TrainReal *shift_gradient;
} TrainFinish;

/* A level's loops. */
typedef struct
{
  void (*product) (const TrainProduct *job);

  /* Inputs, six rows, and output's gradients, four, of a row of tiles; and
   * weights += what the sums of their products give: out x in for each point,
   * weights out x row x column x in. */
  void (*tiles_in) (const TrainTiles *job);
  void (*tiles_gradient) (const TrainTiles *job);
  void (*tiles_weights) (int n_in,
                         int n_out,
                         const TrainReal *sums,
                         TrainReal *weights);
  void (*finish) (const TrainFinish *job);

  /* to += factor * from. */
  void (*add) (gsize n, TrainReal factor, const TrainReal *from, TrainReal *to);

  /* Back through a row of 3x3 windows at stride 2: pixel x of n has three parts
   * of n_channels, the first three of nine at from, which are added to pixels
   * 2 x - 1 ... 2 x + 1 of to, or the nearest of n_to that there are. */
  void (*fold_row) (
    int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to);

  /* Transposed bilinear up-sampling by factor along a row of n coarse pixels of
   * n_channels, fine ones cropped to n_fine: to = U' from. */
  void (*upsample_row) (int factor,
                        int n,
                        int n_fine,
                        int n_channels,
                        const TrainReal *from,
                        TrainReal *to);
} TrainKernels;

/* The set of a level that smooth_simd_parse or _best gave. */
const TrainKernels *train_kernels_get (SmoothSimd level);

/* Weights of coarse pixel i in the fine pixels [*first, *first + n), n the
 * result, of a bilinear up-sampling by factor (see kernel/upsample.h). */
#define TRAIN_MAX_UPSAMPLED 16
int train_upsample_get_weights (int factor,
                                int n,
                                int n_fine,
                                int i,
                                int *first,
                                TrainReal weights[TRAIN_MAX_UPSAMPLED]);
