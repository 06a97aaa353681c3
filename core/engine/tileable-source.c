/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of the plane is read in spans of rows that follow one another in
 * the picture. If its columns follow one another, too, they are read directly
 * to where they belong. Otherwise one period of each row, which has every
 * column of the picture once, is put together from two spans of columns, and
 * then repeated.
 */
#include <smooth/tileable-source.h>

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

/* Rows of at most this many pixels are read at once, but at least one row. */
#define ROWS_PIXELS (1 << 15)

/* Returns the number in [0, n) that differs from value by a multiple of n. */
static int
wrap (int value, int n)
{
  const int rest = value % n;

  return rest < 0 ? rest + n : rest;
}

/* Returns the number of pixels for which tiled->rows has room. */
static gsize
count_pixels (const SmoothTileableSource *tiled)
{
  return MAX (tiled->picture.width, ROWS_PIXELS);
}

static gboolean
ensure_rows (SmoothTileableSource *tiled, GError **error)
{
  if (tiled->rows == NULL)
    tiled->rows =
      g_try_new (float, count_pixels (tiled) * tiled->picture.n_channels);
  if (tiled->rows != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"), tiled->picture.width);
  return FALSE;
}

/* Reads rect of the picture into rows that lie stride floats apart, the first
 * of which begins at pixels. rect has at most ROWS_PIXELS pixels or one row. */
static gboolean
read_span (SmoothTileableSource *tiled,
           const SmoothRect *rect,
           float *pixels,
           gsize stride,
           GError **error)
{
  const SmoothSource *picture = &tiled->picture;
  const gsize n = (gsize) rect->width * picture->n_channels;

  if (!picture->read (picture->data, rect, tiled->rows, error))
    return FALSE;
  for (int i = 0; i < rect->height; i++)
    memcpy (pixels + i * stride, tiled->rows + i * n, n * sizeof (float));
  return TRUE;
}

/* Repeats the first period pixels of a row until it has width pixels. n: the
 * number of channels. */
static void
repeat (float *row, gsize period, gsize width, gsize n)
{
  for (gsize done = period, part; done < width; done += part)
    {
      part = MIN (done, width - done);
      memcpy (row + done * n, row, part * n * sizeof (float));
    }
}

/* Reads n_rows rows of the plane, each of width pixels. The first pixel of a
 * row is that of the picture's column x; the row reaches the picture's last
 * column at least. All rows lie in the picture, from its row y on. */
static gboolean
read_wrapped (SmoothTileableSource *tiled,
              int x,
              int y,
              int width,
              int n_rows,
              float *pixels,
              GError **error)
{
  const int n = tiled->picture.n_channels;
  const int period = MIN (width, tiled->picture.width);
  const gsize stride = (gsize) width * n;
  const int most = MAX (1, ROWS_PIXELS / period);

  if (!ensure_rows (tiled, error))
    return FALSE;
  for (int i = 0, n_part; i < n_rows; i += n_part, pixels += n_part * stride)
    {
      SmoothRect left = { x, y + i, tiled->picture.width - x, 0 };
      SmoothRect right = { 0, y + i, period - left.width, 0 };

      n_part = MIN (n_rows - i, most);
      left.height = right.height = n_part;
      if (!read_span (tiled, &left, pixels, stride, error)
          || (right.width > 0
              && !read_span (tiled, &right, pixels + (gsize) left.width * n,
                             stride, error)))
        return FALSE;
      for (int k = 0; k < n_part; k++)
        repeat (pixels + k * stride, period, width, n);
    }
  return TRUE;
}

/* Implements SmoothReadFunc for the plane. */
static gboolean
read_plane (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  SmoothTileableSource *tiled = data;
  const SmoothSource *picture = &tiled->picture;
  const gsize stride = (gsize) rect->width * picture->n_channels;
  const int x = wrap (rect->x - tiled->margin_x, picture->width);
  const gboolean is_wrapped = rect->width > picture->width - x;

  for (int i = 0, n_rows; i < rect->height; i += n_rows)
    {
      const int y = wrap (rect->y + i - tiled->margin_y, picture->height);
      SmoothRect part = { x, y, rect->width, 0 };

      n_rows = part.height = MIN (rect->height - i, picture->height - y);
      if (is_wrapped
            ? !read_wrapped (tiled, x, y, rect->width, n_rows,
                             pixels + i * stride, error)
            : !picture->read (picture->data, &part, pixels + i * stride, error))
        return FALSE;
    }
  return TRUE;
}

void
smooth_tileable_source_init (SmoothTileableSource *tiled,
                             const SmoothSource *picture,
                             int margin_x,
                             int margin_y,
                             SmoothSource *plane)
{
  *tiled = (SmoothTileableSource) { .picture = *picture,
                                    .margin_x = margin_x,
                                    .margin_y = margin_y };
  *plane = *picture;
  plane->width += 2 * margin_x;
  plane->height += 2 * margin_y;
  plane->read = read_plane;
  plane->data = tiled;
}

void
smooth_tileable_source_clear (SmoothTileableSource *tiled)
{
  g_clear_pointer (&tiled->rows, g_free);
}

gsize
smooth_tileable_source_get_bytes (const SmoothTileableSource *tiled)
{
  return sizeof (float) * count_pixels (tiled) * tiled->picture.n_channels;
}
