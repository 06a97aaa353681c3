/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers as naive loops in double. */
#include "support/reference.h"

#include <math.h>

static double
get (const TestPlane *plane, int y, int x, int k)
{
  return plane->data[((gsize) y * plane->width + x) * plane->channels + k];
}

/* A sample of the plane replicated beyond its ends. */
static double
get_clamped (const TestPlane *plane, int y, int x, int k)
{
  return get (plane, CLAMP (y, 0, plane->height - 1),
              CLAMP (x, 0, plane->width - 1), k);
}

/* A sample of the plane, 0 outside. */
static double
get_padded (const TestPlane *plane, int y, int x, int k)
{
  if (y < 0 || y >= plane->height || x < 0 || x >= plane->width)
    return 0;
  return get (plane, y, x, k);
}

static double
convolve (const TestConv *conv, const TestPlane *in, int y, int x, int o)
{
  const SmoothConvShape *shape = &conv->shape;
  const int reach = shape->dilation * (shape->size - 1) / 2;
  const float *weight =
    conv->weight + (gsize) o * shape->in_channels * shape->size * shape->size;
  double sum = 0;

  for (int i = 0; i < shape->in_channels; i++)
    for (int ky = 0; ky < shape->size; ky++)
      for (int kx = 0; kx < shape->size; kx++)
        {
          const int in_y = y * shape->stride + ky * shape->dilation - reach;
          const int in_x = x * shape->stride + kx * shape->dilation - reach;

          sum += *weight++
                 * (conv->zeros ? get_padded (in, in_y, in_x, i)
                                : get_clamped (in, in_y, in_x, i));
        }
  return sum;
}

double *
test_reference_conv (const TestConv *conv, const TestPlane *in)
{
  const int stride = conv->shape.stride;
  const int height = (in->height + stride - 1) / stride;
  const int width = (in->width + stride - 1) / stride;
  const int c = conv->shape.out_channels;
  double *out = g_new (double, (gsize) height *width *c);
  double *to = out;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int o = 0; o < c; o++)
        {
          double value = convolve (conv, in, y, x, o) + conv->bias[o];

          if (value < 0)
            value *= conv->slope;
          if (conv->scale != NULL)
            value *= conv->scale[o];
          if (conv->shift != NULL)
            value += conv->shift[o];
          if (conv->residual != NULL)
            value += get (conv->residual, y, x, o);
          *to++ = value;
        }
  return out;
}

/* in at the fine position (y, x) of a plane factor times its size. */
static double
interpolate (const TestPlane *in, int factor, int y, int x, int k)
{
  const double v = (y + 0.5) / factor - 0.5;
  const double u = (x + 0.5) / factor - 0.5;
  const int top = (int) floor (v);
  const int left = (int) floor (u);
  const double down = v - top;
  const double right = u - left;

  return (1 - down)
           * ((1 - right) * get_clamped (in, top, left, k)
              + right * get_clamped (in, top, left + 1, k))
         + down
             * ((1 - right) * get_clamped (in, top + 1, left, k)
                + right * get_clamped (in, top + 1, left + 1, k));
}

double *
test_reference_upsample (const TestPlane *in,
                         int factor,
                         int height,
                         int width,
                         const TestPlane *residual)
{
  const int c = in->channels;
  double *out = g_new (double, (gsize) height *width *c);
  double *to = out;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < c; k++)
        {
          *to = interpolate (in, factor, y, x, k);
          if (residual != NULL)
            *to += get (residual, y, x, k);
          to++;
        }
  return out;
}

double *
test_reference_halve (const TestPlane *in)
{
  const int height = (in->height + 1) / 2;
  const int width = (in->width + 1) / 2;
  double *out = g_new (double, (gsize) height *width * in->channels);
  double *to = out;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < in->channels; k++)
        *to++ = (get_clamped (in, 2 * y, 2 * x, k)
                 + get_clamped (in, 2 * y, 2 * x + 1, k)
                 + get_clamped (in, 2 * y + 1, 2 * x, k)
                 + get_clamped (in, 2 * y + 1, 2 * x + 1, k))
                / 4;
  return out;
}

double *
test_reference_fuse (const SmoothFuse *fuse,
                     const TestPlane *const *sides,
                     int height,
                     int width)
{
  double *out = g_new (double, (gsize) height *width);
  double *to = out;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double sum = fuse->bias;

        for (int i = 0; i < fuse->n_sides; i++)
          sum +=
            fuse->weight[i] * interpolate (sides[i], fuse->factor[i], y, x, 0);
        *to++ = 1 / (1 + exp (-sum));
      }
  return out;
}
