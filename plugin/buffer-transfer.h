/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves pixels between a GeglBuffer of GIMP's and a pixel store, in pieces, and
 * compares them. Main thread, as all of libgimp.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include "main-loop-yield.h"
#include "pixel-store.h"

/* The size of a piece: whole tiles of GEGL's. To move one takes 1 to 3 ms. */
#define BUFFER_TRANSFER_WIDTH_PX 1024
#define BUFFER_TRANSFER_HEIGHT_PX 128

/* Both sides of a transfer; all pointers are borrowed. Pixel (x, y) of the
 * store belongs to pixel (x + offset_x, y + offset_y) of the buffer. */
typedef struct
{
  GimpDrawable *drawable; /* whose pixels the buffer has; NULL: a drawable that
                             cannot be deleted */
  GeglBuffer *buffer;     /* without non-destructive filters, as
                             gimp_drawable_get_buffer gives it */
  int offset_x, offset_y;
  PixelStore *store;
  const Babl *format;   /* for buffer_transfer_write: the format by which the
                           store's samples are named to the buffer; NULL: the
                           store's format */
  MainLoopYield *yield; /* main_loop_yield is called between pieces; NULL: it
                           is not */
} BufferTransfer;

/* For all functions: rect is in the store's coordinates. Errors:
 * SMOOTH_ERROR_NO_MEMORY, SMOOTH_ERROR_CANCELLED where yield is stopped,
 * SMOOTH_ERROR_UNSUPPORTED where the drawable was deleted, and those of the
 * store. */

/* Copies rect from the buffer into the store, which has the buffer's format.
 * Pixels outside of the buffer are zeros. */
gboolean buffer_transfer_read (const BufferTransfer *transfer,
                               const SmoothRect *rect,
                               GError **error);

/* Copies rect, as far as it lies in the buffer, from the store into the buffer,
 * and flushes the buffer. */
gboolean buffer_transfer_write (const BufferTransfer *transfer,
                                const SmoothRect *rect,
                                GError **error);

/* is_same (out): whether the samples of rect are the same in both, byte by
 * byte. */
gboolean buffer_transfer_compare (const BufferTransfer *transfer,
                                  const SmoothRect *rect,
                                  gboolean *is_same,
                                  GError **error);

/* A new store in the format and with the pixels of the buffer at rect; the
 * transfer has no store yet. Transfer full, or NULL with error. */
PixelStore *buffer_transfer_snapshot (const BufferTransfer *transfer,
                                      const SmoothRect *rect,
                                      PixelPool *pool,
                                      GError **error);
