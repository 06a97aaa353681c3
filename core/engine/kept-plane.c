/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kept-plane.h"

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

gboolean
smooth_kept_plane_init (SmoothKeptPlane *plane,
                        const SmoothRect *rect,
                        int n_channels,
                        GError **error)
{
  const gsize stride = (gsize) rect->width * n_channels;
  gsize n;

  plane->band = (SmoothBand) {
    .height = rect->y + rect->height,
    .width = rect->x + rect->width,
    .channels = n_channels,
    .x0 = rect->x,
    .x1 = rect->x + rect->width,
    .capacity = rect->height,
    .stride = stride,
  };
  if (g_size_checked_mul (&n, stride, (gsize) rect->height))
    plane->band.data = g_try_new (float, n);
  if (plane->band.data != NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"), rect->width);
  return FALSE;
}

void
smooth_kept_plane_clear (SmoothKeptPlane *plane)
{
  g_clear_pointer (&plane->band.data, g_free);
}

void
smooth_kept_plane_copy (SmoothKeptPlane *plane,
                        const SmoothBand *from,
                        const SmoothRect *rect)
{
  const SmoothBand *to = &plane->band;
  const gsize n = (gsize) rect->width * to->channels;

  for (int y = rect->y; y < rect->y + rect->height; y++)
    memcpy (smooth_band_row (to, y) + (gsize) (rect->x - to->x0) * to->channels,
            smooth_band_row (from, y)
              + (gsize) (rect->x - from->x0) * to->channels,
            n * sizeof (float));
}
