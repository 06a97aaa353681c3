/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution to very few channels, by dot products (simd/dot.c). */
#include "kernel/conv-private.h"

/* Pixels of a row that are computed together; whole vectors. */
#define BLOCK_PX 128

/* Multiply-adds of a block, at least: less is not worth a task. */
#define MIN_WORK 2e5
#define MAX_ROWS 4

/* Fewer would leave most of a vector empty. */
#define MIN_IN 8

/* Products of an output; more would make sums too long in the lanes of a short
 * vector (see simd/direct.c on their errors). */
#define MAX_DEPTH 192

static gboolean
fits (const SmoothConvShape *shape)
{
  return shape->out_channels <= SMOOTH_DOT_MAX_OUT
         && shape->in_channels >= MIN_IN
         && shape->in_channels * shape->size * shape->size <= MAX_DEPTH;
}

static int
round_up (int n, int step)
{
  return (n + step - 1) / step * step;
}

static void
plan (SmoothConv *conv)
{
  const SmoothConvShape *shape = &conv->shape;
  const SmoothConvPatch patch = smooth_conv_get_patch (shape, 0, 0, BLOCK_PX);
  SmoothDirectSpan runs[SMOOTH_CONV_MAX_RUNS];
  const int n_runs = smooth_conv_get_runs (shape, runs);
  const int n_run = round_up (runs[0].n, conv->level->vector);
  const double row_work =
    (double) BLOCK_PX * n_runs * n_run * shape->out_channels;

  conv->n_weights = (gsize) n_runs * n_run * shape->out_channels;
  conv->block_rows = CLAMP ((int) (MIN_WORK / row_work) + 1, 1, MAX_ROWS);
  conv->block_columns = BLOCK_PX;
  conv->grain = 1;
  /* A row is computed in whole vectors of pixels. */
  conv->margin = smooth_conv_get_padding (shape) + conv->level->vector - 1;
  conv->scratch_bytes = smooth_conv_align (
    smooth_conv_patch_size (&patch, shape->in_channels) * sizeof (float));
}

/* [run][vector of the run][output][lane], zeros behind a run's end. */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_lanes = conv->level->vector;
  const int n_taps = shape->size * shape->size;
  const int n_out = shape->out_channels;
  SmoothDirectSpan runs[SMOOTH_CONV_MAX_RUNS];
  const int n_runs = smooth_conv_get_runs (shape, runs);
  const int n = runs[0].n;
  const int n_padded = round_up (n, n_lanes);

  (void) n_runs;
  for (int o = 0; o < n_out; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        {
          const int at = tap * shape->in_channels + i;
          const int run = at / n;
          const int lane = at % n;

          conv
            ->weight[((gsize) run * n_padded + lane / n_lanes * n_lanes) * n_out
                     + o * n_lanes + lane % n_lanes] = *weight++;
        }
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothFinish *finish,
       int y,
       int column,
       char *scratch)
{
  const int x0 = MAX (column * BLOCK_PX, job->out->x0);
  const int x1 = MIN ((column + 1) * BLOCK_PX, job->out->x1);
  const int end = MIN (y + conv->block_rows, job->out->height);
  SmoothDirectSpan runs[SMOOTH_CONV_MAX_RUNS];
  SmoothDot row = {
    .finish = *finish,
    .n_runs = smooth_conv_get_runs (&conv->shape, runs),
    .runs = runs,
    .weight = conv->weight,
    .pixel_step = (gsize) conv->shape.stride * conv->shape.in_channels,
    .n_pixels = x1 - x0,
  };

  /* a grid of blocks that is shifted begins above the picture */
  for (y = MAX (y, 0); y < end; y++)
    {
      const SmoothConvPatch patch = smooth_conv_get_patch (
        &conv->shape, y, x0, round_up (x1 - x0, conv->level->vector));

      smooth_conv_patch_find (&patch, job, (float *) scratch, row.rows);
      row.out = smooth_conv_get_row (job, y, x0);
      conv->level->dot (&row);
    }
}

const SmoothConvWay smooth_conv_dot = { fits, plan, pack, block };
