/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct convolution, which works for every shape, without a BLAS: each output
 * is a sum of products of weights with inputs, which are read where they lie
 * (simd/direct.c). This file packs the weights, divides the sums into partial
 * sums, and the rows into blocks.
 */
#include "kernel/conv-private.h"

/* The width of a block in pixels. */
#define BLOCK_PX 96

/* A block has 1 to MAX_ROWS rows: enough for MIN_WORK multiply-adds, if
 * possible. A smaller task is not worth giving to a thread. */
#define MIN_WORK 1.5e6
#define MAX_ROWS 4

/* One accumulator adds up at most this many products (see simd/direct.c). */
#define MAX_TERMS 24

/* The products with a span, a group of neighbouring inputs of one output, are
 * divided among several partial sums if the span has at least this many floats;
 * otherwise all of them go into one. */
#define MIN_DIVIDED 10

/* How the sum of products of an output is divided into partial sums; the
 * algorithm_data of a convolution. */
typedef struct
{
  int depth; /* number of products of one output */
  int n_partial_sums;
  SmoothPartialSum partial_sums[];
} Plan;

static gboolean
fits (const SmoothConvShape *shape G_GNUC_UNUSED, const SmoothKernels *kernels)
{
  return kernels->direct != NULL;
}

/* Adds the products with the first n floats of span to the plan, and removes
 * these floats from span. They become the second span of the last partial sum
 * if that has only one, of the same length; otherwise the first span of a new
 * partial sum. */
static void
add_part (Plan *plan, SmoothDirectSpan *span, int n)
{
  SmoothPartialSum *sum =
    &plan->partial_sums[MAX (0, plan->n_partial_sums - 1)];

  if (plan->n_partial_sums == 0 || sum->n != n
      || sum->n_spans == SMOOTH_PARTIAL_SUM_SPANS)
    sum = &plan->partial_sums[plan->n_partial_sums++];
  sum->n = n;
  sum->spans[sum->n_spans++] = *span;
  plan->depth += n;
  span->offset += n;
}

/* Adds the products with a span, a group of neighbouring inputs of one output,
 * to the plan. The span is divided into an even number of parts of equal
 * length, which are paired, and a shorter part for the rest. */
static void
add_span (Plan *plan, SmoothDirectSpan span)
{
  const int n_parts = span.n < MIN_DIVIDED
                        ? 1
                        : 2 * ((span.n + 2 * MAX_TERMS - 1) / (2 * MAX_TERMS));
  const int n = span.n / n_parts;
  const int rest = span.n % n_parts;

  for (int i = 0; i < n_parts; i++)
    add_part (plan, &span, n);
  if (rest > 0)
    add_part (plan, &span, rest);
}

static Plan *
plan_sums (const SmoothConvShape *shape)
{
  SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS];
  const int n_spans = smooth_conv_get_spans (shape, spans);
  const int max_sums = n_spans * (spans[0].n / MAX_TERMS + 4);
  Plan *plan = g_malloc0 (sizeof (Plan) + max_sums * sizeof (SmoothPartialSum));

  for (int i = 0; i < n_spans; i++)
    add_span (plan, spans[i]);
  return plan;
}

/* Returns the size in bytes of the first part of the scratch, which takes a
 * copy of a row's input pixels. */
static gsize
get_patch_bytes (const SmoothConv *conv)
{
  const SmoothConvPatch patch =
    smooth_conv_get_patch (&conv->shape, 0, 0, BLOCK_PX);

  return smooth_conv_align (
    smooth_conv_patch_size (&patch, conv->shape.in_channels) * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  Plan *sums = plan_sums (&conv->shape);
  const double row_work = (double) BLOCK_PX * sums->depth * conv->n_out_padded;

  conv->algorithm_data = sums;
  conv->n_weights = (gsize) sums->depth * conv->n_out_padded;
  conv->block_rows = CLAMP ((int) (MIN_WORK / row_work) + 1, 1, MAX_ROWS);
  conv->block_columns = BLOCK_PX;
  conv->grain = 1;
  conv->margin = smooth_conv_get_padding (&conv->shape);
  conv->scratch_bytes =
    get_patch_bytes (conv)
    + smooth_conv_align ((gsize) BLOCK_PX * SMOOTH_DIRECT_PIXEL_FLOATS
                         * sizeof (float));
}

/* Packs the weights into a matrix that has a column for each output channel,
 * and a row for each input of an output pixel, in the order row, column,
 * channel of the kernel. */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const Plan *plan = conv->algorithm_data;
  const int n_taps = shape->size * shape->size;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        conv->weight[conv->kernels->find_weight (
          plan->depth, conv->n_out_padded, tap * shape->in_channels + i, o)] =
          *weight++;
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothEpilogue *epilogue,
       int y,
       int column,
       char *scratch)
{
  const Plan *plan = conv->algorithm_data;
  const int x0 = MAX (column * BLOCK_PX, job->out->x0);
  const int x1 = MIN ((column + 1) * BLOCK_PX, job->out->x1);
  const int end = MIN (y + conv->block_rows, job->out->height);
  SmoothDirect row = {
    .epilogue = *epilogue,
    .n_out_padded = conv->n_out_padded,
    .depth = plan->depth,
    .n_partial_sums = plan->n_partial_sums,
    .partial_sums = plan->partial_sums,
    .weight = conv->weight,
    .pixel_step = (gsize) conv->shape.stride * conv->shape.in_channels,
    .n_pixels = x1 - x0,
    .totals = (float *) (scratch + get_patch_bytes (conv)),
  };

  /* The first rows of the block may lie above the plane (see
   * smooth_conv_block ()); they are left out. */
  for (y = MAX (y, 0); y < end; y++)
    {
      const SmoothConvPatch patch =
        smooth_conv_get_patch (&conv->shape, y, x0, x1 - x0);

      smooth_conv_patch_find (&patch, job, (float *) scratch, row.rows);
      row.out = smooth_conv_get_row (job, y, x0);
      conv->kernels->direct (&row);
    }
}

const SmoothConvAlgorithm smooth_conv_direct = { fits, plan, pack, block };
