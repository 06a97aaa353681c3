/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves pixels between a GeglBuffer of GIMP's and a pixel store in pieces, and
 * compares them. To be called on the main thread, as all of libgimp.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include "main-loop-yield.h"
#include "pixel-store.h"

/* The size of a piece in pixels, which is a whole number of GEGL's tiles.
 * Moving one piece takes 1 to 3 ms. */
#define BUFFER_TRANSFER_WIDTH_PX 1024
#define BUFFER_TRANSFER_HEIGHT_PX 128

/* What a transfer works on. All pointers are borrowed. Pixel (x, y) of the
 * store belongs to pixel (x + offset_x, y + offset_y) of the buffer. */
typedef struct
{
  /* The drawable that the buffer belongs to, which is checked before each
   * piece. NULL: the buffer's drawable cannot be deleted. */
  GimpDrawable *drawable;
  /* The buffer as gimp_drawable_get_buffer returns it, that is, without the
   * drawable's non-destructive filters. NULL, which it returns if the image was
   * closed, counts as a deleted drawable. */
  GeglBuffer *buffer;
  int offset_x, offset_y;
  PixelStore *store;
  /* The format in which buffer_transfer_write passes the store's samples to the
   * buffer; it has the same sizes and order as the store's format. NULL: the
   * store's format. */
  const Babl *format;
  /* The argument of main_loop_yield, which is called after each piece so that
   * the dialog responds. NULL: main_loop_yield is not called. */
  MainLoopYield *yield;
} BufferTransfer;

/* In the functions below, the argument rect is in the store's coordinates. The
 * functions fail with SMOOTH_ERROR_NO_MEMORY; with SMOOTH_ERROR_CANCELLED if
 * yield is stopped; with SMOOTH_ERROR_UNSUPPORTED if the drawable was deleted;
 * or with an error of the store. */

/* Copies the pixels of rect from the buffer into the store, which has the
 * buffer's format. Pixels outside of the buffer become zeros. */
gboolean buffer_transfer_read (const BufferTransfer *transfer,
                               const SmoothRect *rect,
                               GError **error);

/* Copies the pixels of rect that lie in the buffer from the store into the
 * buffer, and flushes the buffer. */
gboolean buffer_transfer_write (const BufferTransfer *transfer,
                                const SmoothRect *rect,
                                GError **error);

/* is_same (out): whether store and buffer have the same pixels in rect, byte by
 * byte. */
gboolean buffer_transfer_compare (const BufferTransfer *transfer,
                                  const SmoothRect *rect,
                                  gboolean *is_same,
                                  GError **error);

/* Returns a new store in the buffer's format with the buffer's pixels at rect.
 * transfer->store must be NULL. Transfer full; NULL with error after a failure.
 */
PixelStore *buffer_transfer_snapshot (const BufferTransfer *transfer,
                                      const SmoothRect *rect,
                                      PixelPool *pool,
                                      GError **error);
