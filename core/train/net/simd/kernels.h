/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops of the backward passes, which are compiled once for each
 * instruction set (in double for the baseline only), and the table of function
 * pointers through which they are called. All are thread-safe for distinct
 * results.
 *
 * Unlike in core's kernels the compiler may fuse multiplications and additions
 * here: a run's gradients have to have the same bits on every thread and
 * process, but not on every CPU.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* Bytes of the longest vector. */
#define TRAIN_MAX_VECTOR_BYTES 64

/* Adds up outer products over pixels: for 0 <= j < n_x and 0 <= k < n_g
 *
 *   sums [k][j] += sum over rows r and pixels p of g [r][p][k] * x [r][p][j]
 *
 * Steps are distances in numbers: from a row, pixel or k to the next. x has to
 * be readable for TRAIN_MAX_VECTOR_BYTES behind its last number. */
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
  gboolean is_first; /* sums are set, what they were before is not read */
} TrainProduct;

/* Winograd's F(4x4, 3x3): a tile has 4x4 outputs, 6x6 inputs, and as many
 * points (products) when it is transformed. */
#define TRAIN_TILE_IN 6
#define TRAIN_TILE_OUT 4
#define TRAIN_TILE_POINTS 36

/* A row of n_across tiles to be transformed, see winograd-gradient.c. Point p
 * of tile t goes to to + p * point_step + t * n_channels. */
typedef struct
{
  int n_across;
  int n_columns, n_channels; /* of the plane; channels are whole vectors */
  const TrainReal *rows[TRAIN_TILE_IN]; /* each at the plane's column 0 */
  TrainReal *to;
  gsize point_step;
} TrainTiles;

/* The backward pass of
 *
 *   activated = leaky (sum + bias, slope),  out = activated * scale + shift
 *
 * from gradient, that at out, to inner, that at the sum:
 *
 *   inner = gradient * scale * (activated > 0 ? 1 : slope)
 *   bias_gradient += sum inner
 *   scale_gradient += sum gradient * activated
 *   shift_gradient += sum gradient
 *
 * the sums being over pixels, for each channel. */
typedef struct
{
  gsize n_pixels;
  int n_channels;
  const TrainReal *gradient;
  const TrainReal *activated; /* needed for scale_gradient, or if slope is not
                                 1; else NULL */
  const TrainReal *scale;     /* NULL: 1 */
  TrainReal slope;
  TrainReal *inner;          /* may be gradient */
  TrainReal *bias_gradient;  /* NULL: not wanted */
  TrainReal *scale_gradient; /* NULL: neither it nor shift_gradient is wanted */
  TrainReal *shift_gradient;
} TrainActivationGradient;

/* The loops of one instruction set. */
typedef struct
{
  /* Adds up outer products. */
  void (*product) (const TrainProduct *job);

  /* Transform a row of tiles: of a layer's inputs (six rows of pixels) and of
   * the gradients at its sums (four rows). */
  void (*tiles_in) (const TrainTiles *job);
  void (*tiles_gradient) (const TrainTiles *job);

  /* Transforms back the outer products of both, summed over all tiles, and adds
   * the result to weights. sums: for each point out x in; weights: out x row x
   * column x in. */
  void (*tiles_weights) (int n_in,
                         int n_out,
                         const TrainReal *sums,
                         TrainReal *weights);

  void (*activation_backward) (const TrainActivationGradient *job);

  /* to += factor * from, n numbers. */
  void (*add) (gsize n, TrainReal factor, const TrainReal *from, TrainReal *to);

  /* Adds the parts of a row of 3x3 windows of stride 2 to the pixels that they
   * belong to. Window x of n has nine parts of n_channels at from; the first
   * three are of the row to and are added to its pixels 2 x - 1, 2 x and 2 x +
   * 1, or to the nearest of its n_to pixels. */
  void (*fold_row) (
    int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to);

  /* The transpose of bilinear up-sampling by factor along a row: from n_fine
   * fine pixels of n_channels, from, to n coarse ones, to. */
  void (*upsample_row) (int factor,
                        int n,
                        int n_fine,
                        int n_channels,
                        const TrainReal *from,
                        TrainReal *to);
} TrainKernels;

/* The table for simd, which must be one that smooth_simd_parse () or
 * smooth_simd_best () gave. Static. */
const TrainKernels *train_kernels_get (SmoothSimd simd);
