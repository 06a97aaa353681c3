/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viewport: which part of a picture a canvas shows, and at what zoom.
 *
 * There are three kinds of pixels. Those of the picture; those of the canvas,
 * which are the monitor's, so that 100 % is sharp on any display; and those of
 * the grid, for which a frame is computed. From 100 % up the grid is the
 * picture itself. Below 100 % it is the picture scaled down, so that a pixel of
 * the grid is a pixel of the canvas.
 *
 * Pure arithmetic without GTK; a viewport belongs to one thread at a time.
 * Arguments marked (out) are filled, all other pointers are borrowed.
 */
#pragma once

#include <smooth/image.h>

#define SMOOTH_VIEWPORT_MAX_ZOOM 8.0

typedef struct
{
  int picture_width, picture_height;
  int canvas_width, canvas_height;
  double zoom;               /* pixels of the canvas per pixel of the picture */
  double centre_x, centre_y; /* the picture's point in the canvas's middle */
  /* The zoom follows the canvas's size, so that the whole picture stays
   * visible. */
  gboolean is_fit;
} SmoothViewport;

/* The size in pixels of the whole picture at the resolution at which a frame of
 * it is computed. */
typedef struct
{
  int width, height;
} SmoothGrid;

/* Returns whether two grids have the same size. */
gboolean smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other);

/* Initialises viewport (out). It shows the whole picture if that needs a zoom
 * of at least half and less than 1, and otherwise the picture's middle at 100
 * %. All sizes are at least 1.
 */
void smooth_viewport_init (SmoothViewport *viewport,
                           int picture_width,
                           int picture_height,
                           int canvas_width,
                           int canvas_height);

/* Changes the size of the canvas. */
void smooth_viewport_resize (SmoothViewport *viewport, int width, int height);

/* Returns the largest zoom at which the whole picture is visible. */
double smooth_viewport_get_fit (const SmoothViewport *viewport);

/* Chooses the largest zoom at which the whole picture is visible, and keeps to
 * that when the canvas changes its size. */
void smooth_viewport_fit (SmoothViewport *viewport);

/* Sets the zoom, clamped into range, so that what the canvas shows at its point
 * (x, y) stays there.
 */
void smooth_viewport_zoom (SmoothViewport *viewport,
                           double zoom,
                           double x,
                           double y);

/* Returns the next larger (direction 1) or smaller (-1) zoom in GIMP's list of
 * zooms. */
double smooth_viewport_get_step (const SmoothViewport *viewport, int direction);

/* Moves the picture by dx and dy pixels of the canvas. */
void smooth_viewport_pan (SmoothViewport *viewport, double dx, double dy);

/* Moves the point (x, y) of the picture to the canvas's middle. */
void smooth_viewport_centre (SmoothViewport *viewport, double x, double y);

/* place (out): the rectangle that the whole picture covers, in whole pixels of
 * the canvas. */
void smooth_viewport_get_place (const SmoothViewport *viewport,
                                SmoothRect *place);

/* grid (out): the size of the whole picture at the resolution at which a frame
 * is computed; visible (out): the part of the grid that the canvas shows, at
 * least one pixel. */
void smooth_viewport_get_grid (const SmoothViewport *viewport,
                               SmoothGrid *grid,
                               SmoothRect *visible);
