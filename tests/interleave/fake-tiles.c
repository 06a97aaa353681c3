/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Buffers whose tiles are fetched from an item and stored into it, as those of
 * libgimp fetch and store them through a pipe. GEGL keeps fetched tiles in the
 * buffer's cache, so a buffer may hold pixels that are out of date. It stores
 * written tiles when it is flushed or freed.
 */
#include <string.h>

#include "fake-gimp.h"

#include <gegl-buffer-backend.h>

typedef struct
{
  GeglTileBackend parent_instance;
  int id;
  gboolean is_shadow;
  int width, height; /* the item's size when the buffer was made */
  gsize n_bytes;     /* the size of a pixel in bytes */
} FakeTiles;

typedef struct
{
  GeglTileBackendClass parent_class;
} FakeTilesClass;

static GType fake_tiles_get_type (void);
G_DEFINE_TYPE (FakeTiles, fake_tiles, GEGL_TYPE_TILE_BACKEND)

/* area (out): the pixels of tile (x, y) of a picture of width x height. Returns
 * FALSE if there is no such tile. */
static gboolean
tile_area (int x, int y, int width, int height, GeglRectangle *area)
{
  const GeglRectangle tile = { x * FAKE_TILE_PX, y * FAKE_TILE_PX, FAKE_TILE_PX,
                               FAKE_TILE_PX };

  return gegl_rectangle_intersect (area, &tile,
                                   GEGL_RECTANGLE (0, 0, width, height));
}

/* Returns the item whose tile is asked for. If the item is gone, or has another
 * size or format than the buffer, kills the plug-in, as GIMP does. */
static FakeItem *
find (const FakeTiles *tiles, int x, int y, GeglRectangle *area)
{
  FakeItem *item;
  GeglRectangle now;
  gboolean fits;

  if (!fake_call ())
    return NULL;

  item = fake_gimp->image->is_open
           ? fake_image_find (fake_gimp->image, tiles->id)
           : NULL;
  fits =
    item && tile_area (x, y, tiles->width, tiles->height, area)
    && tile_area (x, y, tiles->is_shadow ? item->shadow_width : item->width,
                  tiles->is_shadow ? item->shadow_height : item->height, &now)
    && gegl_rectangle_equal (&now, area)
    && tiles->n_bytes
         == (gsize) babl_format_get_bytes_per_pixel (
           tiles->is_shadow ? item->shadow_format : item->format);
  if (!fits)
    fake_gimp->is_killed = TRUE;
  return fits ? item : NULL;
}

static gpointer
get_tile (FakeTiles *tiles, int x, int y)
{
  GeglTile *tile =
    gegl_tile_new (gegl_tile_backend_get_tile_size (GEGL_TILE_BACKEND (tiles)));
  guint8 *data = gegl_tile_get_data (tile);
  GeglRectangle area;
  FakeItem *item = find (tiles, x, y, &area);

  memset (data, 0, gegl_tile_backend_get_tile_size (GEGL_TILE_BACKEND (tiles)));
  if (item != NULL)
    {
      GBytes *from = tiles->is_shadow ? item->shadow : item->pixels;
      const guint8 *bytes = g_bytes_get_data (from, NULL);

      for (int row = 0; row < area.height; row++)
        memcpy (data + row * FAKE_TILE_PX * tiles->n_bytes,
                bytes
                  + ((gsize) (area.y + row) * tiles->width + area.x)
                      * tiles->n_bytes,
                area.width * tiles->n_bytes);
    }
  gegl_tile_mark_as_stored (tile);
  return tile;
}

static void
set_tile (FakeTiles *tiles, int x, int y, GeglTile *tile)
{
  const guint8 *data = gegl_tile_get_data (tile);
  GeglRectangle area;
  FakeItem *item = find (tiles, x, y, &area);
  GBytes **place;
  guint8 *bytes;
  gsize size;

  gegl_tile_mark_as_stored (tile);
  if (item == NULL)
    return;

  if (item->is_attached && !tiles->is_shadow)
    fake_gimp->wrote_behind = TRUE;
  place = tiles->is_shadow ? &item->shadow : &item->pixels;
  size = g_bytes_get_size (*place);
  bytes = g_memdup2 (g_bytes_get_data (*place, NULL), size);
  for (int row = 0; row < area.height; row++)
    memcpy (
      bytes + ((gsize) (area.y + row) * tiles->width + area.x) * tiles->n_bytes,
      data + row * FAKE_TILE_PX * tiles->n_bytes, area.width * tiles->n_bytes);
  g_bytes_unref (*place);
  *place = g_bytes_new_take (bytes, size);
}

static gpointer
on_command (GeglTileSource *source,
            GeglTileCommand command,
            gint x,
            gint y,
            gint z,
            gpointer data)
{
  FakeTiles *tiles = (FakeTiles *) source;

  switch (command)
    {
    case GEGL_TILE_GET:
      return z == 0 ? get_tile (tiles, x, y) : NULL;
    case GEGL_TILE_SET:
      if (z == 0)
        set_tile (tiles, x, y, data);
      return GINT_TO_POINTER (1);
    case GEGL_TILE_EXIST:
      return GINT_TO_POINTER (z == 0);
    default:
      return gegl_tile_backend_command (GEGL_TILE_BACKEND (tiles), command, x,
                                        y, z, data);
    }
}

static void
fake_tiles_class_init (FakeTilesClass *klass)
{
  (void) klass;
}

static void
fake_tiles_init (FakeTiles *tiles)
{
  ((GeglTileSource *) tiles)->command = on_command;
}

GeglBuffer *
fake_buffer_new (const FakeItem *item, gboolean is_shadow)
{
  const GeglRectangle extent = { 0, 0, item->width, item->height };
  FakeTiles *tiles =
    g_object_new (fake_tiles_get_type (), "tile-width", FAKE_TILE_PX,
                  "tile-height", FAKE_TILE_PX, "format", item->format, NULL);
  GeglBuffer *buffer;

  tiles->id = item->id;
  tiles->is_shadow = is_shadow;
  tiles->width = item->width;
  tiles->height = item->height;
  tiles->n_bytes = (gsize) babl_format_get_bytes_per_pixel (item->format);
  gegl_tile_backend_set_extent (GEGL_TILE_BACKEND (tiles), &extent);
  buffer = gegl_buffer_new_for_backend (&extent, GEGL_TILE_BACKEND (tiles));
  g_object_unref (tiles);
  return buffer;
}
