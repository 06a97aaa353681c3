/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of axes, and the numbers along them. */
#include "train/plot/plot-private.h"

#include <math.h>

static void
assert_ticks (TrainPlotAxis axis, int n, const char *wanted)
{
  g_autoptr (GArray) ticks = train_plot_axis_ticks (&axis, n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      double tick = g_array_index (ticks, double, i);
      double step = axis.is_log ? tick
                                : g_array_index (ticks, double, 1)
                                    - g_array_index (ticks, double, 0);
      g_autofree char *number = train_plot_number (tick, step);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", number);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_ticks (void)
{
  assert_ticks ((TrainPlotAxis) { 0, 1, TRUE, FALSE }, 5,
                "0 0.2 0.4 0.6 0.8 1.0");
  assert_ticks ((TrainPlotAxis) { -0.31, 0.3, TRUE, FALSE }, 4, "-0.2 0 0.2");
  assert_ticks ((TrainPlotAxis) { 0, 52000, TRUE, FALSE }, 6,
                "0 10000 20000 30000 40000 50000");
  assert_ticks ((TrainPlotAxis) { 30, 33, TRUE, FALSE }, 6,
                "30.0 30.5 31.0 31.5 32.0 32.5 33.0");
  assert_ticks ((TrainPlotAxis) { 0.001, 10, TRUE, TRUE }, 5,
                "0.001 0.01 0.1 1 10");
  assert_ticks ((TrainPlotAxis) { 0.09, 3, TRUE, TRUE }, 8, "0.1 0.2 0.5 1 2");
}

static void
test_place (void)
{
  TrainPlotAxis linear = { 10, 20, TRUE, FALSE };
  TrainPlotAxis log_axis = { 1, 100, TRUE, TRUE };

  g_assert_cmpfloat (train_plot_axis_place (&linear, 15), ==, 0.5);
  g_assert_cmpfloat (fabs (train_plot_axis_place (&log_axis, 10) - 0.5), <,
                     1e-12);
  g_assert_false (train_plot_axis_has (&log_axis, 0));
  g_assert_true (train_plot_axis_has (&linear, 0));
  g_assert_false (train_plot_axis_has (&linear, NAN));
}

static void
assert_range (const TrainPlotAxis *axis, double low, double high)
{
  g_assert_cmpfloat (fabs (axis->low - low), <, 1e-9);
  g_assert_cmpfloat (fabs (axis->high - high), <, 1e-9);
}

/* From the data, without what cannot be drawn; else from the caller. */
static void
test_ends (void)
{
  const double x[] = { 0, 1, 2, 3 }, y[] = { 5, NAN, 7, INFINITY };
  g_autoptr (TrainPlot) plot = train_plot_new (NULL, NULL, NULL);
  TrainPlotAxis across, up;

  train_plot_find_axes (plot, &across, &up);
  g_assert_cmpfloat (up.low, <, up.high);
  train_plot_add (plot, TRAIN_PLOT_LINE, "a", x, y, 4);
  train_plot_find_axes (plot, &across, &up);
  assert_range (&across, 0, 2);
  assert_range (&up, 4.9, 7.1);
  train_plot_set_x_range (plot, -1, 9);
  train_plot_set_y_range (plot, 0, 1);
  train_plot_find_axes (plot, &across, &up);
  assert_range (&across, -1, 9);
  assert_range (&up, 0, 1);
}

/* One value, or none above 0 on a logarithmic axis: still an axis. */
static void
test_degenerate (void)
{
  static const double value[] = { 0, -3, 1e-30, 4e20, NAN };

  for (gsize i = 0; i < G_N_ELEMENTS (value); i++)
    for (int is_log = 0; is_log < 2; is_log++)
      {
        g_autoptr (TrainPlot) plot = train_plot_new (NULL, NULL, NULL);
        g_autoptr (GArray) ticks = NULL;
        TrainPlotAxis x, y;

        if (is_log)
          train_plot_set_log_y (plot);
        train_plot_add (plot, TRAIN_PLOT_LINE, NULL, &value[i], &value[i], 1);
        train_plot_find_axes (plot, &x, &y);
        g_assert_cmpfloat (x.low, <, x.high);
        g_assert_cmpfloat (y.low, <, y.high);
        g_assert_true (!is_log || y.low > 0);
        ticks = train_plot_axis_ticks (&y, 6);
        g_assert_cmpuint (ticks->len, <, 50);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/ticks", test_ticks);
  g_test_add_func ("/axis/place", test_place);
  g_test_add_func ("/axis/ends", test_ends);
  g_test_add_func ("/axis/degenerate", test_degenerate);
  return g_test_run ();
}
