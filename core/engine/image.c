/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rectangles; arrays as source and sink; and the arithmetic of mixing by a
 * selection and of detail layers.
 */
#include <smooth/image.h>

#include <math.h>
#include <string.h>

/* A detail that lies outside [0, 1] by no more than this does not count as
 * clipped. It is more than the rounding errors of the samples from which a
 * detail is computed (about four times 2^-24), and far less than half a step of
 * 16 bits (7.6e-6). */
#define HELD_TOLERANCE 1e-6

/* Whether value lies in [0, 1], or outside by no more than HELD_TOLERANCE,
 * which allows for rounding. */
static gboolean
is_unit (double value)
{
  return value >= -HELD_TOLERANCE && value <= 1.0 + HELD_TOLERANCE;
}

gboolean
smooth_rect_equal (const SmoothRect *a, const SmoothRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width
         && a->height == b->height;
}

/* Whether, along one axis, the n pixels from inner on lie among the n_outer
 * pixels from outer on. */
static gboolean
is_inside (gint64 inner, gint64 n, gint64 outer, gint64 n_outer)
{
  return n >= 0 && inner >= outer && inner + n <= outer + n_outer;
}

gboolean
smooth_rect_contains (const SmoothRect *outer, const SmoothRect *inner)
{
  return is_inside (inner->x, inner->width, outer->x, outer->width)
         && is_inside (inner->y, inner->height, outer->y, outer->height);
}

void
smooth_rect_intersect (const SmoothRect *a,
                       const SmoothRect *b,
                       SmoothRect *shared)
{
  const int x = MAX (a->x, b->x), y = MAX (a->y, b->y);
  const int width = MIN (a->x + a->width, b->x + b->width) - x;
  const int height = MIN (a->y + a->height, b->y + b->height) - y;
  const gboolean is_empty = width <= 0 || height <= 0;

  *shared = (SmoothRect) { x, y, is_empty ? 0 : width, is_empty ? 0 : height };
}

/* Whether rect lies in array. */
static gboolean
contains (const SmoothArray *array, const SmoothRect *rect)
{
  const SmoothRect whole = { 0, 0, array->width, array->height };

  return smooth_rect_contains (&whole, rect);
}

static float *
find_pixel (const SmoothArray *array, int x, int y)
{
  return array->pixels
         + ((gsize) y * (gsize) array->width + (gsize) x)
             * (gsize) array->n_channels;
}

static gboolean
read_array (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  const SmoothArray *array = data;
  gsize n_floats = (gsize) rect->width * (gsize) array->n_channels;

  (void) error;
  g_return_val_if_fail (contains (array, rect), FALSE);
  for (int i = 0; i < rect->height; i++)
    memcpy (pixels + (gsize) i * n_floats,
            find_pixel (array, rect->x, rect->y + i),
            n_floats * sizeof (float));
  return TRUE;
}

static gboolean
write_array (const SmoothArray *array,
             const SmoothRect *rect,
             const float *pixels)
{
  gsize n_floats = (gsize) rect->width * (gsize) array->n_channels;

  g_return_val_if_fail (contains (array, rect), FALSE);
  for (int i = 0; i < rect->height; i++)
    memcpy (find_pixel (array, rect->x, rect->y + i),
            pixels + (gsize) i * n_floats, n_floats * sizeof (float));
  return TRUE;
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  const SmoothArraySink *arrays = data;

  (void) error;
  return write_array (arrays->smoothed, rect, pixels);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  const SmoothArraySink *arrays = data;

  (void) error;
  return write_array (arrays->edges, rect, pixels);
}

SmoothSource
smooth_array_source (SmoothArray *array)
{
  return (SmoothSource) {
    .width = array->width,
    .height = array->height,
    .n_channels = array->n_channels,
    .read = read_array,
    .data = array,
  };
}

SmoothSink
smooth_array_sink (SmoothArraySink *arrays)
{
  return (SmoothSink) {
    .write = arrays->smoothed == NULL ? NULL : write_smoothed,
    .write_edges = arrays->edges == NULL ? NULL : write_edges,
    .data = arrays,
  };
}

/* Computes one sample of a detail layer, which GIMP adds to the smoothed
 * picture to restore the original. alpha: that of the smoothed pixel. Returns
 * whether GIMP will restore the original sample; FALSE if a sample is clipped
 * or not finite. */
static gboolean
compute_detail (SmoothDetailMode mode,
                double alpha,
                double original,
                double smoothed,
                float *detail)
{
  double midpoint = mode == SMOOTH_DETAIL_LEGACY ? 128.0 / 255.0 : 0.5;
  double difference = original - smoothed;
  double value;

  if (mode == SMOOTH_DETAIL_LEGACY)
    difference *= 2.0 - alpha;
  value = difference + midpoint;

  *detail = (float) value;
  if (!isfinite (*detail))
    {
      *detail = (float) midpoint;
      return FALSE;
    }
  if (mode == SMOOTH_DETAIL_FLOAT)
    return TRUE;

  *detail = CLAMP (*detail, 0.0f, 1.0f);

  return is_unit (value)
         && (mode != SMOOTH_DETAIL_LEGACY || is_unit (smoothed + difference));
}

void
smooth_detail_pixels (SmoothDetailMode mode,
                      int n_channels,
                      gsize n_pixels,
                      const float *original,
                      const float *smoothed,
                      float *detail,
                      guint64 *n_unheld)
{
  gboolean has_alpha = smooth_has_alpha (n_channels);
  int n_colours = has_alpha ? n_channels - 1 : n_channels;

  for (gsize i = 0; i < n_pixels; i++)
    {
      gsize at = i * (gsize) n_channels;
      float alpha = has_alpha ? smoothed[at + (gsize) n_colours] : 1.0f;
      gboolean held = TRUE;

      alpha = CLAMP (alpha, 0.0f, 1.0f);
      for (int c = 0; c < n_colours; c++)
        held &=
          compute_detail (mode, alpha, original[at + (gsize) c],
                          smoothed[at + (gsize) c], &detail[at + (gsize) c]);
      if (has_alpha)
        detail[at + (gsize) n_colours] = 1.0f;
      /* Nothing is visible of a fully transparent pixel, so it does not count
       * as one that GIMP cannot restore. */
      *n_unheld += held || alpha == 0.0f ? 0 : 1;
    }
}

void
smooth_detail_merge_pixels (SmoothDetailMode mode,
                            int n_channels,
                            gsize n_pixels,
                            const float *detail,
                            float *below)
{
  const gboolean has_alpha = smooth_has_alpha (n_channels);
  const int n_colours = has_alpha ? n_channels - 1 : n_channels;

  for (gsize i = 0; i < n_pixels;
       i++, detail += n_channels, below += n_channels)
    {
      const float alpha = has_alpha ? below[n_colours] : 1.0f;
      const double share = 1.0 / (2.0 - CLAMP (alpha, 0.0f, 1.0f));

      for (int c = 0; c < n_colours; c++)
        if (mode == SMOOTH_DETAIL_LEGACY)
          below[c] =
            (float) (below[c] * (1.0 - share)
                     + CLAMP (below[c] + detail[c] - 128.0 / 255.0, 0.0, 1.0)
                         * share);
        else
          below[c] = (float) (below[c] + (detail[c] - 0.5));
    }
}

static float
mix_sample (float mask, float before, float after)
{
  if (mask <= 0.0f)
    return before;
  if (mask >= 1.0f || !isfinite (before) || !isfinite (after))
    return after;

  return before + (after - before) * mask;
}

void
smooth_mix_pixels (int n_channels,
                   gsize n_pixels,
                   const float *mask,
                   const float *before,
                   float *after)
{
  for (gsize i = 0; i < n_pixels; i++)
    for (int c = 0; c < n_channels; c++)
      {
        gsize at = i * (gsize) n_channels + (gsize) c;

        after[at] = mix_sample (mask[i], before[at], after[at]);
      }
}
