/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-merge.h"

#include <stdlib.h>

/* The difference of two samples of 8 bits that is not taken for an effect of
 * the filter: the surfaces are dithered. */
#define MAX_DITHER 2

/* Draws the surface from of one update over the surface to of another, scaled
 * to the other's grid and at the same place in the picture. */
static void
draw_over (const SmoothFrameUpdate *source,
           cairo_surface_t *from,
           const SmoothFrameUpdate *target,
           cairo_surface_t *to)
{
  double scale_x = (double) target->grid.width / source->grid.width;
  double scale_y = (double) target->grid.height / source->grid.height;
  cairo_t *cr;

  if (from == NULL || to == NULL)
    return;
  cr = cairo_create (to);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_translate (cr, -target->area.x, -target->area.y);
  cairo_scale (cr, scale_x, scale_y);
  cairo_set_source_surface (cr, from, source->area.x, source->area.y);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, source->area.x, source->area.y, source->area.width,
                   source->area.height);
  cairo_fill (cr);
  cairo_destroy (cr);
}

gboolean
smooth_frame_apply_patch (SmoothFrameUpdate *result,
                          const SmoothFrameUpdate *patch)
{
  if (result == NULL || result->revision != patch->revision
      || !smooth_grid_equal (&result->grid, &patch->grid)
      || (patch->result != NULL
          && !smooth_rect_contains (&result->area, &patch->area)))
    return FALSE;
  if (patch->result != NULL)
    {
      draw_over (patch, patch->result, result, result->result);
      draw_over (patch, patch->edges, result, result->edges);
      result->is_weak = result->is_too_fine = FALSE;
    }
  if (patch->is_exact)
    {
      result->is_exact = TRUE;
      result->has_exact_edges = patch->has_exact_edges;
      result->is_weak = result->is_kept = FALSE;
    }
  return TRUE;
}

void
smooth_frame_keep (SmoothFrameUpdate *result, const SmoothFrameUpdate *earlier)
{
  if (earlier == NULL || earlier->is_weak)
    return;
  draw_over (earlier, earlier->result, result, result->result);
  draw_over (earlier, earlier->edges, result, result->edges);
  result->is_kept = TRUE;
  result->is_weak = result->is_too_fine = FALSE;
}

/* Returns row y of a surface of 32 bits a pixel. */
static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const void *) (cairo_image_surface_get_data (surface)
                         + (gsize) y
                             * cairo_image_surface_get_stride (surface));
}

gboolean
smooth_frame_differs (const SmoothFrameUpdate *update)
{
  cairo_surface_flush (update->result);
  cairo_surface_flush (update->original);
  for (int y = 0; y < update->area.height; y++)
    {
      const guint32 *results = get_row (update->result, y);
      const guint32 *originals = get_row (update->original, y);

      for (int x = 0; x < update->area.width; x++)
        for (int shift = 0; shift < 24; shift += 8)
          if (abs ((int) (results[x] >> shift & 255)
                   - (int) (originals[x] >> shift & 255))
              > MAX_DITHER)
            return TRUE;
    }
  return FALSE;
}

SmoothFrameUpdate *
smooth_frame_copy (const SmoothFrameUpdate *update, gboolean has_result)
{
  SmoothFrameUpdate *copy = g_memdup2 (update, sizeof *update);
  cairo_surface_t **surfaces[] = { &copy->original, &copy->result,
                                   &copy->edges };

  if (!has_result)
    copy->result = copy->edges = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (surfaces); i++)
    if (*surfaces[i] != NULL)
      cairo_surface_reference (*surfaces[i]);
  if (copy->outline != NULL)
    smooth_outline_ref (copy->outline);
  return copy;
}
