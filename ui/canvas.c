/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's class: its settings, and the frame updates that it has been
 * given. */
#include "canvas-private.h"

#include "frame-merge.h"

#define MIN_WIDTH 320
#define MIN_HEIGHT 200
/* GIMP's own checkerboard, which is used until smooth_canvas_set_display. */
#define CHECK_SIZE 8
#define CHECK_DARK 0.4
#define CHECK_LIGHT 0.6

G_DEFINE_FINAL_TYPE (SmoothCanvas, smooth_canvas, GTK_TYPE_DRAWING_AREA)

static void
size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GTK_WIDGET_CLASS (smooth_canvas_parent_class)
    ->size_allocate (widget, allocation);
  smooth_canvas_update_size (SMOOTH_CANVAS (widget));
}

static void
clear_updates (SmoothCanvas *canvas)
{
  g_clear_pointer (&canvas->overview, smooth_frame_update_free);
  g_clear_pointer (&canvas->original, smooth_frame_update_free);
  g_clear_pointer (&canvas->result_overview, smooth_frame_update_free);
  g_clear_pointer (&canvas->result, smooth_frame_update_free);
}

static void
finalize (GObject *object)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (object);

  clear_updates (canvas);
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
  canvas->checkerboard.check_size = CHECK_SIZE;
  canvas->checkerboard.check_dark = CHECK_DARK;
  canvas->checkerboard.check_light = CHECK_LIGHT;
  gtk_widget_set_size_request (widget, MIN_WIDTH, MIN_HEIGHT);
  gtk_widget_set_can_focus (widget, TRUE);
  smooth_canvas_add_events (widget);
  g_signal_connect (widget, "notify::scale-factor",
                    G_CALLBACK (smooth_canvas_update_size), NULL);
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
  clear_updates (canvas);
  canvas->viewport.picture_width = width;
  canvas->viewport.picture_height = height;
  canvas->centre_on = centre_on != NULL ? *centre_on : (SmoothRect) { 0 };
  canvas->has_viewport = FALSE;
  smooth_canvas_update_size (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
smooth_canvas_set_display (SmoothCanvas *canvas, const SmoothDisplay *display)
{
  canvas->checkerboard = *display;
  canvas->checkerboard.check_size = MAX (1, display->check_size);
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

/* Returns whether an update shows the whole picture. */
static gboolean
is_whole (const SmoothFrameUpdate *update)
{
  return update->area.width == update->grid.width
         && update->area.height == update->grid.height;
}

static void
keep_original (SmoothCanvas *canvas, const SmoothFrameUpdate *update)
{
  if (update->kind != SMOOTH_FRAME_UPDATE_OVERVIEW)
    {
      smooth_frame_update_free (canvas->original);
      canvas->original = smooth_frame_copy (update, FALSE);
    }
  if (is_whole (update))
    {
      smooth_frame_update_free (canvas->overview);
      canvas->overview = smooth_frame_copy (update, FALSE);
    }
}

/* Finds out whether an exact result of a scaled picture differs from the
 * original on the screen. */
static void
update_is_too_fine (SmoothCanvas *canvas, SmoothFrameUpdate *result)
{
  if (result->is_exact && result->original != NULL)
    result->is_too_fine = result->grid.width < canvas->viewport.picture_width
                          && !smooth_frame_differs (result);
}

/* Adds a smoothed frame (transfer full) of the whole picture or of the visible
 * part. If the frame is weak, it gets the pixels of the earlier ones. */
static void
add_result (SmoothCanvas *canvas, SmoothFrameUpdate *update)
{
  if (update->is_weak)
    {
      smooth_frame_keep (update, canvas->result_overview);
      smooth_frame_keep (update, canvas->result);
    }
  update_is_too_fine (canvas, update);
  if (is_whole (update))
    {
      smooth_frame_update_free (canvas->result_overview);
      canvas->result_overview = smooth_frame_copy (update, TRUE);
    }
  if (update->kind == SMOOTH_FRAME_UPDATE_RESULT)
    {
      smooth_frame_update_free (canvas->result);
      canvas->result = update;
    }
  else
    smooth_frame_update_free (update);
}

void
smooth_canvas_add_update (SmoothCanvas *canvas, SmoothFrameUpdate *update)
{
  g_autoptr (SmoothFrameUpdate) owned = update;

  if (update->kind != SMOOTH_FRAME_UPDATE_PROGRESS)
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  if (update->kind == SMOOTH_FRAME_UPDATE_PATCH)
    {
      smooth_frame_apply_patch (canvas->result_overview, update);
      if (smooth_frame_apply_patch (canvas->result, update))
        update_is_too_fine (canvas, canvas->result);
    }
  if (update->original != NULL)
    keep_original (canvas, update);
  if (update->kind == SMOOTH_FRAME_UPDATE_RESULT
      || update->kind == SMOOTH_FRAME_UPDATE_OVERVIEW)
    add_result (canvas, g_steal_pointer (&owned));
}

void
smooth_canvas_clear_result (SmoothCanvas *canvas)
{
  g_clear_pointer (&canvas->result_overview, smooth_frame_update_free);
  g_clear_pointer (&canvas->result, smooth_frame_update_free);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

const SmoothFrameUpdate *
smooth_canvas_get_result (SmoothCanvas *canvas)
{
  return canvas->result;
}

const SmoothFrameUpdate *
smooth_canvas_get_overview (SmoothCanvas *canvas)
{
  return canvas->result_overview;
}
