/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready-made charts, drawn to SVG and PNG. With --show FOLDER they stay
 * there to be looked at.
 */
#include "train/plot/charts.h"

#include <smooth/smooth.h>

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "train/plot/plot-private.h"
#include "train/plot/run-charts.h"

/* Where plots are written, and whether they stay. */
typedef struct
{
  char *folder;
  gboolean stays;
} Place;

static TrainTable *
make_table (const Place *place)
{
  g_autofree char *path = g_build_filename (place->folder, "log.csv", NULL);
  g_autoptr (GString) text = g_string_new ("step,total,ms-ssim,rate\n");
  TrainTable *table;

  for (int i = 1; i <= 600; i++)
    {
      double noise = sin (i * 12.9898) * 0.2;
      char total[G_ASCII_DTOSTR_BUF_SIZE], ssim[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (total, sizeof total,
                      (0.02 + 0.3 * exp (-i / 60.0)) * (1 + noise));
      g_ascii_dtostr (ssim, sizeof ssim,
                      (0.1 + 0.5 * exp (-i / 90.0)) * (1 - noise));
      g_string_append_printf (text, "%d,%s,%s,\n", i, total, ssim);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  table = train_table_read (path, NULL);
  g_unlink (path);
  return table;
}

/* Saves plot in both formats, and looks whether they hold anything. */
static void
assert_saves (const Place *place, const TrainPlot *plot, const char *name)
{
  static const char *const start[] = { "<?xml", "\x89PNG" };
  static const char *const end[] = { ".svg", ".png" };

  if (!train_plot_can_save ())
    {
      g_test_skip ("built without cairo");
      return;
    }
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *file = g_strconcat (name, end[i], NULL);
      g_autofree char *path = g_build_filename (place->folder, file, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize n;

      train_plot_save (plot, path, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      g_assert_cmpuint (n, >, 2000);
      g_assert_true (strncmp (bytes, start[i], strlen (start[i])) == 0);
      if (!place->stays)
        g_unlink (path);
    }
}

static void
test_training (gconstpointer data)
{
  static const char *const columns[] = { "total", "ms-ssim", "rate", "absent",
                                         NULL };
  g_autoptr (TrainTable) table = make_table (data);
  g_autoptr (TrainPlot) plot =
    train_chart_training (table, "Training of MI", "step", columns);

  /* two columns, each raw and its mean; neither the empty nor the absent */
  g_assert_cmpuint (plot->series->len, ==, 4);
  g_assert_true (plot->y.is_log);
  g_assert_cmpint (train_plot_series (plot, 0)->style, ==, TRAIN_PLOT_FAINT);
  g_assert_cmpint (train_plot_series (plot, 0)->colour, ==,
                   train_plot_series (plot, 1)->colour);
  g_assert_cmpint (train_plot_series (plot, 1)->colour, !=,
                   train_plot_series (plot, 3)->colour);
  /* the mean over rows 294 - 306 */
  g_assert_cmpfloat (fabs (train_plot_series (plot, 1)->y[300] - 0.022), <,
                     0.002);
  assert_saves (data, plot, "training");
}

/* Of a long log, as many points as can be seen. */
static void
test_long_log (gconstpointer data)
{
  static const char *const columns[] = { "y", NULL };
  const Place *place = data;
  g_autofree char *path = g_build_filename (place->folder, "long.csv", NULL);
  g_autoptr (GString) text = g_string_new ("step,y\n");
  g_autoptr (TrainTable) table = NULL;
  g_autoptr (TrainPlot) plot = NULL;

  for (int i = 1; i <= 2501; i++)
    g_string_append_printf (text, "%d,%d\n", i, i <= 3 ? i : 7);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  table = train_table_read (path, NULL);
  g_unlink (path);
  plot = train_chart_training (table, NULL, "step", columns);
  g_assert_cmpuint (train_plot_series (plot, 0)->n, ==, 834);
  g_assert_cmpfloat (train_plot_series (plot, 0)->x[0], ==, 2);
  g_assert_cmpfloat (train_plot_series (plot, 0)->y[0], ==, 2);
  g_assert_cmpfloat (train_plot_series (plot, 0)->x[833], ==, 2500.5);
  g_assert_cmpfloat (train_plot_series (plot, 1)->y[500], ==, 7);
}

/* Zeros after other numbers stay zeros, which a logarithmic axis leaves out. */
static void
test_zeros (gconstpointer data)
{
  static const char *const columns[] = { "y", NULL };
  const Place *place = data;
  g_autofree char *path = g_build_filename (place->folder, "zeros.csv", NULL);
  g_autoptr (TrainTable) table = NULL;
  g_autoptr (TrainPlot) plot = NULL;

  g_file_set_contents (path, "step,y\n1,0.1\n2,0.7\n3,0\n4,90\n", -1, NULL);
  table = train_table_read (path, NULL);
  g_unlink (path);
  plot = train_chart_training (table, NULL, "step", columns);
  g_assert_true (plot->y.is_log);
  g_assert_cmpfloat (train_plot_series (plot, 0)->y[2], ==, 0);
}

/* A run's folder: loss and PSNR, each in both formats. */
static void
test_run (gconstpointer data)
{
  static const char *const file[] = { "loss.svg", "loss.png", "psnr.svg",
                                      "psnr.png", "log.csv" };
  const Place *place = data;
  g_autofree char *path = g_build_filename (place->folder, "log.csv", NULL);
  g_autoptr (GError) error = NULL;

  if (!train_plot_can_save ())
    {
      g_test_skip ("built without cairo");
      return;
    }
  g_assert_false (train_run_charts_save (place->folder, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_clear_error (&error);
  g_file_set_contents (path, "step,rate,norm,loss,psnr,seconds\n", -1, NULL);
  g_assert_true (train_run_charts_save (place->folder, NULL));
  g_file_set_contents (path,
                       "step,rate,norm,loss,psnr,seconds\n"
                       "1,1e-3,1,0.5,20,1\n2,1e-3,1,0.3,22,1\n",
                       -1, NULL);
  train_run_charts_save (place->folder, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (file); i++)
    {
      g_autofree char *made = g_build_filename (place->folder, file[i], NULL);

      g_assert_true (g_file_test (made, G_FILE_TEST_IS_REGULAR));
      if (!place->stays)
        g_unlink (made);
    }
}

static void
test_precision_recall (gconstpointer data)
{
  double recall[2][30], precision[2][30];
  TrainPrecisionRecall curves[] = { { "EME", recall[0], precision[0], 30 },
                                    { "gradient", recall[1], precision[1], 30 },
                                    { "empty", recall[0], precision[0], 0 } };
  g_autoptr (TrainPlot) plot = NULL;
  double best = 0;

  for (int i = 0; i < 30; i++)
    for (int k = 0; k < 2; k++)
      {
        double r = recall[k][i] = (i + 0.5) / 30;
        double p = precision[k][i] = 1 - pow (r, 3 - k) * (0.75 + 0.2 * k);

        best = k == 0 ? fmax (best, 2 * r * p / (r + p)) : best;
      }
  plot = train_chart_precision_recall ("Edges on 200 photos", curves, 3);
  /* nine guides, two dots, three lines */
  g_assert_cmpuint (plot->series->len, ==, 14);
  {
    g_autofree char *wanted = g_strdup_printf ("EME, F %.3f", best);

    g_assert_cmpstr (train_plot_series (plot, 10)->label, ==, wanted);
  }
  g_assert_cmpint (train_plot_series (plot, 9)->colour, ==,
                   train_plot_series (plot, 10)->colour);
  assert_saves (data, plot, "precision-recall");
}

static void
test_bars (gconstpointer data)
{
  static const char *const groups[] = { "input",
                                        "guided filter",
                                        "bilateral filter",
                                        "pyramid texture filtering",
                                        "RTV",
                                        "MI",
                                        NULL };
  static const double photo[] = { 27.1, 30.2, 29.9, 31.6, 32.34, 32.9 };
  static const double clip[] = { 25.3, 29.1, 30.4, NAN, 31.53, 32.6 };
  g_autoptr (TrainPlot) plot =
    train_plot_new ("PSNR on fixed pairs", NULL, "PSNR in dB");
  TrainPlotAxis x, y;

  train_plot_set_groups (plot, groups);
  train_plot_add_bars (plot, "photo pairs", photo);
  train_plot_add_bars (plot, "clip-art pairs", clip);
  train_plot_find_axes (plot, &x, &y);
  g_assert_cmpfloat (y.low, ==, 0);
  assert_saves (data, plot, "bars-from-0");
  train_plot_set_y_range (plot, 24, 34);
  assert_saves (data, plot, "bars");
}

/* Nothing, one point, little room: no crash, a picture all the same. */
static void
test_degenerate (gconstpointer data)
{
  static const char *const no_group[] = { NULL };
  const double one = 1, nothing = NAN;
  g_autoptr (TrainPlot) plot = train_plot_new (NULL, NULL, NULL);
  g_autoptr (TrainPlot) bars = train_plot_new ("nothing", "x", "y");

  assert_saves (data, plot, "empty");
  train_plot_set_size (plot, 1, 1);
  train_plot_add (plot, TRAIN_PLOT_LINE, "a long label, wider than the plot",
                  &one, &one, 1);
  train_plot_add (plot, TRAIN_PLOT_POINTS, "b", &nothing, &one, 1);
  train_plot_add (plot, TRAIN_PLOT_GUIDE, "c", NULL, NULL, 0);
  assert_saves (data, plot, "small");
  train_plot_set_groups (bars, no_group);
  train_plot_add_bars (bars, "none", NULL);
  assert_saves (data, bars, "no-group");
}

static void
test_errors (gconstpointer data)
{
  g_autoptr (TrainPlot) plot = train_plot_new (NULL, NULL, NULL);
  static const char *const path[] = { "/nonexistent/a.svg",
                                      "/nonexistent/a.png", "plot.jpg" };

  (void) data;
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      int code = i < 2 && train_plot_can_save () ? SMOOTH_ERROR_IO
                                                 : SMOOTH_ERROR_UNSUPPORTED;

      g_assert_false (train_plot_save (plot, path[i], &error));
      g_assert_error (error, SMOOTH_ERROR, code);
      g_assert_nonnull (strstr (error->message, path[i]));
    }
}

int
main (int argc, char **argv)
{
  Place place = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  place.stays = argc == 3 && strcmp (argv[1], "--show") == 0;
  place.folder = place.stays ? g_strdup (argv[2])
                             : g_dir_make_tmp ("smooth-plot-XXXXXX", NULL);
  g_test_add_data_func ("/charts/training", &place, test_training);
  g_test_add_data_func ("/charts/long-log", &place, test_long_log);
  g_test_add_data_func ("/charts/zeros", &place, test_zeros);
  g_test_add_data_func ("/charts/run", &place, test_run);
  g_test_add_data_func ("/charts/precision-recall", &place,
                        test_precision_recall);
  g_test_add_data_func ("/charts/bars", &place, test_bars);
  g_test_add_data_func ("/charts/degenerate", &place, test_degenerate);
  g_test_add_data_func ("/charts/errors", &place, test_errors);
  status = g_test_run ();
  if (!place.stays)
    g_rmdir (place.folder);
  g_free (place.folder);
  return status;
}
