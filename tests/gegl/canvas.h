/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which GIMP 3.0 and 3.2 ask for the parts of a picture that is
 * shown on the canvas, as it was recorded in both: the visible part first, then
 * what lies above, left, right and below it; each of these in rows of chunks,
 * which begin small and grow while they come fast.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  GeglRectangle rects[5]; /* what is asked for, one after the other */
  int rect;               /* number of the one that goes on */
  int x, y, height;       /* the next chunk; height 0: a row begins */
  int tile_px;            /* chunks end at multiples of this */
  double area_px;         /* of the next chunk */
  double growth;          /* by which the area grows from chunk to chunk */
  double max_area_px;
} Canvas;

/* Begins to show extent. visible: a part of it, or all. tile_px: 128 in GIMP;
 * tests of small pictures take less. growth: above 1 on a machine that is fast
 * enough. */
void canvas_init (Canvas *canvas,
                  const GeglRectangle *extent,
                  const GeglRectangle *visible,
                  int tile_px,
                  double growth);

/* Returns the next chunk. FALSE: the whole picture is shown. */
gboolean canvas_next (Canvas *canvas, GeglRectangle *chunk);
