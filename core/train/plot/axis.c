/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axes of a plot: their ends, the numbers along them, places between. */
#include "train/plot/plot-private.h"

#include <math.h>

gboolean
train_plot_axis_has (const TrainPlotAxis *axis, double value)
{
  return isfinite (value) && (!axis->is_log || value > 0);
}

double
train_plot_axis_place (const TrainPlotAxis *axis, double value)
{
  if (axis->is_log)
    return log (value / axis->low) / log (axis->high / axis->low);
  return (value - axis->low) / (axis->high - axis->low);
}

/* Widens axis to value. */
static void
include_value (TrainPlotAxis *axis, double value)
{
  axis->low = fmin (axis->low, value);
  axis->high = fmax (axis->high, value);
}

/* Leaves room around the data, and some where there is but one value. */
static void
add_room (TrainPlotAxis *axis, double share)
{
  double room;

  if (axis->low > axis->high)
    {
      axis->low = axis->is_log ? 1 : 0;
      axis->high = axis->is_log ? 10 : 1;
    }
  if (axis->is_log)
    {
      room = fmax (share * log (axis->high / axis->low), 0.05);
      axis->low *= exp (-room);
      axis->high *= exp (room);
      return;
    }
  room = share * (axis->high - axis->low);
  if (axis->high == axis->low)
    room = fmax (fabs (axis->high) * 0.1, 1e-3);
  axis->low -= room;
  axis->high += room;
}

static void
include_series (const TrainPlotSeries *series,
                TrainPlotAxis *x,
                TrainPlotAxis *y)
{
  for (gsize i = 0; i < series->n; i++)
    {
      if (!train_plot_axis_has (y, series->y[i]))
        continue;
      if (series->x != NULL && !train_plot_axis_has (x, series->x[i]))
        continue;
      include_value (y, series->y[i]);
      if (series->x != NULL)
        include_value (x, series->x[i]);
    }
}

void
train_plot_find_axes (const TrainPlot *plot, TrainPlotAxis *x, TrainPlotAxis *y)
{
  *x = plot->x;
  *y = plot->y;
  x->low = y->low = INFINITY;
  x->high = y->high = -INFINITY;
  for (guint i = 0; i < plot->series->len; i++)
    include_series (train_plot_series (plot, i), x, y);
  add_room (x, 0);
  add_room (y, 0.05);
  if (plot->groups != NULL && !y->is_log)
    {
      /* bars stand on 0 */
      y->low = y->low <= 0.2 * y->high && y->low >= 0 ? 0 : y->low;
      include_value (y, 0);
    }
  if (plot->x.is_set)
    *x = plot->x;
  if (plot->y.is_set)
    *y = plot->y;
  if (y->is_log && !(y->low > 0))
    y->low = y->high > 0 ? y->high * 1e-3 : 1e-3;
  if (y->is_log && !(y->high > y->low))
    y->high = y->low * 10;
}

/* The first of 1, 2, 5, 10 times a power of ten that is at least wanted. */
static double
round_step (double wanted)
{
  double power = pow (10, floor (log10 (wanted)));
  double factor = wanted / power;

  return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
}

static void
add_linear_ticks (const TrainPlotAxis *axis, int n, GArray *ticks)
{
  double step = round_step ((axis->high - axis->low) / n);
  double slack = step * 1e-6;

  for (double i = ceil ((axis->low - slack) / step);
       i * step <= axis->high + slack; i++)
    {
      double tick = i * step;

      g_array_append_val (ticks, tick);
    }
}

/* Powers of ten, every so many; with 2 and 5 times them if they are few. */
static void
add_log_ticks (const TrainPlotAxis *axis, int n, GArray *ticks)
{
  static const double factor[] = { 1, 2, 5 };
  double first = floor (log10 (axis->low)), last = ceil (log10 (axis->high));
  double skip = fmax (ceil ((last - first) / n), 1);
  gsize n_factors = (last - first) * 2 <= n ? G_N_ELEMENTS (factor) : 1;

  for (double decade = first; decade <= last; decade += skip)
    for (gsize k = 0; k < n_factors; k++)
      {
        double tick = factor[k] * pow (10, decade);

        if (tick >= axis->low && tick <= axis->high)
          g_array_append_val (ticks, tick);
      }
}

GArray *
train_plot_axis_ticks (const TrainPlotAxis *axis, int n)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  if (axis->is_log)
    add_log_ticks (axis, MAX (n, 1), ticks);
  if (ticks->len < 2)
    {
      g_array_set_size (ticks, 0);
      add_linear_ticks (axis, MAX (n, 1), ticks);
    }
  return ticks;
}

char *
train_plot_number (double number, double step)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double size = fmax (fabs (number), step);
  int n_places;

  if (fabs (number) < 1e-6 * step)
    return g_strdup ("0");
  if (size >= 1e5 || size < 1e-3)
    g_ascii_formatd (text, sizeof text, "%.3g", number);
  else
    {
      g_autofree char *format = NULL;

      n_places = (int) fmax (-floor (log10 (step) + 1e-6), 0);
      format = g_strdup_printf ("%%.%df", MIN (n_places, 6));
      g_ascii_formatd (text, sizeof text, format, number);
    }
  return g_strdup (text);
}
