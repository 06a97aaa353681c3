/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of pixels in a format of babl's, kept in a block of a pixel pool.
 * Any number of threads may read and write it at once, as long as none writes
 * pixels that another one reads or writes.
 */
#pragma once

#include <babl/babl.h>
#include <smooth/smooth.h>

#include "pixel-pool.h"

typedef struct _PixelStore PixelStore;

/* Returns a store for the pixels of extent, which is not empty, in format. All
 * bytes are zero. Free with pixel_store_unref. Errors: SMOOTH_ERROR_IO if the
 * pool has neither memory nor disk space, SMOOTH_ERROR_NO_MEMORY if the size in
 * bytes overflows. */
PixelStore *pixel_store_new (PixelPool *pool,
                             const SmoothRect *extent,
                             const Babl *format,
                             GError **error);
PixelStore *pixel_store_ref (PixelStore *store);

/* Drops a reference; store may be NULL. */
void pixel_store_unref (PixelStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PixelStore, pixel_store_unref)

const Babl *pixel_store_get_format (const PixelStore *store);
const SmoothRect *pixel_store_get_extent (const PixelStore *store);

/* Read or write the pixels of rect, which lies inside the extent. pixels:
 * packed rows in format; babl converts from and into the store's own format.
 * Errors: SMOOTH_ERROR_IO; SMOOTH_ERROR_NO_MEMORY if there is no memory to
 * convert a row. */
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

/* Copies the pixels of rect, which lies inside both extents, between stores of
 * the same format. Errors: SMOOTH_ERROR_IO and SMOOTH_ERROR_NO_MEMORY. */
gboolean pixel_store_copy (const PixelStore *from,
                           PixelStore *to,
                           const SmoothRect *rect,
                           GError **error);
