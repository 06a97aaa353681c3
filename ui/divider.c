/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "divider.h"

#include <math.h>

#include "divider-accessible.h"
#include "i18n.h"
#include "shortcut-key.h"

/* How far an arrow key, or Page Up and Page Down, move the position. */
#define ARROW_STEP 0.01
#define PAGE_STEP 0.1
/* A press of the mouse that moves by fewer pixels is a click. */
#define CLICK_PX 3
/* Half the height of the grip's arrows, in pixels. */
#define GRIP_PX 7

enum
{
  PROPERTY_POSITION = 1
};

struct _SmoothDivider
{
  GtkDrawingArea parent_instance;

  SmoothSplit split;
  gboolean is_pressed; /* the mouse button is held down */
  /* Since the press the pointer has moved by CLICK_PX or more. */
  gboolean is_dragged;
  double press_root; /* where the button was pressed, in screen coordinates */
  double press_position; /* the divider's position at that moment */
};

G_DEFINE_FINAL_TYPE (SmoothDivider, smooth_divider, GTK_TYPE_DRAWING_AREA)

static void
set_cursor (SmoothDivider *divider)
{
  GtkWidget *widget = GTK_WIDGET (divider);
  g_autoptr (GdkCursor) cursor = NULL;

  if (!gtk_widget_get_realized (widget))
    return;
  cursor = gdk_cursor_new_from_name (gtk_widget_get_display (widget),
                                     divider->split.is_across ? "row-resize"
                                                              : "col-resize");
  gdk_window_set_cursor (gtk_widget_get_window (widget), cursor);
}

static void
emit_changed (SmoothDivider *divider)
{
  g_signal_emit_by_name (divider, "changed");
}

static void
move_to (SmoothDivider *divider, double position)
{
  SmoothSplit split = divider->split;

  split.position = position;
  smooth_divider_set_split (divider, &split);
  emit_changed (divider);
}

static void
swap (SmoothDivider *divider)
{
  divider->split.is_swapped = !divider->split.is_swapped;
  emit_changed (divider);
}

static void
turn (SmoothDivider *divider)
{
  SmoothSplit split = divider->split;

  split.is_across = !split.is_across;
  smooth_divider_set_split (divider, &split);
  emit_changed (divider);
}

/* Returns by how many pixels the divider can be dragged from one end to the
 * other. */
static double
get_track_length (SmoothDivider *divider)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (divider));

  return MAX (1, divider->split.is_across
                   ? gtk_widget_get_allocated_height (parent)
                   : gtk_widget_get_allocated_width (parent));
}

static gboolean
button_press (GtkWidget *widget, GdkEventButton *event)
{
  SmoothDivider *divider = SMOOTH_DIVIDER (widget);

  if (event->button != GDK_BUTTON_PRIMARY)
    return FALSE;
  gtk_widget_grab_focus (widget);
  divider->is_pressed = TRUE;
  divider->is_dragged = FALSE;
  divider->press_root =
    divider->split.is_across ? event->y_root : event->x_root;
  divider->press_position = divider->split.position;
  return TRUE;
}

static gboolean
motion_notify (GtkWidget *widget, GdkEventMotion *event)
{
  SmoothDivider *divider = SMOOTH_DIVIDER (widget);
  double moved = (divider->split.is_across ? event->y_root : event->x_root)
                 - divider->press_root;

  if (!divider->is_pressed)
    return FALSE;
  if (ABS (moved) >= CLICK_PX)
    divider->is_dragged = TRUE;
  if (divider->is_dragged)
    move_to (divider,
             divider->press_position + moved / get_track_length (divider));
  return TRUE;
}

static gboolean
button_release (GtkWidget *widget, GdkEventButton *event)
{
  SmoothDivider *divider = SMOOTH_DIVIDER (widget);

  if (!divider->is_pressed || event->button != GDK_BUTTON_PRIMARY)
    return FALSE;
  divider->is_pressed = FALSE;
  if (divider->is_dragged)
    return TRUE;
  if ((event->state & GDK_CONTROL_MASK) != 0)
    turn (divider);
  else
    swap (divider);
  return TRUE;
}

/* Handles the keys that do the same as a click or Ctrl+click. */
static gboolean
press_button_key (SmoothDivider *divider, const GdkEventKey *event)
{
  guint key = smooth_key_get_value (event);

  if (key != GDK_KEY_space && key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  if ((event->state & GDK_CONTROL_MASK) != 0)
    turn (divider);
  else
    swap (divider);
  return TRUE;
}

static gboolean
key_press (GtkWidget *widget, GdkEventKey *event)
{
  SmoothDivider *divider = SMOOTH_DIVIDER (widget);
  double position = divider->split.position;

  switch (smooth_key_get_value (event))
    {
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      move_to (divider, position - ARROW_STEP);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      move_to (divider, position + ARROW_STEP);
      return TRUE;
    case GDK_KEY_Page_Up:
      move_to (divider, position - PAGE_STEP);
      return TRUE;
    case GDK_KEY_Page_Down:
      move_to (divider, position + PAGE_STEP);
      return TRUE;
    case GDK_KEY_Home:
      move_to (divider, 0);
      return TRUE;
    case GDK_KEY_End:
      move_to (divider, 1);
      return TRUE;
    default:
      return press_button_key (divider, event);
    }
}

/* Draws a vertical divider: the line, and two arrows in its middle as a grip.
 */
static void
draw_upright (cairo_t *cr, double width, double height)
{
  double x = floor (width / 2) + 0.5, y = floor (height / 2);
  /* The arrows point away from the line: how far their tips are from it. */
  double tip = (width - 3) / 2;

  cairo_set_line_width (cr, 3);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.7);
  cairo_move_to (cr, x, 0);
  cairo_line_to (cr, x, height);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x, 0);
  cairo_line_to (cr, x, height);
  cairo_stroke (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 3.5, y - GRIP_PX);
      cairo_line_to (cr, x + side * tip, y);
      cairo_line_to (cr, x + side * 3.5, y + GRIP_PX);
      cairo_close_path (cr);
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.7);
  cairo_stroke (cr);
}

static gboolean
draw (GtkWidget *widget, cairo_t *cr)
{
  SmoothDivider *divider = SMOOTH_DIVIDER (widget);
  int width = gtk_widget_get_allocated_width (widget);
  int height = gtk_widget_get_allocated_height (widget);

  cairo_save (cr);
  if (divider->split.is_across)
    {
      cairo_matrix_t flip = { 0, 1, 1, 0, 0, 0 };

      cairo_transform (cr, &flip);
      draw_upright (cr, height, width);
    }
  else
    draw_upright (cr, width, height);
  cairo_restore (cr);
  if (gtk_widget_has_visible_focus (widget))
    gtk_render_focus (gtk_widget_get_style_context (widget), cr, 0, 0, width,
                      height);
  return FALSE;
}

static void
realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (smooth_divider_parent_class)->realize (widget);
  set_cursor (SMOOTH_DIVIDER (widget));
}

static void
get_position (GObject *object,
              guint id G_GNUC_UNUSED,
              GValue *value,
              GParamSpec *spec G_GNUC_UNUSED)
{
  g_value_set_double (value, SMOOTH_DIVIDER (object)->split.position);
}

static void
set_position (GObject *object,
              guint id G_GNUC_UNUSED,
              const GValue *value,
              GParamSpec *spec G_GNUC_UNUSED)
{
  move_to (SMOOTH_DIVIDER (object), g_value_get_double (value));
}

static void
smooth_divider_class_init (SmoothDividerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /* property_id is not looked at, since "position" is the only property. */
  object_class->get_property = get_position;
  object_class->set_property = set_position;
  g_object_class_install_property (
    object_class, PROPERTY_POSITION,
    g_param_spec_double ("position", NULL, NULL, 0, 1, 0.5,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  widget_class->button_press_event = button_press;
  widget_class->button_release_event = button_release;
  widget_class->motion_notify_event = motion_notify;
  widget_class->key_press_event = key_press;
  widget_class->draw = draw;
  widget_class->realize = realize;
  gtk_widget_class_set_accessible_type (widget_class,
                                        smooth_divider_accessible_get_type ());
  g_signal_new ("changed", SMOOTH_TYPE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                NULL, NULL, G_TYPE_NONE, 0);
}

static void
smooth_divider_init (SmoothDivider *divider)
{
  GtkWidget *widget = GTK_WIDGET (divider);
  AtkObject *accessible;

  divider->split.position = 0.5;
  gtk_widget_set_can_focus (widget, TRUE);
  gtk_widget_add_events (widget, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK
                                   | GDK_BUTTON1_MOTION_MASK
                                   | GDK_KEY_PRESS_MASK);
  gtk_widget_set_tooltip_text (widget,
                               _ ("Drag to move the divider, click to swap the "
                                  "sides, Ctrl+click to turn it"));
  accessible = gtk_widget_get_accessible (widget);
  atk_object_set_name (accessible, _ ("Divider between before and after"));
}

GtkWidget *
smooth_divider_new (void)
{
  return g_object_new (SMOOTH_TYPE_DIVIDER, NULL);
}

const SmoothSplit *
smooth_divider_get_split (SmoothDivider *divider)
{
  return &divider->split;
}

void
smooth_divider_set_split (SmoothDivider *divider, const SmoothSplit *split)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (divider));
  double old = divider->split.position;

  divider->split = *split;
  /* A position that is NaN becomes 0. */
  divider->split.position = split->position > 0 ? MIN (split->position, 1) : 0;
  set_cursor (divider);
  gtk_widget_queue_resize (GTK_WIDGET (divider));
  if (divider->split.position != old)
    {
      g_object_notify (G_OBJECT (divider), "position");
      g_signal_emit_by_name (accessible, "value-changed",
                             100 * divider->split.position, "");
      g_object_notify (G_OBJECT (accessible), "accessible-value");
    }
}
