/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with alpha by gdk-pixbuf, see picture-rgba.h. */
#include "train/data/picture-rgba.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <smooth/error.h>

#include "i18n.h"
#include "train/data/file-names.h"
#include "train/data/picture-decode.h"
#include "train/data/picture-svg.h"
#include "train/data/regular-file.h"

#define N_CHANNELS 4
#define ALPHA 3
#define OPAQUE 255

/* A picture of such a size without contents. */
static gboolean
sprite_init (TrainPictureRgba *sprite, int height, int width, GError **error)
{
  /* gdk-pixbuf's own limit on a side keeps the product in range. */
  *sprite =
    (TrainPictureRgba){ height, width,
                   g_try_malloc_n ((gsize) height * width, N_CHANNELS) };
  if (sprite->rgba != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("not enough memory for a picture of %d x %d pixels"), width,
               height);
  return FALSE;
}

static gboolean
take_pixbuf (const GdkPixbuf *pixbuf, TrainPictureRgba *sprite, GError **error)
{
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *to;

  if (!sprite_init (sprite, gdk_pixbuf_get_height (pixbuf),
                    gdk_pixbuf_get_width (pixbuf), error))
    return FALSE;
  to = sprite->rgba;
  for (int y = 0; y < sprite->height; y++)
    for (int x = 0; x < sprite->width; x++, to += N_CHANNELS)
      {
        to[ALPHA] = OPAQUE;
        memcpy (to, pixels + stride * y + (gsize) n_channels * x,
                (gsize) n_channels);
      }
  return TRUE;
}

/* A view of sprite, which must outlive it. */
static GdkPixbuf *
view_pixbuf (const TrainPictureRgba *sprite)
{
  return gdk_pixbuf_new_from_data (sprite->rgba, GDK_COLORSPACE_RGB, TRUE, 8,
                                   sprite->width, sprite->height,
                                   sprite->width * N_CHANNELS, NULL, NULL);
}

gboolean
train_picture_rgba_decode (const char *name,
                     GBytes *bytes,
                     int svg_side,
                     TrainPictureRgba *sprite,
                     GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (train_name_is_svg (name))
    return train_picture_svg_draw (name, bytes, svg_side, sprite, error);
  pixbuf = train_decode_picture (name, bytes, error);
  return pixbuf != NULL && take_pixbuf (pixbuf, sprite, error);
}

gboolean
train_picture_rgba_load (const char *file, TrainPictureRgba *sprite, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = train_regular_file_read (file, &reason);

  if (bytes != NULL)
    return train_picture_rgba_decode (file, bytes, 1, sprite, error);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("picture '%s': %s"),
               file, reason->message);
  return FALSE;
}

gboolean
train_picture_rgba_save (const TrainPictureRgba *sprite, const char *file, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = view_pixbuf (sprite);
  g_autoptr (GError) reason = NULL;
  g_autofree char *png = NULL;
  gsize n_bytes;

  if (gdk_pixbuf_save_to_buffer (pixbuf, &png, &n_bytes, "png", &reason, NULL)
      && g_file_set_contents (file, png, (gssize) n_bytes, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("picture '%s': %s"),
               file, reason->message);
  return FALSE;
}

void
train_picture_rgba_trim (TrainPictureRgba *sprite)
{
  int x0 = sprite->width, x1 = 1, y0 = sprite->height, y1 = 1;
  guint8 *to = sprite->rgba;
  const guint8 *from = sprite->rgba;
  int stride = sprite->width;

  for (int y = 0; y < sprite->height; y++)
    for (int x = 0; x < sprite->width; x++)
      if (from[((gsize) y * stride + x) * N_CHANNELS + ALPHA] != 0)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x + 1);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y + 1);
        }
  x0 = MIN (x0, x1 - 1);
  y0 = MIN (y0, y1 - 1);
  sprite->width = x1 - x0;
  sprite->height = y1 - y0;
  /* Each row moves forward, never over one that is still to be moved. */
  for (int y = y0; y < y1; y++, to += (gsize) sprite->width * N_CHANNELS)
    memmove (to, from + ((gsize) y * stride + x0) * N_CHANNELS,
             (gsize) sprite->width * N_CHANNELS);
}

gboolean
train_picture_rgba_shrink (TrainPictureRgba *sprite, int side, GError **error)
{
  int longer = MAX (sprite->height, sprite->width);
  int height = MAX (1, (int) ((gint64) sprite->height * side / longer));
  int width = MAX (1, (int) ((gint64) sprite->width * side / longer));
  g_autoptr (GdkPixbuf) from = NULL;
  g_autoptr (GdkPixbuf) to = NULL;
  TrainPictureRgba smaller;

  if (longer <= side)
    return TRUE;
  from = view_pixbuf (sprite);
  to = gdk_pixbuf_scale_simple (from, width, height, GDK_INTERP_BILINEAR);
  if (to == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("not enough memory for a picture of %d x %d pixels"),
                   width, height);
      return FALSE;
    }
  if (!take_pixbuf (to, &smaller, error))
    return FALSE;
  train_picture_rgba_clear (sprite);
  *sprite = smaller;
  return TRUE;
}

double
train_picture_rgba_get_cover (const TrainPictureRgba *sprite)
{
  gsize n = (gsize) sprite->height * sprite->width;
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += sprite->rgba[i * N_CHANNELS + ALPHA];
  return sum / OPAQUE / (double) n;
}

gboolean
train_picture_rgba_flatten (const TrainPictureRgba *sprite,
                      TrainPicture *picture,
                      GError **error)
{
  gsize n = (gsize) sprite->height * sprite->width;
  const guint8 *from = sprite->rgba;
  guint8 *to;

  if (!train_picture_init (picture, sprite->height, sprite->width, error))
    return FALSE;
  to = picture->rgb;
  for (gsize i = 0; i < n; i++, from += N_CHANNELS)
    for (int c = 0; c < ALPHA; c++)
      *to++ = (guint8) ((from[c] * from[ALPHA] + OPAQUE * (OPAQUE - from[ALPHA])
                         + OPAQUE / 2)
                        / OPAQUE);
  return TRUE;
}

void
train_picture_rgba_clear (TrainPictureRgba *sprite)
{
  g_free (sprite->rgba);
  *sprite = (TrainPictureRgba){ 0 };
}
