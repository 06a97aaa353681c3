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
smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other)
{
  return one->width == other->width && one->height == other->height;
}
