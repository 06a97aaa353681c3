/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What plot.c and draw.c share. */
#pragma once

#include "train/plot/plot.h"

/* One line, or one bar of each group (x is then NULL). */
typedef struct
{
  TrainPlotStyle style;
  char *label;
  double *x, *y;
  gsize n;
  int colour; /* its place in the palette */
} TrainPlotSeries;

typedef struct
{
  double low, high;
  gboolean is_set; /* by the caller */
  gboolean is_log;
} TrainPlotAxis;

struct _TrainPlot
{
  char *title, *x_label, *y_label;
  int width, height;
  TrainPlotAxis x, y;
  GArray *series; /* TrainPlotSeries */
  char **groups;  /* NULL: no bars */
};

/* Number i of the series. */
static inline const TrainPlotSeries *
train_plot_series (const TrainPlot *plot, guint i)
{
  return &g_array_index (plot->series, TrainPlotSeries, i);
}

/* Both axes with ends: the caller's, or those of what can be drawn, a little
 * wider. low < high always. */
void train_plot_find_axes (const TrainPlot *plot,
                           TrainPlotAxis *x,
                           TrainPlotAxis *y);

/* Whether axis can show value. */
gboolean train_plot_axis_has (const TrainPlotAxis *axis, double value);

/* Place of value between the axis's ends, 0 to 1 inside. */
double train_plot_axis_place (const TrainPlotAxis *axis, double value);

/* Numbers to be written along axis, ascending, inside its ends, about n of
 * them; of type double. */
GArray *train_plot_axis_ticks (const TrainPlotAxis *axis, int n);

/* The number as text, as short as its neighbours at distance step allow; not
 * changed by the locale. */
char *train_plot_number (double number, double step);
