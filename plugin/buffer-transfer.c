/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A buffer of GIMP's sends and fetches tiles through a pipe to GIMP. GIMP kills
 * a plug-in that asks for a tile of a deleted drawable, so before each piece
 * the plug-in asks whether the drawable still exists.
 */
#include "buffer-transfer.h"

#include <string.h>

#include "common-errors.h"
#include "test-points.h"

/* The type of a function that works on one piece. scratch: two buffers for the
 * piece's pixels. goes_on (out): set to FALSE to leave out the remaining
 * pieces. */
typedef gboolean (*PieceFunc) (const BufferTransfer *transfer,
                               const SmoothRect *piece,
                               guint8 *const *scratch,
                               gboolean *goes_on,
                               GError **error);

/* libgimp returns no buffer if the image was closed a moment ago. */
static gboolean
check_drawable (const BufferTransfer *transfer, GError **error)
{
  if (transfer->buffer != NULL
      && (transfer->drawable == NULL
          || gimp_item_is_valid (GIMP_ITEM (transfer->drawable))))
    return TRUE;
  common_error_set_gone (error);
  return FALSE;
}

static gboolean
yield_to_main_loop (const BufferTransfer *transfer, GError **error)
{
  if (main_loop_yield (transfer->yield))
    return TRUE;
  common_error_set_stopped (error);
  return FALSE;
}

/* Calls func for the pieces of rect, row by row. goes_on (out): FALSE if func
 * has left out the remaining pieces. */
static gboolean
for_each_piece (const BufferTransfer *transfer,
                const SmoothRect *rect,
                PieceFunc func,
                gboolean *goes_on,
                GError **error)
{
  const Babl *format = pixel_store_get_format (transfer->store);
  gsize n_pixels = (gsize) MIN (BUFFER_TRANSFER_WIDTH_PX, rect->width)
                   * (gsize) MIN (BUFFER_TRANSFER_HEIGHT_PX, rect->height);
  gsize n_bytes = n_pixels * (gsize) babl_format_get_bytes_per_pixel (format);
  g_autofree guint8 *scratch = g_try_malloc_n (2, n_bytes);
  gboolean is_done = scratch != NULL;

  *goes_on = TRUE;
  if (scratch == NULL)
    common_error_set_no_memory (rect->width, error);
  for (int y = 0; is_done && *goes_on && y < rect->height;
       y += BUFFER_TRANSFER_HEIGHT_PX)
    for (int x = 0; is_done && *goes_on && x < rect->width;
         x += BUFFER_TRANSFER_WIDTH_PX)
      {
        const SmoothRect piece = {
          rect->x + x, rect->y + y,
          MIN (BUFFER_TRANSFER_WIDTH_PX, rect->width - x),
          MIN (BUFFER_TRANSFER_HEIGHT_PX, rect->height - y)
        };

        is_done = check_drawable (transfer, error)
                  && func (transfer, &piece,
                           (guint8 *const[]) { scratch, scratch + n_bytes },
                           goes_on, error)
                  && yield_to_main_loop (transfer, error);
      }
  return is_done;
}

static GeglRectangle
get_buffer_area (const BufferTransfer *transfer, const SmoothRect *piece)
{
  return (GeglRectangle) { piece->x + transfer->offset_x,
                           piece->y + transfer->offset_y, piece->width,
                           piece->height };
}

static void
read_buffer (const BufferTransfer *transfer,
             const SmoothRect *piece,
             guint8 *pixels)
{
  GeglRectangle area = get_buffer_area (transfer, piece);

  gegl_buffer_get (transfer->buffer, &area, 1.0,
                   pixel_store_get_format (transfer->store), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

static gboolean
read_piece (const BufferTransfer *transfer,
            const SmoothRect *piece,
            guint8 *const *scratch,
            gboolean *goes_on,
            GError **error)
{
  (void) goes_on;
  read_buffer (transfer, piece, scratch[0]);
  return pixel_store_write (transfer->store, piece,
                            pixel_store_get_format (transfer->store),
                            scratch[0], error);
}

static gboolean
write_piece (const BufferTransfer *transfer,
             const SmoothRect *piece,
             guint8 *const *scratch,
             gboolean *goes_on,
             GError **error)
{
  const Babl *stored = pixel_store_get_format (transfer->store);
  GeglRectangle area = get_buffer_area (transfer, piece);
  SmoothRect inside;

  (void) goes_on;
  if (!gegl_rectangle_intersect (&area, &area,
                                 gegl_buffer_get_extent (transfer->buffer)))
    return TRUE;
  inside =
    (SmoothRect) { area.x - transfer->offset_x, area.y - transfer->offset_y,
                   area.width, area.height };
  if (!pixel_store_read (transfer->store, &inside, stored, scratch[0], error))
    return FALSE;
  gegl_buffer_set (transfer->buffer, &area, 0,
                   transfer->format != NULL ? transfer->format : stored,
                   scratch[0], GEGL_AUTO_ROWSTRIDE);
  return TRUE;
}

static gboolean
compare_piece (const BufferTransfer *transfer,
               const SmoothRect *piece,
               guint8 *const *scratch,
               gboolean *goes_on,
               GError **error)
{
  const Babl *format = pixel_store_get_format (transfer->store);
  gsize n_pixels = (gsize) piece->width * (gsize) piece->height;

  read_buffer (transfer, piece, scratch[0]);
  if (transfer->drawable != NULL)
    test_point (TEST_POINT_COMPARING);
  if (!pixel_store_read (transfer->store, piece, format, scratch[1], error))
    return FALSE;
  *goes_on =
    memcmp (scratch[0], scratch[1],
            n_pixels * (gsize) babl_format_get_bytes_per_pixel (format))
    == 0;
  return TRUE;
}

gboolean
buffer_transfer_read (const BufferTransfer *transfer,
                      const SmoothRect *rect,
                      GError **error)
{
  gboolean goes_on;

  return for_each_piece (transfer, rect, read_piece, &goes_on, error);
}

gboolean
buffer_transfer_write (const BufferTransfer *transfer,
                       const SmoothRect *rect,
                       GError **error)
{
  gboolean goes_on;

  if (!for_each_piece (transfer, rect, write_piece, &goes_on, error))
    return FALSE;
  gegl_buffer_flush (transfer->buffer);
  return TRUE;
}

gboolean
buffer_transfer_compare (const BufferTransfer *transfer,
                         const SmoothRect *rect,
                         gboolean *is_same,
                         GError **error)
{
  return for_each_piece (transfer, rect, compare_piece, is_same, error);
}

PixelStore *
buffer_transfer_snapshot (const BufferTransfer *transfer,
                          const SmoothRect *rect,
                          PixelPool *pool,
                          GError **error)
{
  g_autoptr (PixelStore) store = NULL;
  BufferTransfer into = *transfer;

  if (!check_drawable (transfer, error))
    return NULL;
  store = pixel_store_new (pool, rect,
                           gegl_buffer_get_format (transfer->buffer), error);
  into.store = store;
  return store != NULL && buffer_transfer_read (&into, rect, error)
           ? g_steal_pointer (&store)
           : NULL;
}
