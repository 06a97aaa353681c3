/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads, saves and converts 8-bit pictures by gdk-pixbuf, see picture.h. */
#include "train/data/picture.h"

#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <smooth/error.h>

#include "train/data/picture-decode.h"
#include "train/data/regular-file.h"

/* the quality of JPEG files, 0 to 100, as libjpeg counts it */
#define JPEG_QUALITY "90"
#define N_CHANNELS 3
#define WHITE 255

gboolean
train_picture_init (TrainPicture *picture,
                    int height,
                    int width,
                    GError **error)
{
  guint8 *rgb = NULL;

  if ((gsize) width <= G_MAXSIZE / N_CHANNELS / (gsize) height)
    rgb = g_try_malloc0 ((gsize) height * width * N_CHANNELS);
  if (rgb == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   "not enough memory for a picture of %d x %d pixels", width,
                   height);
      return FALSE;
    }
  *picture = (TrainPicture) { height, width, rgb };
  return TRUE;
}

void
train_picture_clear (TrainPicture *picture)
{
  g_free (picture->rgb);
  *picture = (TrainPicture) { 0 };
}

/* Copies the pixels of pixbuf to picture, composited over white if they have
 * alpha. */
static void
copy_pixels (const GdkPixbuf *pixbuf, TrainPicture *picture)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  guint8 *to = picture->rgb;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint8 *from = pixels + y * stride + (gsize) x * n_channels;
        int alpha = n_channels > N_CHANNELS ? from[N_CHANNELS] : WHITE;

        for (int c = 0; c < N_CHANNELS; c++)
          *to++ =
            (from[c] * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
      }
}

gboolean
train_picture_load (const char *file, TrainPicture *picture, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = train_regular_file_read (file, &reason);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (bytes == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "picture '%s': %s",
                   file, reason->message);
      return FALSE;
    }
  pixbuf = train_decode_picture (file, bytes, error);
  if (pixbuf == NULL
      || !train_picture_init (picture, gdk_pixbuf_get_height (pixbuf),
                              gdk_pixbuf_get_width (pixbuf), error))
    return FALSE;
  copy_pixels (pixbuf, picture);
  return TRUE;
}

gboolean
train_picture_save (const TrainPicture *picture,
                    const char *file,
                    GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (
    picture->rgb, GDK_COLORSPACE_RGB, FALSE, 8, picture->width, picture->height,
    picture->width * N_CHANNELS, NULL, NULL);
  g_autoptr (GError) reason = NULL;
  const gboolean is_jpeg = g_str_has_suffix (file, ".jpg");
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if ((is_jpeg
         ? gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &n_bytes, "jpeg", &reason,
                                      "quality", JPEG_QUALITY, NULL)
         : gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &n_bytes, "png", &reason,
                                      NULL))
      && g_file_set_contents (file, bytes, n_bytes, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "picture '%s': %s", file,
               reason->message);
  return FALSE;
}

void
train_picture_to_image (const TrainPicture *picture, TrainImage *image)
{
  train_image_init (image, picture->height, picture->width, N_CHANNELS);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = picture->rgb[i] / (TrainReal) WHITE;
}

gboolean
train_picture_from_image (const TrainImage *image,
                          TrainPicture *picture,
                          GError **error)
{
  gsize n_pixels = (gsize) image->height * image->width;
  gsize channels = image->channels;

  if (!train_picture_init (picture, image->height, image->width, error))
    return FALSE;
  for (gsize i = 0; i < n_pixels; i++)
    for (gsize c = 0; c < N_CHANNELS; c++)
      {
        double value = image->data[i * channels + MIN (c, channels - 1)];

        picture->rgb[i * N_CHANNELS + c] =
          (guint8) rint (CLAMP (value, 0, 1) * WHITE);
      }
  return TRUE;
}
