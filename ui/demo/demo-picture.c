/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-picture.h"

#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

static gboolean
init_array (
  SmoothArray *array, int width, int height, int n_channels, GError **error)
{
  *array = (SmoothArray) { width, height, n_channels, NULL };
  array->pixels = g_try_new0 (float, (gsize) width *height *(gsize) n_channels);
  if (array->pixels == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 "no memory for %d x %d pixels", width, height);
  return array->pixels != NULL;
}

/* Copies the pixels of rect from in into the array; if in is NULL, from the
 * array to out. in and out hold the pixels of rect in packed rows. */
static void
copy_rect (const SmoothArray *array,
           const SmoothRect *rect,
           float *out,
           const float *in)
{
  int n = array->n_channels;

  for (int y = 0; y < rect->height; y++)
    {
      gsize at = ((gsize) (rect->y + y) * array->width + rect->x) * n;
      gsize row = (gsize) rect->width * n;

      if (in != NULL)
        memcpy (array->pixels + at, in + y * row, row * sizeof *in);
      else
        memcpy (out + y * row, array->pixels + at, row * sizeof *out);
    }
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error G_GNUC_UNUSED)
{
  copy_rect (&((SmoothDemoPicture *) data)->smoothed, rect, NULL, pixels);
  return TRUE;
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  copy_rect (&((SmoothDemoPicture *) data)->edges, rect, NULL, pixels);
  return TRUE;
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error G_GNUC_UNUSED)
{
  copy_rect (&((SmoothDemoPicture *) data)->smoothed, rect, pixels, NULL);
  return TRUE;
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error G_GNUC_UNUSED)
{
  copy_rect (&((SmoothDemoPicture *) data)->edges, rect, pixels, NULL);
  return TRUE;
}

static gboolean
read_mask (gpointer data,
           const SmoothRect *rect,
           float *pixels,
           GError **error G_GNUC_UNUSED)
{
  copy_rect (&((SmoothDemoPicture *) data)->mask, rect, pixels, NULL);
  return TRUE;
}

SmoothDemoPicture *
smooth_demo_picture_new (int width, int height, int n_channels, GError **error)
{
  g_autoptr (SmoothDemoPicture) picture = g_new0 (SmoothDemoPicture, 1);

  picture->store =
    (SmoothResultStore) { write_smoothed, write_edges, read_smoothed,
                          read_edges,     picture,     NULL };
  if (!init_array (&picture->pixels, width, height, n_channels, error)
      || !init_array (&picture->smoothed, width, height, n_channels, error)
      || !init_array (&picture->edges, width, height, 1, error))
    return NULL;
  return g_steal_pointer (&picture);
}

void
smooth_demo_picture_free (SmoothDemoPicture *picture)
{
  if (picture == NULL)
    return;
  g_free (picture->pixels.pixels);
  g_free (picture->smoothed.pixels);
  g_free (picture->edges.pixels);
  g_free (picture->mask.pixels);
  g_free (picture);
}

SmoothDemoPicture *
smooth_demo_picture_load (const char *file, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (file, error);
  SmoothDemoPicture *picture;
  int n_channels, width;

  if (pixbuf == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (pixbuf);
  n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  picture = smooth_demo_picture_new (width, gdk_pixbuf_get_height (pixbuf),
                                     n_channels, error);
  for (int y = 0; picture != NULL && y < picture->pixels.height; y++)
    {
      const guchar *row = gdk_pixbuf_read_pixels (pixbuf)
                          + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);

      for (int i = 0; i < width * n_channels; i++)
        picture->pixels.pixels[(gsize) y * width * n_channels + i] =
          row[i] / 255.0f;
    }
  return picture;
}

/* Returns the sample of channel c at pixel (x, y) of the made-up picture. */
static float
get_sample (int x, int y, int c, double size)
{
  double rings = 0.5 + 0.5 * sin (hypot (x - size * 0.6, y - size * 0.4) / 4);
  double stripes = (x / 7 + y / 11) % 2 != 0 ? 0.7 : 0.3;
  double ramp = (x + y) / (2 * size);
  double mixed[] = { rings, stripes, ramp };

  return (float) (0.15 + 0.35 * mixed[c % 3] + 0.35 * ramp);
}

void
smooth_demo_picture_fill (SmoothDemoPicture *picture)
{
  SmoothArray *array = &picture->pixels;
  int n = array->n_channels;
  gboolean has_alpha = smooth_has_alpha (n);
  double size = MAX (array->width, array->height);
  float *pixel = array->pixels;

  for (int y = 0; y < array->height; y++)
    for (int x = 0; x < array->width; x++, pixel += n)
      {
        for (int c = 0; c < n; c++)
          pixel[c] = get_sample (x, y, c, size);
        if (has_alpha)
          pixel[n - 1] =
            (float) CLAMP (hypot (x, y) / (0.4 * size) - 0.3, 0, 1);
      }
}

void
smooth_demo_picture_select (SmoothDemoPicture *picture)
{
  int width = picture->pixels.width, height = picture->pixels.height;

  if (picture->mask.pixels == NULL
      && !init_array (&picture->mask, width, height, 1, NULL))
    return;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double across = (x + 0.5) / width - 0.5,
               down = (y + 0.5) / height - 0.5;
        double inside = (0.38 - hypot (across, down)) * 8 + 0.5;

        picture->mask.pixels[(gsize) y * width + x] =
          (float) CLAMP (inside, 0, 1);
      }
}

void
smooth_demo_picture_select_rect (SmoothDemoPicture *picture,
                                 const SmoothRect *rect)
{
  int width = picture->pixels.width, height = picture->pixels.height;

  if (picture->mask.pixels == NULL
      && !init_array (&picture->mask, width, height, 1, NULL))
    return;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean is_in = x >= rect->x && x < rect->x + rect->width
                         && y >= rect->y && y < rect->y + rect->height;

        picture->mask.pixels[(gsize) y * width + x] = is_in ? 1 : 0;
      }
  picture->region = *rect;
}

void
smooth_demo_picture_describe (SmoothDemoPicture *picture,
                              SmoothPicture *described)
{
  *described = (SmoothPicture) {
    .source = smooth_array_source (&picture->pixels),
    .store = &picture->store,
    .region = picture->region,
    .n_ready = picture->pixels.height,
  };
  if (picture->mask.pixels != NULL)
    {
      described->read_mask = read_mask;
      described->mask_data = picture;
    }
}
