/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "surface-paint.h"
#include "renderer-private.h"

gboolean
smooth_frame_paint (const SmoothCrop *crop,
                    const SmoothFrameRequest *request,
                    float *result,
                    const float *edges,
                    SmoothFrameUpdate *update,
                    GError **error)
{
  const SmoothRect *area = &update->area, *visible = &crop->visible;
  int n_channels = crop->array.n_channels;

  for (int y = 0; crop->mask != NULL && y < area->height; y++)
    {
      gsize at = (gsize) (area->y + y - visible->y) * visible->width
                 + (area->x - visible->x);

      smooth_paint_mix (n_channels, area->width, crop->mask + at,
                        crop->before + at * n_channels,
                        result + (gsize) y * area->width * n_channels);
    }
  update->result = smooth_paint_picture (&request->display->display, n_channels,
                                         area, result, error);
  if (update->result == NULL || edges == NULL)
    return update->result != NULL;
  update->edges = smooth_paint_edges (area, edges, error);
  return update->edges != NULL;
}
