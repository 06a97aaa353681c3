/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the report of a run's times: it names every layer once for each octave,
 * leaves out layers that a pass did not compute, and does not change results.
 * The times themselves depend on the machine, so only their sums are checked.
 */
#include <string.h>

#include "unit/engine-support.h"
#include "support/tolerances.h"

#define WIDTH 90
#define HEIGHT 70

/* The texts with an engine's times that a SmoothReportFunc was given: how many
 * there were, and a copy of the last one. */
typedef struct
{
  int n;
  char *last;
} Reports;

static void
take_report (gpointer data, const char *text)
{
  Reports *reports = data;

  reports->n++;
  g_free (reports->last);
  reports->last = g_strdup (text);
}

static SmoothEngine *
new_timed_engine (Fixture *fixture, gboolean is_timed, Reports *reports)
{
  SmoothEngineOptions options;
  g_autoptr (GError) error = NULL;
  SmoothEngine *engine;

  smooth_engine_options_init (&options);
  options.is_timed = is_timed;
  options.report = take_report;
  options.report_data = reports;
  engine = smooth_engine_new (fixture->model, &options, &error);
  g_assert_no_error (error);
  return engine;
}

/* Returns the milliseconds from the report text: those in line number n,
 * counted from 0, among the lines that begin with name; -1 if there are fewer
 * such lines. */
static double
find_ms (const char *text, const char *name, int n)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const char *start = *line + strspn (*line, " ");
      const gsize length = strlen (name);

      if (strncmp (start, name, length) == 0 && start[length] == ' '
          && n-- == 0)
        return g_ascii_strtod (start + length, NULL);
    }
  return -1;
}

static void
test_layers (Fixture *fixture, gconstpointer data)
{
  static const char *const layers[] = { "read", "pack",  "s1.0",    "s4.2",
                                        "fuse", "e0",    "mid.0.a", "d0.b",
                                        "out",  "chroma" };
  Reports reports = { 0 };
  g_autoptr (SmoothEngine) engine = new_timed_engine (fixture, TRUE, &reports);
  SmoothParams params = { 0.5, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);

  (void) data;
  picture_run (engine, &params, &picture);
  g_test_message ("%s", reports.last);
  g_assert_cmpint (reports.n, ==, 1);
  g_assert_nonnull (strstr (reports.last, "90 x 70 pixels, texture scale 2"));
  g_assert_cmpfloat (find_ms (reports.last, "octave 0 (1/1)", 0), >, 0);
  g_assert_cmpfloat (find_ms (reports.last, "octave 1 (1/2)", 0), >, 0);
  g_assert_cmpfloat (find_ms (reports.last, "octave 2 (1/4)", 0), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    g_assert_cmpfloat (find_ms (reports.last, layers[i], 0), >=, 0);
  /* The picture is smoothed in two octaves, so the report has two lines of the
   * layer e1. */
  g_assert_cmpfloat (find_ms (reports.last, "e1", 1), >=, 0);
  g_assert_cmpfloat (find_ms (reports.last, "e1", 2), ==, -1);
  picture_run (engine, &params, &picture);
  g_assert_cmpint (reports.n, ==, 2);
  picture_clear (&picture);
  g_free (reports.last);
}

/* An octave's time is the sum of its layers' times, each of which is rounded to
 * tenths. */
static void
test_sums (Fixture *fixture, gconstpointer data)
{
  Reports reports = { 0 };
  g_autoptr (SmoothEngine) engine = new_timed_engine (fixture, TRUE, &reports);
  SmoothParams params = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  g_auto (GStrv) lines = NULL;
  double sum = 0;
  int n_layers = 0;

  (void) data;
  picture_run (engine, &params, &picture);
  lines = g_strsplit (reports.last, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "    "))
      {
        sum += g_ascii_strtod (strrchr (*line, 'm') - 10, NULL);
        n_layers++;
      }
  g_assert_cmpint (n_layers, >, 20);
  g_assert_cmpfloat_with_epsilon (sum,
                                  find_ms (reports.last, "octave 0 (1/1)", 0),
                                  TEST_TOLERANCE_ONE_DECIMAL * (n_layers + 1));
  picture_clear (&picture);
  g_free (reports.last);
}

/* When only the strength changes, a preview computes the network's decoder
 * alone, so the report has no layer of the encoder. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  Reports reports = { 0 };
  g_autoptr (SmoothEngine) engine = new_timed_engine (fixture, TRUE, &reports);
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  SmoothSource source = smooth_array_source (&picture.from);
  SmoothArraySink arrays = { &picture.to, &picture.edges };
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothPreview) preview =
    smooth_preview_new (engine, 1, FALSE, &source, NULL, &error);
  SmoothPreviewStep step = { .strength = 0.5 };

  (void) data;
  g_assert_no_error (error);
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (find_ms (reports.last, "s1.0", 0), >=, 0);
  step.strength = 0.6;
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reports.n, ==, 2);
  g_assert_cmpfloat (find_ms (reports.last, "s1.0", 0), ==, -1);
  g_assert_cmpfloat (find_ms (reports.last, "d0.b", 0), >=, 0);
  g_clear_pointer (&preview, smooth_preview_free);
  picture_clear (&picture);
  g_free (reports.last);
}

/* If samples lie outside [0, 1], the engine computes a second graph of layers
 * for them. The report has its times after those of the first graph. */
static void
test_highlights (Fixture *fixture, gconstpointer data)
{
  Reports reports = { 0 };
  g_autoptr (SmoothEngine) engine = new_timed_engine (fixture, TRUE, &reports);
  SmoothParams params = { 0.5, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);

  (void) data;
  picture.from.pixels[3 * (WIDTH * 30 + 40)] = 4;
  picture_run (engine, &params, &picture);
  g_assert_nonnull (strstr (reports.last, "outside [0, 1]"));
  g_assert_cmpfloat (find_ms (reports.last, "s1.0", 1), >=, 0);
  picture_clear (&picture);
  g_free (reports.last);
}

/* An engine that was made without is_timed gives no report, and its results
 * have the same bits. */
static void
test_same_bits (Fixture *fixture, gconstpointer data)
{
  Reports reports = { 0 };
  g_autoptr (SmoothEngine) timed = new_timed_engine (fixture, TRUE, &reports);
  g_autoptr (SmoothEngine) other = new_timed_engine (fixture, FALSE, &reports);
  SmoothParams params = { 0.7, 3, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, WIDTH, HEIGHT, 3);
  Picture again = picture_new (WIDTH, HEIGHT, 3);

  (void) data;
  memcpy (again.from.pixels, picture.from.pixels,
          picture_count_samples (&picture.from) * sizeof (float));
  picture_run (timed, &params, &picture);
  g_assert_cmpint (reports.n, ==, 1);
  picture_run (other, &params, &again);
  g_assert_cmpint (reports.n, ==, 1);
  picture_assert_same_bits (&picture.to, &again.to);
  picture_assert_same_bits (&picture.edges, &again.edges);
  picture_clear (&picture);
  picture_clear (&again);
  g_free (reports.last);
}

static gboolean
is_timed_by (const char *value)
{
  SmoothEngineOptions options;

  if (value != NULL)
    g_setenv ("SMOOTH_DEBUG", value, TRUE);
  else
    g_unsetenv ("SMOOTH_DEBUG");
  smooth_engine_options_init (&options);
  return options.is_timed;
}

static void
test_environment (void)
{
  g_assert_false (is_timed_by (NULL));
  g_assert_false (is_timed_by (""));
  g_assert_false (is_timed_by ("timer"));
  g_assert_true (is_timed_by ("time"));
  g_assert_true (is_timed_by ("other,time"));
  g_unsetenv ("SMOOTH_DEBUG");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine-times/environment", test_environment);
  FIXTURE_ADD ("/engine-times/layers", test_layers);
  FIXTURE_ADD ("/engine-times/sums", test_sums);
  FIXTURE_ADD ("/engine-times/preview", test_preview);
  FIXTURE_ADD ("/engine-times/highlights", test_highlights);
  FIXTURE_ADD ("/engine-times/same-bits", test_same_bits);
  return g_test_run ();
}
