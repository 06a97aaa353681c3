/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/reference.h"

#include <math.h>

static double
get (const TestPlane *plane, int y, int x, int k)
{
  return plane->data[((gsize) y * plane->width + x) * plane->channels + k];
}

/* Returns a sample of the plane with replicate padding. */
static double
get_clamped (const TestPlane *plane, int y, int x, int k)
{
  return get (plane, CLAMP (y, 0, plane->height - 1),
              CLAMP (x, 0, plane->width - 1), k);
}

/* Returns a sample of the plane with zero padding. */
static double
get_padded (const TestPlane *plane, int y, int x, int k)
{
  const gboolean is_inside =
    y >= 0 && y < plane->height && x >= 0 && x < plane->width;

  return is_inside ? get (plane, y, x, k) : 0;
}

/* Returns a sample of in, bilinearly up-sampled by factor, at (y, x). */
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

/* Returns, for each sample, the maximum of those of the 3x3 samples around it
 * that lie in the plane. */
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
