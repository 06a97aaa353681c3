/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the canvas share: canvas.c (the widget's class, and the
 * frames), canvas-input.c (mouse and keys), canvas-draw.c, canvas-viewport.c.
 * canvas.c calls the others, canvas-input.c and canvas-draw.c call
 * canvas-viewport.c, which calls none of them. Only canvas.c checks the type
 * of a widget: the event handlers of the other files belong to the class, and
 * cast without a check.
 */
#pragma once

#include "canvas.h"

struct _SmoothCanvas
{
  GtkDrawingArea parent_instance;

  SmoothViewport viewport; /* picture_width 0: there is no picture */
  SmoothRect centre_on;    /* as in smooth_canvas_set_picture; width 0: none */
  gboolean has_viewport;   /* the viewport was initialised for the picture */
  SmoothView view;
  gboolean is_split;
  SmoothSplit split;
  gboolean shows_original;    /* whatever the view, while a key is held down */
  SmoothDisplay checkerboard; /* only the fields that describe it are used */
  cairo_pattern_t *check_pattern; /* NULL: made by the next drawing */

  /* The updates that are drawn, NULL where there is none. */
  SmoothFrameUpdate *overview; /* the original of the whole picture */
  SmoothFrameUpdate *original; /* the latest original */
  SmoothFrameUpdate *result;   /* the latest result, with its edge map */

  gboolean is_dragging;
  double drag_x, drag_y; /* where the pointer was last, in widget coordinates */
  double scroll_notches; /* of the mouse wheel, since the last step of zoom */
};

/* canvas-viewport.c */

/* Pixels of the monitor per pixel of the widget, in each direction. */
double smooth_canvas_get_scale (SmoothCanvas *canvas);

/* Fits the viewport to the widget's size, and initialises it if the canvas has
 * a picture and, for the first time, a size. */
void smooth_canvas_update_size (SmoothCanvas *canvas);

/* Moves the picture under the canvas, by pixels of the monitor. Does nothing
 * without a viewport, like the next function. */
void smooth_canvas_pan (SmoothCanvas *canvas, double dx, double dy);

/* Zooms about the point (x, y) of the widget. */
void
smooth_canvas_zoom_at (SmoothCanvas *canvas, double zoom, double x, double y);

/* canvas-draw.c */

/* The widget class's handler of "draw". */
gboolean smooth_canvas_draw (GtkWidget *widget, cairo_t *cr);

/* canvas-input.c */

/* Sets the widget class's handlers of mouse and key events. */
void smooth_canvas_class_add_input (GtkWidgetClass *class);

/* Makes the new canvas receive these events. */
void smooth_canvas_add_events (GtkWidget *widget);
