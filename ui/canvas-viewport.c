/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the canvas's viewport in step with the widget's size, pans and zooms
 * it, and emits the canvas's signals when the viewport has changed.
 */
#include "canvas-private.h"

double
smooth_canvas_get_scale (SmoothCanvas *canvas)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (canvas));
}

static void
notify_viewport (SmoothCanvas *canvas)
{
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "viewport-changed");
  g_signal_emit_by_name (canvas, "shown-changed");
}

static void
init_viewport (SmoothCanvas *canvas, int width, int height)
{
  SmoothViewport *viewport = &canvas->viewport;
  const SmoothRect *centre_on = &canvas->centre_on;

  smooth_viewport_init (viewport, viewport->picture_width,
                        viewport->picture_height, width, height);
  if (centre_on->width > 0)
    smooth_viewport_centre (viewport, centre_on->x + centre_on->width / 2.0,
                            centre_on->y + centre_on->height / 2.0);
  canvas->has_viewport = TRUE;
}

void
smooth_canvas_update_size (SmoothCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  double scale = smooth_canvas_get_scale (canvas);
  int width = (int) (gtk_widget_get_allocated_width (widget) * scale);
  int height = (int) (gtk_widget_get_allocated_height (widget) * scale);

  /* GTK reports a size of 1 x 1 before the first layout. */
  if (canvas->viewport.picture_width == 0 || width <= 1 || height <= 1)
    return;
  if (canvas->has_viewport && width == canvas->viewport.canvas_width
      && height == canvas->viewport.canvas_height)
    return;
  if (canvas->has_viewport)
    smooth_viewport_resize (&canvas->viewport, width, height);
  else
    init_viewport (canvas, width, height);
  notify_viewport (canvas);
}

const SmoothViewport *
smooth_canvas_get_viewport (SmoothCanvas *canvas)
{
  return canvas->has_viewport ? &canvas->viewport : NULL;
}

void
smooth_canvas_fit (SmoothCanvas *canvas)
{
  if (!canvas->has_viewport)
    return;
  smooth_viewport_fit (&canvas->viewport);
  notify_viewport (canvas);
}

void
smooth_canvas_pan (SmoothCanvas *canvas, double dx, double dy)
{
  if (!canvas->has_viewport)
    return;
  smooth_viewport_pan (&canvas->viewport, dx, dy);
  notify_viewport (canvas);
}

void
smooth_canvas_zoom_at (SmoothCanvas *canvas, double zoom, double x, double y)
{
  double scale = smooth_canvas_get_scale (canvas);

  if (!canvas->has_viewport)
    return;
  smooth_viewport_zoom (&canvas->viewport, zoom, x * scale, y * scale);
  notify_viewport (canvas);
}

void
smooth_canvas_zoom (SmoothCanvas *canvas, double zoom)
{
  SmoothViewport *viewport = &canvas->viewport;

  if (!canvas->has_viewport)
    return;
  smooth_viewport_zoom (viewport, zoom, viewport->canvas_width / 2.0,
                        viewport->canvas_height / 2.0);
  notify_viewport (canvas);
}
