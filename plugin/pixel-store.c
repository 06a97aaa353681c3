/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pixels lie in packed rows. A rectangle is read and written row by row, or
 * all rows at once if it is as wide as the store. A row whose pixels are in a
 * file needs scratch memory to be converted.
 */
#include "pixel-store.h"

#include "common-errors.h"

struct _PixelStore
{
  gatomicrefcount n_refs;
  SmoothRect extent;
  const Babl *format;
  gsize n_pixel_bytes;
  PoolBlock block;
};

PixelStore *
pixel_store_new (PixelPool *pool,
                 const SmoothRect *extent,
                 const Babl *format,
                 GError **error)
{
  PixelStore *store = g_new0 (PixelStore, 1);
  gsize size;

  g_atomic_ref_count_init (&store->n_refs);
  store->extent = *extent;
  store->format = format;
  store->n_pixel_bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  if (!g_size_checked_mul (&size, (gsize) extent->width, (gsize) extent->height)
      || !g_size_checked_mul (&size, size, store->n_pixel_bytes))
    {
      common_error_set_no_memory (extent->width, error);
      pixel_store_unref (store);
      return NULL;
    }

  if (!pool_block_init (&store->block, pool, size, error))
    {
      pixel_store_unref (store);
      return NULL;
    }
  return store;
}

PixelStore *
pixel_store_ref (PixelStore *store)
{
  g_atomic_ref_count_inc (&store->n_refs);
  return store;
}

void
pixel_store_unref (PixelStore *store)
{
  if (store == NULL || !g_atomic_ref_count_dec (&store->n_refs))
    return;

  pool_block_clear (&store->block);
  g_free (store);
}

const Babl *
pixel_store_get_format (const PixelStore *store)
{
  return store->format;
}

const SmoothRect *
pixel_store_get_extent (const PixelStore *store)
{
  return &store->extent;
}

/* How a rectangle of a store is read or written, row by row. */
typedef struct
{
  int n_rows;     /* 1 if all rows are moved at once */
  gsize n_pixels; /* the number of pixels in a row */
  /* Where the first row begins in the store, and the distance from the
   * beginning of a row to that of the next one; both in bytes. */
  gsize offset, stride;
  gsize n_caller_bytes; /* the size of a row in the caller's format */
  const Babl *fish;     /* NULL: the caller's format is the store's own */
  guint8 *scratch;      /* a row in the store's format; NULL: not needed */
} Rows;

static gboolean
rows_init (Rows *rows,
           const PixelStore *store,
           const SmoothRect *rect,
           const Babl *from,
           const Babl *to,
           GError **error)
{
  const SmoothRect *extent = &store->extent;
  const Babl *callers = from == store->format ? to : from;
  gsize x = (gsize) (rect->x - extent->x);
  gsize y = (gsize) (rect->y - extent->y);

  g_assert (rect->x >= extent->x && rect->y >= extent->y
            && rect->width <= extent->width - (rect->x - extent->x)
            && rect->height <= extent->height - (rect->y - extent->y));

  *rows = (Rows) { .n_rows = rect->height, .n_pixels = (gsize) rect->width };
  rows->offset = (y * (gsize) extent->width + x) * store->n_pixel_bytes;
  rows->stride = (gsize) extent->width * store->n_pixel_bytes;
  rows->fish = from == to ? NULL : babl_fish (from, to);
  if (rows->fish == NULL && rect->width == extent->width)
    {
      rows->n_pixels *= (gsize) rect->height;
      rows->n_rows = 1;
    }
  rows->n_caller_bytes =
    rows->n_pixels * (gsize) babl_format_get_bytes_per_pixel (callers);
  if (rows->fish == NULL || store->block.memory != NULL)
    return TRUE;

  rows->scratch = g_try_malloc_n (rows->n_pixels, store->n_pixel_bytes);
  if (rows->scratch == NULL)
    common_error_set_no_memory (rect->width, error);
  return rows->scratch != NULL;
}

gboolean
pixel_store_read (const PixelStore *store,
                  const SmoothRect *rect,
                  const Babl *format,
                  void *pixels,
                  GError **error)
{
  guint8 *to = pixels;
  gboolean is_read = TRUE;
  Rows rows;

  if (!rows_init (&rows, store, rect, store->format, format, error))
    return FALSE;

  for (int i = 0; i < rows.n_rows && is_read; i++, to += rows.n_caller_bytes)
    {
      gsize offset = rows.offset + (gsize) i * rows.stride;
      gsize n_bytes = rows.n_pixels * store->n_pixel_bytes;
      const guint8 *from = rows.scratch;

      if (rows.fish == NULL || rows.scratch != NULL)
        is_read =
          pool_block_read (&store->block, offset, n_bytes,
                           rows.scratch != NULL ? rows.scratch : to, error);
      else
        from = store->block.memory + offset;
      if (rows.fish != NULL && is_read)
        babl_process (rows.fish, from, to, (glong) rows.n_pixels);
    }
  g_free (rows.scratch);
  return is_read;
}

gboolean
pixel_store_write (const PixelStore *store,
                   const SmoothRect *rect,
                   const Babl *format,
                   const void *pixels,
                   GError **error)
{
  const guint8 *from = pixels;
  gboolean is_written = TRUE;
  Rows rows;

  if (!rows_init (&rows, store, rect, format, store->format, error))
    return FALSE;

  for (int i = 0; i < rows.n_rows && is_written;
       i++, from += rows.n_caller_bytes)
    {
      gsize offset = rows.offset + (gsize) i * rows.stride;
      gsize n_bytes = rows.n_pixels * store->n_pixel_bytes;

      if (rows.fish != NULL)
        babl_process (rows.fish, from,
                      rows.scratch != NULL ? rows.scratch
                                           : store->block.memory + offset,
                      (glong) rows.n_pixels);
      if (rows.fish == NULL || rows.scratch != NULL)
        is_written =
          pool_block_write (&store->block, offset, n_bytes,
                            rows.scratch != NULL ? rows.scratch : from, error);
    }
  g_free (rows.scratch);
  return is_written;
}

gboolean
pixel_store_copy (const PixelStore *from,
                  PixelStore *to,
                  const SmoothRect *rect,
                  GError **error)
{
  g_autofree guint8 *row =
    g_try_malloc_n ((gsize) rect->width, from->n_pixel_bytes);
  gboolean is_copied = row != NULL;

  if (row == NULL)
    common_error_set_no_memory (rect->width, error);

  for (int y = 0; is_copied && y < rect->height; y++)
    {
      const SmoothRect line = { rect->x, rect->y + y, rect->width, 1 };

      is_copied = pixel_store_read (from, &line, from->format, row, error)
                  && pixel_store_write (to, &line, from->format, row, error);
    }
  return is_copied;
}
