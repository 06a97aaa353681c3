/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawable's buffer sends each tile through the pipe to GIMP, and the picture
 * may be painted on while we run: therefore it is copied once and the copy is
 * read, as often as the octaves want.
 */
#include "drawable-io.h"

#include <string.h>

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

static Encoding
get_encoding (const Babl *format)
{
  const char *name = babl_format_get_encoding (format);

  if (strchr (name, '~'))
    return ENCODING_PERCEPTUAL;

  return strchr (name, '\'') ? ENCODING_PROFILE : ENCODING_LINEAR;
}

static gboolean
is_grey (const Babl *format)
{
  return *babl_format_get_encoding (format) == 'Y';
}

const Babl *
drawable_io_format (const Babl *own, Encoding encoding, gboolean with_alpha)
{
  const Babl *space = babl_format_get_space (own);

  /* The same samples, but from one name of them to the other babl goes by
   * linear light: 95 to 105 ns a pixel of 8 bits instead of 11 to 15, and each
   * way 5e-7 of every sample are lost. */
  if (encoding == ENCODING_PERCEPTUAL && has_perceptual_curve (space)
      && get_encoding (own) != ENCODING_PERCEPTUAL)
    encoding = ENCODING_PROFILE;
  else if (encoding == ENCODING_STORED)
    encoding = get_encoding (own);

  return babl_format_with_space (
    format_name (is_grey (own), encoding, with_alpha), space);
}

static gboolean
read_before (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  const DrawableIo *io = data;

  return pixel_store_read (io->before, rect, io->format, pixels, error);
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error)
{
  const DrawableIo *io = data;

  return pixel_store_read (io->smoothed, rect, io->format, pixels, error);
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  const DrawableIo *io = data;

  return pixel_store_read (io->edges, rect, io->edges_format, pixels, error);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  const DrawableIo *io = data;

  return pixel_store_write (io->smoothed, rect, io->format, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  const DrawableIo *io = data;

  return pixel_store_write (io->edges, rect, io->edges_format, pixels, error);
}

void
drawable_io_init (DrawableIo *io, GimpDrawable *drawable, const Babl *own)
{
  *io = (DrawableIo){
    .format = drawable_io_format (
      own, GIMP_IS_CHANNEL (drawable) ? ENCODING_STORED : ENCODING_PERCEPTUAL,
      babl_format_has_alpha (own)),
    .edges_format =
      babl_format_with_space ("Y~ float", babl_format_get_space (own)),
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
  return (SmoothSource){
    .width = pixel_store_get_extent (io->before)->width,
    .height = pixel_store_get_extent (io->before)->height,
    .n_channels = babl_format_get_n_components (io->format),
    .read = read_before,
    .data = io,
    .is_limited = drawable_io_is_limited (pixel_store_get_format (io->before)),
  };
}

SmoothSink
drawable_io_sink (DrawableIo *io)
{
  return (SmoothSink){
    .write = io->smoothed ? write_smoothed : NULL,
    .write_edges = io->edges ? write_edges : NULL,
    .data = io,
  };
}

SmoothResultStore
drawable_io_store (DrawableIo *io)
{
  return (SmoothResultStore){
    .write = write_smoothed,
    .write_edges = write_edges,
    .read = read_smoothed,
    .read_edges = read_edges,
    .data = io,
  };
}

PixelPool *
drawable_io_pool_new (void)
{
  const char *limit = g_getenv ("SMOOTH_STORE_BYTES");
  g_autofree char *folder = NULL;

  /* libgimp has put GIMP's swap folder here */
  g_object_get (gegl_config (), "swap", &folder, NULL);

  return pixel_pool_new (folder && g_path_is_absolute (folder) ? folder : NULL,
                         limit ? g_ascii_strtoll (limit, NULL, 10) : -1);
}
