/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selection-outline.h"

/* An outline has at most this many lines, so that it is drawn quickly. If there
 * are more, as in a selection of noise, lines are left out evenly. */
#define MAX_LINES 20000
/* The length in pixels of a dash on a horizontal or vertical line. */
#define STRIPE_PX 4

typedef struct
{
  int x0, y0, x1, y1;
} Line;

/* Collects the lines of an outline in two passes. The first only counts the
 * lines, so that the second can leave some out if there are too many. */
typedef struct
{
  GArray *lines;  /* NULL in the first pass */
  gint64 n_found; /* the number of lines found in this pass so far */
  /* In the second pass, the number of lines that the first one found; it
   * decides how many are left out. */
  gint64 n_all;
} Collector;

struct _SmoothOutline
{
  gatomicrefcount n_refs;
  GArray *lines; /* elements of type Line */
};

/* Returns whether the outline runs between pixel (x, y) and its left (dx 1) or
 * upper (dx 0) neighbour. It does if one of the two is selected by a half or
 * more, and the other is not. */
static gboolean
is_border (const SmoothRect *area, const float *mask, int x, int y, int dx)
{
  const float *here;

  if (x >= area->width || y >= area->height || (dx != 0 ? x : y) == 0)
    return FALSE;
  here = mask + (gsize) y * area->width + x;
  return (here[0] >= 0.5f) != (here[dx != 0 ? -1 : -area->width] >= 0.5f);
}

/* Counts a line. In the second pass also keeps it, unless there are more than
 * MAX_LINES lines: then MAX_LINES of them are kept, evenly spaced. */
static void
add_line (Collector *collector, const Line *line)
{
  gint64 n_kept = MIN (MAX_LINES, collector->n_all);
  gint64 number = collector->n_found++;

  if (collector->lines != NULL
      && number * n_kept / collector->n_all
           != (number + 1) * n_kept / collector->n_all)
    g_array_append_val (collector->lines, *line);
}

/* Finds the vertical (dx 1) or horizontal (dx 0) lines of the outline. Where
 * the outline follows several pixel borders in one straight line, they are
 * joined to one line. */
static void
find_lines (Collector *collector,
            const SmoothRect *area,
            const float *mask,
            int dx)
{
  int n_outer = dx != 0 ? area->width : area->height;
  int n_inner = dx != 0 ? area->height : area->width;

  for (int i = 1; i < n_outer; i++)
    for (int k = 0, start = -1; k <= n_inner; k++)
      {
        gboolean is_on =
          is_border (area, mask, dx != 0 ? i : k, dx != 0 ? k : i, dx);

        if (is_on && start < 0)
          start = k;
        if (!is_on && start >= 0)
          {
            Line down = { area->x + i, area->y + start, area->x + i,
                          area->y + k };
            Line across = { area->x + start, area->y + i, area->x + k,
                            area->y + i };

            add_line (collector, dx != 0 ? &down : &across);
            start = -1;
          }
      }
}

SmoothOutline *
smooth_outline_new (const SmoothRect *area, const float *mask)
{
  SmoothOutline *outline = g_new0 (SmoothOutline, 1);
  Collector collector = { 0 };

  g_atomic_ref_count_init (&outline->n_refs);
  outline->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  for (int dx = 1; dx >= 0; dx--)
    find_lines (&collector, area, mask, dx);
  collector = (Collector) { outline->lines, 0, collector.n_found };
  for (int dx = 1; dx >= 0; dx--)
    find_lines (&collector, area, mask, dx);
  return outline;
}

SmoothOutline *
smooth_outline_ref (SmoothOutline *outline)
{
  g_atomic_ref_count_inc (&outline->n_refs);
  return outline;
}

void
smooth_outline_unref (SmoothOutline *outline)
{
  if (outline == NULL || !g_atomic_ref_count_dec (&outline->n_refs))
    return;
  g_array_unref (outline->lines);
  g_free (outline);
}

guint
smooth_outline_get_n_lines (const SmoothOutline *outline)
{
  return outline->lines->len;
}

/* Returns a pattern of diagonal stripes, which looks like dashes on a
 * horizontal or vertical line. cairo's own dashes would begin anew with each of
 * the many short lines. */
static cairo_pattern_t *
create_stripes (void)
{
  const int size = 2 * STRIPE_PX;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_pattern_t *pattern;

  for (int y = 0; data != NULL && y < size; y++)
    for (int x = 0; x < size; x++)
      ((guint32 *) (void *) (data + y * stride))[x] =
        (x + y) % size < STRIPE_PX ? 0xffffff : 0;
  cairo_surface_mark_dirty (surface);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);
  return pattern;
}

void
smooth_outline_draw (const SmoothOutline *outline,
                     cairo_t *cr,
                     const double place[4])
{
  cairo_pattern_t *stripes = create_stripes ();

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < outline->lines->len; i++)
    {
      const Line *line = &g_array_index (outline->lines, Line, i);

      cairo_move_to (cr, place[0] + line->x0 * place[2] + 0.5,
                     place[1] + line->y0 * place[3] + 0.5);
      cairo_line_to (cr, place[0] + line->x1 * place[2] + 0.5,
                     place[1] + line->y1 * place[3] + 0.5);
    }
  cairo_set_source (cr, stripes);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (stripes);
}
