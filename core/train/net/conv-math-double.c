/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passes of a convolution in double, as plain loops, for the gradient
 * checks; see conv-math.h. */
#include "train/net/conv-math.h"

#ifdef TRAIN_DOUBLE

struct _TrainConvMath
{
  SmoothConvShape shape;
  /* the weights: output channel x kernel row x kernel column x input channel */
  double *weight;
  double *bias;
};

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

  (void) simd;
  (void) error;
  math->shape = *shape;
  math->weight = g_new0 (double, get_n_weights (shape));
  math->bias = g_new0 (double, shape->out_channels);
  return math;
}

void
train_conv_math_free (TrainConvMath *math)
{
  if (math == NULL)
    return;
  g_free (math->weight);
  g_free (math->bias);
  g_free (math);
}

void
train_conv_math_set_values (TrainConvMath *math,
                            const TrainReal *weight,
                            const TrainReal *bias)
{
  for (gsize i = 0; i < get_n_weights (&math->shape); i++)
    math->weight[i] = weight[i];
  for (int o = 0; o < math->shape.out_channels; o++)
    math->bias[o] = bias[o];
}

gsize
train_conv_math_get_scratch (const TrainConvMath *math, int height, int width)
{
  (void) math;
  (void) height;
  (void) width;
  return 0;
}

/* Returns the weights, one for each input channel, of output channel o at one
 * position in the kernel. tap: the position's number, row by row. */
static const double *
get_weights (const TrainConvMath *math, int o, int tap)
{
  const SmoothConvShape *shape = &math->shape;

  return math->weight
         + ((gsize) o * shape->size * shape->size + tap) * shape->in_channels;
}

/* Returns the input pixel that is read for output pixel (y, x) at position
 * number tap of the kernel. If that pixel lies outside the plane, it is the
 * nearest one inside. */
static double *
find_input (
  const TrainConvMath *math, const TrainImage *in, int y, int x, int tap)
{
  const SmoothConvShape *shape = &math->shape;
  const int padding = shape->dilation * (shape->size - 1) / 2;
  const int row =
    y * shape->stride + tap / shape->size * shape->dilation - padding;
  const int column =
    x * shape->stride + tap % shape->size * shape->dilation - padding;

  return train_image_at (in, CLAMP (row, 0, in->height - 1),
                         CLAMP (column, 0, in->width - 1));
}

/* Computes one output, leaky (bias + sum weight * in), of channel o at pixel
 * (y, x). */
static double
compute (
  const TrainConvMath *math, const TrainConvPass *pass, int y, int x, int o)
{
  const int n_taps = math->shape.size * math->shape.size;
  double sum = math->bias[o];

  for (int tap = 0; tap < n_taps; tap++)
    {
      const double *in = find_input (math, pass->in, y, x, tap);
      const double *weights = get_weights (math, o, tap);

      for (int i = 0; i < math->shape.in_channels; i++)
        sum += weights[i] * in[i];
    }
  return sum > 0 ? sum : sum * pass->slope;
}

void
train_conv_math_forward (const TrainConvMath *math,
                         const TrainConvPass *pass,
                         void *scratch)
{
  const TrainImage *out = pass->out;

  (void) scratch;
  for (int y = 0; y < out->height; y++)
    for (int x = 0; x < out->width; x++)
      for (int o = 0; o < out->channels; o++)
        {
          double value = compute (math, pass, y, x, o);

          if (pass->activated != NULL)
            train_image_at (pass->activated, y, x)[o] = value;
          if (pass->scale != NULL)
            value *= pass->scale[o];
          if (pass->shift != NULL)
            value += pass->shift[o];
          if (pass->residual != NULL)
            value += train_image_at (pass->residual, y, x)[o];
          train_image_at (out, y, x)[o] = value;
        }
}

void
train_conv_math_backward (const TrainConvMath *math,
                          const TrainImage *inner,
                          const TrainImage *add,
                          TrainImage *in,
                          void *scratch)
{
  const int n_taps = math->shape.size * math->shape.size;

  (void) scratch;
  for (gsize i = 0; i < train_image_size (in); i++)
    in->data[i] = add != NULL ? add->data[i] : 0;
  for (int y = 0; y < inner->height; y++)
    for (int x = 0; x < inner->width; x++)
      for (int tap = 0; tap < n_taps; tap++)
        {
          double *to = find_input (math, in, y, x, tap);
          const double *from = train_image_at (inner, y, x);

          for (int o = 0; o < inner->channels; o++)
            for (int i = 0; i < in->channels; i++)
              to[i] += get_weights (math, o, tap)[i] * from[o];
        }
}

#endif
