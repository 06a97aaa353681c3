/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "region-field.h"

#include <math.h>
#include <string.h>

#include "frame-request.h"

float
region_field_get_sample (int x, int y)
{
  return (float) (0.5 + 0.3 * sin (x / 90.0) * cos (y / 70.0));
}

gboolean
region_field_selects (const RegionField *field, int x, int y)
{
  const SmoothRect *selected = &field->selected;

  return x >= selected->x && x < selected->x + selected->width
         && y >= selected->y && y < selected->y + selected->height;
}

static gboolean
read_field (gpointer data G_GNUC_UNUSED,
            const SmoothRect *rect,
            float *pixels,
            GError **error G_GNUC_UNUSED)
{
  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      *pixels++ = region_field_get_sample (rect->x + x, rect->y + y);
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
      *pixels++ = region_field_selects (data, rect->x + x, rect->y + y) ? 1 : 0;
  return TRUE;
}

/* Nothing but the region is ever written or read. */
static float *
find_place (RegionField *field, float *place, const SmoothRect *rect, int y)
{
  g_assert_true (smooth_rect_contains (&field->selected, rect));
  g_assert_true (smooth_rect_contains (&field->room, rect));
  return place + (gsize) (rect->y + y - field->room.y) * FIELD_ROOM_WIDTH
         + (rect->x - field->room.x);
}

static void
copy_in (RegionField *field,
         float *to,
         const SmoothRect *rect,
         const float *pixels)
{
  for (int y = 0; y < rect->height; y++)
    memcpy (find_place (field, to, rect, y), pixels + y * rect->width,
            rect->width * sizeof *to);
}

static void
copy_out (RegionField *field,
          float *from,
          const SmoothRect *rect,
          float *pixels)
{
  for (int y = 0; y < rect->height; y++)
    memcpy (pixels + y * rect->width, find_place (field, from, rect, y),
            rect->width * sizeof *from);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error G_GNUC_UNUSED)
{
  copy_in (data, ((RegionField *) data)->smoothed, rect, pixels);
  return TRUE;
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  copy_in (data, ((RegionField *) data)->edges, rect, pixels);
  return TRUE;
}

static gboolean
read_smoothed (gpointer data,
               const SmoothRect *rect,
               float *pixels,
               GError **error G_GNUC_UNUSED)
{
  copy_out (data, ((RegionField *) data)->smoothed, rect, pixels);
  return TRUE;
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error G_GNUC_UNUSED)
{
  copy_out (data, ((RegionField *) data)->edges, rect, pixels);
  return TRUE;
}

void
region_field_describe (RegionField *field,
                       const SmoothRect *selected,
                       SmoothPicture *described)
{
  field->selected = *selected;
  field->room = (SmoothRect){ selected->x, selected->y, FIELD_ROOM_WIDTH,
                              FIELD_ROOM_HEIGHT };
  field->store = (SmoothResultStore){ write_smoothed, write_edges,
                                      read_smoothed, read_edges, field };
  *described = (SmoothPicture){
    .source = { FIELD_WIDTH, FIELD_HEIGHT, 1, read_field, field, FALSE },
    .read_mask = read_mask,
    .mask_data = field,
    .region = *selected,
    .store = &field->store,
    .n_ready = FIELD_HEIGHT,
  };
}
