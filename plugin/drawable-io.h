/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixel stores as core's sources and sinks. Functions that take a drawable
 * belong to the main thread, as all of libgimp; sources, sinks and stores may
 * be used on another. Conversions are babl's, in the drawable's own colour
 * space.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth-ui/picture.h>

#include "pixel-store.h"

/* How the colours of a buffer are read. */
typedef enum
{
  ENCODING_PERCEPTUAL, /* what core works on */
  ENCODING_LINEAR,     /* what GIMP mixes in by a selection */
  ENCODING_PROFILE,    /* the profile's own curve */
  ENCODING_STORED,     /* whichever the buffer has */
} Encoding;

/* Float format for pixels of the kind (grey or RGB) and in the space of the
 * format own; with_alpha adds alpha as the last channel. */
const Babl *
drawable_io_format (const Babl *own, Encoding encoding, gboolean with_alpha);

/* A picture's pixels: read from one store, written to two others (NULL: not
 * wanted). Stores are in the drawable's coordinates; borrowed. */
typedef struct
{
  const Babl *format;       /* of core's pixels */
  const Babl *edges_format; /* one channel */
  PixelStore *before;
  PixelStore *smoothed;
  PixelStore *edges;
} DrawableIo;

/* Whether a format's samples end at 0 and 1: whole numbers do. */
gboolean drawable_io_is_limited (const Babl *format);

/* Formats for drawable's pixels, which are stored as own; no stores. The
 * numbers of channels and masks are coverage and not light: they go to core as
 * they are stored. */
void drawable_io_init (DrawableIo *io, GimpDrawable *drawable, const Babl *own);

/* The three borrow io. The store needs all of its pixel stores. */
SmoothSource drawable_io_source (DrawableIo *io);
SmoothSink drawable_io_sink (DrawableIo *io);
SmoothResultStore drawable_io_store (DrawableIo *io);

/* A pool in GIMP's swap folder. The variable SMOOTH_STORE_BYTES sets the bytes
 * of memory that it may take, instead of half of what is available. */
PixelPool *drawable_io_pool_new (void);
