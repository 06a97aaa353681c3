/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads, saves and edits pictures with alpha by gdk-pixbuf, see picture-rgba.h.
 */
#include "train/data/picture-rgba.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <smooth/error.h>

#include "train/data/file-name-text.h"
#include "train/data/picture-decode.h"
#include "train/data/picture-svg.h"
#include "train/data/regular-file.h"

#define N_CHANNELS 4
#define ALPHA 3
#define OPAQUE 255

/* Allocates a picture of this size, whose pixels are undefined. */
static gboolean
picture_init_unset (TrainPictureRgba *picture,
                    int height,
                    int width,
                    GError **error)
{
  /* height * width cannot overflow, because gdk-pixbuf limits the sides. */
  *picture =
    (TrainPictureRgba) { height, width,
                         g_try_malloc_n ((gsize) height * width, N_CHANNELS) };
  if (picture->rgba != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               "not enough memory for a picture of %d x %d pixels", width,
               height);
  return FALSE;
}

static gboolean
take_pixbuf (const GdkPixbuf *pixbuf, TrainPictureRgba *picture, GError **error)
{
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *to;

  if (!picture_init_unset (picture, gdk_pixbuf_get_height (pixbuf),
                           gdk_pixbuf_get_width (pixbuf), error))
    return FALSE;
  to = picture->rgba;
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++, to += N_CHANNELS)
      {
        to[ALPHA] = OPAQUE;
        memcpy (to, pixels + stride * y + (gsize) n_channels * x,
                (gsize) n_channels);
      }
  return TRUE;
}

/* Returns a pixbuf that shares the pixels of picture and must not outlive it.
 * Free with g_object_unref (). */
static GdkPixbuf *
view_pixbuf (const TrainPictureRgba *picture)
{
  return gdk_pixbuf_new_from_data (picture->rgba, GDK_COLORSPACE_RGB, TRUE, 8,
                                   picture->width, picture->height,
                                   picture->width * N_CHANNELS, NULL, NULL);
}

gboolean
train_picture_rgba_decode (const char *name,
                           GBytes *bytes,
                           int svg_side,
                           TrainPictureRgba *picture,
                           GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (train_name_is_svg (name))
    return train_picture_svg_draw (name, bytes, svg_side, picture, error);
  pixbuf = train_decode_picture (name, bytes, error);
  return pixbuf != NULL && take_pixbuf (pixbuf, picture, error);
}

gboolean
train_picture_rgba_load (const char *file,
                         TrainPictureRgba *picture,
                         GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = train_regular_file_read (file, &reason);

  if (bytes != NULL)
    return train_picture_rgba_decode (file, bytes, 1, picture, error);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "picture '%s': %s", file,
               reason->message);
  return FALSE;
}

gboolean
train_picture_rgba_save (const TrainPictureRgba *picture,
                         const char *file,
                         GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = view_pixbuf (picture);
  g_autoptr (GError) reason = NULL;
  g_autofree char *png = NULL;
  gsize n_bytes;

  if (gdk_pixbuf_save_to_buffer (pixbuf, &png, &n_bytes, "png", &reason, NULL)
      && g_file_set_contents (file, png, (gssize) n_bytes, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "picture '%s': %s", file,
               reason->message);
  return FALSE;
}

void
train_picture_rgba_trim (TrainPictureRgba *picture)
{
  int x0 = picture->width, x1 = 1, y0 = picture->height, y1 = 1;
  guint8 *to = picture->rgba;
  const guint8 *from = picture->rgba;
  int stride = picture->width;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      if (from[((gsize) y * stride + x) * N_CHANNELS + ALPHA] != 0)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x + 1);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y + 1);
        }
  x0 = MIN (x0, x1 - 1);
  y0 = MIN (y0, y1 - 1);
  picture->width = x1 - x0;
  picture->height = y1 - y0;
  /* Every row moves towards the start of the buffer, in order, so none
   * overwrites a row that is still to be moved. */
  for (int y = y0; y < y1; y++, to += (gsize) picture->width * N_CHANNELS)
    memmove (to, from + ((gsize) y * stride + x0) * N_CHANNELS,
             (gsize) picture->width * N_CHANNELS);
}

gboolean
train_picture_rgba_shrink (TrainPictureRgba *picture, int side, GError **error)
{
  int longer = MAX (picture->height, picture->width);
  int height = MAX (1, (int) ((gint64) picture->height * side / longer));
  int width = MAX (1, (int) ((gint64) picture->width * side / longer));
  g_autoptr (GdkPixbuf) from = NULL;
  g_autoptr (GdkPixbuf) to = NULL;
  TrainPictureRgba smaller;

  if (longer <= side)
    return TRUE;
  from = view_pixbuf (picture);
  to = gdk_pixbuf_scale_simple (from, width, height, GDK_INTERP_BILINEAR);
  if (to == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   "not enough memory for a picture of %d x %d pixels", width,
                   height);
      return FALSE;
    }
  if (!take_pixbuf (to, &smaller, error))
    return FALSE;
  train_picture_rgba_clear (picture);
  *picture = smaller;
  return TRUE;
}

double
train_picture_rgba_get_cover (const TrainPictureRgba *picture)
{
  gsize n = (gsize) picture->height * picture->width;
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += picture->rgba[i * N_CHANNELS + ALPHA];
  return sum / OPAQUE / (double) n;
}

gboolean
train_picture_rgba_flatten (const TrainPictureRgba *picture,
                            TrainPicture *flat,
                            GError **error)
{
  gsize n = (gsize) picture->height * picture->width;
  const guint8 *from = picture->rgba;
  guint8 *to;

  if (!train_picture_init (flat, picture->height, picture->width, error))
    return FALSE;
  to = flat->rgb;
  for (gsize i = 0; i < n; i++, from += N_CHANNELS)
    for (int c = 0; c < ALPHA; c++)
      *to++ = (guint8) ((from[c] * from[ALPHA] + OPAQUE * (OPAQUE - from[ALPHA])
                         + OPAQUE / 2)
                        / OPAQUE);
  return TRUE;
}

void
train_picture_rgba_clear (TrainPictureRgba *picture)
{
  g_free (picture->rgba);
  *picture = (TrainPictureRgba) { 0 };
}
