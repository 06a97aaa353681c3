/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The convolutions in float, on core's kernels; see conv-math.h. */
#include "train/net/conv-math.h"

#ifndef TRAIN_DOUBLE

#include <string.h>

#include "kernel/arena.h"
#include "train/net/band.h"
#include "train/net/level/level.h"

struct _TrainConvMath
{
  SmoothConvShape shape;
  const TrainLevel *level;
  SmoothConv *forward, *backward;
  float *weight; /* room to turn weights in: backward's */
  float *zeros;  /* backward's bias */
};

static SmoothConvShape
get_backward_shape (const SmoothConvShape *shape)
{
  return (SmoothConvShape) {
    .in_channels = shape->out_channels,
    .out_channels = shape->in_channels * shape->stride * shape->stride,
    .size = shape->size,
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

static SmoothConv *
new_conv (const SmoothConvShape *shape,
          const float *weight,
          const float *bias,
          SmoothCpuLevel level)
{
  g_autoptr (GError) error = NULL;
  SmoothConv *conv = smooth_conv_new (shape, weight, bias, level, &error);

  if (conv == NULL)
    g_error ("%s", error->message);
  return conv;
}

TrainConvMath *
train_conv_math_new (const SmoothConvShape *shape, SmoothCpuLevel level)
{
  TrainConvMath *math = g_new0 (TrainConvMath, 1);
  SmoothConvShape back = get_backward_shape (shape);

  g_return_val_if_fail (shape->stride == 1 || shape->size == 3, NULL);

  math->shape = *shape;
  math->level = train_level_get (level);
  math->weight =
    g_new0 (float, MAX (get_n_weights (&back), get_n_weights (shape)));
  math->zeros = g_new0 (float, MAX (back.out_channels, shape->out_channels));
  math->forward = new_conv (shape, math->weight, math->zeros, level);
  math->backward = new_conv (&back, math->weight, math->zeros, level);
  return math;
}

void
train_conv_math_free (TrainConvMath *math)
{
  if (math == NULL)
    return;
  smooth_conv_free (math->forward);
  smooth_conv_free (math->backward);
  g_free (math->weight);
  g_free (math->zeros);
  g_free (math);
}

/* Into math->weight, out x in x row x column. */
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

/* The same turned by half a turn, in x out x row x column. */
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

/* The tap along one axis that joins input 2 m + parity with output m + offset,
 * offset in [-1, 1]; -1 if none. Input 2 m + parity is 2 (m + offset) + tap -
 * 1. */
static int
find_tap (int parity, int offset)
{
  const int tap = parity - 2 * offset + 1;

  return tap >= 0 && tap < 3 ? tap : -1;
}

/* The four convolutions back through stride 2: channel (a, b, in) of the
 * result, out, row, column. */
static void
order_strided (TrainConvMath *math, const float *weight)
{
  const SmoothConvShape *shape = &math->shape;
  const int n_in = shape->in_channels;
  float *to = math->weight;

  for (int parity = 0; parity < 4; parity++)
    for (int i = 0; i < n_in; i++)
      for (int o = 0; o < shape->out_channels; o++)
        for (int at = 0; at < 9; at++)
          {
            const int row = find_tap (parity / 2, at / 3 - 1);
            const int column = find_tap (parity % 2, at % 3 - 1);

            *to++ = row < 0 || column < 0
                      ? 0
                      : weight[((gsize) o * 9 + row * 3 + column) * n_in + i];
          }
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
}

/* The kernels' own scratch, both ways. */
static gsize
get_kernel_scratch (const TrainConvMath *math)
{
  const gsize n_bytes = MAX (smooth_conv_get_scratch (math->forward),
                             smooth_conv_get_scratch (math->backward));

  return (n_bytes + SMOOTH_ALIGNMENT - 1) & ~(gsize) (SMOOTH_ALIGNMENT - 1);
}

gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width)
{
  gsize n_bytes = get_kernel_scratch (math);

  if (math->shape.stride == 2)
    n_bytes += (gsize) ((height + 1) / 2) * ((width + 1) / 2) * 4
               * math->shape.in_channels * sizeof (float);
  return n_bytes;
}

static void
run (const SmoothConv *conv, const SmoothConvJob *job, void *scratch)
{
  int rows, columns;

  smooth_conv_get_block (conv, &rows, &columns);
  for (int y = 0; y < job->out->height; y += rows)
    for (int x = 0; x * columns < job->out->width; x++)
      smooth_conv_block (conv, job, y, x, scratch);
}

void
train_conv_math_forward (const TrainConvMath *math,
                         const TrainConvPass *pass,
                         void *scratch)
{
  const SmoothBand in = train_image_get_band (pass->in);
  SmoothBand out = train_image_get_band (pass->out), tap, residual;
  SmoothConvJob job = {
    .in = &in,
    .out = &out,
    .scale = pass->scale,
    .shift = pass->shift,
    .slope = pass->slope,
  };

  if (pass->tap != NULL)
    {
      tap = train_image_get_band (pass->tap);
      job.tap = &tap;
    }
  if (pass->residual != NULL)
    {
      residual = train_image_get_band (pass->residual);
      job.residual = &residual;
    }
  run (math->forward, &job, scratch);
}

/* Row y of in from the four channels (a, b, in) of a pixel of parts. */
static void
unfold_row (const TrainConvMath *math,
            const TrainImage *parts,
            const TrainImage *add,
            TrainImage *in,
            int y)
{
  const int n_in = in->channels;
  const gsize n_row = (gsize) in->width * n_in;
  const float *from = train_image_at (parts, y / 2, 0) + y % 2 * 2 * n_in;
  float *to = train_image_at (in, y, 0);

  if (add != NULL && add != in)
    memcpy (to, train_image_at (add, y, 0), n_row * sizeof (float));
  else if (add == NULL)
    memset (to, 0, n_row * sizeof (float));
  for (gsize at = 0; at < n_row; at += 2 * n_in)
    {
      math->level->add (MIN (n_row - at, (gsize) 2 * n_in), 1, from, to + at);
      from += 4 * n_in;
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
  TrainImage parts = {
    .height = inner->height,
    .width = inner->width,
    .channels = 4 * in->channels,
    .data = (float *) ((char *) scratch + get_kernel_scratch (math)),
  };
  const gboolean is_strided = math->shape.stride == 2;
  SmoothBand out = train_image_get_band (is_strided ? &parts : in), residual;
  SmoothConvJob job = { .in = &from, .out = &out, .slope = 1 };

  if (add != NULL && !is_strided)
    {
      residual = train_image_get_band (add);
      job.residual = &residual;
    }
  run (math->backward, &job, scratch);
  for (int y = 0; is_strided && y < in->height; y++)
    unfold_row (math, &parts, add, in, y);
}

#endif
