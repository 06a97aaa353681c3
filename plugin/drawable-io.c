/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rectangles in and out of GEGL buffers.
 *
 * gimp_drawable_get_buffer gives the pixels below the layer's
 * non-destructive filters. A drawable's buffer sends each tile through the
 * pipe to GIMP, and the picture may be painted on while we run: therefore it
 * is copied once and the copy is read, as often as the octaves want.
 */
#include "drawable-io.h"

#include <string.h>

/* A piece takes 10 to 20 ms. */
#define PIECE_PX (1 << 20)
#define TILE_PX 128

static const char *
format_name (gboolean grey, Encoding encoding, gboolean with_alpha)
{
  /* [encoding][grey][alpha] */
  static const char *const NAMES[3][2][2] = {
    { { "R~G~B~ float", "R~G~B~A float" }, { "Y~ float", "Y~A float" } },
    { { "RGB float", "RGBA float" }, { "Y float", "YA float" } },
    { { "R'G'B' float", "R'G'B'A float" }, { "Y' float", "Y'A float" } },
  };

  return NAMES[encoding][grey ? 1 : 0][with_alpha ? 1 : 0];
}

/* Whether the profile's own curve is sRGB's. */
static gboolean
has_perceptual_curve (const Babl *space)
{
  const Babl *srgb = babl_trc ("sRGB");
  const Babl *red, *green, *blue;
  double white_x, white_y, red_x, red_y, green_x, green_y, blue_x, blue_y;

  babl_space_get (space, &white_x, &white_y, &red_x, &red_y, &green_x, &green_y,
                  &blue_x, &blue_y, &red, &green, &blue);

  return red == srgb && green == srgb && blue == srgb;
}

const Babl *
drawable_io_format (GimpDrawable *drawable,
                    Encoding encoding,
                    gboolean with_alpha)
{
  const Babl *own = gimp_drawable_get_format (drawable);
  const Babl *space = babl_format_get_space (own);

  /* The same samples, but from one name of them to the other babl goes by
   * linear light: 95 to 105 ns a pixel of 8 bits instead of 11 to 15, and each
   * way 5e-7 of every sample are lost. */
  if (encoding == ENCODING_PERCEPTUAL && has_perceptual_curve (space)
      && strchr (babl_format_get_encoding (own), '~') == NULL)
    encoding = ENCODING_PROFILE;

  return babl_format_with_space (
    format_name (gimp_drawable_is_gray (drawable), encoding, with_alpha),
    space);
}

static GeglRectangle
gegl_rect (const SmoothRect *rect)
{
  return (GeglRectangle) { rect->x, rect->y, rect->width, rect->height };
}

static gboolean
get (GeglBuffer *buffer,
     const Babl *format,
     const SmoothRect *rect,
     float *pixels)
{
  GeglRectangle area = gegl_rect (rect);

  gegl_buffer_get (buffer, &area, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);

  return TRUE;
}

static gboolean
set (GeglBuffer *buffer,
     const Babl *format,
     const SmoothRect *rect,
     const float *pixels)
{
  GeglRectangle area = gegl_rect (rect);

  gegl_buffer_set (buffer, &area, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);

  return TRUE;
}

static gboolean
read_before (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error G_GNUC_UNUSED)
{
  const DrawableIo *io = data;

  return get (io->before, io->format, rect, pixels);
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error G_GNUC_UNUSED)
{
  const DrawableIo *io = data;

  return get (io->smoothed, io->format, rect, pixels);
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error G_GNUC_UNUSED)
{
  const DrawableIo *io = data;

  return get (io->edges, io->edges_format, rect, pixels);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error G_GNUC_UNUSED)
{
  const DrawableIo *io = data;

  return set (io->smoothed, io->format, rect, pixels);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  const DrawableIo *io = data;

  return set (io->edges, io->edges_format, rect, pixels);
}

void
drawable_io_init (DrawableIo *io, GimpDrawable *drawable)
{
  *io = (DrawableIo) {
    .format = drawable_io_format (drawable, ENCODING_PERCEPTUAL,
                                  gimp_drawable_has_alpha (drawable)),
    .edges_format = babl_format_with_space (
      "Y~ float", babl_format_get_space (gimp_drawable_get_format (drawable))),
  };
}

gboolean
drawable_io_is_limited (const Babl *format)
{
  const char *type = babl_get_name (babl_format_get_type (format, 0));

  return *type == 'u';
}

SmoothSource
drawable_io_source (DrawableIo *io)
{
  return (SmoothSource) {
    .width = gegl_buffer_get_width (io->before),
    .height = gegl_buffer_get_height (io->before),
    .n_channels = babl_format_get_n_components (io->format),
    .read = read_before,
    .data = io,
    .is_limited =
      drawable_io_is_limited (gegl_buffer_get_format (io->before)),
  };
}

SmoothSink
drawable_io_sink (DrawableIo *io)
{
  return (SmoothSink) {
    .write = io->smoothed ? write_smoothed : NULL,
    .write_edges = io->edges ? write_edges : NULL,
    .data = io,
  };
}

SmoothStore
drawable_io_store (DrawableIo *io)
{
  return (SmoothStore) {
    .write = write_smoothed,
    .write_edges = write_edges,
    .read = read_smoothed,
    .read_edges = read_edges,
    .data = io,
  };
}

GeglBuffer *
drawable_io_snapshot (GimpDrawable *drawable)
{
  g_autoptr (GeglBuffer) now = gimp_drawable_get_buffer (drawable);
  GeglBuffer *copy = gegl_buffer_new (gegl_buffer_get_extent (now),
                                      gegl_buffer_get_format (now));

  gegl_buffer_copy (now, NULL, GEGL_ABYSS_NONE, copy, NULL);

  return copy;
}

/* Copies area of source into target, moved, by pieces of rows. */
static void
copy_rows (GeglBuffer *source,
           const GeglRectangle *area,
           GeglBuffer *target,
           const GeglRectangle *to,
           Breath *breath)
{
  int step = MAX (PIECE_PX / area->width / TILE_PX, 1) * TILE_PX;
  gboolean goes_on = TRUE;

  for (int y = 0; y < area->height && goes_on; y += step)
    {
      GeglRectangle from = *area;
      GeglRectangle into = *to;

      from.y += y;
      into.y += y;
      from.height = into.height = MIN (step, area->height - y);
      gegl_buffer_copy (source, &from, GEGL_ABYSS_NONE, target, &into);
      goes_on = breath_take (breath);
    }
  gegl_buffer_flush (target);
}

void
drawable_io_put (GimpDrawable *drawable,
                 GeglBuffer *source,
                 const SmoothRect *region,
                 int offset_x,
                 int offset_y,
                 Breath *breath)
{
  g_autoptr (GeglBuffer) target = gimp_drawable_get_buffer (drawable);
  GeglRectangle from = gegl_rect (region);
  GeglRectangle to = from;

  to.x += offset_x;
  to.y += offset_y;
  copy_rows (source, &from, target, &to, breath);
}

void
drawable_io_put_shadow (GimpDrawable *drawable,
                        GeglBuffer *source,
                        const SmoothRect *region,
                        Breath *breath)
{
  g_autoptr (GeglBuffer) shadow = gimp_drawable_get_shadow_buffer (drawable);
  GeglRectangle area = gegl_rect (region);

  copy_rows (source, &area, shadow, &area, breath);
}
