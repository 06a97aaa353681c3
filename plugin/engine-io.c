/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine reads rows again for each octave, so it reads from a copy of the
 * drawable. The drawable's own buffer would fetch its tiles through the pipe
 * from GIMP each time, and the user may paint on it meanwhile.
 */
#include "engine-io.h"

#include "common-errors.h"
#include "float-format.h"

static gboolean
read_before (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  const EngineIo *io = data;

  return pixel_store_read (io->before, rect, io->format, pixels, error);
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error)
{
  const EngineIo *io = data;

  return pixel_store_read (io->smoothed, rect, io->format, pixels, error);
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  const EngineIo *io = data;

  return pixel_store_read (io->edges, rect, io->edges_format, pixels, error);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  const EngineIo *io = data;

  return pixel_store_write (io->smoothed, rect, io->format, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  const EngineIo *io = data;

  return pixel_store_write (io->edges, rect, io->edges_format, pixels, error);
}

static gboolean
write_stage (gpointer data,
             int i,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  const EngineIo *io = data;

  if (io->stages[i] != NULL)
    return pixel_store_write (io->stages[i], rect, io->format, pixels, error);
  common_error_set_no_memory (rect->width, error);
  return FALSE;
}

void
engine_io_init (EngineIo *io, GimpDrawable *drawable, const Babl *stored)
{
  Encoding encoding =
    GIMP_IS_CHANNEL (drawable) ? ENCODING_STORED : ENCODING_PERCEPTUAL;

  *io = (EngineIo) {
    .format =
      float_format_get (stored, encoding, babl_format_has_alpha (stored) != 0),
    .edges_format =
      babl_format_with_space ("Y~ float", babl_format_get_space (stored)),
  };
}

gboolean
engine_io_is_limited (const Babl *format)
{
  const char *type = babl_get_name (babl_format_get_type (format, 0));

  return *type == 'u';
}

SmoothSource
engine_io_source (EngineIo *io)
{
  const SmoothRect *extent = pixel_store_get_extent (io->before);

  return (SmoothSource) {
    .width = extent->width,
    .height = extent->height,
    .n_channels = babl_format_get_n_components (io->format),
    .read = read_before,
    .data = io,
    .is_limited = engine_io_is_limited (pixel_store_get_format (io->before)),
  };
}

SmoothSink
engine_io_sink (EngineIo *io)
{
  return (SmoothSink) {
    .write = io->smoothed != NULL ? write_smoothed : NULL,
    .write_edges = io->edges != NULL ? write_edges : NULL,
    .write_stage = io->stages[1] != NULL ? write_stage : NULL,
    .data = io,
  };
}

SmoothResultStore
engine_io_store (EngineIo *io)
{
  return (SmoothResultStore) {
    .write = write_smoothed,
    .write_edges = write_edges,
    .read = read_smoothed,
    .read_edges = read_edges,
    .write_stage = write_stage,
    .data = io,
  };
}
