/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/pixel-support.h"

#include <math.h>

static float
draw_sample (GRand *rand, gboolean is_limited)
{
  const double kind = g_rand_double (rand);

  if (is_limited || kind < 0.8)
    return (float) g_rand_double (rand);
  if (kind < 0.9)
    return (float) g_rand_double_range (rand, -1, 4);
  if (kind < 0.98)
    return (float) g_rand_double_range (rand, 4, 1000);
  return kind < 0.99 ? NAN : INFINITY;
}

SmoothArray
pixel_test_new_picture (
  GRand *rand, int width, int height, int n_channels, gboolean is_limited)
{
  SmoothArray array = { width, height, n_channels, NULL };
  const int n_pixels = width * height;

  array.pixels = g_new (float, (gsize) n_pixels *n_channels);
  for (int i = 0; i < n_pixels * n_channels; i++)
    array.pixels[i] = draw_sample (rand, is_limited);
  for (int i = 0; smooth_has_alpha (n_channels) && i < n_pixels; i++)
    array.pixels[(i + 1) * n_channels - 1] =
      g_rand_double (rand) < 0.3 ? 0 : (float) g_rand_double (rand);
  return array;
}

SmoothExposure *
pixel_test_measure (SmoothArray *array)
{
  const SmoothSource source = smooth_array_source (array);
  const SmoothExposureSpec spec = {
    .source = &source,
    .rect = { 0, 0, array->width, array->height },
    .texture_scale = PIXEL_TEST_SCALE,
  };
  g_autoptr (GError) error = NULL;
  SmoothExposure *exposure;

  smooth_exposure_measure (&spec, &exposure, &error);
  g_assert_no_error (error);
  g_assert_nonnull (exposure);
  return exposure;
}

const float *
pixel_test_get (const SmoothArray *array, int x, int y)
{
  return array->pixels + ((gsize) y * array->width + x) * array->n_channels;
}

void
pixel_test_get_exposure (
  const SmoothExposure *exposure, int x, int y, double *gain, double *offset)
{
  float gains[1] = { 1 }, offsets[1] = { 0 };

  if (exposure != NULL)
    smooth_exposure_get_row (exposure, x, y, 1, gains, offsets);
  *gain = gains[0];
  *offset = offsets[0];
}

static double
get_size (int n, const double *colours)
{
  double size = 0;

  for (int c = 0; c < n; c++)
    if (isfinite (colours[c]))
      size = fmax (size, fabs (colours[c]));
  return size;
}

void
pixel_test_compress (int n, const float *colours, double tone[3])
{
  double size;

  for (int c = 0; c < n; c++)
    tone[c] = isnan (colours[c]) ? 0 : colours[c];
  size = get_size (n, tone);
  for (int c = 0; c < n && size > 4; c++)
    tone[c] *= 4 * (1 + log (size / 4)) / size;
}

void
pixel_test_expand (int n, const double tone[3], double colours[3])
{
  const double size = get_size (n, tone);

  for (int c = 0; c < n; c++)
    colours[c] = size > 4 ? tone[c] * 4 * exp (size / 4 - 1) / size : tone[c];
}

double
pixel_test_clamp (double value)
{
  return value > 0 ? fmin (value, 1) : 0;
}

double
pixel_test_limit (int n, const float *from, double change[3])
{
  double factor = 1, limiting = 0, largest = 0;

  for (int c = 0; c < n; c++)
    {
      const double size = fabs (change[c]);
      const double room = change[c] > 0 ? 1.0 - from[c] : from[c];

      largest = fmax (largest, size);
      if (size > 0 && room / size < factor)
        {
          factor = room / size;
          limiting = size;
        }
    }
  for (int c = 0; c < n; c++)
    change[c] *= factor;
  return factor < 1 ? largest / limiting : 1;
}
