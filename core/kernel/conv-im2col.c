/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution with a BLAS, which works for every shape: the neighbouring
 * outputs of a block's row are one matrix product (simd/blas-im2col.c). This
 * file packs the weights and divides the rows into blocks.
 */
#include "kernel/conv-private.h"

/* How many floats the inputs and the sums of a product have together: so many
 * that they fit, with the weights, into the L2 cache. */
#define MATRIX_FLOATS 32768

/* Fewer pixels than MIN_PX would be too few for a fast matrix product; more
 * than MAX_PX do not make it faster. */
#define MIN_PX 32
#define MAX_PX 256

/* The number of columns of a block is a multiple of this. */
#define STEP_PX 16

/* A block has 1 to MAX_ROWS rows: enough for MIN_WORK multiply-adds, if
 * possible. A smaller task is not worth giving to a thread. */
#define MIN_WORK 1.5e6
#define MAX_ROWS 4

static gboolean
fits (const SmoothConvShape *shape G_GNUC_UNUSED, const SmoothKernels *kernels)
{
  return kernels->im2col != NULL;
}

/* Returns the number of products of one output. */
static int
get_depth (const SmoothConvShape *shape)
{
  return shape->size * shape->size * shape->in_channels;
}

/* Returns the size in bytes of the first part of the scratch, which takes a
 * copy of a row's input pixels. */
static gsize
get_patch_bytes (const SmoothConv *conv)
{
  const SmoothConvPatch patch =
    smooth_conv_get_patch (&conv->shape, 0, 0, conv->block_columns);

  return smooth_conv_align (
    smooth_conv_patch_size (&patch, conv->shape.in_channels) * sizeof (float));
}

/* Returns the size in bytes of the second part, the matrix of the inputs. */
static gsize
get_input_bytes (const SmoothConv *conv)
{
  return smooth_conv_align ((gsize) conv->block_columns
                            * get_depth (&conv->shape) * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  const int depth = get_depth (&conv->shape);
  const int n_pixels = MATRIX_FLOATS / (depth + conv->n_out_padded);
  double row_work;

  conv->n_weights = (gsize) depth * conv->n_out_padded;
  conv->block_columns = CLAMP (n_pixels / STEP_PX * STEP_PX, MIN_PX, MAX_PX);
  row_work = (double) conv->block_columns * depth * conv->n_out_padded;
  conv->block_rows = CLAMP ((int) (MIN_WORK / row_work) + 1, 1, MAX_ROWS);
  conv->grain = 1;
  conv->margin = smooth_conv_get_padding (&conv->shape);
  conv->scratch_bytes =
    get_patch_bytes (conv) + get_input_bytes (conv)
    + smooth_conv_align ((gsize) conv->block_columns * conv->n_out_padded
                         * sizeof (float));
}

/* Packs the weights into a matrix that has a column for each output channel,
 * and a row for each input of an output pixel, in the order row, column,
 * channel of the kernel. */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const int depth = get_depth (shape);
  const int n_taps = shape->size * shape->size;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        conv->weight[conv->kernels->find_weight (
          depth, conv->n_out_padded, tap * shape->in_channels + i, o)] =
          *weight++;
}

/* Multiplies whole rows of the block, whose sizes depend only on the width of
 * the plane, also if not all of their pixels are wanted (kernel/blas.h says
 * why). Copies of other inputs then stand for those of the other pixels. */
static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothEpilogue *epilogue,
       int y,
       int column,
       char *scratch)
{
  const int start = column * conv->block_columns;
  const int n_pixels = MIN (conv->block_columns, job->out->width - start);
  const int end = MIN (y + conv->block_rows, job->out->height);
  const int first = MAX (0, job->out->x0 - start);
  const int stop = MIN (n_pixels, job->out->x1 - start);
  const SmoothBand in =
    smooth_conv_crop_input (&conv->shape, job->in, start + first, start + stop);
  SmoothConvJob cropped = *job;
  SmoothDirectSpan spans[SMOOTH_CONV_MAX_SPANS];
  SmoothIm2col row = {
    .epilogue = *epilogue,
    .n_out_padded = conv->n_out_padded,
    .depth = get_depth (&conv->shape),
    .n_spans = smooth_conv_get_spans (&conv->shape, spans),
    .spans = spans,
    .weight = conv->weight,
    .pixel_step = (gsize) conv->shape.stride * conv->shape.in_channels,
    .n_pixels = n_pixels,
    .first = first,
    .end = stop,
    .inputs = (float *) (scratch + get_patch_bytes (conv)),
    .sums =
      (float *) (scratch + get_patch_bytes (conv) + get_input_bytes (conv)),
  };

  cropped.in = &in;
  /* The first rows of the block may lie above the plane (see
   * smooth_conv_block ()); they are left out. */
  for (y = MAX (y, 0); y < end; y++)
    {
      const SmoothConvPatch patch =
        smooth_conv_get_patch (&conv->shape, y, start, n_pixels);

      smooth_conv_patch_find (&patch, &cropped, (float *) scratch, row.rows);
      row.out = smooth_conv_get_row (job, y, start + row.first);
      conv->kernels->im2col (&row);
    }
}

const SmoothConvAlgorithm smooth_conv_im2col = { fits, plan, pack, block };
