/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canvas: the widget that shows pieces of a picture, moves and zooms them under
 * mouse and keys, and cuts them at a divider. It computes nothing and never
 * waits: what has not come yet is shown by the pieces of before.
 *
 * Signals: "viewport-changed" when other pixels are needed; "shown-changed"
 * when the zoom or what is shown has another name.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/pane.h>

#include "frame-request.h"

#define SMOOTH_TYPE_CANVAS (smooth_canvas_get_type ())
G_DECLARE_FINAL_TYPE (
  SmoothCanvas, smooth_canvas, SMOOTH, CANVAS, GtkDrawingArea)

GtkWidget *smooth_canvas_new (void);

/* Begins with another picture, of this size, at its opening view; centre_on:
 * what to show if not all can be, NULL: the middle. */
void smooth_canvas_set_picture (SmoothCanvas *canvas,
                                int width,
                                int height,
                                const SmoothRect *centre_on);

/* Checkerboard under transparent pixels. */
void smooth_canvas_set_display (SmoothCanvas *canvas,
                                const SmoothDisplay *display);

void smooth_canvas_set_view (SmoothCanvas *canvas, SmoothView view);

/* Whether the original is on one side of the divider, and where that is. */
void smooth_canvas_set_split (SmoothCanvas *canvas,
                              gboolean is_split,
                              const SmoothSplit *split);

/* Takes over a piece of the picture. */
void smooth_canvas_take (SmoothCanvas *canvas, SmoothFrameUpdate *piece);

/* Forgets results, not originals. */
void smooth_canvas_drop_result (SmoothCanvas *canvas);

/* The result that is on the screen, borrowed; NULL: none. */
const SmoothFrameUpdate *smooth_canvas_get_result (SmoothCanvas *canvas);

const SmoothViewport *smooth_canvas_get_viewport (SmoothCanvas *canvas);
void smooth_canvas_fit (SmoothCanvas *canvas);
void smooth_canvas_zoom (SmoothCanvas *canvas, double zoom);
