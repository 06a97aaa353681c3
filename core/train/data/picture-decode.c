/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decodes picture files by gdk-pixbuf, see picture-decode.h. */
#include "train/data/picture-decode.h"

#include <smooth/error.h>

#include "train/data/picture-truncated.h"

/* The largest picture that is decoded, larger than any camera's. Without a
 * limit, a file of a few kilobytes could ask for memory for billions of
 * pixels. */
#define MAX_PIXELS 160000000

/* The result of on_size (), which is told a picture's size before the pixels
 * are decoded. */
typedef struct
{
  gboolean is_too_large;
} SizeCheck;

static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  SizeCheck *size = data;

  size->is_too_large = (gint64) width * height > MAX_PIXELS;
  /* Asking the loader for a size of 0 ends the loading before memory for the
   * pixels is allocated. */
  if (size->is_too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static GdkPixbuf *
load (GBytes *bytes, SizeCheck *size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  gboolean is_good;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), size);
  is_good = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  /* A loader has to be closed even after an error. */
  if (!gdk_pixbuf_loader_close (loader, is_good ? error : NULL) || !is_good)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

GdkPixbuf *
train_decode_picture (const char *name, GBytes *bytes, GError **error)
{
  SizeCheck size = { FALSE };
  g_autoptr (GError) reason = NULL;
  GdkPixbuf *pixbuf = NULL;
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  const char *what = NULL;
  int code = SMOOTH_ERROR_FORMAT;

  if (n_bytes == 0)
    what = "the file is empty";
  else if (train_picture_is_truncated (data, n_bytes))
    what = "the file is cut off";
  else
    pixbuf = load (bytes, &size, &reason);
  if (pixbuf != NULL && !size.is_too_large)
    return pixbuf;
  if (size.is_too_large)
    {
      g_clear_object (&pixbuf);
      code = SMOOTH_ERROR_UNSUPPORTED;
      what = "it has more than 160 million pixels";
    }
  if (what == NULL)
    what = reason != NULL ? reason->message : "it holds no picture";
  g_set_error (error, SMOOTH_ERROR, code, "picture '%s': %s", name, what);
  return NULL;
}
