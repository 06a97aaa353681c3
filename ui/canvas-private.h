/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the canvas share. canvas.c holds the widget's class and the
 * frames that it draws, canvas-input.c the mouse and the keys, canvas-draw.c
 * the drawing, canvas-viewport.c the size, pan and zoom. canvas.c calls the
 * three others; canvas-input.c and canvas-draw.c call canvas-viewport.c, which
 * calls none of them. Only canvas.c checks the type of a widget. The event
 * handlers in the other files belong to the class, so they cast without a
 * check.
 */
#pragma once

#include "canvas.h"

struct _SmoothCanvas
{
  GtkDrawingArea parent_instance;

  /* Which part of the picture is visible. The field picture_width is 0 while
   * there is no picture. */
  SmoothViewport viewport;
  /* The part of the picture to centre at first, in pixels of the picture; its
   * width is 0 if the picture's middle is to be centred. */
  SmoothRect centre_on;
  /* TRUE once viewport has been initialised for the picture. */
  gboolean has_viewport;
  SmoothView view;
  gboolean is_split;
  SmoothSplit split;
  /* TRUE while the user holds down the key that shows the original; the
   * original is then drawn whatever the field view says. */
  gboolean shows_original;
  /* Holds the squares' size and greys for check_pattern. The other fields of
   * SmoothDisplay are not used. */
  SmoothDisplay checkerboard;
  /* The checkerboard under transparent pixels; NULL until the next drawing
   * makes it. */
  cairo_pattern_t *check_pattern;

  /* The frame updates that are drawn; each is NULL if there is none. */
  SmoothFrameUpdate *overview; /* the original of the whole picture */
  SmoothFrameUpdate *original; /* the latest original */
  /* The latest result of the whole picture, with its edge map. */
  SmoothFrameUpdate *result_overview;
  SmoothFrameUpdate *result; /* the latest result, with its edge map */

  gboolean is_dragging;
  /* The pointer's last position, in widget coordinates. */
  double drag_x, drag_y;
  /* Notches that the mouse wheel has turned since the last step of zoom. */
  double scroll_notches;
};

/* The functions of canvas-viewport.c: */

/* Returns how many pixels of the monitor a pixel of the widget has in each
 * direction: GTK's scale factor. */
double smooth_canvas_get_scale (SmoothCanvas *canvas);

/* Fits the viewport to the widget's size. Initialises it as soon as the canvas
 * has a picture and GTK has given the widget a size. */
void smooth_canvas_update_size (SmoothCanvas *canvas);

/* Moves the picture under the canvas by dx and dy pixels of the monitor. Does
 * nothing if the canvas has no viewport yet. */
void smooth_canvas_pan (SmoothCanvas *canvas, double dx, double dy);

/* Sets the zoom so that the point (x, y) of the widget keeps its place in the
 * picture. Does nothing if the canvas has no viewport yet. */
void
smooth_canvas_zoom_at (SmoothCanvas *canvas, double zoom, double x, double y);

/* The functions of canvas-draw.c: */

/* Returns the text of the label on that side of the divider that shows the
 * original (is_before), or on the other side. */
const char *smooth_canvas_get_side_name (const SmoothCanvas *canvas,
                                         gboolean is_before);

/* Handles the widget's signal "draw". */
gboolean smooth_canvas_draw (GtkWidget *widget, cairo_t *cr);

/* The functions of canvas-input.c: */

/* Sets the widget class's handlers of mouse and key events. */
void smooth_canvas_class_add_input (GtkWidgetClass *class);

/* Makes a new canvas receive mouse and key events. */
void smooth_canvas_add_events (GtkWidget *widget);
