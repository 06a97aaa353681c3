/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "viewport.h"

#include <math.h>

/* If the whole picture needs a smaller zoom than this, the effect of the filter
 * could hardly be seen, and a part of the picture is shown at 100 % instead. */
#define MIN_OPENING_ZOOM 0.5

/* The zooms of GIMP from 100 % up. Below 100 % their reciprocals are used. */
static const double steps[] = { 1, 1.5, 2, 3, 4, 5.5, 8 };

gboolean
smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other)
{
  return one->width == other->width && one->height == other->height;
}

double
smooth_viewport_get_fit (const SmoothViewport *viewport)
{
  double across = (double) viewport->canvas_width / viewport->picture_width;
  double down = (double) viewport->canvas_height / viewport->picture_height;

  return MIN (MIN (across, down), SMOOTH_VIEWPORT_MAX_ZOOM);
}

static double
get_min_zoom (const SmoothViewport *viewport)
{
  return MIN (smooth_viewport_get_fit (viewport), 1);
}

/* Returns how many pixels of the canvas are covered by a length of size pixels
 * of the picture. */
static int
get_extent (const SmoothViewport *viewport, int size)
{
  return (int) MAX (1, floor (size * viewport->zoom + 0.5));
}

/* Clamps the centre in one direction, so that a picture that is smaller than
 * the canvas lies in its middle, and a larger one leaves no part of the canvas
 * empty. */
static double
clamp_centre (double centre, int size, int canvas, double zoom)
{
  double half = canvas / (2 * zoom);

  if (size <= 2 * half)
    return size / 2.0;
  return CLAMP (centre, half, size - half);
}

static void
clamp_viewport (SmoothViewport *viewport)
{
  if (viewport->is_fit)
    viewport->zoom = smooth_viewport_get_fit (viewport);
  viewport->zoom =
    CLAMP (viewport->zoom, get_min_zoom (viewport), SMOOTH_VIEWPORT_MAX_ZOOM);
  viewport->centre_x =
    clamp_centre (viewport->centre_x, viewport->picture_width,
                  viewport->canvas_width, viewport->zoom);
  viewport->centre_y =
    clamp_centre (viewport->centre_y, viewport->picture_height,
                  viewport->canvas_height, viewport->zoom);
}

void
smooth_viewport_init (SmoothViewport *viewport,
                      int picture_width,
                      int picture_height,
                      int canvas_width,
                      int canvas_height)
{
  double fit;

  *viewport = (SmoothViewport) {
    .picture_width = picture_width,
    .picture_height = picture_height,
    .canvas_width = MAX (1, canvas_width),
    .canvas_height = MAX (1, canvas_height),
    .zoom = 1,
    .centre_x = picture_width / 2.0,
    .centre_y = picture_height / 2.0,
  };
  fit = smooth_viewport_get_fit (viewport);
  viewport->is_fit = fit >= MIN_OPENING_ZOOM && fit < 1;
  clamp_viewport (viewport);
}

void
smooth_viewport_resize (SmoothViewport *viewport, int width, int height)
{
  viewport->canvas_width = MAX (1, width);
  viewport->canvas_height = MAX (1, height);
  clamp_viewport (viewport);
}

void
smooth_viewport_fit (SmoothViewport *viewport)
{
  viewport->is_fit = TRUE;
  clamp_viewport (viewport);
}

void
smooth_viewport_zoom (SmoothViewport *viewport, double zoom, double x, double y)
{
  /* The distances of the point (x, y) from the canvas's middle in the two
   * directions, in pixels of the canvas. */
  double dx = x - viewport->canvas_width / 2.0;
  double dy = y - viewport->canvas_height / 2.0;
  double previous = viewport->zoom;

  viewport->is_fit = FALSE;
  viewport->zoom =
    CLAMP (zoom, get_min_zoom (viewport), SMOOTH_VIEWPORT_MAX_ZOOM);
  viewport->centre_x += dx / previous - dx / viewport->zoom;
  viewport->centre_y += dy / previous - dy / viewport->zoom;
  clamp_viewport (viewport);
}

double
smooth_viewport_get_step (const SmoothViewport *viewport, int direction)
{
  const int last = G_N_ELEMENTS (steps) - 1;
  /* A zoom that is almost equal to a step counts as that step. */
  double zoom = viewport->zoom * (direction > 0 ? 1.001 : 1 / 1.001);

  for (int i = -last; i <= last; i++)
    {
      int k = direction > 0 ? i : -i;
      double step = k >= 0 ? steps[k] : 1 / steps[-k];

      if (direction > 0 ? step > zoom : step < zoom)
        return step;
    }
  return direction > 0 ? steps[last] : zoom / 1.5;
}

void
smooth_viewport_pan (SmoothViewport *viewport, double dx, double dy)
{
  viewport->centre_x -= dx / viewport->zoom;
  viewport->centre_y -= dy / viewport->zoom;
  clamp_viewport (viewport);
}

void
smooth_viewport_centre (SmoothViewport *viewport, double x, double y)
{
  viewport->centre_x = x;
  viewport->centre_y = y;
  clamp_viewport (viewport);
}

void
smooth_viewport_get_place (const SmoothViewport *viewport, SmoothRect *place)
{
  double left =
    viewport->canvas_width / 2.0 - viewport->centre_x * viewport->zoom;
  double top =
    viewport->canvas_height / 2.0 - viewport->centre_y * viewport->zoom;

  place->x = (int) floor (left + 0.5);
  place->y = (int) floor (top + 0.5);
  place->width = get_extent (viewport, viewport->picture_width);
  place->height = get_extent (viewport, viewport->picture_height);
}

/* Finds the range of the grid's pixels that the canvas shows, in one direction.
 * start, n (out): the range's first pixel and number of pixels. n_grid: the
 * grid's size; place: the canvas's coordinate at which the picture begins;
 * extent: how many pixels of the canvas the picture covers; canvas: the
 * canvas's size. */
static void
get_visible_range (
  int n_grid, int place, int extent, int canvas, int *start, int *n)
{
  double pitch = (double) extent / n_grid;
  int first = (int) floor (-place / pitch);
  int end = (int) ceil ((canvas - place) / pitch);

  first = CLAMP (first, 0, n_grid - 1);
  end = CLAMP (end, first + 1, n_grid);
  *start = first;
  *n = end - first;
}

void
smooth_viewport_get_grid (const SmoothViewport *viewport,
                          SmoothGrid *grid,
                          SmoothRect *visible)
{
  SmoothRect place;

  smooth_viewport_get_place (viewport, &place);
  grid->width = MIN (place.width, viewport->picture_width);
  grid->height = MIN (place.height, viewport->picture_height);
  get_visible_range (grid->width, place.x, place.width, viewport->canvas_width,
                     &visible->x, &visible->width);
  get_visible_range (grid->height, place.y, place.height,
                     viewport->canvas_height, &visible->y, &visible->height);
}
