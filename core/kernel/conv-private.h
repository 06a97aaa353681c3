/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What conv.c and the ways to compute a convolution share. */
#pragma once

#include "base/arena.h"
#include "kernel/conv.h"
#include "kernel/simd/kernels.h"

/* A way to compute convolutions. */
typedef struct
{
  /* Whether it computes this shape. */
  gboolean (*fits) (const SmoothConvShape *shape);

  /* Sets n_weights, block_rows, block_columns, grain, margin, scratch_bytes
   * and, if it likes, way_data. */
  void (*plan) (SmoothConv *conv);

  /* Lays out PyTorch's weights in conv->weight, which is zeroed. */
  void (*pack) (SmoothConv *conv, const float *weight);

  /* As smooth_conv_block; the block is not empty. */
  void (*block) (const SmoothConv *conv,
                 const SmoothConvJob *job,
                 const SmoothFinish *finish,
                 int y,
                 int column,
                 char *scratch);
} SmoothConvWay;

extern const SmoothConvWay smooth_conv_winograd;
extern const SmoothConvWay smooth_conv_dot;
extern const SmoothConvWay smooth_conv_direct;

struct _SmoothConv
{
  SmoothConvShape shape;
  SmoothSimd simd;
  const SmoothKernels *level;
  const SmoothConvWay *way;

  int n_in_padded, n_out_padded; /* channels in whole vectors */
  int block_rows, block_columns, grain, margin;
  gsize scratch_bytes; /* of the way, without conv.c's own */
  gpointer way_data;   /* freed with g_free */

  gsize n_weights;
  float *weight;
  float *bias;         /* n_out_padded */
  float *ones, *zeros; /* likewise: scale and shift where there are none */
};

/* Bytes rounded up to whole cache lines. */
static inline gsize
smooth_conv_align (gsize n_bytes)
{
  return (n_bytes + SMOOTH_ALIGNMENT - 1) & ~(gsize) (SMOOTH_ALIGNMENT - 1);
}

/* Pixel (y, x) of a band. */
static inline float *
smooth_conv_find (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + (gsize) (x - band->x0) * band->channels;
}

/* Where output pixels (y, x), (y, x + 1) ... go. */
static inline SmoothFinishRow
smooth_conv_get_row (const SmoothConvJob *job, int y, int x)
{
  return (SmoothFinishRow) {
    .out = smooth_conv_find (job->out, y, x),
    .residual =
      job->residual != NULL ? smooth_conv_find (job->residual, y, x) : NULL,
    .tap = job->tap != NULL ? smooth_conv_find (job->tap, y, x) : NULL,
  };
}

/* Inputs around a block: n_rows rows from y on, row_step apart, and n_columns
 * columns from x on. */
typedef struct
{
  int y, n_rows, row_step;
  int x, n_columns;
} SmoothConvPatch;

/* Pixels that an output at the plane's end sees beyond it. */
static inline int
smooth_conv_get_padding (const SmoothConvShape *shape)
{
  return shape->dilation * (shape->size - 1) / 2;
}

/* The inputs of n_pixels outputs from (y, x) on. */
SmoothConvPatch smooth_conv_get_patch (const SmoothConvShape *shape,
                                       int y,
                                       int x,
                                       int n_pixels);

/* Floats of a copy of the patch. */
static inline gsize
smooth_conv_patch_size (const SmoothConvPatch *patch, int n_channels)
{
  return (gsize) patch->n_rows * patch->n_columns * n_channels;
}

/* Finds the first pixel of each row of the patch, which for a row outside the
 * plane is that of the nearest one: in the job's input itself if it has all
 * columns, its margin included, else in a copy. */
void smooth_conv_patch_find (const SmoothConvPatch *patch,
                             const SmoothConvJob *job,
                             float *copy,
                             const float **rows);

/* The depth's order: runs of inputs of an output pixel, as long as they can be
 * (their pixels are neighbours if dilation is 1). Returns their number. */
#define SMOOTH_CONV_MAX_RUNS 9
int smooth_conv_get_runs (const SmoothConvShape *shape,
                          SmoothDirectSpan runs[SMOOTH_CONV_MAX_RUNS]);

/* Input columns that n output columns need. */
static inline int
smooth_conv_get_reach (const SmoothConvShape *shape, int n)
{
  return (n - 1) * shape->stride + (shape->size - 1) * shape->dilation + 1;
}
