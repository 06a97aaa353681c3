/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of pixels in a format of babl's, in a room of a pool. Any thread
 * may read and write, and several at once, as long as none writes pixels that
 * another one reads or writes.
 */
#pragma once

#include <babl/babl.h>
#include <smooth/smooth.h>

#include "pixel-pool.h"

typedef struct _PixelStore PixelStore;

/* Room for the pixels of extent (not empty) as format, all bytes zero. Free
 * with pixel_store_unref. Errors: SMOOTH_ERROR_IO, SMOOTH_ERROR_NO_MEMORY (the
 * size is no number). */
PixelStore *pixel_store_new (PixelPool *pool,
                             const SmoothRect *extent,
                             const Babl *format,
                             GError **error);
PixelStore *pixel_store_ref (PixelStore *store);

/* NULL is allowed. */
void pixel_store_unref (PixelStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PixelStore, pixel_store_unref)

const Babl *pixel_store_get_format (const PixelStore *store);
const SmoothRect *pixel_store_get_extent (const PixelStore *store);

/* Pixels of rect, which lies inside the extent; pixels: packed rows in format,
 * converted by babl from and into the store's own. Errors: SMOOTH_ERROR_IO,
 * SMOOTH_ERROR_NO_MEMORY (no scratch memory). */
gboolean pixel_store_read (const PixelStore *store,
                           const SmoothRect *rect,
                           const Babl *format,
                           void *pixels,
                           GError **error);
gboolean pixel_store_write (const PixelStore *store,
                            const SmoothRect *rect,
                            const Babl *format,
                            const void *pixels,
                            GError **error);

/* Copies rect, which lies inside both, between stores of one format. Errors: as
 * above. */
gboolean pixel_store_copy (const PixelStore *from,
                           PixelStore *to,
                           const SmoothRect *rect,
                           GError **error);
