/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the data of a plot, see draw-private.h. Texts are
 * measured, so that nothing overlaps. Colours: Okabe and Ito, "Color universal
 * design", 2008, told apart by the colour-blind too.
 */
#include "train/plot/draw-private.h"

#include <math.h>

#define TEXT_PX TRAIN_DRAW_TEXT_PX
#define GAP_PX TRAIN_DRAW_GAP_PX
#define TITLE_PX 16
#define TICK_PX 5
#define TICK_DISTANCE_PX 70
#define SWATCH_PX 22
#define LEGEND_ROW_PX 20
#define SLANT (-G_PI / 6)

static const double palette[][3] = {
  { 0.00, 0.45, 0.70 }, { 0.84, 0.37, 0.00 }, { 0.00, 0.62, 0.45 },
  { 0.80, 0.47, 0.65 }, { 0.90, 0.62, 0.00 }, { 0.34, 0.71, 0.91 },
  { 0.30, 0.30, 0.30 }, { 0.75, 0.70, 0.10 },
};

void
train_draw_use_colour (cairo_t *cairo, int colour, double opacity)
{
  const double *rgb = palette[colour % G_N_ELEMENTS (palette)];

  cairo_set_source_rgba (cairo, rgb[0], rgb[1], rgb[2], opacity);
}

void
train_draw_use_grey (cairo_t *cairo, double level)
{
  cairo_set_source_rgb (cairo, level, level, level);
}

double
train_draw_text_width (cairo_t *cairo, const char *text)
{
  cairo_text_extents_t extents;

  if (text == NULL)
    return 0;
  cairo_text_extents (cairo, text, &extents);
  return extents.x_advance;
}

/* Draws text with the point share of its width at (x, y), turned by angle. */
void
train_draw_text (cairo_t *cairo,
                 const char *text,
                 double x,
                 double y,
                 double share,
                 double angle)
{
  if (text == NULL)
    return;
  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_rotate (cairo, angle);
  cairo_move_to (cairo, -share * train_draw_text_width (cairo, text), 0);
  cairo_show_text (cairo, text);
  cairo_restore (cairo);
}

double
train_draw_place_x (const TrainDrawing *drawing, double x)
{
  return drawing->left
         + train_plot_axis_place (&drawing->x, x)
             * (drawing->right - drawing->left);
}

double
train_draw_place_y (const TrainDrawing *drawing, double y)
{
  return drawing->bottom
         - train_plot_axis_place (&drawing->y, y)
             * (drawing->bottom - drawing->top);
}

static double
tick_step (const TrainPlotAxis *axis, const GArray *ticks, guint i)
{
  double tick = g_array_index (ticks, double, i);

  if (axis->is_log)
    return fabs (tick);
  if (ticks->len < 2)
    return fabs (tick) / 100;
  return g_array_index (ticks, double, 1) - g_array_index (ticks, double, 0);
}

static char *
tick_text (const TrainPlotAxis *axis, const GArray *ticks, guint i)
{
  return train_plot_number (g_array_index (ticks, double, i),
                            tick_step (axis, ticks, i));
}

static GArray *
y_ticks (const TrainDrawing *drawing)
{
  double n = (drawing->plot->height - 100) / (TICK_DISTANCE_PX * 0.75);

  return train_plot_axis_ticks (&drawing->y, (int) fmax (n, 2));
}

static double
widest_y_tick (const TrainDrawing *drawing)
{
  g_autoptr (GArray) ticks = y_ticks (drawing);
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = tick_text (&drawing->y, ticks, i);

      widest = fmax (widest, train_draw_text_width (drawing->cairo, text));
    }
  return widest;
}

static gboolean
in_legend (const TrainPlotSeries *series)
{
  return series->label != NULL && series->style != TRAIN_PLOT_GUIDE;
}

static double
legend_width (const TrainDrawing *drawing)
{
  double widest = 0;

  for (guint i = 0; i < drawing->plot->series->len; i++)
    {
      const TrainPlotSeries *series = train_plot_series (drawing->plot, i);

      if (in_legend (series))
        widest =
          fmax (widest, train_draw_text_width (drawing->cairo, series->label));
    }
  return widest > 0 ? widest + SWATCH_PX + 3 * GAP_PX : 0;
}

static double
widest_group (const TrainDrawing *drawing)
{
  double widest = 0;

  for (int i = 0; drawing->plot->groups[i] != NULL; i++)
    widest = fmax (
      widest, train_draw_text_width (drawing->cairo, drawing->plot->groups[i]));
  return widest;
}

/* Whether the groups' names are too long to stand side by side. */
static gboolean
groups_slant (const TrainDrawing *drawing)
{
  double room =
    (drawing->right - drawing->left) / g_strv_length (drawing->plot->groups);

  return widest_group (drawing) > room - GAP_PX;
}

/* Finds the field from what stands around it. */
void
train_draw_lay_out (TrainDrawing *drawing)
{
  const TrainPlot *plot = drawing->plot;
  double below = TICK_PX + TEXT_PX + GAP_PX;

  train_plot_find_axes (plot, &drawing->x, &drawing->y);
  drawing->left = widest_y_tick (drawing) + TICK_PX + 2 * GAP_PX
                  + (plot->y_label != NULL ? TEXT_PX + GAP_PX : 0);
  drawing->top = plot->title != NULL ? TITLE_PX + 3 * GAP_PX : 2 * GAP_PX;
  drawing->right = plot->width - fmax (legend_width (drawing), 3 * GAP_PX);
  if (plot->groups != NULL && groups_slant (drawing))
    {
      double reach = widest_group (drawing) * -sin (SLANT);

      below += reach;
      drawing->left =
        fmax (drawing->left, widest_group (drawing) * cos (SLANT) * 0.7);
    }
  if (plot->x_label != NULL)
    below += TEXT_PX + GAP_PX;
  drawing->bottom = plot->height - below - GAP_PX;
}

static void
draw_line (cairo_t *cairo, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cairo, x0, y0);
  cairo_line_to (cairo, x1, y1);
  cairo_stroke (cairo);
}

static void
draw_y_axis (const TrainDrawing *drawing)
{
  cairo_t *cairo = drawing->cairo;
  g_autoptr (GArray) ticks = y_ticks (drawing);

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = tick_text (&drawing->y, ticks, i);
      double y = train_draw_place_y (drawing, g_array_index (ticks, double, i));

      train_draw_use_grey (cairo, 0.88);
      draw_line (cairo, drawing->left, y, drawing->right, y);
      train_draw_use_grey (cairo, 0.2);
      train_draw_text (cairo, text, drawing->left - TICK_PX - GAP_PX / 2.0,
                       y + TEXT_PX * 0.35, 1, 0);
    }
  train_draw_text (cairo, drawing->plot->y_label, GAP_PX + TEXT_PX,
                   (drawing->top + drawing->bottom) / 2, 0.5, -G_PI / 2);
}

static void
draw_x_axis (const TrainDrawing *drawing)
{
  cairo_t *cairo = drawing->cairo;
  double n = (drawing->right - drawing->left) / TICK_DISTANCE_PX;
  g_autoptr (GArray) ticks =
    train_plot_axis_ticks (&drawing->x, (int) fmax (n, 2));

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = tick_text (&drawing->x, ticks, i);
      double x = train_draw_place_x (drawing, g_array_index (ticks, double, i));

      train_draw_use_grey (cairo, 0.88);
      draw_line (cairo, x, drawing->top, x, drawing->bottom);
      train_draw_use_grey (cairo, 0.2);
      train_draw_text (cairo, text, x, drawing->bottom + TICK_PX + TEXT_PX, 0.5,
                       0);
    }
}

double
train_draw_group_width (const TrainDrawing *drawing)
{
  return (drawing->right - drawing->left)
         / g_strv_length (drawing->plot->groups);
}

static void
draw_groups (const TrainDrawing *drawing)
{
  cairo_t *cairo = drawing->cairo;
  gboolean slant = groups_slant (drawing);

  train_draw_use_grey (cairo, 0.2);
  for (int i = 0; drawing->plot->groups[i] != NULL; i++)
    train_draw_text (
      cairo, drawing->plot->groups[i],
      drawing->left + (i + 0.5) * train_draw_group_width (drawing),
      drawing->bottom + TICK_PX + TEXT_PX, slant ? 1 : 0.5, slant ? SLANT : 0);
}

static void
draw_legend (const TrainDrawing *drawing)
{
  cairo_t *cairo = drawing->cairo;
  double x = drawing->right + 2 * GAP_PX, y = drawing->top + TEXT_PX;

  for (guint i = 0; i < drawing->plot->series->len; i++)
    {
      const TrainPlotSeries *series = train_plot_series (drawing->plot, i);

      if (!in_legend (series))
        continue;
      train_draw_use_colour (cairo, series->colour, 1);
      cairo_rectangle (cairo, x, y - TEXT_PX * 0.6, SWATCH_PX - GAP_PX, 6);
      cairo_fill (cairo);
      train_draw_use_grey (cairo, 0.2);
      train_draw_text (cairo, series->label, x + SWATCH_PX, y, 0, 0);
      y += LEGEND_ROW_PX;
    }
}

void
train_draw_axes (const TrainDrawing *drawing)
{
  draw_y_axis (drawing);
  if (drawing->plot->groups != NULL)
    draw_groups (drawing);
  else
    draw_x_axis (drawing);
}

void
train_draw_frame (const TrainDrawing *drawing)
{
  cairo_t *cairo = drawing->cairo;
  const TrainPlot *plot = drawing->plot;
  double middle = (drawing->left + drawing->right) / 2;

  train_draw_use_grey (cairo, 0.2);
  cairo_rectangle (cairo, drawing->left, drawing->top,
                   drawing->right - drawing->left,
                   drawing->bottom - drawing->top);
  cairo_stroke (cairo);
  train_draw_text (cairo, plot->x_label, middle, plot->height - GAP_PX, 0.5, 0);
  cairo_set_font_size (cairo, TITLE_PX);
  train_draw_text (cairo, plot->title, middle, TITLE_PX + GAP_PX, 0.5, 0);
  cairo_set_font_size (cairo, TEXT_PX);
  draw_legend (drawing);
}
