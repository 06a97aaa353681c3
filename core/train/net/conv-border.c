/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/conv-border.h"

#ifndef TRAIN_DOUBLE

#include <string.h>

#include "kernel/gemm.h"
#include "train/net/simd/kernels.h"

#define SIZE 3 /* of the kernel */

/* A side's pixels inside the plane are a line: a row or a column. */
typedef enum
{
  TOP,
  BOTTOM,
  LEFT,
  RIGHT,
  N_SIDES
} Side;

struct _TrainConvBorder
{
  SmoothConvShape shape;
  SmoothSimd simd;
  const TrainKernels *level;
  float *weight; /* side x tap along the line x out x in */
};

/* The parts of the scratch, of a line of n pixels. */
typedef struct
{
  float *sums;   /* n x out: the gradients that meet in the line */
  float *inputs; /* n x tap x out: those that a pixel gets */
  float *result; /* n x in */
} Parts;

TrainConvBorder *
train_conv_border_new (const SmoothConvShape *shape, SmoothSimd level)
{
  TrainConvBorder *border = g_new0 (TrainConvBorder, 1);
  const gsize n_weights =
    (gsize) SIZE * shape->in_channels * shape->out_channels;

  border->shape = *shape;
  border->simd = level;
  border->level = train_kernels_get (level);
  border->weight = g_new0 (float, N_SIDES * n_weights);
  return border;
}

void
train_conv_border_free (TrainConvBorder *border)
{
  if (border == NULL)
    return;
  g_free (border->weight);
  g_free (border);
}

/* The number, row by row, of a side's tap along its line. */
static int
get_tap (Side side, int along)
{
  const int across = side == TOP || side == LEFT ? 0 : SIZE - 1;

  return side == TOP || side == BOTTOM ? across * SIZE + along
                                       : along * SIZE + across;
}

void
train_conv_border_set_weights (TrainConvBorder *border, const float *weight)
{
  const gsize n_in = border->shape.in_channels;
  float *to = border->weight;

  for (Side side = 0; side < N_SIDES; side++)
    for (int along = 0; along < SIZE; along++)
      for (int o = 0; o < border->shape.out_channels; o++, to += n_in)
        memcpy (to, weight + (o * SIZE * SIZE + get_tap (side, along)) * n_in,
                n_in * sizeof (float));
}

gsize
train_conv_border_get_scratch (const TrainConvBorder *border,
                               int height,
                               int width)
{
  const SmoothConvShape *shape = &border->shape;

  return (gsize) MAX (height, width)
         * ((SIZE + 1) * shape->out_channels + shape->in_channels)
         * sizeof (float);
}

/* sums = the gradients of the d rows at the top or bottom, added up. */
static void
sum_rows (const TrainConvBorder *border,
          const TrainImage *inner,
          Side side,
          float *sums)
{
  const int n_rows = MIN (border->shape.dilation, inner->height);
  const int first = side == TOP ? 0 : inner->height - n_rows;
  const gsize n = (gsize) inner->width * inner->channels;

  memcpy (sums, train_image_at (inner, first, 0), n * sizeof (float));
  for (int y = first + 1; y < first + n_rows; y++)
    border->level->add (n, 1, train_image_at (inner, y, 0), sums);
}

/* The same of the d columns at the left or right. */
static void
sum_columns (const TrainConvBorder *border,
             const TrainImage *inner,
             Side side,
             float *sums)
{
  const int n_columns = MIN (border->shape.dilation, inner->width);
  const int first = side == LEFT ? 0 : inner->width - n_columns;
  const gsize c = inner->channels;

  for (int y = 0; y < inner->height; y++, sums += c)
    {
      memcpy (sums, train_image_at (inner, y, first), c * sizeof (float));
      for (int x = first + 1; x < first + n_columns; x++)
        border->level->add (c, 1, train_image_at (inner, y, x), sums);
    }
}

/* inputs: for each pixel of a line of n, by each tap along it, what sees it
 * there; 0 where that is not in the line. */
static void
gather (const TrainConvBorder *border, int n, const Parts *parts)
{
  const int d = border->shape.dilation;
  const gsize c = border->shape.out_channels;
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

/* Adds to the inputs of a row's end pixels what the corners get. */
static void
add_corners (const TrainConvBorder *border, int n, const Parts *parts)
{
  const gsize c = border->shape.out_channels;
  float *left = parts->inputs;
  float *right = parts->inputs + ((gsize) n * SIZE - 1) * c;

  for (int x = 0; x < MIN (border->shape.dilation, n); x++)
    {
      border->level->add (c, 1, parts->sums + x * c, left);
      border->level->add (c, 1, parts->sums + (n - 1 - x) * c, right);
    }
}

/* result = inputs times the side's weights. */
static void
multiply (const TrainConvBorder *border, Side side, int n, const Parts *parts)
{
  const SmoothConvShape *shape = &border->shape;
  const int n_taps = SIZE * shape->out_channels;
  const SmoothGemm product = {
    .m = n,
    .n = shape->in_channels,
    .k = n_taps,
    .a = parts->inputs,
    .lda = n_taps,
    .b = border->weight + (gsize) side * n_taps * shape->in_channels,
    .ldb = shape->in_channels,
    .c = parts->result,
    .ldc = shape->in_channels,
  };

  smooth_gemm (border->simd, &product);
}

static void
add_row (const TrainConvBorder *border,
         const TrainImage *inner,
         Side side,
         const Parts *parts,
         TrainImage *in)
{
  sum_rows (border, inner, side, parts->sums);
  gather (border, in->width, parts);
  add_corners (border, in->width, parts);
  multiply (border, side, in->width, parts);
  border->level->add ((gsize) in->width * in->channels, 1, parts->result,
                      train_image_at (in, side == TOP ? 0 : in->height - 1, 0));
}

static void
add_column (const TrainConvBorder *border,
            const TrainImage *inner,
            Side side,
            const Parts *parts,
            TrainImage *in)
{
  const int x = side == LEFT ? 0 : in->width - 1;

  sum_columns (border, inner, side, parts->sums);
  gather (border, in->height, parts);
  multiply (border, side, in->height, parts);
  for (int y = 0; y < in->height; y++)
    border->level->add (in->channels, 1,
                        parts->result + (gsize) y * in->channels,
                        train_image_at (in, y, x));
}

void
train_conv_border_add (const TrainConvBorder *border,
                       const TrainImage *inner,
                       TrainImage *in,
                       void *scratch)
{
  const gsize n = MAX (in->height, in->width);
  Parts parts = { .sums = scratch };

  parts.inputs = parts.sums + n * inner->channels;
  parts.result = parts.inputs + n * SIZE * inner->channels;
  add_row (border, inner, TOP, &parts, in);
  add_row (border, inner, BOTTOM, &parts, in);
  add_column (border, inner, LEFT, &parts, in);
  add_column (border, inner, RIGHT, &parts, in);
}

#endif
