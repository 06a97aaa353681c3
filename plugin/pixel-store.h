/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of pixels in a format of babl's, kept in a block of a pixel pool.
 * Any thread may read and write, and several at once, as long as none writes
 * pixels that another one reads or writes.
 */
#pragma once

#include <babl/babl.h>
#include <smooth/smooth.h>

#include "pixel-pool.h"

typedef struct _PixelStore PixelStore;

/* A store for the pixels of extent, which is not empty, in format; all bytes
 * are zero. Free with pixel_store_unref. Errors: SMOOTH_ERROR_IO where the pool
 * has neither memory nor disk space, SMOOTH_ERROR_NO_MEMORY where the size in
 * bytes overflows. */
PixelStore *pixel_store_new (PixelPool *pool,
                             const SmoothRect *extent,
                             const Babl *format,
                             GError **error);
PixelStore *pixel_store_ref (PixelStore *store);

/* store may be NULL. */
void pixel_store_unref (PixelStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PixelStore, pixel_store_unref)

const Babl *pixel_store_get_format (const PixelStore *store);
const SmoothRect *pixel_store_get_extent (const PixelStore *store);

/* Read or write the pixels of rect, which lies inside the extent. pixels: rows
 * without gaps, in format; babl converts from and into the store's own format.
 * Errors: SMOOTH_ERROR_IO, and SMOOTH_ERROR_NO_MEMORY where there is no memory
 * for a row to convert. */
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

/* Copies rect, which lies inside both extents, between stores of the same
 * format. Errors: as above. */
gboolean pixel_store_copy (const PixelStore *from,
                           PixelStore *to,
                           const SmoothRect *rect,
                           GError **error);
