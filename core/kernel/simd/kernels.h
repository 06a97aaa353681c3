/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels: the inner loops that are compiled once for each SIMD variant,
 * and the table of function pointers through which the kernels of one variant
 * are called. The structures are the kernels' arguments; all pointers in them
 * are borrowed.
 *
 * Only the files in this folder and in core/train/net/simd are compiled with
 * -march options. All of their functions are static or named by
 * SMOOTH_SIMD_NAME: if two variants had a function of the same name, the linker
 * could keep the one that this CPU cannot execute.
 *
 * The compiler must not contract a multiplication and an addition to a fused
 * multiply-add, which rounds once less, since it would do so in one copy of a
 * loop and not in another. Fused multiply-adds are asked for by vec_fma (); so
 * an output has the same bits wherever in a vector, a tile or a row it is
 * computed.
 *
 * Threads may run kernels at the same time if they write to different places. A
 * number of channels that is called padded is rounded up to whole vectors of
 * the variant.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/edge-head.h"
#include "kernel/gemm.h"
#include "kernel/simd.h"

/* The number of floats in the longest vector of all variants. */
#define SMOOTH_MAX_LANES 16

/* The epilogue of a convolution, which turns a pixel's sums over the weights
 * into its outputs:
 *
 *   t   = leaky (sum + bias, slope)
 *   out = t * scale + shift + residual
 *
 * bias, scale and shift have a value for each output channel, padded. */
typedef struct
{
  int n_channels; /* number of output channels, not padded */
  const float *bias, *scale, *shift;
  float slope; /* slope of leaky, at most 1 */
} SmoothEpilogue;

/* Where the epilogue writes a row of output pixels, and from where it reads
 * their residual. Each points to the row's first pixel. */
typedef struct
{
  float *out;
  const float *residual; /* may be out; NULL: 0 */
  /* where t is written, the activation in SmoothEpilogue's formula; NULL:
   * nowhere */
  float *activation;
} SmoothEpilogueRow;

/* Winograd's F(4x4, 3x3) (formulas: winograd.c) computes tiles of 4x4 outputs
 * from 6x6 inputs. A transformed tile has 6x6 values, one for each
 * interpolation point. */
#define SMOOTH_WINOGRAD_IN 6
#define SMOOTH_WINOGRAD_OUT 4
#define SMOOTH_WINOGRAD_POINTS 36

/* The interpolation points a and b of the formulas in winograd.c. */
#define SMOOTH_WINOGRAD_A (2.0 / 3)
#define SMOOTH_WINOGRAD_B (3.0 / 2)

/* A row of tiles, side by side, of one sub-grid (see conv-winograd.c). */
typedef struct
{
  const float *rows[SMOOTH_WINOGRAD_IN]; /* the input rows, at the first column
                                            of the first tile */
  SmoothEpilogueRow out[SMOOTH_WINOGRAD_OUT];
  /* Of the four output rows of the tiles, first_row to n_rows - 1 are written.
   */
  int first_row, n_rows;
  /* Of the columns of the tiles, first_column to n_columns - 1 are written; the
   * rows of out begin with column first_column. */
  int first_column, n_columns;
} SmoothWinogradGrid;

/* One row of tiles of every sub-grid; all are computed together. */
typedef struct
{
  SmoothEpilogue epilogue;
  int n_in, n_in_padded, n_out_padded; /* numbers of channels */
  /* For each interpolation point a matrix of n_in x n_out_padded weights, each
   * at the place that find_weight () of SmoothKernels gives. */
  const float *weight;
  int n_grids;
  const SmoothWinogradGrid *grids;
  int n_across; /* number of tiles of one sub-grid */
  /* Floats from one column of a sub-grid to the next, in the inputs and in the
   * outputs. */
  gsize in_step, out_step;
  float *tiles, *products, *half; /* temporary buffers, whose sizes
                                     SmoothWinogradScratch has */
} SmoothWinograd;

/* The sizes, in floats, of the temporary buffers of SmoothWinograd. tiles takes
 * two rows of interpolation points of the transformed inputs; products takes
 * their products with the weights; half takes SMOOTH_WINOGRAD_IN rows,
 * half_step floats apart, of outputs that have been transformed along the rows
 * only. */
typedef struct
{
  gsize tiles, products, half_step;
} SmoothWinogradScratch;

/* Computes the sizes of the temporary buffers for n_tiles Winograd tiles.
 * min_tiles: the kernel computes at least this many (SmoothKernels). */
static inline SmoothWinogradScratch
smooth_winograd_plan_scratch (int n_tiles,
                              int n_in_padded,
                              int n_out_padded,
                              int min_tiles)
{
  const gsize n = MAX (n_tiles, min_tiles);
  const gsize half = n * SMOOTH_WINOGRAD_OUT * n_out_padded;

  return (SmoothWinogradScratch) {
    .tiles = n * 2 * SMOOTH_WINOGRAD_IN * n_in_padded,
    .products = n * 2 * SMOOTH_WINOGRAD_IN * n_out_padded,
    /* 80 floats are added because rows that lie a multiple of 4096 bytes apart
     * would compete for the same sets of the L1 cache. */
    .half_step = (half + 1023) / 1024 * 1024 + 80,
  };
}

/* The matrix products of Winograd's tiles, one for each interpolation point:
 * to[tile][point] = from[tile][point] * weight[point]. */
typedef struct
{
  /* from and to must have room for at least min_tiles tiles. */
  int n_tiles;
  int n_points;
  int n_in, n_in_padded; /* from[tile][point] has n_in channels, padded */
  int n_out_padded;
  const float *weight;
  const float *from;
  float *to;
} SmoothWinogradProduct;

/* A span: neighbouring floats of one input row on which an output of a direct
 * convolution depends. */
typedef struct
{
  int row; /* which input row, from 0 to SMOOTH_DIRECT_ROWS - 1 */
  /* Floats from the output's first input pixel to the span. */
  int offset;
  int n; /* length of the span: how many neighbouring floats it has */
} SmoothDirectSpan;

#define SMOOTH_DIRECT_ROWS 3
#define SMOOTH_PARTIAL_SUM_SPANS 2

/* A part of an output's sum, which is added up by itself and then added to the
 * rest: the products with the inputs of one span, or of two spans of the same
 * length. Each span has an accumulator of its own, so that the CPU can execute
 * two multiply-adds that do not wait for each other. The packed weights of the
 * spans follow each other. */
typedef struct
{
  int n;       /* number of floats of a span */
  int n_spans; /* 1 or 2 */
  SmoothDirectSpan spans[SMOOTH_PARTIAL_SUM_SPANS];
} SmoothPartialSum;

/* The direct convolution of a row of output pixels. */
typedef struct
{
  SmoothEpilogue epilogue;
  int n_out_padded;
  int depth; /* number of products of one output: the floats of all spans */
  int n_partial_sums;
  const SmoothPartialSum *partial_sums;
  /* A matrix of depth x n_out_padded weights, each at the place that
   * find_weight () of SmoothKernels gives. */
  const float *weight;
  /* The input rows, at the first input pixel of the first output. */
  const float *rows[SMOOTH_DIRECT_ROWS];
  /* Floats from the inputs of one output to those of the next. */
  gsize pixel_step;
  int n_pixels;
  /* Temporary buffer of n_pixels * SMOOTH_DIRECT_PIXEL_FLOATS. */
  float *totals;
  SmoothEpilogueRow out;
} SmoothDirect;

/* The number of floats that SmoothDirect's buffer totals has for each pixel:
 * the sums of one panel of up to three vectors. */
#define SMOOTH_DIRECT_PIXEL_FLOATS (3 * SMOOTH_MAX_LANES)

/* The convolution of a row of output pixels as one matrix product: the inputs
 * of each pixel are copied to a row of a matrix ("im2col"), which is multiplied
 * with the weights. */
typedef struct
{
  SmoothEpilogue epilogue;
  int n_out_padded;
  int depth; /* number of products of one output: the floats of all spans */
  int n_spans;
  const SmoothDirectSpan *spans; /* all of the same length */
  /* A matrix of depth x n_out_padded weights, each at the place that
   * find_weight () of SmoothKernels gives. */
  const float *weight;
  /* The input rows, at the first input pixel of the first output. */
  const float *rows[SMOOTH_DIRECT_ROWS];
  gsize pixel_step;
  int n_pixels;
  /* Of the pixels, first to end - 1 are written; the rows of out begin with
   * pixel first. */
  int first, end;
  float *inputs; /* temporary buffer of n_pixels * depth */
  float *sums;   /* temporary buffer of n_pixels * n_out_padded */
  SmoothEpilogueRow out;
} SmoothIm2col;

#define SMOOTH_DOT_MAX_OUT 4

/* The direct convolution of a row of output pixels to at most
 * SMOOTH_DOT_MAX_OUT channels. */
typedef struct
{
  SmoothEpilogue epilogue;
  int n_spans;
  const SmoothDirectSpan *spans; /* all of the same length */
  /* For each vector of each span, a vector of weights for each output channel.
   */
  const float *weight;
  /* The input rows, at the first input pixel of the first output. */
  const float *rows[SMOOTH_DIRECT_ROWS];
  gsize pixel_step;
  /* The number of output pixels. The inputs of more pixels are read, namely of
   * as many as fill whole vectors. */
  int n_pixels;
  SmoothEpilogueRow out;
} SmoothDot;

/* The kernels of one SIMD variant. */
typedef struct
{
  int n_lanes; /* number of floats in a vector */
  /* winograd always computes at least this many tiles; if it is given fewer,
   * zeros stand for the others. */
  int min_tiles;
  /* Whether products are computed by a BLAS (kernel/blas.h). Then a block is
   * always multiplied as a whole, also if only a part of it is wanted. */
  gboolean is_blas;

  /* Computes a matrix product, see SmoothGemm. */
  void (*gemm) (const SmoothGemm *product);

  /* Returns where, counted in floats from the start, the weight from input
   * channel in to output channel out stands in a packed matrix of n_in x
   * n_out_padded. */
  gsize (*find_weight) (int n_in, int n_out_padded, int in, int out);

  /* Compute a convolution by four algorithms, which the four structures
   * describe. With a BLAS direct is NULL, otherwise im2col is. */
  void (*winograd) (const SmoothWinograd *job);
  void (*direct) (const SmoothDirect *job);
  void (*im2col) (const SmoothIm2col *job);
  void (*dot) (const SmoothDot *job);

  /* The functions below write row y of out, columns out->x0 to out->x1 - 1. The
   * bits of a pixel depend only on the pixels from which it is computed and on
   * the variant, not on which rows and columns are computed with it. They do
   * not check their arguments; that is done when a layer is made. */

  /* Up-samples bilinearly by factor, 2, 4 or 8 (formula: kernel/upsample.h). in
   * must have the rows and columns in memory that smooth_upsample_get_source ()
   * names. out's plane is at most factor times as high and wide as in's and has
   * as many channels. residual: NULL, or a band of out's plane with row y and
   * out's columns in memory; it may be out itself. */
  void (*upsample_row) (const SmoothBand *in,
                        SmoothBand *out,
                        const SmoothBand *residual,
                        int factor,
                        int y);

  /* Takes the mean of 2x2 pixels of in, from rows 2 y and 2 y + 1. At an odd
   * width or height the last column or row is replicated. out's plane is half
   * of in's, rounded up, with as many channels. */
  void (*halve_row) (const SmoothBand *in, SmoothBand *out, int y);

  /* Computes the edge probability (formula: kernel/edge-head.h). The sides of
   * fuse must have the rows and columns in memory that
   * smooth_upsample_get_source () names. out has one channel and may be smaller
   * than factor times a side. */
  void (*fuse_row) (const SmoothFuse *fuse, SmoothBand *out, int y);

  /* Computes the chroma (k in kernel/colour-gate.h) of a row of blocks from the
   * rows 8 y to 8 y + 7 of picture, as far as they lie in its plane. picture: 3
   * channels; out: one channel, an eighth of picture's plane, rounded up. */
  void (*measure_chroma_row) (const SmoothBand *picture,
                              SmoothBand *out,
                              int y);

  /* Computes picture + mean + g * (change - mean) (formula:
   * kernel/colour-gate.h). It reads the same pixels of change and picture, and
   * those of chroma, k in the formula, that smooth_chroma_get_source () names.
   * picture: NULL for a picture of zeros. All but chroma have 3 channels and
   * out's plane. out may be change or picture. As a function of change it is
   * linear, and its matrix is symmetric. */
  void (*gate_chroma_row) (const SmoothBand *change,
                           const SmoothBand *chroma,
                           const SmoothBand *picture,
                           SmoothBand *out,
                           int y);

  /* Sets to[i] to from[i] limited to [0, 1], or to 0 for NaN, for n samples. to
   * may be from. */
  void (*clamp_samples) (gsize n, const float *from, float *to);

  /* Adds smoothed[i] - clamp (samples[i]) to samples[i], for n samples. Those
   * of samples that are not finite stay. */
  void (*change_samples) (gsize n, const float *smoothed, float *samples);
} SmoothKernels;

/* Returns the kernels of a variant that smooth_simd_best () or
 * smooth_simd_parse () gave; a constant. Any thread may call this. */
const SmoothKernels *smooth_kernels_get (SmoothSimd simd);

extern const SmoothKernels smooth_kernels_baseline;
extern const SmoothKernels smooth_kernels_blas;
extern const SmoothKernels smooth_kernels_v3;
extern const SmoothKernels smooth_kernels_v4;
