/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trainer's charts, see charts.h. */
#include "train/plot/charts.h"

#include <math.h>

#define MEAN_SHARE 50
#define GUIDE_POINTS 60
#define MAX_POINTS 1000

/* Mean over the finite numbers among numbers first to end - 1; none: NaN. */
static double
mean_between (const double *numbers, gsize first, gsize end)
{
  double sum = 0;
  int count = 0;

  for (gsize i = first; i < end; i++)
    if (isfinite (numbers[i]))
      {
        sum += numbers[i];
        count++;
      }
  return count > 0 ? sum / count : NAN;
}

/* Means within radius of each number; summed anew for each, as a sum that runs
 * leaves a rest where all are 0. */
static double *
running_mean (const double *numbers, gsize n, gsize radius)
{
  double *mean = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    mean[i] =
      mean_between (numbers, i - MIN (i, radius), MIN (i + radius + 1, n));
  return mean;
}

/* Means over blocks of numbers; the last may be shorter. */
static double *
thin_out (const double *numbers, gsize n, gsize block)
{
  double *thin = g_new (double, (n + block - 1) / block);

  for (gsize i = 0; i < n; i += block)
    thin[i / block] = mean_between (numbers, i, MIN (i + block, n));
  return thin;
}

/* Whether the numbers are worth a logarithmic axis. */
static gboolean
spans_decades (const TrainTable *table, const char *const *columns)
{
  double low = INFINITY, high = 0;

  for (int i = 0; columns[i] != NULL; i++)
    {
      const double *y = train_table_get_column (table, columns[i]);

      for (gsize k = 0; y != NULL && k < train_table_get_n_rows (table); k++)
        {
          if (y[k] < 0)
            return FALSE;
          if (isfinite (y[k]) && y[k] > 0)
            {
              low = fmin (low, y[k]);
              high = fmax (high, y[k]);
            }
        }
    }
  return high > 20 * low;
}

static gboolean
has_numbers (const double *y, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (isfinite (y[i]))
      return TRUE;
  return FALSE;
}

TrainPlot *
train_chart_training (const TrainTable *table,
                      const char *title,
                      const char *x_column,
                      const char *const *columns)
{
  TrainPlot *plot = train_plot_new (title, x_column, NULL);
  const double *x = train_table_get_column (table, x_column);
  gsize n_rows = train_table_get_n_rows (table);
  gsize block = (n_rows + MAX_POINTS - 1) / MAX_POINTS;
  gsize n = block > 0 ? (n_rows + block - 1) / block : 0;
  gsize radius = n / (2 * MEAN_SHARE);
  g_autofree double *thin_x = NULL;

  if (x == NULL || n == 0)
    return plot;
  thin_x = thin_out (x, n_rows, block);
  if (spans_decades (table, columns))
    train_plot_set_log_y (plot);
  for (int i = 0; columns[i] != NULL; i++)
    {
      const double *y = train_table_get_column (table, columns[i]);
      g_autofree double *thin = NULL;
      g_autofree double *mean = NULL;

      if (y == NULL || !has_numbers (y, n_rows))
        continue;
      thin = thin_out (y, n_rows, block);
      mean = running_mean (thin, n, radius);
      if (radius > 0)
        train_plot_add (plot, TRAIN_PLOT_FAINT, NULL, thin_x, thin, n);
      train_plot_add (plot, TRAIN_PLOT_LINE, columns[i], thin_x, mean, n);
    }
  return plot;
}

static char *
format_places (double number, int n_places)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, n_places == 1 ? "%.1f" : "%.3f", number);
  return g_strdup (text);
}

/* A guide of equal F: P = F R / (2 R - F). */
static void
add_guide (TrainPlot *plot, double f)
{
  double recall[GUIDE_POINTS], precision[GUIDE_POINTS];
  g_autofree char *label = format_places (f, 1);
  double first = f / (2 - f);

  for (int i = 0; i < GUIDE_POINTS; i++)
    {
      double share = (double) i / (GUIDE_POINTS - 1);

      /* close together where the line bends */
      recall[i] = first + (1 - first) * share * share * share;
      precision[i] = f * recall[i] / (2 * recall[i] - f);
    }
  train_plot_add (plot, TRAIN_PLOT_GUIDE, label, recall, precision,
                  GUIDE_POINTS);
}

/* Its place in the curve, or -1. */
static int
find_best (const TrainPrecisionRecall *curve, double *best)
{
  int place = -1;

  *best = 0;
  for (gsize i = 0; i < curve->n; i++)
    {
      double sum = curve->recall[i] + curve->precision[i];
      double f = sum > 0 ? 2 * curve->recall[i] * curve->precision[i] / sum : 0;

      if (f > *best)
        {
          *best = f;
          place = (int) i;
        }
    }
  return place;
}

TrainPlot *
train_chart_precision_recall (const char *title,
                              const TrainPrecisionRecall *curves,
                              int n_curves)
{
  TrainPlot *plot = train_plot_new (title, "recall", "precision");

  train_plot_set_size (plot, 720, 560);
  train_plot_set_x_range (plot, 0, 1);
  train_plot_set_y_range (plot, 0, 1);
  for (int i = 1; i < 10; i++)
    add_guide (plot, i / 10.0);
  for (int i = 0; i < n_curves; i++)
    {
      const TrainPrecisionRecall *curve = &curves[i];
      double best;
      int place = find_best (curve, &best);
      g_autofree char *f = format_places (best, 3);
      g_autofree char *label = g_strdup_printf ("%s, F %s", curve->label, f);

      if (place >= 0)
        train_plot_add (plot, TRAIN_PLOT_POINTS, NULL, &curve->recall[place],
                        &curve->precision[place], 1);
      train_plot_add (plot, TRAIN_PLOT_LINE, label, curve->recall,
                      curve->precision, curve->n);
    }
  return plot;
}
