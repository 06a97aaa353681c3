/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-request.h"

void
smooth_frame_request_free (SmoothFrameRequest *request)
{
  if (request == NULL)
    return;
  smooth_shared_picture_unref (request->picture);
  smooth_shared_display_unref (request->display);
  g_free (request);
}

SmoothFrameUpdate *
smooth_frame_update_new (SmoothFrameUpdateKind kind,
                  const SmoothFrameRequest *request,
                  const SmoothRect *area)
{
  SmoothFrameUpdate *piece = g_new0 (SmoothFrameUpdate, 1);

  piece->kind = kind;
  piece->state = request->state;
  piece->picture_id = smooth_shared_picture_get_id (request->picture);
  piece->grid = request->grid;
  piece->area = *area;
  return piece;
}

void
smooth_frame_update_free (SmoothFrameUpdate *piece)
{
  if (piece == NULL)
    return;
  g_clear_pointer (&piece->original, cairo_surface_destroy);
  g_clear_pointer (&piece->result, cairo_surface_destroy);
  g_clear_pointer (&piece->edges, cairo_surface_destroy);
  g_clear_pointer (&piece->outline, smooth_outline_unref);
  g_free (piece);
}

gboolean
smooth_params_equal (const SmoothParams *one, const SmoothParams *other)
{
  return one->strength == other->strength
         && one->texture_scale == other->texture_scale
         && one->channels == other->channels;
}

gboolean
smooth_rect_equal (const SmoothRect *one, const SmoothRect *other)
{
  return one->x == other->x && one->y == other->y && one->width == other->width
         && one->height == other->height;
}

gboolean
smooth_rect_contains (const SmoothRect *outer, const SmoothRect *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y
         && inner->x + inner->width <= outer->x + outer->width
         && inner->y + inner->height <= outer->y + outer->height;
}

void
smooth_rect_intersect (const SmoothRect *one,
                       const SmoothRect *other,
                       SmoothRect *shared)
{
  int x0 = MAX (one->x, other->x), y0 = MAX (one->y, other->y);
  int x1 = MIN (one->x + one->width, other->x + other->width);
  int y1 = MIN (one->y + one->height, other->y + other->height);

  *shared = (SmoothRect){ x0, y0, MAX (0, x1 - x0), MAX (0, y1 - y0) };
  if (shared->width == 0 || shared->height == 0)
    shared->width = shared->height = 0;
}

gboolean
smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other)
{
  return one->width == other->width && one->height == other->height;
}
