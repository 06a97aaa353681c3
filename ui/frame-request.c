/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-request.h"

#include <math.h>

void
smooth_frame_request_free (SmoothFrameRequest *request)
{
  if (request == NULL)
    return;
  smooth_shared_picture_unref (request->picture);
  smooth_shared_display_unref (request->display);
  g_free (request);
}

gboolean
smooth_frame_request_is_scaled (const SmoothFrameRequest *request)
{
  const SmoothSource *source =
    smooth_shared_picture_get_source (request->picture);

  return request->grid.width < source->width
         || request->grid.height < source->height;
}

double
smooth_frame_request_get_texture_scale (const SmoothFrameRequest *request)
{
  const SmoothSource *source =
    smooth_shared_picture_get_source (request->picture);
  double zoom = sqrt ((double) request->grid.width / source->width
                      * request->grid.height / source->height);

  return request->params.texture_scale * zoom;
}

gboolean
smooth_frame_request_is_weak (const SmoothFrameRequest *request)
{
  return request->params.strength > 0
         && smooth_frame_request_is_scaled (request)
         && smooth_frame_request_get_texture_scale (request) < G_SQRT2 / 2;
}

/* Finds the pixels of the grid that overlap size pixels of the picture, of
 * which the first one is number start, in one direction. first, count (out):
 * the number of the first of these grid pixels, and how many they are. n_grid
 * and n_picture: how many pixels grid and picture have in that direction. */
static void
get_grid_range (
  int n_grid, int n_picture, int start, int size, int *first, int *count)
{
  gint64 end = (gint64) (start + size) * n_grid;

  *first = (int) ((gint64) start * n_grid / n_picture);
  *count = (int) ((end + n_picture - 1) / n_picture) - *first;
}

void
smooth_frame_request_get_exact_area (const SmoothFrameRequest *request,
                                     SmoothRect *area)
{
  const SmoothSource *source =
    smooth_shared_picture_get_source (request->picture);
  const SmoothRect *region = &request->exact_region;
  SmoothRect overlap;

  get_grid_range (request->grid.width, source->width, region->x, region->width,
                  &overlap.x, &overlap.width);
  get_grid_range (request->grid.height, source->height, region->y,
                  region->height, &overlap.y, &overlap.height);
  smooth_rect_intersect (&overlap, &request->visible, area);
}

SmoothFrameUpdate *
smooth_frame_update_new (SmoothFrameUpdateKind kind,
                         const SmoothFrameRequest *request,
                         const SmoothRect *area)
{
  SmoothFrameUpdate *update = g_new0 (SmoothFrameUpdate, 1);

  update->kind = kind;
  update->revision = request->revision;
  update->number = request->number;
  update->picture_id = smooth_shared_picture_get_id (request->picture);
  update->grid = request->grid;
  update->area = *area;
  return update;
}

void
smooth_frame_update_free (SmoothFrameUpdate *update)
{
  if (update == NULL)
    return;
  g_clear_pointer (&update->original, cairo_surface_destroy);
  g_clear_pointer (&update->result, cairo_surface_destroy);
  g_clear_pointer (&update->edges, cairo_surface_destroy);
  g_clear_pointer (&update->outline, smooth_outline_unref);
  g_free (update);
}
