/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What conv.c and the algorithms that compute convolutions, conv-winograd.c,
 * conv-direct.c and conv-dot.c, share. An algorithm decides how the weights are
 * packed and how the plane is cut into blocks; the arithmetic itself is in
 * simd/.
 */
#pragma once

#include "base/arena.h"
#include "base/round.h"
#include "kernel/conv.h"
#include "kernel/simd/kernels.h"

/* One algorithm. */
typedef struct
{
  /* Whether the algorithm can compute this shape and is worth while for it. */
  gboolean (*fits) (const SmoothConvShape *shape);

  /* Sets n_weights, block_rows, block_columns, grain, margin and scratch_bytes
   * of conv, and algorithm_data if the algorithm needs it. */
  void (*plan) (SmoothConv *conv);

  /* Writes weight, which lies as in PyTorch, to conv->weight in the order in
   * which the kernel reads it. Places that it does not write stay 0. */
  void (*pack) (SmoothConv *conv, const float *weight);

  /* As smooth_conv_block, for a block that is not empty, with scratch_bytes of
   * scratch. */
  void (*block) (const SmoothConv *conv,
                 const SmoothConvJob *job,
                 const SmoothEpilogue *epilogue,
                 int y,
                 int column,
                 char *scratch);
} SmoothConvAlgorithm;

extern const SmoothConvAlgorithm smooth_conv_winograd;
extern const SmoothConvAlgorithm smooth_conv_dot;
extern const SmoothConvAlgorithm smooth_conv_direct;

struct _SmoothConv
{
  char *name; /* of the layer, or NULL */
  SmoothConvShape shape;
  const SmoothKernels *kernels; /* of the SIMD variant; a constant */
  const SmoothConvAlgorithm *algorithm;

  int n_in_padded, n_out_padded; /* channels, rounded up to whole vectors */
  int block_rows, block_columns, grain, margin;
  gsize scratch_bytes;     /* of the algorithm; conv.c adds its own */
  gpointer algorithm_data; /* the algorithm's own, or NULL; freed with g_free */

  gsize n_weights;
  float *weight; /* n_weights packed weights; owned, the others lie behind it */
  float *bias;   /* n_out_padded, as are the next two */
  float *ones;   /* scale of a job that has none */
  float *zeros;  /* shift of a job that has none */
};

/* n_bytes rounded up to a multiple of the alignment of buffers. */
static inline gsize
smooth_conv_align (gsize n_bytes)
{
  return smooth_round_up_size (n_bytes, SMOOTH_ALIGNMENT);
}

/* Pixel (y, x) of a band. */
static inline float *
smooth_conv_find (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + (gsize) (x - band->x0) * band->channels;
}

/* The places in the job's bands of the output pixels (y, x), (y, x + 1) ... */
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

/* A patch: the input pixels that a block of outputs depends on, n_rows rows
 * beginning with y and row_step apart, and in each n_columns neighbouring
 * pixels beginning with column x. Rows and columns may lie beyond the plane. */
typedef struct
{
  int y, n_rows, row_step;
  int x, n_columns;
} SmoothConvPatch;

/* How many pixels beyond each end of the input's plane are read. */
static inline int
smooth_conv_get_padding (const SmoothConvShape *shape)
{
  return shape->dilation * (shape->size - 1) / 2;
}

/* How many neighbouring input columns n neighbouring output columns need. */
static inline int
smooth_conv_count_input_columns (const SmoothConvShape *shape, int n)
{
  return (n - 1) * shape->stride + (shape->size - 1) * shape->dilation + 1;
}

/* The patch of n_pixels outputs of one row, from pixel (y, x) on. */
SmoothConvPatch smooth_conv_get_patch (const SmoothConvShape *shape,
                                       int y,
                                       int x,
                                       int n_pixels);

/* How many floats a copy of the patch has. */
static inline gsize
smooth_conv_patch_size (const SmoothConvPatch *patch, int n_channels)
{
  return (gsize) patch->n_rows * patch->n_columns * n_channels;
}

/* Writes to rows, for each row of the patch, a pointer to its first pixel. If
 * the job's input has all columns of the patch in memory, its margin included,
 * these point into the input, and a row beyond the plane is the nearest row;
 * else the patch is copied, padded, to copy, which has smooth_conv_patch_size
 * floats, and they point into copy. */
void smooth_conv_patch_find (const SmoothConvPatch *patch,
                             const SmoothConvJob *job,
                             float *copy,
                             const float **rows);

/* Writes to spans the neighbouring floats of which the input of an output pixel
 * consists, in the order in which they are multiplied with the packed weights:
 * one span for each row of the kernel if the dilation is 1, else one for each
 * of its pixels. All have the same length. Returns their number. */
#define SMOOTH_CONV_MAX_SPANS 9
int smooth_conv_get_spans (const SmoothConvShape *shape,
                           SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS]);
