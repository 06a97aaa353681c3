/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What conv.c and the ways to compute a convolution share. */
#pragma once

#include "kernel/arena.h"
#include "kernel/conv.h"
#include "kernel/level/level.h"

/* A way to compute convolutions. */
typedef struct
{
  /* Whether it computes this shape. */
  gboolean (*fits) (const SmoothConvShape *shape);

  /* Sets n_weights, block_rows, block_columns, grain and scratch_bytes. */
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
extern const SmoothConvWay smooth_conv_strip;

struct _SmoothConv
{
  SmoothConvShape shape;
  SmoothCpuLevel cpu_level;
  const SmoothLevel *level;
  const SmoothConvWay *way;

  int n_in_padded, n_out_padded; /* channels in whole vectors */
  int block_rows, block_columns, grain;
  gsize scratch_bytes; /* of the way, without conv.c's own */

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
