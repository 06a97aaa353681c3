/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of charts.h: charts are drawn as SVG and PNG if gnuplot is installed.
 * With --show FOLDER they are kept there for people to look at.
 */
#include "train/plot/charts.h"

#include <smooth/smooth.h>

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "support/folder.h"

#define N_STEPS 1400

static void
append_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  if (isfinite (number))
    g_string_append (text, g_ascii_dtostr (digits, sizeof digits, number));
}

/* Writes a log with two terms of the loss, one of which has special characters
 * in its name, and two other columns. The first term falls towards least. */
static void
write_log (const TestFolder *folder, double least, int n_steps)
{
  g_autofree char *path = g_build_filename (folder->path, "log.csv", NULL);
  g_autoptr (GString) text =
    g_string_new ("step,total,it's \\_{1},rate,psnr\n");

  for (int i = 1; i <= n_steps; i++)
    {
      double noise = 1 + 0.2 * sin (i * 12.9898);

      g_string_append_printf (text, "%d", i);
      append_number (text, (least + 0.3 * exp (-i / 60.0)) * noise);
      append_number (text, (0.1 + 0.5 * exp (-i / 90.0)) * noise);
      append_number (text, 1e-3);
      append_number (text, i % 100 == 0 ? 30 + i * 1e-3 : NAN);
      g_string_append_c (text, '\n');
    }
  /* The log ends like that of a program that was killed while it wrote. */
  g_string_append (text, "1401,.0");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static gboolean
exists (const TestFolder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
has_gnuplot (void)
{
  g_autofree char *program = g_find_program_in_path ("gnuplot");

  return program != NULL;
}

/* Returns the text of the SVG file after checking the PNG file beside it. Free
 * with g_free (). */
static char *
read_chart (const TestFolder *folder, const char *name)
{
  g_autofree char *svg = g_strconcat (name, ".svg", NULL);
  g_autofree char *png = g_strconcat (name, ".png", NULL);
  g_autofree char *svg_path = g_build_filename (folder->path, svg, NULL);
  g_autofree char *png_path = g_build_filename (folder->path, png, NULL);
  g_autofree char *bytes = NULL;
  char *text = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (svg_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "</svg>"));
  g_assert_true (g_file_get_contents (png_path, &bytes, &n_bytes, NULL));
  g_assert_cmpint (n_bytes, >, 5000);
  g_assert_true (memcmp (bytes, "\x89PNG", 4) == 0);
  return text;
}

/* Asserts that a chart was drawn, or refused because gnuplot is missing;
 * returns which. */
static gboolean
assert_drawn (gboolean is_drawn, GError **error_at)
{
  g_autoptr (GError) error = g_steal_pointer (error_at);

  if (has_gnuplot ())
    {
      g_assert_no_error (error);
      g_assert_true (is_drawn);
      return TRUE;
    }
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, ".csv"));
  return FALSE;
}

static void
test_training (TestFolder *folder, gconstpointer data)
{
  static const double ENDS[] = { 0.02, -0.2 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (ENDS); i++)
    {
      GError *error = NULL;
      g_autofree char *text = NULL;

      write_log (folder, ENDS[i], N_STEPS);
      if (!assert_drawn (train_chart_save_training (folder->path, &error),
                         &error))
        return;
      text = read_chart (folder, "loss");
      g_assert_nonnull (strstr (text, "total"));
      g_assert_nonnull (strstr (text, "\\_{1}"));
      g_assert_null (strstr (text, ">rate<"));
      /* Each term has two lines in the chart, a pale one and one in full
       * colour, which is looked for here. */
      g_assert_nonnull (strstr (text, "rgb( 31, 119, 180)"));
      g_assert_nonnull (strstr (text, "rgb(214,  39,  40)"));
      g_free (read_chart (folder, "psnr"));
      g_assert_false (exists (folder, "loss.svg.part"));
    }
}

static void
test_short_logs (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder->path, "log.csv", NULL);
  GError *error = NULL;

  (void) data;
  write_log (folder, 0.02, 0);
  g_assert_true (train_chart_save_training (folder->path, &error));
  g_assert_no_error (error);
  write_log (folder, 0.02, 100);
  assert_drawn (train_chart_save_training (folder->path, &error), &error);
  g_assert_true (g_file_set_contents (path, "\n", -1, NULL));
  g_assert_false (train_chart_save_training (folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_true (g_unlink (path) == 0);
  g_assert_false (train_chart_save_training (folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_clear_error (&error);
}

static void
test_precision_recall (TestFolder *folder, gconstpointer data)
{
  static const double RECALL[] = { 0.95, 0.8, 0.6, 0.2 };
  static const double PRECISION[] = { 0.2, 0.7, 0.85, 0.98 };
  static const TrainPrecisionRecall CURVES[] = {
    { "MI, ours", RECALL, PRECISION, 4 },
    { "RTV", RECALL + 1, PRECISION, 3 },
  };
  g_autofree char *path = g_build_filename (folder->path, "edges.csv", NULL);
  g_autofree char *table = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  gboolean is_drawn = train_chart_save_precision_recall (
    folder->path, "edges", "edges", CURVES, 2, &error);

  (void) data;
  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_assert_cmpstr (table, ==,
                   "recall MI  ours,precision MI  ours,recall RTV,precision "
                   "RTV\n0.95,0.2,0.8,0.2\n0.8,0.7,0.6,0.7\n"
                   "0.6,0.85,0.2,0.85\n0.2,0.98,,\n");
  if (!assert_drawn (is_drawn, &error))
    return;
  text = read_chart (folder, "edges");
  /* The best F, at precision and recall of .8 and .7, is 1.12 / 1.5. */
  g_assert_nonnull (strstr (text, "MI, ours, F 0.747"));
}

static void
test_bars (TestFolder *folder, gconstpointer data)
{
  static const char *const LABELS[] = { "input", "MI", "L0" };
  static const double NUMBERS[] = { 24.5, 34.2, NAN };
  g_autofree char *text = NULL;
  GError *error = NULL;
  gboolean is_drawn = train_chart_save_bars (folder->path, "pairs", "PSNR, dB",
                                             LABELS, NUMBERS, 3, &error);

  (void) data;
  g_assert_true (exists (folder, "pairs.csv"));
  if (!assert_drawn (is_drawn, &error))
    return;
  text = read_chart (folder, "pairs");
  g_assert_nonnull (strstr (text, "PSNR, dB"));
}

/* Without gnuplot the numbers are written, and the error says why there is no
 * chart. */
static void
test_without (TestFolder *folder, gconstpointer data)
{
  static const char *const LABELS[] = { "input" };
  static const double NUMBERS[] = { 24.5 };
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  GError *error = NULL;

  (void) data;
  g_setenv ("PATH", folder->path, TRUE);
  g_assert_false (
    assert_drawn (train_chart_save_bars (folder->path, "lonely", "dB", LABELS,
                                         NUMBERS, 1, &error),
                  &error));
  g_setenv ("PATH", path, TRUE);
  g_assert_true (exists (folder, "lonely.csv"));
  g_assert_false (exists (folder, "lonely.svg"));
}

/* The folder cannot be written to. */
static void
test_no_folder (void)
{
  static const char *const LABELS[] = { "input" };
  static const double NUMBERS[] = { 24.5 };
  GError *error = NULL;

  g_assert_false (train_chart_save_bars ("/no/such/folder", "bars", "dB",
                                         LABELS, NUMBERS, 1, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/no/such/folder/bars.csv"));
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc == 3 && strcmp (argv[1], "--show") == 0)
    {
      TestFolder folder = { argv[2] };

      test_training (&folder, NULL);
      test_precision_recall (&folder, NULL);
      test_bars (&folder, NULL);
      return 0;
    }
  test_folder_add ("/charts/training", test_training);
  test_folder_add ("/charts/short-logs", test_short_logs);
  test_folder_add ("/charts/precision-recall", test_precision_recall);
  test_folder_add ("/charts/bars", test_bars);
  test_folder_add ("/charts/without-gnuplot", test_without);
  g_test_add_func ("/charts/no-folder", test_no_folder);
  return g_test_run ();
}
