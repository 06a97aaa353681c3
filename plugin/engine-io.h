/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets core's engine read from and write to pixel stores, and lets the preview
 * keep its results in them. Babl converts between the formats of the stores and
 * those of core.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth-ui/picture.h>

#include "pixel-store.h"

/* The pixels of a drawable for the engine, which reads from one store and
 * writes into the two others. The stores are in the drawable's coordinates, and
 * borrowed. */
typedef struct
{
  const Babl *format; /* the babl format of the engine's pixels */
  /* The babl format of the engine's edge map, one channel. */
  const Babl *edges_format;
  PixelStore *before;
  PixelStore *smoothed; /* for the smoothed pixels; NULL: they are not wanted */
  PixelStore *edges;    /* for the edge map; NULL: it is not wanted */
  /* For the stages of the smoothed pixels (smooth/engine.h), of which number 0
   * is smoothed itself and always NULL here; NULL: they are not wanted. */
  PixelStore *stages[SMOOTH_MAX_DETAILS];
} EngineIo;

/* Sets the formats of io for drawable, whose pixels are stored in the format
 * stored. The stores stay NULL. The samples of channels and masks go to the
 * engine as they are stored: they are coverage, not light, so they have no tone
 * curve. To be called on the main thread. */
void engine_io_init (EngineIo *io, GimpDrawable *drawable, const Babl *stored);

/* Returns whether the samples of a format are limited to [0, 1], as integers
 * are. Any thread. */
gboolean engine_io_is_limited (const Babl *format);

/* The three functions below return the stores of io in the forms in which core
 * and the preview use them. They borrow io. The structures that they return may
 * be used on any thread. engine_io_store needs all stores of io. */
SmoothSource engine_io_source (EngineIo *io);
SmoothSink engine_io_sink (EngineIo *io);
SmoothResultStore engine_io_store (EngineIo *io);
