/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's parts: canvas.c holds, canvas-draw.c draws, canvas-input.c
 * listens.
 */
#pragma once

#include "canvas.h"

struct _SmoothCanvas
{
  GtkDrawingArea parent_instance;

  SmoothViewport viewport; /* picture_width 0: no picture */
  SmoothRect centre_on;    /* width 0: the middle */
  gboolean is_open;        /* the opening view was chosen */
  SmoothView view;
  gboolean is_split;
  SmoothSplit split;
  gboolean is_held;     /* the original, by a key */
  SmoothDisplay checks; /* its checkerboard only */
  cairo_pattern_t *check_pattern;

  SmoothFrameUpdate *overview; /* original of the whole picture; NULL: none yet */
  SmoothFrameUpdate *original; /* the latest */
  SmoothFrameUpdate *result;   /* the latest, with its edges */

  gboolean is_dragging;
  double drag_x, drag_y;
  double scrolled; /* notches towards the next step of zoom */
};

/* Pixels of the monitor for one of the widget's. */
double smooth_canvas_get_scale (SmoothCanvas *canvas);

/* After any change of the viewport. */
void smooth_canvas_viewport_changed (SmoothCanvas *canvas);

gboolean smooth_canvas_draw (GtkWidget *widget, cairo_t *cr);

/* Sets the widget class's handlers of events. */
void smooth_canvas_class_add_input (GtkWidgetClass *class);
void smooth_canvas_add_events (GtkWidget *widget);
