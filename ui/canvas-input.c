/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles the mouse and key events of the canvas. GTK sends keys to it only
 * while it has the focus.
 */
#include "canvas-private.h"

#include "shortcut-key.h"

/* Pixels of the widget that a key, or a notch of the mouse wheel, pans by. */
#define ARROW_PX 32
#define SCROLL_PX 48

static gboolean
button_press (GtkWidget *widget, GdkEventButton *event)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;

  if (!canvas->has_viewport
      || (event->button != GDK_BUTTON_PRIMARY
          && event->button != GDK_BUTTON_MIDDLE))
    return FALSE;
  gtk_widget_grab_focus (widget);
  if (event->type == GDK_2BUTTON_PRESS && event->button == GDK_BUTTON_PRIMARY)
    {
      smooth_canvas_zoom_at (canvas, 1, event->x, event->y);
      return TRUE;
    }
  canvas->is_dragging = TRUE;
  canvas->drag_x = event->x;
  canvas->drag_y = event->y;
  return TRUE;
}

static gboolean
button_release (GtkWidget *widget, GdkEventButton *event G_GNUC_UNUSED)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;
  gboolean was_dragging = canvas->is_dragging;

  canvas->is_dragging = FALSE;
  return was_dragging;
}

static gboolean
motion_notify (GtkWidget *widget, GdkEventMotion *event)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;
  double scale = smooth_canvas_get_scale (canvas);

  if (!canvas->is_dragging)
    return FALSE;
  smooth_canvas_pan (canvas, (event->x - canvas->drag_x) * scale,
                     (event->y - canvas->drag_y) * scale);
  canvas->drag_x = event->x;
  canvas->drag_y = event->y;
  return TRUE;
}

static void
get_deltas (const GdkEventScroll *event, double *dx, double *dy)
{
  *dx = *dy = 0;
  switch (event->direction)
    {
    case GDK_SCROLL_UP:
      *dy = -1;
      break;
    case GDK_SCROLL_DOWN:
      *dy = 1;
      break;
    case GDK_SCROLL_LEFT:
      *dx = -1;
      break;
    case GDK_SCROLL_RIGHT:
      *dx = 1;
      break;
    case GDK_SCROLL_SMOOTH:
      *dx = event->delta_x;
      *dy = event->delta_y;
      break;
    }
}

/* Zooms by one step for each notch that the mouse wheel turns. Touch pads
 * report fractions of a notch, which are added up. */
static void
zoom_by_scrolling (SmoothCanvas *canvas, double dy, const GdkEventScroll *event)
{
  canvas->scroll_notches += dy;
  if (ABS (canvas->scroll_notches) < 1)
    return;
  smooth_canvas_zoom_at (
    canvas,
    smooth_viewport_get_step (&canvas->viewport,
                              canvas->scroll_notches < 0 ? 1 : -1),
    event->x, event->y);
  canvas->scroll_notches = 0;
}

static gboolean
scroll (GtkWidget *widget, GdkEventScroll *event)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;
  double step = SCROLL_PX * smooth_canvas_get_scale (canvas);
  double dx, dy;

  if (!canvas->has_viewport)
    return FALSE;
  get_deltas (event, &dx, &dy);
  if ((event->state & GDK_CONTROL_MASK) != 0)
    {
      zoom_by_scrolling (canvas, dy, event);
      return TRUE;
    }
  if ((event->state & GDK_SHIFT_MASK) != 0)
    {
      dx += dy;
      dy = 0;
    }
  smooth_canvas_pan (canvas, -dx * step, -dy * step);
  return TRUE;
}

static void
show_original (SmoothCanvas *canvas, gboolean shows_original)
{
  if (canvas->shows_original == shows_original)
    return;
  canvas->shows_original = shows_original;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "shown-changed");
}

/* Handles Ctrl+Shift+J, which GIMP uses for "Fit Image in Window". All other
 * keys with Ctrl are left to the dialog. */
static gboolean
press_with_control (SmoothCanvas *canvas, const GdkEventKey *event)
{
  if ((event->state & GDK_SHIFT_MASK) == 0
      || smooth_key_get_value (event) != GDK_KEY_j)
    return FALSE;
  smooth_canvas_fit (canvas);
  return TRUE;
}

static gboolean
press_plain (SmoothCanvas *canvas, guint key)
{
  double step = ARROW_PX * smooth_canvas_get_scale (canvas);

  switch (key)
    {
    case GDK_KEY_Left:
      smooth_canvas_pan (canvas, step, 0);
      return TRUE;
    case GDK_KEY_Right:
      smooth_canvas_pan (canvas, -step, 0);
      return TRUE;
    case GDK_KEY_Up:
      smooth_canvas_pan (canvas, 0, step);
      return TRUE;
    case GDK_KEY_Down:
      smooth_canvas_pan (canvas, 0, -step);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      smooth_canvas_zoom (canvas,
                          smooth_viewport_get_step (&canvas->viewport, 1));
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      smooth_canvas_zoom (canvas,
                          smooth_viewport_get_step (&canvas->viewport, -1));
      return TRUE;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      smooth_canvas_zoom (canvas, 1);
      return TRUE;
    case GDK_KEY_o:
      show_original (canvas, TRUE);
      return TRUE;
    case GDK_KEY_space:
      /* The event must not reach the dialog, whose default button it would
       * activate: GIMP's users press the space bar to pan. */
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_press (GtkWidget *widget, GdkEventKey *event)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;

  if (!canvas->has_viewport || (event->state & GDK_MOD1_MASK) != 0)
    return FALSE;
  if ((event->state & GDK_CONTROL_MASK) != 0)
    return press_with_control (canvas, event);
  return press_plain (canvas, smooth_key_get_value (event));
}

static gboolean
key_release (GtkWidget *widget, GdkEventKey *event)
{
  SmoothCanvas *canvas = (SmoothCanvas *) widget;

  if (smooth_key_get_value (event) != GDK_KEY_o)
    return FALSE;
  show_original (canvas, FALSE);
  return TRUE;
}

static gboolean
focus_out (GtkWidget *widget, GdkEventFocus *event)
{
  /* The canvas loses the focus. If the user still holds down the key that shows
   * the original, another widget will get its release, so the canvas stops
   * showing the original now. */
  show_original ((SmoothCanvas *) widget, FALSE);
  return GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_DRAWING_AREA))
    ->focus_out_event (widget, event);
}

void
smooth_canvas_class_add_input (GtkWidgetClass *class)
{
  class->button_press_event = button_press;
  class->button_release_event = button_release;
  class->motion_notify_event = motion_notify;
  class->scroll_event = scroll;
  class->key_press_event = key_press;
  class->key_release_event = key_release;
  class->focus_out_event = focus_out;
}

void
smooth_canvas_add_events (GtkWidget *widget)
{
  gtk_widget_add_events (
    widget, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK
              | GDK_BUTTON1_MOTION_MASK | GDK_BUTTON2_MOTION_MASK
              | GDK_SCROLL_MASK | GDK_SMOOTH_SCROLL_MASK | GDK_KEY_PRESS_MASK
              | GDK_KEY_RELEASE_MASK | GDK_FOCUS_CHANGE_MASK);
}
