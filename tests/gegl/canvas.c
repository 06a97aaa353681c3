/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

#include <math.h>

/* The largest chunk is about 13 by 13 tiles, as 1536 x 1600 pixels are. */
#define MAX_AREA_TILES 160

void
canvas_init (Canvas *canvas,
             const GeglRectangle *extent,
             const GeglRectangle *visible,
             int tile_px,
             double growth)
{
  const int right = extent->x + extent->width;
  const int bottom = extent->y + extent->height;
  const int visible_right = visible->x + visible->width;
  const int visible_bottom = visible->y + visible->height;

  *canvas = (Canvas) {
    .rects = { *visible,
               { extent->x, extent->y, extent->width, visible->y - extent->y },
               { extent->x, visible->y, visible->x - extent->x,
                 visible->height },
               { visible_right, visible->y, right - visible_right,
                 visible->height },
               { extent->x, visible_bottom, extent->width,
                 bottom - visible_bottom } },
    .x = visible->x,
    .y = visible->y,
    .tile_px = tile_px,
    .growth = growth,
    .area_px = tile_px * tile_px,
    .max_area_px = MAX_AREA_TILES * tile_px * tile_px,
  };
}

/* Returns the length of a chunk that begins at start and should have n pixels:
 * it ends at a multiple of tile_px, and not behind end. */
static int
get_length (const Canvas *canvas, int start, double n, int end)
{
  const int tile_px = canvas->tile_px;
  int last = (int) rint ((start + n) / tile_px) * tile_px;

  if (last <= start)
    last += tile_px;
  return MIN (last, end) - start;
}

/* Goes on to the next rectangle that is not empty. FALSE: there is none. */
static gboolean
go_on (Canvas *canvas)
{
  const GeglRectangle *rect;

  do
    {
      if (++canvas->rect == G_N_ELEMENTS (canvas->rects))
        return FALSE;
      rect = &canvas->rects[canvas->rect];
    }
  while (rect->width <= 0 || rect->height <= 0);
  canvas->x = rect->x;
  canvas->y = rect->y;
  return TRUE;
}

gboolean
canvas_next (Canvas *canvas, GeglRectangle *chunk)
{
  const GeglRectangle *rect;

  if (canvas->rect == G_N_ELEMENTS (canvas->rects))
    return FALSE;
  rect = &canvas->rects[canvas->rect];
  if (canvas->x == rect->x + rect->width)
    {
      canvas->x = rect->x;
      canvas->y += canvas->height;
      if (canvas->y == rect->y + rect->height && !go_on (canvas))
        return FALSE;
      rect = &canvas->rects[canvas->rect];
    }
  if (canvas->x == rect->x)
    canvas->height = get_length (canvas, canvas->y, sqrt (canvas->area_px),
                                 rect->y + rect->height);
  *chunk = (GeglRectangle) { canvas->x, canvas->y, 0, canvas->height };
  chunk->width = get_length (
    canvas, canvas->x, canvas->area_px / canvas->height, rect->x + rect->width);
  canvas->x += chunk->width;
  canvas->area_px = MIN (canvas->area_px * canvas->growth, canvas->max_area_px);
  return TRUE;
}
