/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainPlot: a chart of lines, points or bars, written as SVG or PNG.
 *
 * A plot collects what is to be seen, in double, and knows no drawing; draw.c
 * draws it by cairo. Built without cairo, plots can still be made, and only
 * train_plot_save () refuses. Ready-made charts are in charts.h. Not
 * thread-safe; distinct plots are independent.
 */
#pragma once

#include <glib.h>

typedef struct _TrainPlot TrainPlot;

typedef enum
{
  TRAIN_PLOT_LINE,
  TRAIN_PLOT_FAINT,  /* a thin pale line in the colour of the next that has a
                        label: raw data behind its mean; not in the legend */
  TRAIN_PLOT_POINTS, /* dots */
  TRAIN_PLOT_GUIDE,  /* a dashed grey line; its label stands at its end */
} TrainPlotStyle;

/* An empty plot of 800 x 500 pixels. Texts are copied; NULL: none. Free with
 * train_plot_free (). */
TrainPlot *
train_plot_new (const char *title, const char *x_label, const char *y_label);

/* Frees plot; NULL is allowed. */
void train_plot_free (TrainPlot *plot);

/* Pixels of the whole picture, at least 200 x 150. */
void train_plot_set_size (TrainPlot *plot, int width, int height);

/* Ends of an axis, low < high; without it they are taken from the data, for
 * bars together with 0. */
void train_plot_set_x_range (TrainPlot *plot, double low, double high);
void train_plot_set_y_range (TrainPlot *plot, double low, double high);

/* A logarithmic axis upwards; numbers <= 0 are not drawn. */
void train_plot_set_log_y (TrainPlot *plot);

/* Adds n points, copied, joined by lines in this order or not. Points that are
 * not finite are left out and break the line. label: for the legend, or NULL.
 */
void train_plot_add (TrainPlot *plot,
                     TrainPlotStyle style,
                     const char *label,
                     const double *x,
                     const double *y,
                     gsize n);

/* Names of the groups of bars, from left to right; ends with NULL; copied. A
 * plot has either bars or lines. */
void train_plot_set_groups (TrainPlot *plot, const char *const *names);

/* Adds one bar to each group, copied; label as above. A value that is not
 * finite has no bar. */
void
train_plot_add_bars (TrainPlot *plot, const char *label, const double *values);

/* Whether this build can draw. */
gboolean train_plot_can_save (void);

/* Writes plot to path, as SVG or PNG by the name's end. FALSE and an error that
 * names path: UNSUPPORTED for another end or without cairo, IO if it cannot be
 * written. */
gboolean
train_plot_save (const TrainPlot *plot, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainPlot, train_plot_free)
