/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing of plots by cairo, as SVG and PNG: the data and the files; what
 * stands around the data is draw-frame.c.
 */
#include "train/plot/draw-private.h"

#include <cairo-svg.h>
#include <math.h>

#include "i18n.h"

#define DOT_RADIUS_PX 4

static gboolean
can_place (const TrainDrawing *drawing, const TrainPlotSeries *series, gsize i)
{
  return train_plot_axis_has (&drawing->x, series->x[i])
         && train_plot_axis_has (&drawing->y, series->y[i]);
}

static void
draw_points (const TrainDrawing *drawing, const TrainPlotSeries *series)
{
  for (gsize i = 0; i < series->n; i++)
    if (can_place (drawing, series, i))
      {
        cairo_arc (drawing->cairo, train_draw_place_x (drawing, series->x[i]),
                   train_draw_place_y (drawing, series->y[i]), DOT_RADIUS_PX, 0,
                   2 * G_PI);
        cairo_fill (drawing->cairo);
      }
}

static void
draw_path (const TrainDrawing *drawing, const TrainPlotSeries *series)
{
  gboolean is_down = FALSE;

  for (gsize i = 0; i < series->n; i++)
    {
      gboolean can = can_place (drawing, series, i);

      if (can)
        (is_down ? cairo_line_to : cairo_move_to) (
          drawing->cairo, train_draw_place_x (drawing, series->x[i]),
          train_draw_place_y (drawing, series->y[i]));
      is_down = can;
    }
  cairo_stroke (drawing->cairo);
}

static void
draw_guide (const TrainDrawing *drawing, const TrainPlotSeries *series)
{
  static const double dash[] = { 4, 4 };
  cairo_t *cairo = drawing->cairo;
  gsize last = series->n - 1;

  if (series->n == 0)
    return;
  train_draw_use_grey (cairo, 0.65);
  cairo_set_line_width (cairo, 1);
  cairo_set_dash (cairo, dash, 2, 0);
  draw_path (drawing, series);
  cairo_set_dash (cairo, NULL, 0, 0);
  if (can_place (drawing, series, last))
    train_draw_text (
      cairo, series->label,
      train_draw_place_x (drawing, series->x[last]) - TRAIN_DRAW_GAP_PX / 2.0,
      train_draw_place_y (drawing, series->y[last]) + TRAIN_DRAW_TEXT_PX, 1, 0);
}

static void
draw_series (const TrainDrawing *drawing, const TrainPlotSeries *series)
{
  cairo_t *cairo = drawing->cairo;
  gboolean faint = series->style == TRAIN_PLOT_FAINT;

  if (series->style == TRAIN_PLOT_GUIDE)
    {
      draw_guide (drawing, series);
      return;
    }
  train_draw_use_colour (cairo, series->colour, faint ? 0.3 : 1);
  cairo_set_line_width (cairo, faint ? 1 : 2);
  if (series->style == TRAIN_PLOT_POINTS)
    draw_points (drawing, series);
  else
    draw_path (drawing, series);
}

/* The bars of one series; number: its place in each group. */
static void
draw_bars (const TrainDrawing *drawing,
           const TrainPlotSeries *series,
           guint number)
{
  cairo_t *cairo = drawing->cairo;
  double step =
    train_draw_group_width (drawing) * 0.84 / drawing->plot->series->len;
  double foot = fmin (fmax (0, drawing->y.low), drawing->y.high);
  double zero =
    drawing->y.is_log ? drawing->bottom : train_draw_place_y (drawing, foot);

  for (gsize i = 0; i < series->n; i++)
    {
      double left = drawing->left
                    + (i + 0.08) * train_draw_group_width (drawing)
                    + number * step;
      g_autofree char *text = NULL;
      double y;

      if (!train_plot_axis_has (&drawing->y, series->y[i]))
        continue;
      y = train_draw_place_y (drawing, series->y[i]);
      train_draw_use_colour (cairo, series->colour, 1);
      cairo_rectangle (cairo, left + 1, y, step - 2, zero - y);
      cairo_fill (cairo);
      text = train_plot_number (series->y[i], fabs (series->y[i]) / 100);
      train_draw_use_grey (cairo, 0.2);
      if (train_draw_text_width (cairo, text) < step + TRAIN_DRAW_GAP_PX / 2.0)
        train_draw_text (cairo, text, left + step / 2,
                         series->y[i] < 0 ? y + TRAIN_DRAW_TEXT_PX : y - 3, 0.5,
                         0);
    }
}

static void
draw (const TrainPlot *plot, cairo_t *cairo)
{
  TrainDrawing drawing = { .plot = plot, .cairo = cairo };

  train_draw_use_grey (cairo, 1);
  cairo_paint (cairo);
  cairo_select_font_face (cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cairo, TRAIN_DRAW_TEXT_PX);
  cairo_set_line_width (cairo, 1);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  train_draw_lay_out (&drawing);
  train_draw_axes (&drawing);

  cairo_save (cairo);
  cairo_rectangle (cairo, drawing.left, drawing.top - TRAIN_DRAW_TEXT_PX,
                   drawing.right - drawing.left,
                   drawing.bottom - drawing.top + TRAIN_DRAW_TEXT_PX);
  cairo_clip (cairo);
  for (guint i = 0; i < plot->series->len; i++)
    {
      const TrainPlotSeries *series = train_plot_series (plot, i);

      if (plot->groups != NULL)
        draw_bars (&drawing, series, i);
      else
        draw_series (&drawing, series);
    }
  cairo_restore (cairo);
  cairo_set_line_width (cairo, 1);
  train_draw_frame (&drawing);
}

gboolean
train_plot_can_save (void)
{
  return TRUE;
}

/* For cairo: appends to a GByteArray. */
static cairo_status_t
take_bytes (void *data, const unsigned char *bytes, unsigned int n)
{
  g_byte_array_append (data, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_svg (const TrainPlot *plot, GByteArray *file)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
    take_bytes, file, plot->width, plot->height);
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  draw (plot, cairo);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
draw_png (const TrainPlot *plot, GByteArray *file)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, plot->width, plot->height);
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  draw (plot, cairo);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, take_bytes, file);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
train_plot_save (const TrainPlot *plot, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;
  cairo_status_t status;

  if (g_str_has_suffix (path, ".svg"))
    status = draw_svg (plot, file);
  else if (g_str_has_suffix (path, ".png"))
    status = draw_png (plot, file);
  else
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   _ ("plot '%s': the name ends in neither .svg nor .png"),
                   path);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS
      && g_file_set_contents (path, (const char *) file->data, file->len,
                              &reason))
    return TRUE;
  g_set_error (
    error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("plot '%s' cannot be written: %s"),
    path, reason != NULL ? reason->message : cairo_status_to_string (status));
  return FALSE;
}
