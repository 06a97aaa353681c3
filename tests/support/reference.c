/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/reference.h"

#include <math.h>

static double
get (const TestPlane *plane, int y, int x, int k)
{
  return plane->data[((gsize) y * plane->width + x) * plane->channels + k];
}

/* A sample of the plane with replicate padding. */
static double
get_clamped (const TestPlane *plane, int y, int x, int k)
{
  return get (plane, CLAMP (y, 0, plane->height - 1),
              CLAMP (x, 0, plane->width - 1), k);
}

/* A sample of the plane with zero padding. */
static double
get_padded (const TestPlane *plane, int y, int x, int k)
{
  if (y < 0 || y >= plane->height || x < 0 || x >= plane->width)
    return 0;
  return get (plane, y, x, k);
}

/* Adds term to sum, or the size of term. */
typedef double (*AddFunc) (double sum, double term);

static double
add_term (double sum, double term)
{
  return sum + term;
}

static double
add_size (double sum, double term)
{
  return sum + fabs (term);
}

static double
add_square (double sum, double term)
{
  return sum + term * term;
}

static double
convolve (
  const TestConv *conv, const TestPlane *in, int y, int x, int o, AddFunc add)
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

          sum = add (sum, *weight++
                            * (conv->zeros ? get_padded (in, in_y, in_x, i)
                                           : get_clamped (in, in_y, in_x, i)));
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
          double value = convolve (conv, in, y, x, o, add_term) + conv->bias[o];

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

/* The size of all terms of an output: what add makes of them, and root (NULL:
 * nothing) of that. */
static double
measure (const TestConv *conv,
         const TestPlane *in,
         const int at[3], /* y, x, o */
         AddFunc add,
         double (*root) (double))
{
  const int o = at[2];
  double sum = add (convolve (conv, in, at[0], at[1], o, add), conv->bias[o]);
  double scale = conv->scale != NULL ? conv->scale[o] : 1;

  scale = add (0, scale);
  sum *= scale;
  if (conv->shift != NULL)
    sum = add (sum, conv->shift[o]);
  if (conv->residual != NULL)
    sum = add (sum, get (conv->residual, at[0], at[1], o));
  return root != NULL ? root (sum) : sum;
}

TestConvSizes
test_reference_conv_sizes (const TestConv *conv, const TestPlane *in)
{
  const int stride = conv->shape.stride;
  const int height = (in->height + stride - 1) / stride;
  const int width = (in->width + stride - 1) / stride;
  const int c = conv->shape.out_channels;
  const gsize n = (gsize) height * width * c;
  TestConvSizes sizes = { g_new (double, n), g_new (double, n) };

  for (gsize i = 0; i < n; i++)
    {
      const int at[] = { i / c / width, i / c % width, i % c };

      sizes.sums[i] = measure (conv, in, at, add_size, NULL);
      sizes.squares[i] = measure (conv, in, at, add_square, sqrt);
    }
  return sizes;
}

/* in, bilinearly up-sampled by factor, at (y, x). */
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

static double
get_pixel_chroma (const TestPlane *picture, int y, int x)
{
  const float *pixel = picture->data + 3 * ((gsize) y * picture->width + x);

  return fmax (fmax (pixel[0], pixel[1]), pixel[2])
         - fmin (fmin (pixel[0], pixel[1]), pixel[2]);
}

double *
test_reference_chroma (const TestPlane *picture)
{
  const int height = (picture->height + 7) / 8;
  const int width = (picture->width + 7) / 8;
  double *out = g_new0 (double, (gsize) height *width);

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        double *to = &out[(gsize) (y / 8) * width + x / 8];

        *to = fmax (*to, fmin (1, 20 * get_pixel_chroma (picture, y, x)));
      }
  return out;
}

/* The maximum of the 3x3 samples around each sample that lie in the plane. */
static TestPlane *
new_dilated (const TestPlane *in)
{
  TestPlane *out = test_plane_new (in->height, in->width, 1);

  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      {
        double most = -INFINITY;

        for (int k = 0; k < 9; k++)
          most = fmax (most, get_clamped (in, y + k / 3 - 1, x + k % 3 - 1, 0));
        out->data[(gsize) y * in->width + x] = most;
      }
  return out;
}

double *
test_reference_gate (const TestPlane *change,
                     const TestPlane *chroma,
                     const TestPlane *picture)
{
  g_autoptr (TestPlane) dilated = new_dilated (chroma);
  double *out = g_new (double, test_plane_get_size (change));
  double *to = out;

  for (int y = 0; y < change->height; y++)
    for (int x = 0; x < change->width; x++)
      {
        const double gate = interpolate (dilated, 8, y, x, 0);
        double mean = 0;

        for (int k = 0; k < 3; k++)
          mean += get_padded (change, y, x, k) / 3;
        for (int k = 0; k < 3; k++)
          {
            *to = mean + gate * (get_padded (change, y, x, k) - mean);
            if (picture != NULL)
              *to += get_padded (picture, y, x, k);
            to++;
          }
      }
  return out;
}
