/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "surface-paint.h"

#include <math.h>

#include "i18n.h"

/* How many pixels of a row are converted at a time. */
#define CHUNK 256
/* Width and height of the matrix of thresholds for ordered dithering. */
#define BAYER 8

/* Returns the threshold of Bayer's ordered dithering for a pixel of the
 * picture, in (0, 1). Adding it before truncation does not change a value that
 * is a whole number of 255ths.
 */
static float
get_threshold (int x, int y)
{
  int order = 0;

  for (int bit = 0; bit < 3; bit++)
    {
      int b = (x >> bit) & 1, a = ((x ^ y) >> bit) & 1;

      order = order << 2 | a << 1 | b;
    }
  return (order + 0.5f) / 64;
}

/* Clamps a value to [0, 1]; NaN becomes 0. */
static float
clamp (float value)
{
  return value > 0 ? MIN (value, 1) : 0;
}

static guint32
quantise (float value, float threshold)
{
  return (guint32) MIN (255, (int) (value * 255 + threshold));
}

/* Converts n_pixels pixels to colours for the monitor. shown (out): RGB in [0,
 * 1] for each pixel. */
static void
convert (const SmoothDisplay *display,
         int n_channels,
         const float *pixels,
         int n_pixels,
         float *shown)
{
  float rgb[3 * CHUNK];
  gboolean is_grey = n_channels < 3;

  for (int i = 0; i < n_pixels; i++)
    for (int c = 0; c < 3; c++)
      rgb[3 * i + c] = clamp (pixels[i * n_channels + (is_grey ? 0 : c)]);
  if (display != NULL && display->convert != NULL)
    display->convert (display->data, rgb, shown, n_pixels);
  else
    for (int i = 0; i < 3 * n_pixels; i++)
      shown[i] = rgb[i];
}

static cairo_surface_t *
create_surface (const SmoothRect *area, gboolean has_alpha, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, area->width,
    area->height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                       _ ("no memory for the preview's pixels"));
  return NULL;
}

static void
paint_opaque (const float *shown,
              const float thresholds[BAYER],
              int n_pixels,
              guint32 *out)
{
  for (int i = 0; i < n_pixels; i++)
    {
      const float threshold = thresholds[i % BAYER];

      out[i] = 255u << 24 | quantise (clamp (shown[3 * i]), threshold) << 16
               | quantise (clamp (shown[3 * i + 1]), threshold) << 8
               | quantise (clamp (shown[3 * i + 2]), threshold);
    }
}

/* Writes a chunk of a row into the surface, beginning at out. shown: the
 * chunk's colours for the monitor. place: where the chunk lies in the picture.
 * alpha: points to the alpha of the first pixel; each next pixel's alpha lies
 * alpha_stride samples farther. alpha NULL: the pixels are opaque. */
static void
paint_chunk (const float *shown,
             const float *alpha,
             int alpha_stride,
             SmoothRect place,
             guint32 *out)
{
  float thresholds[BAYER];

  for (int i = 0; i < BAYER; i++)
    thresholds[i] = get_threshold (place.x + i, place.y);
  if (alpha == NULL)
    {
      paint_opaque (shown, thresholds, place.width, out);
      return;
    }
  for (int i = 0; i < place.width; i++)
    {
      float threshold = thresholds[i % BAYER];
      float a = clamp (alpha[i * alpha_stride]);
      guint32 top = quantise (a, threshold);
      guint32 word = top << 24;

      for (int c = 0; c < 3; c++)
        {
          guint32 v = quantise (clamp (shown[3 * i + c]) * a, threshold);

          word |= MIN (v, top) << (16 - 8 * c);
        }
      out[i] = word;
    }
}

cairo_surface_t *
smooth_paint_picture (const SmoothDisplay *display,
                      int n_channels,
                      const SmoothRect *area,
                      const float *pixels,
                      GError **error)
{
  gboolean has_alpha = smooth_has_alpha (n_channels);
  cairo_surface_t *surface = create_surface (area, has_alpha, error);
  float shown[3 * CHUNK];

  if (surface == NULL)
    return NULL;
  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x += CHUNK)
      {
        SmoothRect place = { area->x + x, area->y + y,
                             MIN (CHUNK, area->width - x), 1 };
        const float *from = pixels + ((gsize) y * area->width + x) * n_channels;
        guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * cairo_image_surface_get_stride (surface);

        convert (display, n_channels, from, place.width, shown);
        paint_chunk (shown, has_alpha ? from + n_channels - 1 : NULL,
                     n_channels, place, (guint32 *) (void *) row + x);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

cairo_surface_t *
smooth_paint_edges (const SmoothRect *area, const float *pixels, GError **error)
{
  return smooth_paint_picture (NULL, 1, area, pixels, error);
}

/* Converts a sample from perceptual encoding, for which babl uses sRGB's
 * transfer curve, to linear light. */
static float
to_linear (float value)
{
  if (value > 0.04045f)
    return powf ((value + 0.055f) / 1.055f, 2.4f);
  return value / 12.92f;
}

static float
to_perceptual (float value)
{
  if (value > 0.0031308f)
    return 1.055f * powf (value, 1 / 2.4f) - 0.055f;
  return value * 12.92f;
}

void
smooth_paint_mix (int n_channels,
                  gsize n_pixels,
                  const float *mask,
                  const float *before,
                  float *after)
{
  for (gsize i = 0; i < n_pixels;
       i++, before += n_channels, after += n_channels)
    {
      float linear_before[4], linear_after[4];

      if (mask[i] >= 1)
        continue;
      for (int c = 0; c < n_channels; c++)
        {
          linear_before[c] = to_linear (before[c]);
          linear_after[c] = to_linear (after[c]);
        }
      smooth_mix_pixels (n_channels, 1, mask + i, linear_before, linear_after);
      for (int c = 0; c < n_channels; c++)
        after[c] = mask[i] > 0 ? to_perceptual (linear_after[c]) : before[c];
    }
}
