/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution to at most SMOOTH_DOT_MAX_OUT channels by dot products, in which
 * the lanes of a vector are inputs and not outputs (simd/dot.c). This file
 * packs the weights and divides the rows into blocks.
 */
#include "kernel/conv-private.h"

/* The width of a block in pixels, a multiple of the lanes of every vector. */
#define BLOCK_PX 128

/* A block has 1 to MAX_ROWS rows: enough for MIN_WORK multiply-adds, if
 * possible. A smaller task is not worth giving to a thread. */
#define MIN_WORK 2e5
#define MAX_ROWS 4

/* With fewer input channels most lanes of a vector would be empty. */
#define MIN_IN 8

/* The most products for an output. A short vector has few lanes, so each lane
 * adds up many products, and the rounding error of a float sum grows with its
 * length. */
#define MAX_DEPTH 192

static gboolean
fits (const SmoothConvShape *shape, const SmoothKernels *kernels G_GNUC_UNUSED)
{
  return shape->out_channels <= SMOOTH_DOT_MAX_OUT
         && shape->in_channels >= MIN_IN
         && shape->in_channels * shape->size * shape->size <= MAX_DEPTH;
}

static void
plan (SmoothConv *conv)
{
  const SmoothConvShape *shape = &conv->shape;
  const SmoothConvPatch patch = smooth_conv_get_patch (shape, 0, 0, BLOCK_PX);
  SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS];
  const int n_spans = smooth_conv_get_spans (shape, spans);
  const int n_padded = smooth_round_up (spans[0].n, conv->kernels->n_lanes);
  const double row_work =
    (double) BLOCK_PX * n_spans * n_padded * shape->out_channels;

  conv->n_weights = (gsize) n_spans * n_padded * shape->out_channels;
  conv->block_rows = CLAMP ((int) (MIN_WORK / row_work) + 1, 1, MAX_ROWS);
  conv->block_columns = BLOCK_PX;
  conv->grain = 1;
  /* The kernel always computes as many pixels as a vector has lanes. */
  conv->margin = smooth_conv_get_padding (shape) + conv->kernels->n_lanes - 1;
  conv->scratch_bytes = smooth_conv_align (
    smooth_conv_patch_size (&patch, shape->in_channels) * sizeof (float));
}

/* Packs the weights as an array [span][vector of the span][output][lane]. A
 * span is a group of neighbouring inputs of one output; the lanes behind its
 * end get zeros. */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_lanes = conv->kernels->n_lanes;
  const int n_taps = shape->size * shape->size;
  const int n_out = shape->out_channels;
  SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS];
  int n, n_padded;

  smooth_conv_get_spans (shape, spans);
  n = spans[0].n;
  n_padded = smooth_round_up (n, n_lanes);
  for (int o = 0; o < n_out; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        {
          const int at = tap * shape->in_channels + i;
          const int in_span = at % n;
          const gsize first_lane =
            (gsize) (at / n) * n_padded + in_span / n_lanes * n_lanes;

          conv->weight[first_lane * n_out + o * n_lanes + in_span % n_lanes] =
            *weight++;
        }
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothEpilogue *epilogue,
       int y,
       int column,
       char *scratch)
{
  const int x0 = MAX (column * BLOCK_PX, job->out->x0);
  const int x1 = MIN ((column + 1) * BLOCK_PX, job->out->x1);
  const int end = MIN (y + conv->block_rows, job->out->height);
  SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS];
  SmoothDot row = {
    .epilogue = *epilogue,
    .n_spans = smooth_conv_get_spans (&conv->shape, spans),
    .spans = spans,
    .weight = conv->weight,
    .pixel_step = (gsize) conv->shape.stride * conv->shape.in_channels,
    .n_pixels = x1 - x0,
  };

  /* The first rows of the block may lie above the plane (see
   * smooth_conv_block ()); they are left out. */
  for (y = MAX (y, 0); y < end; y++)
    {
      const SmoothConvPatch patch = smooth_conv_get_patch (
        &conv->shape, y, x0, smooth_round_up (x1 - x0, conv->kernels->n_lanes));

      smooth_conv_patch_find (&patch, job, (float *) scratch, row.rows);
      row.out = smooth_conv_get_row (job, y, x0);
      conv->kernels->dot (&row);
    }
}

const SmoothConvAlgorithm smooth_conv_dot = { fits, plan, pack, block };
