/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passes of a convolution in float, on core's convolution kernels; see
 * conv-math.h. */
#include "train/net/conv-math.h"

#ifndef TRAIN_DOUBLE

#include <string.h>

#include "base/arena.h"
#include "train/net/image-band.h"
#include "train/net/padding-gradient.h"
#include "train/net/simd/kernels.h"

/* The number of positions (taps) in a 3x3 kernel, the size that every
 * convolution of stride 2 has. */
#define N_TAPS 9

struct _TrainConvMath
{
  SmoothConvShape shape;
  const TrainKernels *kernels;
  SmoothConv *forward, *backward;
  /* Adds to the backward pass what replicate padding requires. NULL where it is
   * not needed: a 1x1 convolution reads no pixel outside the plane, and with
   * stride 2 the backward pass adds up windows instead. */
  TrainConvPadding *padding;
  float *weight; /* buffer for weights while they are reordered */
  float *zeros;  /* stand for the bias of the backward pass, which has none */
};

static SmoothConvShape
get_backward_shape (const SmoothConvShape *shape)
{
  const gboolean is_strided = shape->stride == 2;

  return (SmoothConvShape) {
    .in_channels = shape->out_channels,
    .out_channels = shape->in_channels * (is_strided ? N_TAPS : 1),
    .size = is_strided ? 1 : shape->size,
    .stride = 1,
    .dilation = shape->dilation,
  };
}

static gsize
get_n_weights (const SmoothConvShape *shape)
{
  return (gsize) shape->in_channels * shape->out_channels * shape->size
         * shape->size;
}

TrainConvMath *
train_conv_math_new (const SmoothConvShape *shape,
                     SmoothSimd simd,
                     GError **error)
{
  TrainConvMath *math = g_new0 (TrainConvMath, 1);
  SmoothConvShape back = get_backward_shape (shape);

  g_return_val_if_fail (shape->stride == 1 || shape->size == 3, NULL);

  math->shape = *shape;
  math->kernels = train_kernels_get (simd);
  math->weight =
    g_new0 (float, MAX (get_n_weights (&back), get_n_weights (shape)));
  math->zeros = g_new0 (float, MAX (back.out_channels, shape->out_channels));
  math->forward =
    smooth_conv_new (shape, math->weight, math->zeros, simd, error);
  if (math->forward != NULL)
    math->backward =
      smooth_conv_new (&back, math->weight, math->zeros, simd, error);
  if (math->backward == NULL)
    {
      train_conv_math_free (math);
      return NULL;
    }
  if (shape->size == 3 && shape->stride == 1)
    math->padding = train_conv_padding_new (shape, simd);
  return math;
}

void
train_conv_math_free (TrainConvMath *math)
{
  if (math == NULL)
    return;
  smooth_conv_free (math->forward);
  smooth_conv_free (math->backward);
  train_conv_padding_free (math->padding);
  g_free (math->weight);
  g_free (math->zeros);
  g_free (math);
}

/* Copies weight (output channel x kernel row x kernel column x input channel)
 * into math->weight as output channel x input channel x row x column, the order
 * that core's kernels want. */
static void
order_forward (TrainConvMath *math, const float *weight)
{
  const SmoothConvShape *shape = &math->shape;
  const int n_taps = shape->size * shape->size;
  float *to = math->weight;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        *to++ = weight[((gsize) o * n_taps + tap) * shape->in_channels + i];
}

/* Copies weight (output channel x kernel row x kernel column x input channel)
 * into math->weight as input channel x output channel x row x column, with rows
 * and columns reversed: the rotated kernel of the backward pass. */
static void
order_turned (TrainConvMath *math, const float *weight)
{
  const SmoothConvShape *shape = &math->shape;
  const int n_taps = shape->size * shape->size;
  float *to = math->weight;

  for (int i = 0; i < shape->in_channels; i++)
    for (int o = 0; o < shape->out_channels; o++)
      for (int tap = n_taps - 1; tap >= 0; tap--)
        *to++ = weight[((gsize) o * n_taps + tap) * shape->in_channels + i];
}

/* Copies weight (output channel x kernel row x kernel column x input channel)
 * into math->weight as a matrix of (kernel row, kernel column, input channel) x
 * output channel. With stride 2, the product of this matrix with the gradient
 * at an output pixel gives the gradients at the nine input pixels of its 3x3
 * window. */
static void
order_strided (TrainConvMath *math, const float *weight)
{
  const SmoothConvShape *shape = &math->shape;
  const int n_parts = N_TAPS * shape->in_channels;
  float *to = math->weight;

  for (int part = 0; part < n_parts; part++)
    for (int o = 0; o < shape->out_channels; o++)
      *to++ = weight[(gsize) o * n_parts + part];
}

void
train_conv_math_set_values (TrainConvMath *math,
                            const TrainReal *weight,
                            const TrainReal *bias)
{
  order_forward (math, weight);
  smooth_conv_set_weights (math->forward, math->weight, bias);
  if (math->shape.stride == 1)
    order_turned (math, weight);
  else
    order_strided (math, weight);
  smooth_conv_set_weights (math->backward, math->weight, math->zeros);
  if (math->padding != NULL)
    train_conv_padding_set_weights (math->padding, weight);
}

/* Returns the bytes of scratch that core's kernels need for the forward or the
 * backward pass, whichever needs more. */
static gsize
get_kernel_scratch (const TrainConvMath *math)
{
  const gsize n_bytes = MAX (smooth_conv_get_scratch (math->forward),
                             smooth_conv_get_scratch (math->backward));

  return (n_bytes + SMOOTH_ALIGNMENT - 1) & ~(gsize) (SMOOTH_ALIGNMENT - 1);
}

/* Returns how many rows of output pixels the backward pass of stride 2 handles
 * at a time: the scratch holds the gradients of the 3x3 windows of so many
 * rows. */
static int
get_parts_rows (const TrainConvMath *math)
{
  int rows, columns;

  smooth_conv_get_block (math->backward, &rows, &columns);
  return rows;
}

gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width)
{
  gsize n_bytes = get_kernel_scratch (math);

  if (math->padding != NULL)
    n_bytes = MAX (
      n_bytes, train_conv_padding_get_scratch (math->padding, height, width));
  if (math->shape.stride == 2)
    n_bytes += (gsize) get_parts_rows (math) * ((width + 1) / 2) * N_TAPS
               * math->shape.in_channels * sizeof (float);
  return n_bytes;
}

/* Computes those blocks of the output that begin in row y. */
static void
run_rows (const SmoothConv *conv,
          const SmoothConvJob *job,
          int y,
          void *scratch)
{
  int rows, columns;

  smooth_conv_get_block (conv, &rows, &columns);
  for (int x = 0; x * columns < job->out->width; x++)
    smooth_conv_block (conv, job, y, x, scratch);
}

static void
run (const SmoothConv *conv, const SmoothConvJob *job, void *scratch)
{
  int rows, columns;

  smooth_conv_get_block (conv, &rows, &columns);
  for (int y = 0; y < job->out->height; y += rows)
    run_rows (conv, job, y, scratch);
}

void
train_conv_math_forward (const TrainConvMath *math,
                         const TrainConvPass *pass,
                         void *scratch)
{
  const SmoothBand in = train_image_get_band (pass->in);
  SmoothBand out = train_image_get_band (pass->out), activated, residual;
  SmoothConvJob job = {
    .in = &in,
    .out = &out,
    .scale = pass->scale,
    .shift = pass->shift,
    .slope = pass->slope,
  };

  if (pass->activated != NULL)
    {
      activated = train_image_get_band (pass->activated);
      job.activation = &activated;
    }
  if (pass->residual != NULL)
    {
      residual = train_image_get_band (pass->residual);
      job.residual = &residual;
    }
  run (math->forward, &job, scratch);
}

/* Adds parts, the gradients of the 3x3 windows that output row y has read, to
 * in, the gradient at the input: to the three input rows under the windows, or
 * to the nearest rows inside the plane. */
static void
fold (const TrainConvMath *math, const SmoothBand *parts, TrainImage *in, int y)
{
  const float *from = smooth_band_row (parts, y);

  for (int tap = 0; tap < 3; tap++, from += 3 * in->channels)
    {
      const int row = CLAMP (2 * y + tap - 1, 0, in->height - 1);

      math->kernels->fold_row (parts->width, in->width, in->channels, from,
                               train_image_at (in, row, 0));
    }
}

/* The backward pass of a convolution of stride 2: adds the gradient at the
 * layer's input to the image in. */
static void
add_strided (const TrainConvMath *math,
             const TrainImage *inner,
             TrainImage *in,
             char *scratch)
{
  const int n_rows = get_parts_rows (math);
  const int n_channels = N_TAPS * in->channels;
  const SmoothBand from = train_image_get_band (inner);
  SmoothBand parts = {
    .height = inner->height,
    .width = inner->width,
    .channels = n_channels,
    .x1 = inner->width,
    .capacity = n_rows,
    .stride = (gsize) inner->width * n_channels,
    .data = (float *) (scratch + get_kernel_scratch (math)),
  };
  const SmoothConvJob job = { .in = &from, .out = &parts, .slope = 1 };

  for (int first = 0; first < inner->height; first += n_rows)
    {
      run_rows (math->backward, &job, first, scratch);
      for (int y = first; y < MIN (first + n_rows, inner->height); y++)
        fold (math, &parts, in, y);
    }
}

void
train_conv_math_backward (const TrainConvMath *math,
                          const TrainImage *inner,
                          const TrainImage *add,
                          TrainImage *in,
                          void *scratch)
{
  const SmoothBand from = train_image_get_band (inner);
  SmoothBand out = train_image_get_band (in), residual;
  SmoothConvJob job = {
    .in = &from, .out = &out, .slope = 1, .is_zero_padded = TRUE
  };

  if (math->shape.stride == 2)
    {
      if (add == NULL)
        train_image_zero (in);
      else if (add != in)
        memcpy (in->data, add->data, train_image_size (in) * sizeof (float));
      add_strided (math, inner, in, scratch);
      return;
    }
  if (add != NULL)
    {
      residual = train_image_get_band (add);
      job.residual = &residual;
    }
  run (math->backward, &job, scratch);
  if (math->padding != NULL)
    train_conv_padding_add (math->padding, inner, in, scratch);
}

#endif
