/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A buffer of GIMP's fetches and sends tiles through the pipe. GIMP kills a
 * plug-in that asks for a tile of a drawable that is gone, so the drawable is
 * looked at before each piece.
 */
#include "transfer.h"

#include <string.h>

#include "failure.h"
#include "i18n.h"
#include "test-points.h"

/* One piece; scratch: room for two copies of its pixels. */
typedef gboolean (*PieceFunc) (const Transfer *transfer,
                               const SmoothRect *piece,
                               guint8 *const *scratch,
                               gboolean *goes_on,
                               GError **error);

static gboolean
is_there (const Transfer *transfer, GError **error)
{
  if (!transfer->drawable
      || gimp_item_is_valid (GIMP_ITEM (transfer->drawable)))
    return TRUE;

  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer is no longer there."));

  return FALSE;
}

static gboolean
yield_to_main_loop (const Transfer *transfer, GError **error)
{
  if (main_loop_yield (transfer->breath))
    return TRUE;

  main_loop_set_stopped (error);

  return FALSE;
}

/* Calls func for the pieces of rect from top to bottom, until it sets
 * goes_on (out) to FALSE. */
static gboolean
walk (const Transfer *transfer,
      const SmoothRect *rect,
      PieceFunc func,
      gboolean *goes_on,
      GError **error)
{
  const Babl *format = pixel_store_get_format (transfer->store);
  gsize n_pixels = (gsize) MIN (TRANSFER_WIDTH_PX, rect->width)
                   * (gsize) MIN (TRANSFER_HEIGHT_PX, rect->height);
  gsize n_bytes = n_pixels * (gsize) babl_format_get_bytes_per_pixel (format);
  g_autofree guint8 *scratch = g_try_malloc_n (2, n_bytes);
  gboolean is_done = scratch != NULL;

  *goes_on = TRUE;
  if (!scratch)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for rows of %d pixels"), rect->width);

  for (int y = 0; is_done && *goes_on && y < rect->height;
       y += TRANSFER_HEIGHT_PX)
    for (int x = 0; is_done && *goes_on && x < rect->width;
         x += TRANSFER_WIDTH_PX)
      {
        const SmoothRect piece = { rect->x + x, rect->y + y,
                                   MIN (TRANSFER_WIDTH_PX, rect->width - x),
                                   MIN (TRANSFER_HEIGHT_PX, rect->height - y) };

        is_done = is_there (transfer, error)
                  && func (transfer, &piece,
                           (guint8 *const[]) { scratch, scratch + n_bytes },
                           goes_on, error)
                  && yield_to_main_loop (transfer, error);
      }

  return is_done;
}

static GeglRectangle
area_in_buffer (const Transfer *transfer, const SmoothRect *piece)
{
  return (GeglRectangle) { piece->x + transfer->offset_x,
                          piece->y + transfer->offset_y, piece->width,
                          piece->height };
}

static void
read_buffer (const Transfer *transfer, const SmoothRect *piece, guint8 *pixels)
{
  GeglRectangle area = area_in_buffer (transfer, piece);

  gegl_buffer_get (transfer->buffer, &area, 1.0,
                   pixel_store_get_format (transfer->store), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

static gboolean
get_piece (const Transfer *transfer,
           const SmoothRect *piece,
           guint8 *const *scratch,
           gboolean *goes_on G_GNUC_UNUSED,
           GError **error)
{
  read_buffer (transfer, piece, scratch[0]);

  return pixel_store_write (transfer->store, piece,
                            pixel_store_get_format (transfer->store),
                            scratch[0], error);
}

static gboolean
put_piece (const Transfer *transfer,
           const SmoothRect *piece,
           guint8 *const *scratch,
           gboolean *goes_on G_GNUC_UNUSED,
           GError **error)
{
  const Babl *stored = pixel_store_get_format (transfer->store);
  GeglRectangle area = area_in_buffer (transfer, piece);
  SmoothRect inside;

  if (!gegl_rectangle_intersect (&area, &area,
                                 gegl_buffer_get_extent (transfer->buffer)))
    return TRUE;

  inside = (SmoothRect) { area.x - transfer->offset_x,
                         area.y - transfer->offset_y, area.width, area.height };
  if (!pixel_store_read (transfer->store, &inside, stored, scratch[0], error))
    return FALSE;

  gegl_buffer_set (transfer->buffer, &area, 0,
                   transfer->format ? transfer->format : stored, scratch[0],
                   GEGL_AUTO_ROWSTRIDE);

  return TRUE;
}

static gboolean
compare_piece (const Transfer *transfer,
               const SmoothRect *piece,
               guint8 *const *scratch,
               gboolean *goes_on,
               GError **error)
{
  const Babl *format = pixel_store_get_format (transfer->store);
  gsize n_pixels = (gsize) piece->width * (gsize) piece->height;

  read_buffer (transfer, piece, scratch[0]);
  if (transfer->drawable)
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
transfer_get (const Transfer *transfer, const SmoothRect *rect, GError **error)
{
  gboolean goes_on;

  return walk (transfer, rect, get_piece, &goes_on, error);
}

gboolean
transfer_put (const Transfer *transfer, const SmoothRect *rect, GError **error)
{
  gboolean goes_on;
  gboolean is_put = walk (transfer, rect, put_piece, &goes_on, error);

  if (is_put)
    gegl_buffer_flush (transfer->buffer);

  return is_put;
}

gboolean
transfer_compare (const Transfer *transfer,
                  const SmoothRect *rect,
                  gboolean *is_same,
                  GError **error)
{
  return walk (transfer, rect, compare_piece, is_same, error);
}

PixelStore *
transfer_snapshot (const Transfer *transfer,
                   const SmoothRect *rect,
                   PixelPool *pool,
                   GError **error)
{
  g_autoptr (PixelStore) store = NULL;
  Transfer into = *transfer;

  /* libgimp gives no buffer where the image was closed a moment ago */
  if (!transfer->buffer)
    {
      failure_set_gone (error);
      return NULL;
    }

  store = pixel_store_new (
    pool, rect, gegl_buffer_get_format (transfer->buffer), error);
  into.store = store;

  return store && transfer_get (&into, rect, error) ? g_steal_pointer (&store)
                                                    : NULL;
}
