/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the canvas, in pixels of the monitor. On each side of the divider frame
 * updates are drawn over each other, each at its place under the present
 * viewport: for the original its overview of the whole picture and its latest
 * frame, for the result its overview and its latest frame. So a part of the
 * viewport that has no frame of the result yet shows the coarse overview of the
 * result. It shows the original only before there is such an overview.
 */
#include "canvas-private.h"

#include <math.h>

#include "i18n.h"

/* Distances around the labels "before" and "after", in pixels of the widget. */
#define LABEL_MARGIN_PX 6
#define LABEL_PADDING_PX 4

/* If a pixel of the picture covers at least this many pixels of the monitor in
 * each direction, it is drawn as a square instead of being interpolated. */
#define MIN_SQUARE_PX 1.99

static cairo_pattern_t *
create_checks (const SmoothDisplay *display)
{
  int size = display->check_size;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * size, 2 * size);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;

  cairo_set_source_rgb (cr, display->check_light, display->check_light,
                        display->check_light);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, display->check_dark, display->check_dark,
                        display->check_dark);
  cairo_rectangle (cr, size, 0, size, size);
  cairo_rectangle (cr, 0, size, size, size);
  cairo_fill (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);
  return pattern;
}

/* place (out): where the grid lies on the canvas, as x and y of its origin,
 * then the width and height of one of its pixels. */
static void
get_place (SmoothCanvas *canvas,
           const SmoothFrameUpdate *update,
           double place[4])
{
  SmoothRect picture;

  smooth_viewport_get_place (&canvas->viewport, &picture);
  place[0] = picture.x;
  place[1] = picture.y;
  place[2] = (double) picture.width / update->grid.width;
  place[3] = (double) picture.height / update->grid.height;
}

static void
draw_surface (SmoothCanvas *canvas,
              cairo_t *cr,
              const SmoothFrameUpdate *update,
              cairo_surface_t *surface)
{
  double place[4];
  cairo_filter_t filter;

  get_place (canvas, update, place);
  filter = place[2] == 1 || place[2] >= MIN_SQUARE_PX ? CAIRO_FILTER_NEAREST
                                                      : CAIRO_FILTER_BILINEAR;
  cairo_save (cr);
  cairo_translate (cr, place[0], place[1]);
  cairo_scale (cr, place[2], place[3]);
  cairo_rectangle (cr, update->area.x, update->area.y, update->area.width,
                   update->area.height);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_clip (cr);
  if (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32)
    {
      cairo_set_source (cr, canvas->check_pattern);
      cairo_paint (cr);
    }
  cairo_translate (cr, place[0], place[1]);
  cairo_scale (cr, place[2], place[3]);
  cairo_set_source_surface (cr, surface, update->area.x, update->area.y);
  cairo_pattern_set_filter (cairo_get_source (cr), filter);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Returns whether an update covers all of the picture that is visible. Then
 * nothing that was drawn before it shows: the update draws a checkerboard where
 * it is transparent. */
static gboolean
covers_viewport (SmoothCanvas *canvas, const SmoothFrameUpdate *update)
{
  SmoothGrid grid;
  SmoothRect visible;

  smooth_viewport_get_grid (&canvas->viewport, &grid, &visible);
  return smooth_grid_equal (&update->grid, &grid)
         && smooth_rect_equal (&update->area, &visible);
}

/* Draws the original where no smoothed frame covers it. */
static void
draw_original (SmoothCanvas *canvas, cairo_t *cr)
{
  const SmoothFrameUpdate *original = canvas->original;

  if (canvas->overview != NULL
      && (original == NULL || !covers_viewport (canvas, original)))
    draw_surface (canvas, cr, canvas->overview, canvas->overview->original);
  if (original != NULL)
    draw_surface (canvas, cr, original, original->original);
}

/* Returns the surface that view shows of a result; NULL if there is no result,
 * or its edge map was not computed. */
static cairo_surface_t *
get_surface (const SmoothFrameUpdate *result, SmoothView view)
{
  if (result == NULL)
    return NULL;
  return view == SMOOTH_VIEW_EDGES ? result->edges : result->result;
}

/* Returns whether the overview alone is drawn, since it has all the pixels of
 * the viewport and is not older than the result of another viewport. */
static gboolean
prefers_overview (SmoothCanvas *canvas)
{
  const SmoothFrameUpdate *overview = canvas->result_overview;

  return covers_viewport (canvas, overview) && !overview->is_weak
         && canvas->result != NULL
         && overview->revision >= canvas->result->revision;
}

/* Draws the frame updates for one side of the divider, as view says. An update
 * that a later one covers completely is left out, since each drawing sends the
 * surfaces to the display server again: 1.6 MB for one of 768 x 512. */
static void
draw_updates (SmoothCanvas *canvas, cairo_t *cr, SmoothView view)
{
  cairo_surface_t *result = NULL, *overview = NULL;

  if (view != SMOOTH_VIEW_ORIGINAL)
    {
      result = get_surface (canvas->result, view);
      overview = get_surface (canvas->result_overview, view);
    }
  if (result != NULL && covers_viewport (canvas, canvas->result))
    overview = NULL;
  else if (overview == NULL)
    draw_original (canvas, cr);
  else if (prefers_overview (canvas))
    result = NULL;
  if (overview != NULL)
    draw_surface (canvas, cr, canvas->result_overview, overview);
  if (result != NULL)
    draw_surface (canvas, cr, canvas->result, result);
}

/* Draws a label beside the divider. at: a point of the canvas, as x and y.
 * align: which point of the label is put there, as fractions of the label's
 * width and height: (0, 0) its upper left corner, (1, 1) its lower right one.
 */
static void
draw_label (SmoothCanvas *canvas,
            cairo_t *cr,
            const char *text,
            const double at[2],
            const double align[2])
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (canvas), text);
  double scale = smooth_canvas_get_scale (canvas);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * LABEL_PADDING_PX;
  cairo_save (cr);
  cairo_translate (cr, at[0], at[1]);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -align[0] * width, -align[1] * height);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, LABEL_PADDING_PX, 0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  cairo_new_path (cr);
}

const char *
smooth_canvas_get_side_name (const SmoothCanvas *canvas, gboolean is_before)
{
  if (canvas->view == SMOOTH_VIEW_EDGES)
    return is_before ? _ ("original") : _ ("edge map");
  return is_before ? _ ("before") : _ ("after");
}

static void
draw_labels (SmoothCanvas *canvas, cairo_t *cr, double cut)
{
  double margin = LABEL_MARGIN_PX * smooth_canvas_get_scale (canvas);
  gboolean is_across = canvas->split.is_across;

  for (int side = 0; side < 2; side++)
    {
      gboolean is_before = (side == 0) != canvas->split.is_swapped;
      const char *name = smooth_canvas_get_side_name (canvas, is_before);
      double beside = cut + (side == 0 ? -1.5 : 1.5) * margin;
      double end = side == 0 ? 1 : 0;
      const double at[] = { is_across ? margin : beside,
                            is_across ? beside : margin };
      const double align[] = { is_across ? 0 : end, is_across ? end : 0 };

      draw_label (canvas, cr, name, at, align);
    }
}

/* Draws both sides of the divider, each clipped to its part of the canvas. */
static void
draw_split (SmoothCanvas *canvas, cairo_t *cr)
{
  const SmoothSplit *split = &canvas->split;
  double width = canvas->viewport.canvas_width;
  double height = canvas->viewport.canvas_height;
  double cut = floor (split->position * (split->is_across ? height : width));

  for (int side = 0; side < 2; side++)
    {
      gboolean is_before = (side == 0) != split->is_swapped;
      double start = side == 0 ? 0 : cut;
      double end = side == 0 ? cut : (split->is_across ? height : width);

      cairo_save (cr);
      if (split->is_across)
        cairo_rectangle (cr, 0, start, width, end - start);
      else
        cairo_rectangle (cr, start, 0, end - start, height);
      cairo_clip (cr);
      draw_updates (canvas, cr,
                    is_before ? SMOOTH_VIEW_ORIGINAL : canvas->view);
      cairo_restore (cr);
    }
  draw_labels (canvas, cr, cut);
}

static void
draw_outline (SmoothCanvas *canvas, cairo_t *cr)
{
  const SmoothFrameUpdate *update = canvas->original;
  double place[4];

  if (update == NULL || update->outline == NULL)
    return;
  get_place (canvas, update, place);
  smooth_outline_draw (update->outline, cr, place);
}

gboolean
smooth_canvas_draw (GtkWidget *widget, cairo_t *cr)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_allocated_width (widget);
  int height = gtk_widget_get_allocated_height (widget);
  double scale = smooth_canvas_get_scale (canvas);

  gtk_render_background (style, cr, 0, 0, width, height);
  if (canvas->has_viewport)
    {
      if (canvas->check_pattern == NULL)
        canvas->check_pattern = create_checks (&canvas->checkerboard);
      cairo_save (cr);
      cairo_scale (cr, 1 / scale, 1 / scale);
      if (canvas->is_split && !canvas->shows_original
          && canvas->view != SMOOTH_VIEW_ORIGINAL)
        draw_split (canvas, cr);
      else
        draw_updates (canvas, cr,
                      canvas->shows_original ? SMOOTH_VIEW_ORIGINAL
                                             : canvas->view);
      draw_outline (canvas, cr);
      cairo_restore (cr);
    }
  if (gtk_widget_has_visible_focus (widget))
    gtk_render_focus (style, cr, 0, 0, width, height);
  return FALSE;
}
