/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops of the backward passes, which are compiled once for each
 * instruction set (in double only for the baseline, the lowest of these), and
 * the table of function pointers through which they are called. All functions
 * are thread-safe if each thread has its own results.
 *
 * Unlike in core's kernels the compiler may fuse multiplications and additions
 * here: a run's gradients have to have the same bits on every thread and
 * process, but not on every CPU. */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* The size in bytes of the longest vector of any instruction set. */
#define TRAIN_MAX_VECTOR_BYTES 64

/* Adds up outer products over pixels. For 0 <= j < n_x and 0 <= k < n_g:
 *
 *   sums [k][j] += sum over rows r and pixels p of g [r][p][k] * x [r][p][j]
 *
 * g is a gradient with n_g channels, x an input with n_x. The steps are
 * distances, counted in numbers, from one row, pixel or k to the next.
 * TRAIN_MAX_VECTOR_BYTES behind the last number of x must be readable. */
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
  gboolean is_first; /* whether sums are overwritten instead of added to */
} TrainProduct;

/* Winograd's F(4x4, 3x3) convolves tiles of 6x6 inputs to 4x4 outputs. A
 * transformed tile has 36 numbers, called its points; point number p of a tile
 * of inputs is multiplied with point number p of other tiles only. */
#define TRAIN_TILE_IN 6
#define TRAIN_TILE_OUT 4
#define TRAIN_TILE_POINTS 36

/* A row of n_across tiles that is transformed (see winograd-gradient.c). Point
 * p of tile t, with n_channels numbers, is written to the address to + p *
 * point_step + t * n_channels. */
typedef struct
{
  int n_across;
  /* The number of columns of the plane, and the number of channels, which must
   * fill whole vectors. */
  int n_columns, n_channels;
  const TrainReal *rows[TRAIN_TILE_IN]; /* pointers to column 0 of the rows that
                                           the tiles cover */
  TrainReal *to;
  gsize point_step;
} TrainTiles;

/* The backward pass of
 *
 *   activated = leaky (sum + bias, slope), out = activated * scale + shift
 *
 * from gradient, the gradient at out, to inner, the gradient at the sum:
 *
 *   inner = gradient * scale * (activated > 0 ? 1 : slope)
 *   bias_gradient  += sum inner
 *   scale_gradient += sum gradient * activated
 *   shift_gradient += sum gradient
 *
 * The sums are over pixels, for each channel by itself. */
typedef struct
{
  gsize n_pixels;
  int n_channels;
  const TrainReal *gradient;
  const TrainReal *activated; /* only needed for scale_gradient, or if slope is
                                 not 1 */
  const TrainReal *scale;     /* NULL: 1 */
  TrainReal slope;
  TrainReal *inner;         /* may be the same array as gradient */
  TrainReal *bias_gradient; /* NULL: not wanted */
  /* If scale_gradient is NULL, neither it nor shift_gradient is wanted. */
  TrainReal *scale_gradient;
  TrainReal *shift_gradient;
} TrainActivationGradient;

/* The functions of one instruction set. */
typedef struct
{
  /* Adds up outer products of inputs and gradients over pixels (see
   * TrainProduct). */
  void (*product) (const TrainProduct *job);

  /* Transform a row of tiles (see TrainTiles) by Winograd's method. tiles_in:
   * tiles of a layer's inputs, which cover six rows of pixels; tiles_gradient:
   * tiles of the gradients at the layer's sums, which cover four. */
  void (*tiles_in) (const TrainTiles *job);
  void (*tiles_gradient) (const TrainTiles *job);

  /* Transforms sums, the products of transformed tiles of inputs and of
   * gradients summed over all tiles, into gradients of the 3x3 weights, and
   * adds these to weights. sums: point of a tile x output channel x input
   * channel; weights: output channel x row x column x input channel. */
  void (*tiles_weights) (int n_in,
                         int n_out,
                         const TrainReal *sums,
                         TrainReal *weights);

  void (*activation_backward) (const TrainActivationGradient *job);

  /* Adds the array from, times factor, to the array to; n numbers. */
  void (*add) (gsize n, TrainReal factor, const TrainReal *from, TrainReal *to);

  /* Adds a row of 3x3 windows to the pixels that they cover, for the backward
   * pass of a convolution of stride 2. Window number x of n has nine pixels of
   * n_channels numbers at from. Three of them, a row of the window, are added
   * to pixels 2 x - 1, 2 x and 2 x + 1 of to, or to the nearest of its n_to
   * pixels where these lie outside. */
  void (*fold_row) (
    int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to);

  /* The backward pass of bilinear up-sampling by factor along a row: adds up
   * n_fine fine pixels of n_channels numbers (from), with bilinear weights, to
   * n coarse pixels (to). */
  void (*upsample_row) (int factor,
                        int n,
                        int n_fine,
                        int n_channels,
                        const TrainReal *from,
                        TrainReal *to);
} TrainKernels;

/* Returns the table for simd, which must be a variant that smooth_simd_parse ()
 * or smooth_simd_best () gave. The table is static. */
const TrainKernels *train_kernels_get (SmoothSimd simd);
