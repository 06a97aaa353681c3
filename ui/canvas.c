/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-private.h"

#define MIN_WIDTH 320
#define MIN_HEIGHT 200
#define CHECK_SIZE 8
#define CHECK_DARK 0.4
#define CHECK_LIGHT 0.6

G_DEFINE_FINAL_TYPE (SmoothCanvas, smooth_canvas, GTK_TYPE_DRAWING_AREA)

double
smooth_canvas_get_scale (SmoothCanvas *canvas)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (canvas));
}

static gboolean
has_picture (SmoothCanvas *canvas)
{
  return canvas->viewport.picture_width > 0;
}

void
smooth_canvas_viewport_changed (SmoothCanvas *canvas)
{
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  if (!canvas->is_open)
    return;
  g_signal_emit_by_name (canvas, "viewport-changed");
  g_signal_emit_by_name (canvas, "shown-changed");
}

/* The opening view waits for the canvas's size. */
static void
open_view (SmoothCanvas *canvas, int width, int height)
{
  SmoothViewport *viewport = &canvas->viewport;
  const SmoothRect *on = &canvas->centre_on;

  smooth_viewport_init (viewport, viewport->picture_width,
                        viewport->picture_height, width, height);
  if (on->width > 0)
    smooth_viewport_centre (viewport, on->x + on->width / 2.0,
                            on->y + on->height / 2.0);
  canvas->is_open = TRUE;
}

static void
resize (SmoothCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  double scale = smooth_canvas_get_scale (canvas);
  int width = (int) (gtk_widget_get_allocated_width (widget) * scale);
  int height = (int) (gtk_widget_get_allocated_height (widget) * scale);

  if (!has_picture (canvas) || width <= 1 || height <= 1)
    return;
  if (canvas->is_open && width == canvas->viewport.canvas_width
      && height == canvas->viewport.canvas_height)
    return;
  if (canvas->is_open)
    smooth_viewport_resize (&canvas->viewport, width, height);
  else
    open_view (canvas, width, height);
  smooth_canvas_viewport_changed (canvas);
}

static void
size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GTK_WIDGET_CLASS (smooth_canvas_parent_class)
    ->size_allocate (widget, allocation);
  resize (SMOOTH_CANVAS (widget));
}

static void
drop_pieces (SmoothCanvas *canvas)
{
  g_clear_pointer (&canvas->overview, smooth_frame_update_free);
  g_clear_pointer (&canvas->original, smooth_frame_update_free);
  g_clear_pointer (&canvas->result, smooth_frame_update_free);
}

static void
finalize (GObject *object)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (object);

  drop_pieces (canvas);
  g_clear_pointer (&canvas->check_pattern, cairo_pattern_destroy);
  G_OBJECT_CLASS (smooth_canvas_parent_class)->finalize (object);
}

static void
smooth_canvas_class_init (SmoothCanvasClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = finalize;
  widget_class->size_allocate = size_allocate;
  widget_class->draw = smooth_canvas_draw;
  smooth_canvas_class_add_input (widget_class);
  g_signal_new ("viewport-changed", SMOOTH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("shown-changed", SMOOTH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                NULL, NULL, G_TYPE_NONE, 0);
}

static void
smooth_canvas_init (SmoothCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  canvas->split.position = 0.5;
  canvas->checks.check_size = CHECK_SIZE;
  canvas->checks.check_dark = CHECK_DARK;
  canvas->checks.check_light = CHECK_LIGHT;
  gtk_widget_set_size_request (widget, MIN_WIDTH, MIN_HEIGHT);
  gtk_widget_set_can_focus (widget, TRUE);
  smooth_canvas_add_events (widget);
  g_signal_connect (widget, "notify::scale-factor", G_CALLBACK (resize), NULL);
}

GtkWidget *
smooth_canvas_new (void)
{
  return g_object_new (SMOOTH_TYPE_CANVAS, NULL);
}

void
smooth_canvas_set_picture (SmoothCanvas *canvas,
                           int width,
                           int height,
                           const SmoothRect *centre_on)
{
  drop_pieces (canvas);
  canvas->viewport.picture_width = width;
  canvas->viewport.picture_height = height;
  canvas->centre_on = centre_on != NULL ? *centre_on : (SmoothRect){ 0 };
  canvas->is_open = FALSE;
  resize (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
smooth_canvas_set_display (SmoothCanvas *canvas, const SmoothDisplay *display)
{
  canvas->checks = *display;
  canvas->checks.check_size = MAX (1, display->check_size);
  g_clear_pointer (&canvas->check_pattern, cairo_pattern_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
smooth_canvas_set_view (SmoothCanvas *canvas, SmoothView view)
{
  canvas->view = view;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "shown-changed");
}

void
smooth_canvas_set_split (SmoothCanvas *canvas,
                         gboolean is_split,
                         const SmoothSplit *split)
{
  canvas->is_split = is_split;
  canvas->split = *split;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* Copies the rows of a patch into the surface on the screen. */
static void
apply_patch (cairo_surface_t *surface,
             cairo_surface_t *patch,
             const SmoothFrameUpdate *to,
             const SmoothFrameUpdate *from)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, patch, from->area.x - to->area.x,
                            from->area.y - to->area.y);
  cairo_rectangle (cr, from->area.x - to->area.x, from->area.y - to->area.y,
                   from->area.width, from->area.height);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
take_patch (SmoothCanvas *canvas, const SmoothFrameUpdate *piece)
{
  SmoothFrameUpdate *result = canvas->result;

  if (result == NULL || result->state != piece->state
      || !smooth_grid_equal (&result->grid, &piece->grid)
      || (piece->result != NULL
          && !smooth_rect_contains (&result->area, &piece->area)))
    return;
  if (piece->result != NULL)
    {
      apply_patch (result->result, piece->result, result, piece);
      apply_patch (result->edges, piece->edges, result, piece);
      gtk_widget_queue_draw (GTK_WIDGET (canvas));
    }
  if (piece->is_exact)
    {
      result->is_exact = TRUE;
      result->has_exact_edges = piece->has_exact_edges;
      result->is_too_fine = FALSE;
    }
}

static SmoothFrameUpdate *
copy_original (const SmoothFrameUpdate *piece)
{
  SmoothFrameUpdate *copy = g_memdup2 (piece, sizeof *piece);

  copy->original = cairo_surface_reference (piece->original);
  copy->result = copy->edges = NULL;
  copy->outline =
    piece->outline != NULL ? smooth_outline_ref (piece->outline) : NULL;
  return copy;
}

static void
keep_original (SmoothCanvas *canvas, const SmoothFrameUpdate *piece)
{
  smooth_frame_update_free (canvas->original);
  canvas->original = copy_original (piece);
  if (piece->area.width == piece->grid.width
      && piece->area.height == piece->grid.height)
    {
      smooth_frame_update_free (canvas->overview);
      canvas->overview = copy_original (piece);
    }
}

void
smooth_canvas_take (SmoothCanvas *canvas, SmoothFrameUpdate *piece)
{
  g_autoptr (SmoothFrameUpdate) taken = piece;

  if (taken->kind == SMOOTH_FRAME_UPDATE_PATCH)
    take_patch (canvas, taken);
  if (taken->original != NULL)
    keep_original (canvas, taken);
  if (taken->original != NULL || taken->kind == SMOOTH_FRAME_UPDATE_RESULT)
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  if (taken->kind == SMOOTH_FRAME_UPDATE_RESULT)
    {
      smooth_frame_update_free (canvas->result);
      canvas->result = g_steal_pointer (&taken);
    }
}

void
smooth_canvas_drop_result (SmoothCanvas *canvas)
{
  g_clear_pointer (&canvas->result, smooth_frame_update_free);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

const SmoothFrameUpdate *
smooth_canvas_get_result (SmoothCanvas *canvas)
{
  return canvas->result;
}

const SmoothViewport *
smooth_canvas_get_viewport (SmoothCanvas *canvas)
{
  return canvas->is_open ? &canvas->viewport : NULL;
}

void
smooth_canvas_fit (SmoothCanvas *canvas)
{
  if (!canvas->is_open)
    return;
  smooth_viewport_fit (&canvas->viewport);
  smooth_canvas_viewport_changed (canvas);
}

void
smooth_canvas_zoom (SmoothCanvas *canvas, double zoom)
{
  SmoothViewport *viewport = &canvas->viewport;

  if (!canvas->is_open)
    return;
  smooth_viewport_zoom (viewport, zoom, viewport->canvas_width / 2.0,
                        viewport->canvas_height / 2.0);
  smooth_canvas_viewport_changed (canvas);
}
