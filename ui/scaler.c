/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In each direction pixel i of a grid of n pixels covers the picture's interval
 *   [i size / n, (i + 1) size / n).
 * A pixel of the picture that lies across one of the interval's ends has the
 * weight of the part that lies inside. A row of the picture
 * is first reduced in its own direction, and then added to the one or two rows
 * of the grid that it lies in. With alpha a pixel's colour is
 *   sum (weight * alpha * colour) / sum (weight * alpha)
 */
#include "scaler.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

struct _SmoothScaler
{
  int width, height, n_channels; /* the picture's size and channels */
  gboolean has_alpha;
  SmoothGrid grid;
  SmoothRect area, needed;
  float *pixels;
  /* The weighted sums of the picture's pixels for each pixel of one row of
   * area, with colours premultiplied by alpha. */
  double *sums;
  double *reduced; /* a row of the picture, reduced to area's width */
  int n_done;      /* how many rows of area are complete */
  int y;           /* the row of the picture that is taken next */
};

/* Returns where pixel i of a grid of n pixels begins, in pixels of a picture of
 * size pixels. It is exact for i = 0 and i = n. */
static double
get_edge (int i, int n, int size)
{
  return (double) ((gint64) i * size) / n;
}

static void
set_needed (SmoothScaler *scaler)
{
  const SmoothRect *area = &scaler->area;
  SmoothRect *needed = &scaler->needed;

  needed->x = (int) get_edge (area->x, scaler->grid.width, scaler->width);
  needed->y = (int) get_edge (area->y, scaler->grid.height, scaler->height);
  needed->width = (int) ceil (get_edge (area->x + area->width,
                                        scaler->grid.width, scaler->width))
                  - needed->x;
  needed->height = (int) ceil (get_edge (area->y + area->height,
                                         scaler->grid.height, scaler->height))
                   - needed->y;
}

SmoothScaler *
smooth_scaler_new (const SmoothSource *picture,
                   const SmoothGrid *grid,
                   const SmoothRect *area,
                   float *pixels,
                   GError **error)
{
  g_autoptr (SmoothScaler) scaler = g_new0 (SmoothScaler, 1);
  gsize n = (gsize) area->width * picture->n_channels;

  scaler->width = picture->width;
  scaler->height = picture->height;
  scaler->n_channels = picture->n_channels;
  scaler->has_alpha = smooth_has_alpha (picture->n_channels);
  scaler->grid = *grid;
  scaler->area = *area;
  scaler->pixels = pixels;
  scaler->sums = g_try_new0 (double, n);
  scaler->reduced = g_try_new0 (double, n);
  if (scaler->sums == NULL || scaler->reduced == NULL)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           _ ("no memory for the preview's pixels"));
      return NULL;
    }
  set_needed (scaler);
  return g_steal_pointer (&scaler);
}

void
smooth_scaler_free (SmoothScaler *scaler)
{
  if (scaler == NULL)
    return;
  g_free (scaler->sums);
  g_free (scaler->reduced);
  g_free (scaler);
}

void
smooth_scaler_get_needed (const SmoothScaler *scaler, SmoothRect *needed)
{
  *needed = scaler->needed;
}

int
smooth_scaler_get_n_done (const SmoothScaler *scaler)
{
  return scaler->n_done;
}

/* Replaces NaN and -infinity by 0, and infinity by 1. */
static double
get_finite (float value)
{
  if (isfinite (value))
    return value;
  return value > 0 ? 1 : 0;
}

/* Adds a pixel of the picture to sum, the sums for one pixel of the grid. Its
 * colours are multiplied by weight and by the pixel's alpha. */
static void
add_pixel (const SmoothScaler *scaler,
           const float *pixel,
           double weight,
           double *sum)
{
  int n_colours = scaler->n_channels - (scaler->has_alpha ? 1 : 0);

  if (scaler->has_alpha)
    {
      weight *= CLAMP (get_finite (pixel[n_colours]), 0, 1);
      sum[n_colours] += weight;
    }
  for (int c = 0; c < n_colours; c++)
    sum[c] += weight * get_finite (pixel[c]);
}

/* Reduces one row of the picture to the width of the scaler's area, and stores
 * it in scaler->reduced. start: the column of the picture at which row begins.
 */
static void
reduce_row (SmoothScaler *scaler, const float *row, int start)
{
  const int n = scaler->n_channels;
  double scale = (double) scaler->grid.width / scaler->width;

  for (int i = 0; i < scaler->area.width; i++)
    {
      int column = scaler->area.x + i;
      double left = get_edge (column, scaler->grid.width, scaler->width);
      double right = get_edge (column + 1, scaler->grid.width, scaler->width);
      int end = MIN ((int) ceil (right), scaler->width);
      double *sum = scaler->reduced + (gsize) i * n;

      memset (sum, 0, n * sizeof *sum);
      for (int x = (int) left; x < end; x++)
        {
          double part = MIN (x + 1, right) - MAX (x, left);

          add_pixel (scaler, row + (gsize) (x - start) * n, part * scale, sum);
        }
    }
}

/* Computes the next row of the area's pixels from the sums, which are complete,
 * and sets the sums to 0 for the row after it. */
static void
finish_row (SmoothScaler *scaler)
{
  const int n = scaler->n_channels;
  const int n_colours = n - (scaler->has_alpha ? 1 : 0);
  float *out = scaler->pixels + (gsize) scaler->n_done * scaler->area.width * n;

  for (int i = 0; i < scaler->area.width; i++)
    {
      const double *sum = scaler->sums + (gsize) i * n;
      double alpha = scaler->has_alpha ? sum[n_colours] : 1;

      for (int c = 0; c < n_colours; c++)
        out[i * n + c] = (float) (alpha > 0 ? sum[c] / alpha : 0);
      if (scaler->has_alpha)
        out[i * n + n_colours] = (float) alpha;
    }
  memset (scaler->sums, 0,
          (gsize) scaler->area.width * n * sizeof *scaler->sums);
  scaler->n_done++;
}

static void
push_row (SmoothScaler *scaler, const float *row, int start)
{
  const gsize n = (gsize) scaler->area.width * scaler->n_channels;
  double scale = (double) scaler->grid.height / scaler->height;
  int y = scaler->y;

  reduce_row (scaler, row, start);
  while (scaler->n_done < scaler->area.height)
    {
      int line = scaler->area.y + scaler->n_done;
      double top = get_edge (line, scaler->grid.height, scaler->height);
      double bottom = get_edge (line + 1, scaler->grid.height, scaler->height);
      double part = (MIN (y + 1, bottom) - MAX (y, top)) * scale;

      if (part > 0)
        for (gsize i = 0; i < n; i++)
          scaler->sums[i] += part * scaler->reduced[i];
      if (bottom > y + 1)
        break;
      finish_row (scaler);
    }
}

/* Copies the samples of a row, also if they are NaN. */
static void
copy_row (SmoothScaler *scaler, const float *row, int start)
{
  const gsize n = (gsize) scaler->area.width * scaler->n_channels;

  memcpy (scaler->pixels + scaler->n_done * n,
          row + (gsize) (scaler->area.x - start) * scaler->n_channels,
          n * sizeof *row);
  scaler->n_done++;
}

void
smooth_scaler_push (SmoothScaler *scaler,
                    const SmoothRect *rect,
                    const float *rows)
{
  const SmoothRect *needed = &scaler->needed;
  gboolean is_copy = scaler->grid.width == scaler->width
                     && scaler->grid.height == scaler->height;
  int end = MIN (rect->y + rect->height, needed->y + needed->height);

  for (int y = MAX (rect->y, needed->y); y < end; y++)
    {
      const float *row =
        rows + (gsize) (y - rect->y) * rect->width * scaler->n_channels;

      scaler->y = y;
      if (is_copy)
        copy_row (scaler, row, rect->x);
      else
        push_row (scaler, row, rect->x);
    }
}
