/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viewport: which part of a picture a canvas shows, and at what zoom.
 *
 * There are three kinds of pixels: those of the picture; those of the canvas,
 * which are the monitor's, so that 100 % is sharp on any display; and those of
 * the grid, which are computed. From 100 % up the grid is the picture. Below it
 * is the picture scaled down, so that a pixel of the grid is one of the canvas.
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
  double centre_x, centre_y; /* the canvas's middle, in pixels of the picture */
  gboolean is_fit; /* the zoom follows the canvas's size, to show the whole
                      picture */
} SmoothViewport;

/* The size of the picture that is computed for a zoom. */
typedef struct
{
  int width, height;
} SmoothGrid;

/* Returns whether two grids have the same size. */
gboolean smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other);

/* viewport (out): shows the whole picture if that takes a zoom of at least half
 * and less than 1, and otherwise its middle at 100 %. All sizes are at least 1.
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

/* Shows the whole picture, also after the canvas has changed its size. */
void smooth_viewport_fit (SmoothViewport *viewport);

/* Zooms (zoom is clamped) so that what the canvas shows at (x, y) stays there.
 */
void smooth_viewport_zoom (SmoothViewport *viewport,
                           double zoom,
                           double x,
                           double y);

/* Returns the next larger (direction 1) or smaller (-1) of the usual zooms. */
double smooth_viewport_get_step (const SmoothViewport *viewport, int direction);

/* Moves the picture by pixels of the canvas. */
void smooth_viewport_pan (SmoothViewport *viewport, double dx, double dy);

/* Moves the point (x, y) of the picture to the canvas's middle. */
void smooth_viewport_centre (SmoothViewport *viewport, double x, double y);

/* place (out): where the whole picture lies, in whole pixels of the canvas. */
void smooth_viewport_get_place (const SmoothViewport *viewport,
                                SmoothRect *place);

/* grid (out): what is to be computed; visible (out): the part of it that the
 * canvas shows, at least one pixel. */
void smooth_viewport_get_grid (const SmoothViewport *viewport,
                               SmoothGrid *grid,
                               SmoothRect *visible);
