/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rect.h"

#include <smooth/error.h>

#include "i18n.h"

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
                       SmoothRect *intersection)
{
  int x0 = MAX (one->x, other->x), y0 = MAX (one->y, other->y);
  int x1 = MIN (one->x + one->width, other->x + other->width);
  int y1 = MIN (one->y + one->height, other->y + other->height);

  *intersection = (SmoothRect){ x0, y0, MAX (0, x1 - x0), MAX (0, y1 - y0) };
  if (intersection->width == 0 || intersection->height == 0)
    intersection->width = intersection->height = 0;
}

float *
smooth_rect_new_pixels (const SmoothRect *rect, int n_channels, GError **error)
{
  float *pixels = NULL;

  if ((gsize) rect->width <= G_MAXSIZE / 16 / rect->height / n_channels)
    pixels = g_try_new (float, (gsize) rect->width * rect->height * n_channels);
  if (pixels == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for %d x %d pixels of preview"), rect->width,
                 rect->height);
  return pixels;
}
