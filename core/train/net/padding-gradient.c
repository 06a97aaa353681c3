/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backward pass of replicate padding: adds what pixels outside the plane
 * contribute to the gradient at those inside.
 */
#include "train/net/padding-gradient.h"

#ifndef TRAIN_DOUBLE

#include <string.h>

#include "kernel/gemm.h"
#include "train/net/simd/kernels.h"

/* The number of rows, and of columns, of the kernel. */
#define SIZE 3

/* The sides of the plane. The pixels along a side are called its line: the
 * first or last row or column. */
typedef enum
{
  TOP,
  BOTTOM,
  LEFT,
  RIGHT,
  N_SIDES
} Side;

struct _TrainConvPadding
{
  SmoothConvShape shape;
  SmoothSimd simd;
  const TrainKernels *kernels;
  /* At each side of the plane three of the kernel's nine taps read outside.
   * Their weights: side of the plane x tap along the side x output channel x
   * input channel. */
  float *weight;
};

/* The buffers in the scratch for the work on a line of n pixels, see Side. */
typedef struct
{
  /* n x output channels: for each pixel of the line, the sum of the gradients
   * at the outputs beside it whose kernels read beyond the line. */
  float *sums;
  /* n x tap x output channel: for each pixel of the line, and for each of the
   * three taps that read beyond it, the entry of sums for the output that reads
   * the pixel by this tap. */
  float *inputs;
  /* n x input channels: the gradients that are added to the line */
  float *result;
} Parts;

TrainConvPadding *
train_conv_padding_new (const SmoothConvShape *shape, SmoothSimd simd)
{
  TrainConvPadding *padding = g_new0 (TrainConvPadding, 1);
  const gsize n_weights =
    (gsize) SIZE * shape->in_channels * shape->out_channels;

  padding->shape = *shape;
  padding->simd = simd;
  padding->kernels = train_kernels_get (simd);
  padding->weight = g_new0 (float, N_SIDES *n_weights);
  return padding;
}

void
train_conv_padding_free (TrainConvPadding *padding)
{
  if (padding == NULL)
    return;
  g_free (padding->weight);
  g_free (padding);
}

/* Three taps of the kernel read outside the plane at side. Returns the index of
 * number along of these three in the whole kernel, counted row by row. */
static int
get_tap (Side side, int along)
{
  const int across = side == TOP || side == LEFT ? 0 : SIZE - 1;

  return side == TOP || side == BOTTOM ? across * SIZE + along
                                       : along * SIZE + across;
}

void
train_conv_padding_set_weights (TrainConvPadding *padding, const float *weight)
{
  const gsize n_in = padding->shape.in_channels;
  float *to = padding->weight;

  for (Side side = 0; side < N_SIDES; side++)
    for (int along = 0; along < SIZE; along++)
      for (int o = 0; o < padding->shape.out_channels; o++, to += n_in)
        memcpy (to, weight + (o * SIZE * SIZE + get_tap (side, along)) * n_in,
                n_in * sizeof (float));
}

gsize
train_conv_padding_get_scratch (const TrainConvPadding *padding,
                                int height,
                                int width)
{
  const SmoothConvShape *shape = &padding->shape;

  return (gsize) MAX (height, width)
         * ((SIZE + 1) * shape->out_channels + shape->in_channels)
         * sizeof (float);
}

/* Writes to sums the gradients at the outputs whose kernels read above (TOP) or
 * below (BOTTOM) the plane, added up over rows: the first or the last rows of
 * inner, as many as the dilation. */
static void
sum_rows (const TrainConvPadding *padding,
          const TrainImage *inner,
          Side side,
          float *sums)
{
  const int n_rows = MIN (padding->shape.dilation, inner->height);
  const int first = side == TOP ? 0 : inner->height - n_rows;
  const gsize n = (gsize) inner->width * inner->channels;

  memcpy (sums, train_image_at (inner, first, 0), n * sizeof (float));
  for (int y = first + 1; y < first + n_rows; y++)
    padding->kernels->add (n, 1, train_image_at (inner, y, 0), sums);
}

/* Writes to sums the gradients at the outputs whose kernels read beyond the
 * LEFT or RIGHT side, added up over columns; see sum_rows (). */
static void
sum_columns (const TrainConvPadding *padding,
             const TrainImage *inner,
             Side side,
             float *sums)
{
  const int n_columns = MIN (padding->shape.dilation, inner->width);
  const int first = side == LEFT ? 0 : inner->width - n_columns;
  const gsize c = inner->channels;

  for (int y = 0; y < inner->height; y++, sums += c)
    {
      memcpy (sums, train_image_at (inner, y, first), c * sizeof (float));
      for (int x = first + 1; x < first + n_columns; x++)
        padding->kernels->add (c, 1, train_image_at (inner, y, x), sums);
    }
}

/* Fills parts->inputs for a line of n pixels: for each pixel and each of the
 * three taps, the entry of parts->sums at the output that reads the pixel by
 * this tap; 0 where that output lies beyond the line's ends. */
static void
gather (const TrainConvPadding *padding, int n, const Parts *parts)
{
  const int d = padding->shape.dilation;
  const gsize c = padding->shape.out_channels;
  float *to = parts->inputs;

  for (int x = 0; x < n; x++)
    for (int tap = 0; tap < SIZE; tap++, to += c)
      {
        const int at = x - (tap - 1) * d;

        if (at >= 0 && at < n)
          memcpy (to, parts->sums + at * c, c * sizeof (float));
        else
          memset (to, 0, c * sizeof (float));
      }
}

/* Adds to parts->inputs, for the first and the last pixel of a row, the
 * gradients at the corners: at pixels that lie both above or below and left or
 * right of the plane. */
static void
add_corners (const TrainConvPadding *padding, int n, const Parts *parts)
{
  const gsize c = padding->shape.out_channels;
  float *left = parts->inputs;
  float *right = parts->inputs + ((gsize) n * SIZE - 1) * c;

  for (int x = 0; x < MIN (padding->shape.dilation, n); x++)
    {
      padding->kernels->add (c, 1, parts->sums + x * c, left);
      padding->kernels->add (c, 1, parts->sums + (n - 1 - x) * c, right);
    }
}

/* Multiplies parts->inputs with the weights of the taps at side, which gives
 * parts->result. */
static void
multiply (const TrainConvPadding *padding, Side side, int n, const Parts *parts)
{
  const SmoothConvShape *shape = &padding->shape;
  const int n_taps = SIZE * shape->out_channels;
  const SmoothGemm product = {
    .m = n,
    .n = shape->in_channels,
    .k = n_taps,
    .a = parts->inputs,
    .lda = n_taps,
    .b = padding->weight + (gsize) side * n_taps * shape->in_channels,
    .ldb = shape->in_channels,
    .c = parts->result,
    .ldc = shape->in_channels,
  };

  smooth_gemm (padding->simd, &product);
}

static void
add_row (const TrainConvPadding *padding,
         const TrainImage *inner,
         Side side,
         const Parts *parts,
         TrainImage *in)
{
  sum_rows (padding, inner, side, parts->sums);
  gather (padding, in->width, parts);
  add_corners (padding, in->width, parts);
  multiply (padding, side, in->width, parts);
  padding->kernels->add (
    (gsize) in->width * in->channels, 1, parts->result,
    train_image_at (in, side == TOP ? 0 : in->height - 1, 0));
}

static void
add_column (const TrainConvPadding *padding,
            const TrainImage *inner,
            Side side,
            const Parts *parts,
            TrainImage *in)
{
  const int x = side == LEFT ? 0 : in->width - 1;

  sum_columns (padding, inner, side, parts->sums);
  gather (padding, in->height, parts);
  multiply (padding, side, in->height, parts);
  for (int y = 0; y < in->height; y++)
    padding->kernels->add (in->channels, 1,
                           parts->result + (gsize) y * in->channels,
                           train_image_at (in, y, x));
}

void
train_conv_padding_add (const TrainConvPadding *padding,
                        const TrainImage *inner,
                        TrainImage *in,
                        void *scratch)
{
  const gsize n = MAX (in->height, in->width);
  Parts parts = { .sums = scratch };

  parts.inputs = parts.sums + n * inner->channels;
  parts.result = parts.inputs + n * SIZE * inner->channels;
  add_row (padding, inner, TOP, &parts, in);
  add_row (padding, inner, BOTTOM, &parts, in);
  add_column (padding, inner, LEFT, &parts, in);
  add_column (padding, inner, RIGHT, &parts, in);
}

#endif
