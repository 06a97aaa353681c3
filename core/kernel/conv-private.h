/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The common parts of conv.c and of the four algorithms for convolutions,
 * conv-winograd.c, conv-direct.c, conv-im2col.c and conv-dot.c. An algorithm
 * decides how the weights are packed and how the plane is cut into blocks; the
 * arithmetic itself is in simd/.
 */
#pragma once

#include "base/arena.h"
#include "base/round.h"
#include "kernel/conv.h"
#include "kernel/simd/kernels.h"

/* The functions of one algorithm. */
typedef struct
{
  /* Whether the algorithm can compute this shape with these kernels, and is
   * fast for it. */
  gboolean (*fits) (const SmoothConvShape *shape, const SmoothKernels *kernels);

  /* Sets n_weights, block_rows, block_columns, grain, margin and scratch_bytes
   * of conv, and algorithm_data if the algorithm needs it. */
  void (*plan) (SmoothConv *conv);

  /* Writes weight, whose order is PyTorch's, to conv->weight in the order in
   * which the kernel reads it. Places that it does not write stay 0. */
  void (*pack) (SmoothConv *conv, const float *weight);

  /* Computes a block, as smooth_conv_block () does, but only for blocks that
   * are not empty, and with scratch_bytes of scratch. */
  void (*block) (const SmoothConv *conv,
                 const SmoothConvJob *job,
                 const SmoothEpilogue *epilogue,
                 int y,
                 int column,
                 char *scratch);
} SmoothConvAlgorithm;

extern const SmoothConvAlgorithm smooth_conv_winograd;
extern const SmoothConvAlgorithm smooth_conv_dot;
extern const SmoothConvAlgorithm smooth_conv_im2col;
extern const SmoothConvAlgorithm smooth_conv_direct;

struct _SmoothConv
{
  char *name; /* name of the layer that is computed, or NULL */
  SmoothConvShape shape;
  const SmoothKernels *kernels; /* kernels of the SIMD variant; never change */
  const SmoothConvAlgorithm *algorithm;

  int n_in_padded, n_out_padded; /* number of channels, rounded up to whole
                                    vectors */
  int block_rows, block_columns, grain, margin;
  gsize scratch_bytes; /* scratch of the algorithm, to which conv.c adds its
                          own */
  /* Data of the algorithm, or NULL; freed with g_free. */
  gpointer algorithm_data;

  gsize n_weights;
  /* n_weights packed weights. This is the start of one block of memory, in
   * which bias, ones and zeros follow. */
  float *weight;
  /* The bias: n_out_padded floats. The arrays ones and zeros have as many. */
  float *bias;
  float *ones;  /* the scale where SmoothConvJob has none */
  float *zeros; /* the shift where SmoothConvJob has none */
};

/* Rounds n_bytes up to a multiple of the alignment of buffers. */
static inline gsize
smooth_conv_align (gsize n_bytes)
{
  return smooth_round_up_size (n_bytes, SMOOTH_ALIGNMENT);
}

/* Finds pixel (y, x) of a band. */
static inline float *
smooth_conv_find (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + (gsize) (x - band->x0) * band->channels;
}

/* Finds output pixel (y, x) in the job's bands for the output, the residual and
 * the activation. The pixels (y, x + 1) and so on follow it in memory. */
static inline SmoothEpilogueRow
smooth_conv_get_row (const SmoothConvJob *job, int y, int x)
{
  return (SmoothEpilogueRow) {
    .out = smooth_conv_find (job->out, y, x),
    .residual =
      job->residual != NULL ? smooth_conv_find (job->residual, y, x) : NULL,
    .activation =
      job->activation != NULL ? smooth_conv_find (job->activation, y, x) : NULL,
  };
}

/* A patch: the input pixels on which a block of outputs depends. It has n_rows
 * rows, beginning with y and row_step apart, and in each n_columns neighbouring
 * pixels, beginning with column x. Rows and columns may lie beyond the plane.
 */
typedef struct
{
  int y, n_rows, row_step;
  int x, n_columns;
  int y_end; /* the first row that may not be in memory */
} SmoothConvPatch;

/* Returns how many pixels beyond each end of the input's plane are read. */
static inline int
smooth_conv_get_padding (const SmoothConvShape *shape)
{
  return shape->dilation * (shape->size - 1) / 2;
}

/* Returns how many neighbouring input columns n neighbouring output columns
 * need. */
static inline int
smooth_conv_count_input_columns (const SmoothConvShape *shape, int n)
{
  return (n - 1) * shape->stride + (shape->size - 1) * shape->dilation + 1;
}

/* Returns the patch of n_pixels outputs of one row, from pixel (y, x) on. */
SmoothConvPatch smooth_conv_get_patch (const SmoothConvShape *shape,
                                       int y,
                                       int x,
                                       int n_pixels);

/* Returns how many floats a copy of the patch has. */
static inline gsize
smooth_conv_patch_size (const SmoothConvPatch *patch, int n_channels)
{
  return (gsize) patch->n_rows * patch->n_columns * n_channels;
}

/* Writes a pointer to the first pixel of each row of the patch to rows. If the
 * input band of the convolution has all columns of the patch in memory, its
 * margin included, the pointers point into that band, and a row beyond the
 * plane, or from y_end on, is the nearest other row. Otherwise the patch is
 * copied to copy, which has smooth_conv_patch_size () floats, and padded; the
 * pointers point there. */
void smooth_conv_patch_find (const SmoothConvPatch *patch,
                             const SmoothConvJob *job,
                             float *copy,
                             const float **rows);

/* Returns band in, the input of a convolution, without the columns on which the
 * output columns first to end - 1 do not depend. Where more outputs than those
 * are computed, so that all of a product's rows exist, no others may be read:
 * another thread could be writing them. */
SmoothBand smooth_conv_crop_input (const SmoothConvShape *shape,
                                   const SmoothBand *in,
                                   int first,
                                   int end);

/* Finds the spans, the groups of neighbouring floats of which the input of an
 * output pixel consists. There is one for each row of the kernel if the
 * dilation is 1, otherwise one for each of its pixels; all have the same
 * length. Writes them to spans in the order of the packed weights, and returns
 * their number. */
#define SMOOTH_CONV_MAX_SPANS 9
int smooth_conv_get_spans (const SmoothConvShape *shape,
                           SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS]);
