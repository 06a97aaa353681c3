/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels between GIMP's buffers and pixel stores, in pieces. Main thread, as
 * all of libgimp.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include "main-loop.h"
#include "pixel-store.h"

/* A piece of whole tiles of GEGL's; moving one takes 1 to 3 ms. */
#define TRANSFER_WIDTH_PX 1024
#define TRANSFER_HEIGHT_PX 128

/* The two sides of a transfer. A pixel of the store is the one of the buffer
 * that lies offset_x further right and offset_y further down. */
typedef struct
{
  GimpDrawable *drawable; /* the buffer's owner in GIMP, which may vanish; NULL:
                             it cannot */
  GeglBuffer *buffer;
  int offset_x, offset_y;
  PixelStore *store;
  const Babl *format; /* put: what the stored samples are taken for; NULL: for
                         what they are */
  MainLoopYield *breath;     /* taken between pieces, or NULL */
} Transfer;

/* gimp_drawable_get_buffer gives the pixels below the layer's non-destructive
 * filters. For all functions: rect is in the store's coordinates; errors:
 * SMOOTH_ERROR_NO_MEMORY, SMOOTH_ERROR_CANCELLED where breath is stopped,
 * SMOOTH_ERROR_UNSUPPORTED where the drawable is gone, and the store's. */

/* Copies rect of the buffer into the store, which has the buffer's format;
 * zeros where there is no buffer. */
gboolean
transfer_get (const Transfer *transfer, const SmoothRect *rect, GError **error);

/* Copies rect of the store into the buffer, leaves away what falls outside of
 * it, and flushes. */
gboolean
transfer_put (const Transfer *transfer, const SmoothRect *rect, GError **error);

/* Looks whether rect of the buffer has the samples of the store, byte by byte;
 * is_same (out). */
gboolean transfer_compare (const Transfer *transfer,
                           const SmoothRect *rect,
                           gboolean *is_same,
                           GError **error);

/* A new store of the format and with the pixels of transfer's buffer at rect;
 * transfer has no store yet. Transfer full, or NULL with error. */
PixelStore *transfer_snapshot (const Transfer *transfer,
                               const SmoothRect *rect,
                               PixelPool *pool,
                               GError **error);
