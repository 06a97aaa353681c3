/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops that are compiled once per CPU level, and the table through
 * which one level's set is called.
 *
 * The files in this folder are the only ones that are compiled with -march
 * options; all of their functions are static or named by SMOOTH_SIMD_NAME, so
 * that no variant can take another's place in the linker's eyes.
 *
 * They are compiled without contraction to fused multiply-adds: these are asked
 * for by name (vec_fma), so that an output has the same bits in whatever copy
 * of a loop, vector or tail it is computed.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/simd.h"
#include "kernel/fuse.h"
#include "kernel/gemm.h"

/* Floats of the longest vector; arrays said to be padded are readable up to a
 * multiple of it. */
#define SMOOTH_MAX_VECTOR 16

/* What is done to a pixel's channels after the sum over the weights:
 * out = leaky (sum + bias, slope) * scale + shift + residual. All padded. */
typedef struct
{
  int n_channels;
  const float *bias, *scale, *shift;
  float slope; /* <= 1 */
} SmoothFinish;

/* Where a row of outputs goes; each begins at the same pixel. */
typedef struct
{
  float *out;
  const float *residual; /* NULL: 0; may be out */
  float *tap;            /* NULL, or takes what comes before scale and shift */
} SmoothFinishRow;

#define SMOOTH_WINOGRAD_IN 6
#define SMOOTH_WINOGRAD_OUT 4
#define SMOOTH_WINOGRAD_POINTS 36

/* Interpolation points, see winograd.c. */
#define SMOOTH_WINOGRAD_A (2.0 / 3)
#define SMOOTH_WINOGRAD_B (3.0 / 2)

/* A row of tiles of one sub-grid. */
typedef struct
{
  const float *rows[SMOOTH_WINOGRAD_IN]; /* inputs, from the first tile's */
  SmoothFinishRow out[SMOOTH_WINOGRAD_OUT];
  int first_row, n_rows; /* of out: those from first_row to before n_rows */
  int n_columns;         /* of out */
} SmoothWinogradGrid;

/* Rows of tiles that are computed together. */
typedef struct
{
  SmoothFinish finish;
  int n_in, n_in_padded, n_out_padded; /* channels */
  const float *weight; /* for each point a matrix, packed as find_weight says */
  int n_grids;
  const SmoothWinogradGrid *grids;
  int n_across;                   /* tiles of a grid */
  gsize in_step, out_step;        /* floats to the next column of a grid */
  float *tiles, *products, *half; /* scratch, see SmoothWinogradPlan */
} SmoothWinograd;

/* Floats of the scratch of a SmoothWinograd: two rows of points, transformed
 * and multiplied; and SMOOTH_WINOGRAD_IN rows of half-way outputs, half_step
 * apart. */
typedef struct
{
  gsize tiles, products, half_step;
} SmoothWinogradPlan;

static inline SmoothWinogradPlan
smooth_winograd_plan (int n_tiles,
                      int n_in_padded,
                      int n_out_padded,
                      int tile_step)
{
  const gsize n = MAX (n_tiles, tile_step);
  const gsize half = n * SMOOTH_WINOGRAD_OUT * n_out_padded;

  return (SmoothWinogradPlan) {
    .tiles = n * 2 * SMOOTH_WINOGRAD_IN * n_in_padded,
    .products = n * 2 * SMOOTH_WINOGRAD_IN * n_out_padded,
    /* Rows a multiple of 4096 bytes apart would lie in the same sets of L1. */
    .half_step = (half + 1023) / 1024 * 1024 + 80,
  };
}

/* The products of points: to[tile][point] = from[tile][point] * weight[point].
 */
typedef struct
{
  int n_tiles; /* from and to have room for tile_step at least */
  int n_points;
  int n_in, n_in_padded;
  int n_out_padded;
  const float *weight;
  const float *from;
  float *to;
} SmoothWinogradProduct;

/* Neighbouring floats that go into a direct convolution's output. */
typedef struct
{
  int row;    /* of the input rows */
  int offset; /* in floats, from the output's pixel in that row */
  int n;
} SmoothDirectSpan;

#define SMOOTH_DIRECT_ROWS 3
#define SMOOTH_DIRECT_CHAINS 2

/* Runs of the same length n whose products are summed side by side; each sum is
 * a chain of its own. They follow each other in the packed weights. */
typedef struct
{
  int n;
  int n_chains; /* 1 or 2 */
  SmoothDirectSpan chains[SMOOTH_DIRECT_CHAINS];
} SmoothDirectPiece;

/* Direct convolution of a row of pixels. */
typedef struct
{
  SmoothFinish finish;
  int n_out_padded;
  int depth; /* floats of all pieces */
  int n_pieces;
  const SmoothDirectPiece *pieces;
  const float *weight;                   /* packed as find_weight says */
  const float *rows[SMOOTH_DIRECT_ROWS]; /* inputs of the first pixel */
  gsize pixel_step;                      /* floats to the next pixel's */
  int n_pixels;
  float *sums; /* n_pixels * SMOOTH_DIRECT_SUMS of scratch */
  SmoothFinishRow out;
} SmoothDirect;

/* Up to three vectors. */
#define SMOOTH_DIRECT_SUMS (3 * SMOOTH_MAX_VECTOR)

#define SMOOTH_DOT_MAX_OUT 4

/* As SmoothDirect, to at most SMOOTH_DOT_MAX_OUT channels. */
typedef struct
{
  SmoothFinish finish;
  int n_runs;
  const SmoothDirectSpan *runs;
  const float *weight; /* for each vector of a run, one vector per output */
  const float *rows[SMOOTH_DIRECT_ROWS];
  gsize pixel_step;
  int n_pixels; /* inputs are read of a multiple of a vector's number */
  SmoothFinishRow out;
} SmoothDot;

/* One set of inner loops. */
typedef struct
{
  int vector;    /* floats in a vector */
  int tile_step; /* tiles that winograd reads and writes at least */

  /* c (m x n, ldc) = a (m x k, lda) * b (k x n, ldb), row-major. */
  void (*gemm) (const SmoothGemm *product);

  /* Where the weight from channel in to channel out lies in a packed matrix
   * n_in x n_out_padded. */
  gsize (*find_weight) (int n_in, int n_out_padded, int in, int out);

  void (*winograd) (const SmoothWinograd *job);

  void (*direct) (const SmoothDirect *job);
  void (*dot) (const SmoothDot *job);

  /* The functions below write row y of out, columns out->x0 to out->x1 - 1.
   * Each may be called by several threads at once for different rows. The bits
   * of a pixel depend on the pixels it is computed from and on this table, not
   * on which other columns or rows are computed. They check nothing: shapes are
   * checked where a layer is made. */

  /* Bilinear up-sampling by factor, 2, 4 or 8 (formula: kernel/upsample.h). in
   * must hold the rows and columns that smooth_upsample_get_source names. out's
   * plane is at most factor times as high and wide as in's and has as many
   * channels. residual: NULL, or a band of out's plane that holds row y and
   * out's columns; it may be out itself. */
  void (*upsample_row) (const SmoothBand *in,
                        SmoothBand *out,
                        const SmoothBand *residual,
                        int factor,
                        int y);

  /* The mean of 2x2 pixels of in, rows 2 y and 2 y + 1; at an odd width or
   * height the last column or row is replicated. out's plane is half of in's,
   * rounded up, with as many channels. */
  void (*halve_row) (const SmoothBand *in, SmoothBand *out, int y);

  /* The edge probability (formula: kernel/fuse.h). The sides of fuse hold the
   * rows and columns that smooth_upsample_get_source names; out has one channel
   * and may be smaller than factor times a side. */
  void (*fuse_row) (const SmoothFuse *fuse, SmoothBand *out, int y);

  /* k (formula: kernel/chroma.h) of a row of blocks, from the rows 8 y to
   * 8 y + 7 of picture that lie in its plane. picture: 3 channels; out: one
   * channel, an eighth of picture's plane, rounded up. */
  void (*measure_chroma_row) (const SmoothBand *picture,
                              SmoothBand *out,
                              int y);

  /* picture + mean + g (change - mean) (formula: kernel/chroma.h) from the same
   * pixels of change and picture and from those of chroma, which holds k, that
   * smooth_chroma_get_source names. picture: NULL for a picture of zeros. All
   * but chroma have 3 channels and out's plane. out may be change or picture.
   * As a function of change it is linear and its own transpose. */
  void (*gate_chroma_row) (const SmoothBand *change,
                           const SmoothBand *chroma,
                           const SmoothBand *picture,
                           SmoothBand *out,
                           int y);

  /* to[i] = from[i] limited to [0, 1], 0 for NaN, for n samples. to may be
   * from. */
  void (*clamp_samples) (gsize n, const float *from, float *to);

  /* samples[i] += smoothed[i] - clamp (samples[i]) for n samples; those of
   * samples that are not finite stay. */
  void (*change_samples) (gsize n, const float *smoothed, float *samples);
} SmoothKernels;

/* The set of a level that smooth_simd_parse or _best gave. */
const SmoothKernels *smooth_kernels_get (SmoothSimd level);

extern const SmoothKernels smooth_kernels_baseline;
extern const SmoothKernels smooth_kernels_v3;
extern const SmoothKernels smooth_kernels_v4;
