/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GEGL buffers as core's sources and sinks. Functions that take a drawable
 * belong to the main thread, as all of libgimp; sources, sinks and stores work
 * on plain buffers and may be used on another. Conversions are babl's, in the
 * drawable's own colour space.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include <smooth-ui/picture.h>

#include "breath.h"

/* How the colours of a buffer are read. */
typedef enum
{
  ENCODING_PERCEPTUAL, /* what core works on */
  ENCODING_LINEAR,     /* what GIMP mixes in by a selection */
  ENCODING_PROFILE,    /* the profile's own curve */
} Encoding;

/* Float format for pixels of the kind that drawable has (grey or RGB), in its
 * space; with_alpha adds alpha as the last channel. */
const Babl *drawable_io_format (GimpDrawable *drawable,
                                Encoding encoding,
                                gboolean with_alpha);

/* A picture's buffers: read from one, written to two others (NULL: not
 * wanted). Buffers are in the drawable's coordinates; borrowed. */
typedef struct
{
  const Babl *format;       /* of core's pixels */
  const Babl *edges_format; /* one channel */
  GeglBuffer *before;
  GeglBuffer *smoothed;
  GeglBuffer *edges;
} DrawableIo;

/* Whether a format's samples end at 0 and 1: whole numbers do. */
gboolean drawable_io_is_limited (const Babl *format);

/* Formats for drawable's pixels, no buffers. */
void drawable_io_init (DrawableIo *io, GimpDrawable *drawable);

/* The three borrow io. The store needs all of its buffers. */
SmoothSource drawable_io_source (DrawableIo *io);
SmoothSink drawable_io_sink (DrawableIo *io);
SmoothStore drawable_io_store (DrawableIo *io);

/* A plain buffer with the pixels that drawable has now, in its own format;
 * swapped to disk by GEGL where memory is short. Transfer full. */
GeglBuffer *drawable_io_snapshot (GimpDrawable *drawable);

/* Copies region of source into drawable, moved by (offset_x, offset_y); what
 * falls outside is left away. breath (or NULL) is taken between pieces; where
 * it is stopped the rest is left out. */
void drawable_io_put (GimpDrawable *drawable,
                      GeglBuffer *source,
                      const SmoothRect *region,
                      int offset_x,
                      int offset_y,
                      Breath *breath);

/* Copies region of source into drawable's shadow buffer. */
void drawable_io_put_shadow (GimpDrawable *drawable,
                             GeglBuffer *source,
                             const SmoothRect *region,
                             Breath *breath);
