/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The naive convolution of support/reference.h. The innermost loop runs over
 * the output channels, so that the compiler can vectorise it without changing
 * the order of a sum.
 */
#include "support/reference.h"

#include <math.h>

/* What is done with a factor before it is multiplied: nothing, or its absolute
 * value or its square is taken. The product of two such factors is the absolute
 * value or the square of the product. */
typedef double (*FactorFunc) (double value);

static double
keep (double value)
{
  return value;
}

static double
square (double value)
{
  return value * value;
}

/* Returns the weights as [size][size][in channels][out channels]. */
static double *
order_weights (const TestConv *conv, FactorFunc factor)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_taps = shape->size * shape->size;
  const int n_in = shape->in_channels, n_out = shape->out_channels;
  double *weights = g_new (double, (gsize) n_taps *n_in *n_out);

  for (int o = 0; o < n_out; o++)
    for (int i = 0; i < n_in; i++)
      for (int tap = 0; tap < n_taps; tap++)
        weights[((gsize) tap * n_in + i) * n_out + o] =
          factor (conv->weight[((gsize) o * n_in + i) * n_taps + tap]);
  return weights;
}

/* Returns the pixel (y, x) of in. Outside of the plane it returns NULL (zero
 * padding) or the nearest pixel (replicate padding). */
static const float *
find_pixel (const TestConv *conv, const TestPlane *in, int y, int x)
{
  const int inside_y = CLAMP (y, 0, in->height - 1);
  const int inside_x = CLAMP (x, 0, in->width - 1);

  if (conv->zeros && (inside_y != y || inside_x != x))
    return NULL;
  return in->data + ((gsize) inside_y * in->width + inside_x) * in->channels;
}

/* Adds factor * values to sums, which are n numbers each. */
static void
add_multiple (int n, double factor, const double *values, double *restrict sums)
{
  for (int i = 0; i < n; i++)
    sums[i] += factor * values[i];
}

/* Adds to the sums of output pixel (y, x) its products of weights and inputs.
 */
static void
add_products (const TestConv *conv,
              const TestPlane *in,
              const double *weights,
              FactorFunc factor,
              int y,
              int x,
              double *sums)
{
  const SmoothConvShape *shape = &conv->shape;
  const int n_in = shape->in_channels, n_out = shape->out_channels;
  const int reach = shape->dilation * (shape->size - 1) / 2;

  for (int i = 0; i < shape->size; i++)
    for (int k = 0; k < shape->size; k++)
      {
        const int in_y = y * shape->stride + i * shape->dilation - reach;
        const int in_x = x * shape->stride + k * shape->dilation - reach;
        const float *pixel = find_pixel (conv, in, in_y, in_x);

        for (int c = 0; pixel != NULL && c < n_in; c++)
          add_multiple (
            n_out, factor (pixel[c]),
            weights + ((gsize) (i * shape->size + k) * n_in + c) * n_out, sums);
      }
}

static int
get_out_height (const TestConv *conv, const TestPlane *in)
{
  return (in->height + conv->shape.stride - 1) / conv->shape.stride;
}

static int
get_out_width (const TestConv *conv, const TestPlane *in)
{
  return (in->width + conv->shape.stride - 1) / conv->shape.stride;
}

/* Returns for each output the sum of its products of weights and inputs. */
static double *
sum_products (const TestConv *conv, const TestPlane *in, FactorFunc factor)
{
  const int height = get_out_height (conv, in);
  const int width = get_out_width (conv, in);
  const int n_out = conv->shape.out_channels;
  g_autofree double *weights = order_weights (conv, factor);
  double *sums = g_new0 (double, (gsize) height *width *n_out);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      add_products (conv, in, weights, factor, y, x,
                    sums + ((gsize) y * width + x) * n_out);
  return sums;
}

/* The operands of one output's epilogue. */
typedef struct
{
  double bias, scale, shift, residual;
} Epilogue;

/* Returns the epilogue of output number i, counted through the whole plane. */
static Epilogue
get_epilogue (const TestConv *conv, gsize i)
{
  const gsize o = i % conv->shape.out_channels;

  return (Epilogue) {
    .bias = conv->bias[o],
    .scale = conv->scale != NULL ? conv->scale[o] : 1,
    .shift = conv->shift != NULL ? conv->shift[o] : 0,
    .residual = conv->residual != NULL ? conv->residual->data[i] : 0,
  };
}

static gsize
count_outputs (const TestConv *conv, const TestPlane *in)
{
  return (gsize) get_out_height (conv, in) * get_out_width (conv, in)
         * conv->shape.out_channels;
}

double *
test_reference_conv (const TestConv *conv, const TestPlane *in)
{
  double *out = sum_products (conv, in, keep);

  for (gsize i = 0; i < count_outputs (conv, in); i++)
    {
      const Epilogue epilogue = get_epilogue (conv, i);

      out[i] += epilogue.bias;
      if (out[i] < 0)
        out[i] *= conv->slope;
      out[i] = out[i] * epilogue.scale + epilogue.shift + epilogue.residual;
    }
  return out;
}

double *
test_reference_conv_sums (const TestConv *conv, const TestPlane *in)
{
  double *sums = sum_products (conv, in, fabs);

  for (gsize i = 0; i < count_outputs (conv, in); i++)
    {
      const Epilogue epilogue = get_epilogue (conv, i);

      sums[i] = (sums[i] + fabs (epilogue.bias)) * fabs (epilogue.scale)
                + fabs (epilogue.shift) + fabs (epilogue.residual);
    }
  return sums;
}

double *
test_reference_conv_squares (const TestConv *conv, const TestPlane *in)
{
  double *squares = sum_products (conv, in, square);

  for (gsize i = 0; i < count_outputs (conv, in); i++)
    {
      const Epilogue epilogue = get_epilogue (conv, i);

      squares[i] =
        sqrt ((squares[i] + square (epilogue.bias)) * square (epilogue.scale)
              + square (epilogue.shift) + square (epilogue.residual));
    }
  return squares;
}
