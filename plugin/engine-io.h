/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixel stores as the sources and sinks of core's engine, and as the store of
 * results of the preview. Babl converts between the formats of the stores and
 * of core.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth-ui/picture.h>

#include "pixel-store.h"

/* The pixels of a drawable for the engine: it reads from one store and writes
 * into the two others. Stores are in the drawable's coordinates, and
 * borrowed. */
typedef struct
{
  const Babl *format;       /* of the engine's pixels */
  const Babl *edges_format; /* of the engine's edge map, one channel */
  PixelStore *before;
  PixelStore *smoothed; /* NULL: not wanted */
  PixelStore *edges;    /* NULL: not wanted */
} EngineIo;

/* Sets the formats for drawable, whose pixels are stored as stored; there are
 * no stores yet. The engine gets the numbers of channels and masks as they are
 * stored, since they are coverage and not light. Main thread. */
void engine_io_init (EngineIo *io, GimpDrawable *drawable, const Babl *stored);

/* Whether the samples of a format are limited to [0, 1], as integers are. Any
 * thread. */
gboolean engine_io_is_limited (const Babl *format);

/* These borrow io, and what they return may be used on any thread. The result
 * store needs all of the pixel stores. */
SmoothSource engine_io_source (EngineIo *io);
SmoothSink engine_io_sink (EngineIo *io);
SmoothResultStore engine_io_store (EngineIo *io);
