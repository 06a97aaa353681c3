/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "large-picture.h"

#include <math.h>
#include <string.h>

#include "frame-request.h"

float
large_picture_get_sample (int x, int y)
{
  return (float) (0.5 + 0.3 * sin (x / 90.0) * cos (y / 70.0));
}

gboolean
large_picture_selects (const LargePicture *picture, int x, int y)
{
  const SmoothRect *selected = &picture->selected;

  return x >= selected->x && x < selected->x + selected->width
         && y >= selected->y && y < selected->y + selected->height;
}

static gboolean
read_pixels (gpointer data G_GNUC_UNUSED,
             const SmoothRect *rect,
             float *pixels,
             GError **error G_GNUC_UNUSED)
{
  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      *pixels++ = large_picture_get_sample (rect->x + x, rect->y + y);
  return TRUE;
}

static gboolean
read_mask (gpointer data,
           const SmoothRect *rect,
           float *pixels,
           GError **error G_GNUC_UNUSED)
{
  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      *pixels++ =
        large_picture_selects (data, rect->x + x, rect->y + y) ? 1 : 0;
  return TRUE;
}

/* Returns the address of row y of rect in plane, a plane of the result store.
 * The test fails if rect lies outside the selected rectangle. */
static float *
find_row (LargePicture *picture, float *plane, const SmoothRect *rect, int y)
{
  g_assert_true (smooth_rect_contains (&picture->selected, rect));
  g_assert_true (smooth_rect_contains (&picture->store_rect, rect));
  return plane
         + (gsize) (rect->y + y - picture->store_rect.y) * LARGE_STORE_WIDTH
         + (rect->x - picture->store_rect.x);
}

static void
copy_in (LargePicture *picture,
         float *to,
         const SmoothRect *rect,
         const float *pixels)
{
  for (int y = 0; y < rect->height; y++)
    memcpy (find_row (picture, to, rect, y), pixels + y * rect->width,
            rect->width * sizeof *to);
}

static void
copy_out (LargePicture *picture,
          float *from,
          const SmoothRect *rect,
          float *pixels)
{
  for (int y = 0; y < rect->height; y++)
    memcpy (pixels + y * rect->width, find_row (picture, from, rect, y),
            rect->width * sizeof *from);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error G_GNUC_UNUSED)
{
  copy_in (data, ((LargePicture *) data)->smoothed, rect, pixels);
  return TRUE;
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  copy_in (data, ((LargePicture *) data)->edges, rect, pixels);
  return TRUE;
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error G_GNUC_UNUSED)
{
  copy_out (data, ((LargePicture *) data)->smoothed, rect, pixels);
  return TRUE;
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error G_GNUC_UNUSED)
{
  copy_out (data, ((LargePicture *) data)->edges, rect, pixels);
  return TRUE;
}

void
large_picture_describe (LargePicture *picture,
                        const SmoothRect *selected,
                        SmoothPicture *described)
{
  picture->selected = *selected;
  picture->store_rect = (SmoothRect) { selected->x, selected->y,
                                       LARGE_STORE_WIDTH, LARGE_STORE_HEIGHT };
  picture->store =
    (SmoothResultStore) { write_smoothed, write_edges, read_smoothed,
                          read_edges,     picture,     NULL };
  *described = (SmoothPicture) {
    .source = { LARGE_WIDTH, LARGE_HEIGHT, 1, read_pixels, picture, FALSE },
    .read_mask = read_mask,
    .mask_data = picture,
    .region = *selected,
    .store = &picture->store,
    .n_ready = LARGE_HEIGHT,
  };
}
