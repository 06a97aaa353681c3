/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mouse and keys of the canvas. Keys count only while it has the focus. */
#include "canvas-private.h"

#include "key.h"

#define ARROW_PX 32
#define SCROLL_PX 48

static void
pan (SmoothCanvas *canvas, double dx, double dy)
{
  smooth_viewport_pan (&canvas->viewport, dx, dy);
  smooth_canvas_viewport_changed (canvas);
}

static void
zoom_at (SmoothCanvas *canvas, double zoom, double x, double y)
{
  double scale = smooth_canvas_get_scale (canvas);

  smooth_viewport_zoom (&canvas->viewport, zoom, x * scale, y * scale);
  smooth_canvas_viewport_changed (canvas);
}

static gboolean
button_press (GtkWidget *widget, GdkEventButton *event)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);

  if (!canvas->is_open
      || (event->button != GDK_BUTTON_PRIMARY
          && event->button != GDK_BUTTON_MIDDLE))
    return FALSE;
  gtk_widget_grab_focus (widget);
  if (event->type == GDK_2BUTTON_PRESS && event->button == GDK_BUTTON_PRIMARY)
    {
      zoom_at (canvas, 1, event->x, event->y);
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
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);
  gboolean was_dragging = canvas->is_dragging;

  canvas->is_dragging = FALSE;
  return was_dragging;
}

static gboolean
motion_notify (GtkWidget *widget, GdkEventMotion *event)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);
  double scale = smooth_canvas_get_scale (canvas);

  if (!canvas->is_dragging)
    return FALSE;
  pan (canvas, (event->x - canvas->drag_x) * scale,
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

/* A step of zoom for each notch of the wheel; touch pads give parts of one. */
static void
scroll_zoom (SmoothCanvas *canvas, double dy, const GdkEventScroll *event)
{
  canvas->scrolled += dy;
  if (ABS (canvas->scrolled) < 1)
    return;
  zoom_at (
    canvas,
    smooth_viewport_get_step (&canvas->viewport, canvas->scrolled < 0 ? 1 : -1),
    event->x, event->y);
  canvas->scrolled = 0;
}

static gboolean
scroll (GtkWidget *widget, GdkEventScroll *event)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);
  double step = SCROLL_PX * smooth_canvas_get_scale (canvas);
  double dx, dy;

  if (!canvas->is_open)
    return FALSE;
  get_deltas (event, &dx, &dy);
  if ((event->state & GDK_CONTROL_MASK) != 0)
    {
      scroll_zoom (canvas, dy, event);
      return TRUE;
    }
  if ((event->state & GDK_SHIFT_MASK) != 0)
    {
      dx += dy;
      dy = 0;
    }
  pan (canvas, -dx * step, -dy * step);
  return TRUE;
}

static void
hold (SmoothCanvas *canvas, gboolean is_held)
{
  if (canvas->is_held == is_held)
    return;
  canvas->is_held = is_held;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "shown-changed");
}

/* Keys with Ctrl belong to the dialog, but for one. */
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
      pan (canvas, step, 0);
      return TRUE;
    case GDK_KEY_Right:
      pan (canvas, -step, 0);
      return TRUE;
    case GDK_KEY_Up:
      pan (canvas, 0, step);
      return TRUE;
    case GDK_KEY_Down:
      pan (canvas, 0, -step);
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
      hold (canvas, TRUE);
      return TRUE;
    case GDK_KEY_space:
      /* Meant for panning by GIMP's users; it must not reach a button. */
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_press (GtkWidget *widget, GdkEventKey *event)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);

  if (!canvas->is_open || (event->state & GDK_MOD1_MASK) != 0)
    return FALSE;
  if ((event->state & GDK_CONTROL_MASK) != 0)
    return press_with_control (canvas, event);
  return press_plain (canvas, smooth_key_get_value (event));
}

static gboolean
key_release (GtkWidget *widget, GdkEventKey *event)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (widget);

  if (smooth_key_get_value (event) != GDK_KEY_o)
    return FALSE;
  hold (canvas, FALSE);
  return TRUE;
}

static gboolean
focus_out (GtkWidget *widget, GdkEventFocus *event)
{
  /* The release of a key that is held goes elsewhere. */
  hold (SMOOTH_CANVAS (widget), FALSE);
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
