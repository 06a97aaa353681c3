/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plot holds, see plot.h. */
#include "train/plot/plot-private.h"

#include <math.h>

#define MIN_WIDTH 200
#define MIN_HEIGHT 150

static void
clear_series (gpointer data)
{
  TrainPlotSeries *series = data;

  g_free (series->label);
  g_free (series->x);
  g_free (series->y);
}

TrainPlot *
train_plot_new (const char *title, const char *x_label, const char *y_label)
{
  TrainPlot *plot = g_new0 (TrainPlot, 1);

  plot->title = g_strdup (title);
  plot->x_label = g_strdup (x_label);
  plot->y_label = g_strdup (y_label);
  plot->width = 800;
  plot->height = 500;
  plot->series = g_array_new (FALSE, FALSE, sizeof (TrainPlotSeries));
  g_array_set_clear_func (plot->series, clear_series);
  return plot;
}

void
train_plot_free (TrainPlot *plot)
{
  if (plot == NULL)
    return;
  g_free (plot->title);
  g_free (plot->x_label);
  g_free (plot->y_label);
  g_strfreev (plot->groups);
  g_array_unref (plot->series);
  g_free (plot);
}

void
train_plot_set_size (TrainPlot *plot, int width, int height)
{
  plot->width = MAX (width, MIN_WIDTH);
  plot->height = MAX (height, MIN_HEIGHT);
}

static void
set_range (TrainPlotAxis *axis, double low, double high)
{
  g_return_if_fail (isfinite (low) && isfinite (high) && low < high);
  axis->low = low;
  axis->high = high;
  axis->is_set = TRUE;
}

void
train_plot_set_x_range (TrainPlot *plot, double low, double high)
{
  set_range (&plot->x, low, high);
}

void
train_plot_set_y_range (TrainPlot *plot, double low, double high)
{
  set_range (&plot->y, low, high);
}

void
train_plot_set_log_y (TrainPlot *plot)
{
  plot->y.is_log = TRUE;
}

/* The next colour: one more than those in the legend so far, which a faint
 * line shares with the line to come. */
static int
next_colour (const TrainPlot *plot)
{
  int n = 0;

  for (guint i = 0; i < plot->series->len; i++)
    {
      const TrainPlotSeries *series = train_plot_series (plot, i);

      n += series->label != NULL && series->style != TRAIN_PLOT_GUIDE;
    }
  return n;
}

void
train_plot_add (TrainPlot *plot,
                TrainPlotStyle style,
                const char *label,
                const double *x,
                const double *y,
                gsize n)
{
  TrainPlotSeries series = {
    .style = style,
    .label = g_strdup (style == TRAIN_PLOT_FAINT ? NULL : label),
    .x = g_memdup2 (x, n * sizeof (double)),
    .y = g_memdup2 (y, n * sizeof (double)),
    .n = n,
    .colour = next_colour (plot),
  };

  g_array_append_val (plot->series, series);
}

void
train_plot_set_groups (TrainPlot *plot, const char *const *names)
{
  g_strfreev (plot->groups);
  plot->groups = g_strdupv ((char **) names);
}

void
train_plot_add_bars (TrainPlot *plot, const char *label, const double *values)
{
  TrainPlotSeries series = { .label = g_strdup (label) };

  g_return_if_fail (plot->groups != NULL);
  series.n = g_strv_length (plot->groups);
  series.y = g_memdup2 (values, series.n * sizeof (double));
  series.colour = (int) plot->series->len;
  g_array_append_val (plot->series, series);
}
