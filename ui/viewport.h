/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viewport: which part of a picture a canvas shows, and how large.
 *
 * Three kinds of pixels: the picture's; the canvas's, which are the monitor's
 * (so that 100 % is sharp on any display); and the grid's, those that are
 * computed: the picture's own from 100 % up, below it a picture scaled down to
 * one pixel of the canvas each. Pure arithmetic, no GTK.
 */
#pragma once

#include <smooth/image.h>

#define SMOOTH_VIEWPORT_MAX_ZOOM 8.0

typedef struct
{
  int picture_width, picture_height;
  int canvas_width, canvas_height;
  double zoom;               /* pixels of the canvas for one of the picture */
  double centre_x, centre_y; /* of the canvas, in pixels of the picture */
  gboolean is_fit;           /* follow the canvas's size */
} SmoothViewport;

/* The picture as it is computed for a zoom. */
typedef struct
{
  int width, height;
} SmoothGrid;

/* Shows the middle of a picture at 100 %, or all of it where that needs more
 * than half the zoom; smaller pictures are not enlarged. */
void smooth_viewport_init (SmoothViewport *viewport,
                           int picture_width,
                           int picture_height,
                           int canvas_width,
                           int canvas_height);

void smooth_viewport_resize (SmoothViewport *viewport, int width, int height);

/* The zoom at which all of the picture is just seen. */
double smooth_viewport_get_fit (const SmoothViewport *viewport);
void smooth_viewport_fit (SmoothViewport *viewport);

/* To another zoom (clamped), (x, y) of the canvas staying where it is. */
void smooth_viewport_zoom (SmoothViewport *viewport,
                           double zoom,
                           double x,
                           double y);

/* The next of the usual zooms in a direction, 1 or -1. */
double smooth_viewport_get_step (const SmoothViewport *viewport, int direction);

/* Moves the picture under the canvas. */
void smooth_viewport_pan (SmoothViewport *viewport, double dx, double dy);

/* Centres on a point of the picture. */
void smooth_viewport_centre (SmoothViewport *viewport, double x, double y);

/* The picture's place on the canvas, in whole pixels. */
void smooth_viewport_get_place (const SmoothViewport *viewport,
                                SmoothRect *place);

/* What is to be computed, and what of it is seen (never empty). */
void smooth_viewport_get_grid (const SmoothViewport *viewport,
                               SmoothGrid *grid,
                               SmoothRect *seen);
