/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renders SVG by librsvg and cairo, see picture-svg.h. */
#include "train/data/picture-svg.h"

#include <smooth/error.h>

#ifdef TRAIN_HAVE_RSVG

#include <librsvg/rsvg.h>

/* Copies the pixels of a cairo surface, 32-bit words with premultiplied
 * colours, into picture. */
static void
take_surface (cairo_surface_t *surface, TrainPictureRgba *picture)
{
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *rows = cairo_image_surface_get_data (surface);
  guint8 *to;

  *picture =
    (TrainPictureRgba) { cairo_image_surface_get_height (surface),
                         cairo_image_surface_get_width (surface), NULL };
  picture->rgba = g_malloc_n ((gsize) picture->height * picture->width, 4);
  to = picture->rgba;
  for (int y = 0; y < picture->height; y++)
    {
      const guint32 *row =
        (const guint32 *) (const void *) (rows + (gsize) stride * y);

      for (int x = 0; x < picture->width; x++, to += 4)
        {
          guint32 alpha = row[x] >> 24;

          for (int c = 0; c < 3; c++)
            to[c] =
              alpha == 0
                ? 0
                : (guint8) ((((row[x] >> (16 - 8 * c)) & 255) * 255 + alpha / 2)
                            / alpha);
          to[3] = (guint8) alpha;
        }
    }
}

/* Computes the size in pixels of a rendering whose longer side is side. Returns
 * FALSE if the drawing has no usable size. */
static gboolean
get_size (RsvgHandle *handle, int side, int *height, int *width)
{
  double tall = 0, wide = 0, longer;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &wide, &tall))
    {
      RsvgRectangle ink;

      if (!rsvg_handle_get_geometry_for_element (handle, NULL, &ink, NULL,
                                                 NULL))
        return FALSE;
      wide = ink.width;
      tall = ink.height;
    }
  longer = MAX (wide, tall);
  if (!(wide > 0 && tall > 0 && longer < 1e9))
    return FALSE;
  *width = MAX (1, (int) (wide / longer * side + 0.5));
  *height = MAX (1, (int) (tall / longer * side + 0.5));
  return TRUE;
}

gboolean
train_picture_svg_draw (const char *name,
                        GBytes *bytes,
                        int side,
                        TrainPictureRgba *picture,
                        GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) reason = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync (
    stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &reason);
  /* The handle is freed as a GObject, because not every version of librsvg
   * defines an automatic cleanup for RsvgHandle. */
  g_autoptr (GObject) owner = (GObject *) handle;
  cairo_surface_t *surface;
  cairo_t *context;
  int height, width;
  gboolean is_drawn;

  (void) owner;
  if (handle == NULL || !get_size (handle, side, &height, &width))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   "drawing '%s' cannot be read: %s", name,
                   reason != NULL ? reason->message : "it has no size");
      return FALSE;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  context = cairo_create (surface);
  is_drawn = rsvg_handle_render_document (
    handle, context, &(RsvgRectangle) { 0, 0, width, height }, &reason);
  cairo_destroy (context);
  cairo_surface_flush (surface);
  if (is_drawn)
    take_surface (surface, picture);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 "drawing '%s' cannot be drawn: %s", name, reason->message);
  cairo_surface_destroy (surface);
  return is_drawn;
}

#else

gboolean
train_picture_svg_draw (const char *name,
                        GBytes *bytes,
                        int side,
                        TrainPictureRgba *picture,
                        GError **error)
{
  (void) bytes;
  (void) side;
  (void) picture;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "drawing '%s': this build cannot read SVG (librsvg)", name);
  return FALSE;
}

#endif
