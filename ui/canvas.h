/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canvas: the widget that draws the preview's frames, pans and zooms them by
 * mouse and keys, and cuts them at the divider. It computes no pixels and never
 * waits for any: where the present viewport has no frame yet, the earlier
 * frames are drawn at their place in the picture. Once there has been a result
 * of the whole picture, the original is drawn in no result's place.
 *
 * Signals, both without arguments: "viewport-changed" when other pixels of the
 * picture have to be computed; "shown-changed" when the zoom or the view has
 * changed, and with it the text that describes the canvas.
 *
 * All functions in the main loop. Pointer arguments are only read during the
 * call, and the canvas keeps copies, except where a comment says otherwise.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth-ui/view-settings.h>

#include "frame-request.h"

#define SMOOTH_TYPE_CANVAS (smooth_canvas_get_type ())
G_DECLARE_FINAL_TYPE (
  SmoothCanvas, smooth_canvas, SMOOTH, CANVAS, GtkDrawingArea)

/* Returns a canvas without a picture, with a floating reference. */
GtkWidget *smooth_canvas_new (void);

/* Forgets all frames and begins with another picture of width x height pixels,
 * or with none if both are 0. If not all of it fits on the canvas at first,
 * centre_on (in pixels of the picture) is centred; NULL: the picture's middle.
 */
void smooth_canvas_set_picture (SmoothCanvas *canvas,
                                int width,
                                int height,
                                const SmoothRect *centre_on);

/* Sets the checkerboard that is drawn under transparent pixels. Only the fields
 * of display that describe it are used. */
void smooth_canvas_set_display (SmoothCanvas *canvas,
                                const SmoothDisplay *display);

/* Sets what is drawn on the canvas, or on the side of the divider that does not
 * show the original. */
void smooth_canvas_set_view (SmoothCanvas *canvas, SmoothView view);

/* Sets whether the original is drawn on one side of the divider, and where the
 * divider is. */
void smooth_canvas_set_split (SmoothCanvas *canvas,
                              gboolean is_split,
                              const SmoothSplit *split);

/* From now on the canvas draws a frame update (transfer full). If the update is
 * a patch of a frame that the canvas does not draw any more, it is dropped. If
 * it is a weak result, the canvas goes on showing earlier results in its place.
 */
void smooth_canvas_add_update (SmoothCanvas *canvas, SmoothFrameUpdate *update);

/* Forgets the smoothed frames, so that the originals are drawn until the next
 * result is added. */
void smooth_canvas_clear_result (SmoothCanvas *canvas);

/* Returns the result that is drawn, or NULL. It belongs to the canvas, and is
 * valid until the next call of the functions above. */
const SmoothFrameUpdate *smooth_canvas_get_result (SmoothCanvas *canvas);

/* Returns the latest result of the whole picture, as smooth_canvas_get_result.
 */
const SmoothFrameUpdate *smooth_canvas_get_overview (SmoothCanvas *canvas);

/* Returns the viewport, which belongs to the canvas and lives as long as it.
 * Returns NULL until the canvas has both a picture and a size; until then
 * smooth_canvas_fit and smooth_canvas_zoom do nothing. */
const SmoothViewport *smooth_canvas_get_viewport (SmoothCanvas *canvas);

/* Chooses the largest zoom at which the whole picture is visible, and keeps to
 * that when the canvas changes its size. */
void smooth_canvas_fit (SmoothCanvas *canvas);

/* Zooms about the canvas's middle. A zoom out of range is clamped. */
void smooth_canvas_zoom (SmoothCanvas *canvas, double zoom);
