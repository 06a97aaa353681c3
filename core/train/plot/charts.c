/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the trainer's charts, see charts.h. */
#include "train/plot/charts.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/plot/gnuplot.h"

#define LOG "log.csv"
#define WIDTH 800
#define HEIGHT 500
#define N_MEANS 50
#define MAX_POINTS 1000

/* The colours of a chart's lines, as RRGGBB, in the order in which they are
 * used. */
static const char *const COLOURS[] = { "1f77b4", "d62728", "2ca02c", "9467bd",
                                       "ff7f0e", "17becf", "8c564b", "e377c2",
                                       "7f7f7f", "bcbd22" };

static const char *
get_colour (gsize i)
{
  return COLOURS[i % G_N_ELEMENTS (COLOURS)];
}

/* What has to be known of the table log.csv before its chart is drawn. */
typedef struct
{
  char **names;          /* names of the columns; owned */
  gsize n_rows;          /* number of complete rows */
  gboolean has_negative; /* whether any number is negative */
} Log;

static gboolean
log_read (Log *log, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOG, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  char *end;

  if (!g_file_get_contents (path, &text, NULL, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "table '%s' cannot be read: %s", path, reason->message);
      return FALSE;
    }
  end = strchr (text, '\n');
  if (end == NULL || end == text)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   "table '%s': no line that names columns", path);
      return FALSE;
    }
  log->n_rows = 0;
  for (const char *c = end + 1; (c = strchr (c, '\n')) != NULL; c++)
    log->n_rows++;
  log->has_negative = strstr (end, ",-") != NULL;
  *end = '\0';
  log->names = g_strsplit (text, ",", -1);
  return TRUE;
}

/* Returns the number of a column of the log, counted from 1; 0 if there is no
 * column of this name. */
static int
find_column (const Log *log, const char *name)
{
  for (int i = 0; log->names[i] != NULL; i++)
    if (strcmp (log->names[i], name) == 0)
      return i + 1;
  return 0;
}

/* Appends gnuplot's commands that draw one column: its numbers in a pale
 * colour, and over them their means over blocks of steps. i: which line of the
 * chart this is, counted from 0. The first line of the table, which has the
 * names, is skipped, and an incomplete last line, too. */
static void
append_column (GString *script, const Log *log, int column, gsize i)
{
  const char *name = log->names[column - 1];

  g_string_append_printf (
    script,
    "%s'" LOG "' every %" G_GSIZE_FORMAT "::1::%" G_GSIZE_FORMAT
    " using (column (step)):%d with lines lw 1 lc rgb '#B0%s' notitle, '" LOG
    "' every ::1::%" G_GSIZE_FORMAT " using (block (column (step))):%d smooth "
    "unique with lines lw 2 lc rgb '#%s' title ",
    i > 0 ? ", " : "plot ", log->n_rows / MAX_POINTS + 1, log->n_rows, column,
    get_colour (i), log->n_rows, column, get_colour (i));
  train_gnuplot_append_quoted (script, name);
}

/* Draws these columns of the log over its column "step". */
static gboolean
draw_log (const char *folder,
          const Log *log,
          const char *name,
          const char *title,
          const GArray *columns,
          gboolean is_logarithmic,
          GError **error)
{
  const gsize block = log->n_rows / N_MEANS + 1;
  g_autoptr (GString) script = g_string_new ("set title ");

  train_gnuplot_append_quoted (script, title);
  g_string_append_printf (script,
                          "\nset xlabel 'step'\nset grid\n%sstep = %d\n"
                          "block (x) = floor ((x - 1) / %" G_GSIZE_FORMAT
                          ") * %" G_GSIZE_FORMAT " + %" G_GSIZE_FORMAT ".5\n",
                          is_logarithmic ? "set logscale y\n" : "",
                          find_column (log, "step"), block, block, block / 2);
  for (guint i = 0; i < columns->len; i++)
    append_column (script, log, g_array_index (columns, int, i), i);
  return train_gnuplot_draw (folder, name, LOG, WIDTH, HEIGHT, script->str,
                             error);
}

static gboolean
draw_terms (const char *folder, const Log *log, GError **error)
{
  static const char *const OTHERS[] = { "step", "rate",    "norm",
                                        "psnr", "seconds", NULL };
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 1; log->names[i - 1] != NULL; i++)
    if (!g_strv_contains (OTHERS, log->names[i - 1]))
      g_array_append_val (terms, i);
  return terms->len == 0
         || draw_log (folder, log, "loss", "Loss and its terms", terms,
                      !log->has_negative, error);
}

static gboolean
draw_quality (const char *folder, const Log *log, GError **error)
{
  g_autoptr (GArray) quality = g_array_new (FALSE, FALSE, sizeof (int));
  int column = find_column (log, "psnr");

  g_array_append_val (quality, column);
  return column == 0
         || draw_log (folder, log, "psnr", "PSNR in dB", quality, FALSE, error);
}

gboolean
train_chart_save_training (const char *folder, GError **error)
{
  Log log = { 0 };
  gboolean is_drawn;

  if (!log_read (&log, folder, error))
    return FALSE;
  is_drawn =
    log.n_rows == 0
    || (draw_terms (folder, &log, error) && draw_quality (folder, &log, error));
  g_strfreev (log.names);
  return is_drawn;
}

/* Appends text as a field of a CSV file. Characters that would need quotes are
 * replaced by spaces. */
static void
append_field (GString *text, const char *field)
{
  for (; *field != '\0'; field++)
    g_string_append_c (text, strchr (",\"\n", *field) ? ' ' : *field);
}

static void
append_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (number))
    g_string_append (text,
                     g_ascii_formatd (digits, sizeof digits, "%.6g", number));
}

static gboolean
write_table (const char *folder,
             const char *file,
             const GString *text,
             GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents (path, text->str, (gssize) text->len, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "table '%s' cannot be written: %s", path, reason->message);
  return FALSE;
}

static gboolean
write_curves (const char *folder,
              const char *file,
              const TrainPrecisionRecall *curves,
              int n_curves,
              GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_rows = 0;

  for (int i = 0; i < n_curves; i++)
    {
      g_string_append (text, i > 0 ? ",recall " : "recall ");
      append_field (text, curves[i].label);
      g_string_append (text, ",precision ");
      append_field (text, curves[i].label);
      n_rows = MAX (n_rows, curves[i].n);
    }
  g_string_append_c (text, '\n');
  for (gsize row = 0; row < n_rows; row++)
    for (int i = 0; i < n_curves; i++)
      {
        gboolean is_there = row < curves[i].n;

        append_number (text, is_there ? curves[i].recall[row] : NAN);
        g_string_append_c (text, ',');
        append_number (text, is_there ? curves[i].precision[row] : NAN);
        g_string_append_c (text, i + 1 < n_curves ? ',' : '\n');
      }
  return write_table (folder, file, text, error);
}

/* Returns the highest F-measure on a curve, or 0 if it has none. best (out):
 * the index of its point. */
static double
find_best (const TrainPrecisionRecall *curve, gsize *best)
{
  double best_f = 0;

  *best = 0;
  for (gsize i = 0; i < curve->n; i++)
    {
      double sum = curve->recall[i] + curve->precision[i];
      double f = sum > 0 ? 2 * curve->recall[i] * curve->precision[i] / sum : 0;

      if (f > best_f)
        {
          best_f = f;
          *best = i;
        }
    }
  return best_f;
}

/* Appends gnuplot's commands that draw a precision-recall curve, and a dot at
 * its highest F-measure. */
static void
append_curve (GString *script,
              const char *file,
              const TrainPrecisionRecall *curve,
              int i)
{
  gsize best;
  char f[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *label = NULL;

  g_ascii_formatd (f, sizeof f, "%.3f", find_best (curve, &best));
  label = g_strdup_printf ("%s, F %s", curve->label, f);
  for (int is_dot = 0; is_dot < 2; is_dot++)
    {
      g_string_append (script, ", ");
      train_gnuplot_append_quoted (script, file);
      if (is_dot)
        g_string_append_printf (
          script, " every 1::%" G_GSIZE_FORMAT "::%" G_GSIZE_FORMAT, best + 1,
          best + 1);
      else
        g_string_append (script, " every ::1");
      g_string_append_printf (
        script, " using %d:%d with %s lc rgb '#%s' ", 2 * i + 1, 2 * i + 2,
        is_dot ? "points pt 7" : "lines lw 2", get_colour ((gsize) i));
      g_string_append (script, is_dot ? "notitle" : "title ");
      if (!is_dot)
        train_gnuplot_append_quoted (script, label);
    }
}

gboolean
train_chart_save_precision_recall (const char *folder,
                                   const char *name,
                                   const char *title,
                                   const TrainPrecisionRecall *curves,
                                   int n_curves,
                                   GError **error)
{
  g_autofree char *file = g_strconcat (name, ".csv", NULL);
  g_autoptr (GString) script = g_string_new ("set title ");

  if (!write_curves (folder, file, curves, n_curves, error))
    return FALSE;
  train_gnuplot_append_quoted (script, title);
  /* The pale lines show where the F-measure F = 2 P R / (P + R) is .1, .2, ...
   * .9; solved for the precision, P = F R / (2 R - F). */
  g_string_append (script, "\nset xlabel 'recall'\nset ylabel 'precision'\n"
                           "set xrange [0:1]\nset yrange [0:1]\n"
                           "set key outside\nset samples 500\n"
                           "equal (f, r) = 2 * r > f ? f * r / (2 * r - f)"
                           " : NaN\n"
                           "plot for [i = 1:9] equal (.1 * i, x)"
                           " with lines dt 2 lc rgb '#c0c0c0' notitle");
  for (int i = 0; i < n_curves; i++)
    append_curve (script, file, &curves[i], i);
  return train_gnuplot_draw (folder, name, file, WIDTH, HEIGHT, script->str,
                             error);
}

gboolean
train_chart_save_bars (const char *folder,
                       const char *name,
                       const char *y_label,
                       const char *const *labels,
                       const double *numbers,
                       gsize n,
                       GError **error)
{
  g_autofree char *file = g_strconcat (name, ".csv", NULL);
  g_autoptr (GString) table = g_string_new ("method,");
  g_autoptr (GString) script = g_string_new ("set title ");
  double least = INFINITY;

  append_field (table, y_label);
  g_string_append_c (table, '\n');
  for (gsize i = 0; i < n; i++)
    {
      append_field (table, labels[i]);
      g_string_append_c (table, ',');
      append_number (table, numbers[i]);
      g_string_append_c (table, '\n');
      if (isfinite (numbers[i]))
        least = fmin (least, numbers[i]);
    }
  if (!write_table (folder, file, table, error))
    return FALSE;
  if (!isfinite (least))
    return TRUE;
  train_gnuplot_append_quoted (script, name);
  g_string_append (script, "\nset ylabel ");
  train_gnuplot_append_quoted (script, y_label);
  /* The axis begins just below the smallest number, not at 0, since the bars
   * would hardly differ then. */
  g_string_append_printf (script,
                          "\nset yrange [%d:*]\nset style fill solid .7\n"
                          "set boxwidth .7\nset xtics rotate by -30\nplot ",
                          (int) floor (least - 1));
  train_gnuplot_append_quoted (script, file);
  g_string_append_printf (script,
                          " every ::1 using 0:2:xtic (1) with boxes"
                          " lc rgb '#%s' notitle\n",
                          get_colour (0));
  return train_gnuplot_draw (folder, name, file, WIDTH, HEIGHT, script->str,
                             error);
}
