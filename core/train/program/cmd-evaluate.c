/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate: measures the networks beside the classical filters. Options, and
 * what its parts (evaluate.h) share.
 */
#include "train/program/commands.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/smooth.h>

#include "i18n.h"
#include "kernel/system.h"
#include "train/evaluate/opencv.h"
#include "train/program/evaluate.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 4)
#define SECONDS_PER_MINUTE 60
#define FOLDER_MODE 0777

static void
show_progress (gpointer data, int n_done, int n_items)
{
  Evaluation *evaluation = data;
  gint64 now = g_get_monotonic_time ();
  int seconds;

  if (now - evaluation->shown_us < PROGRESS_INTERVAL_US && n_done < n_items)
    return;
  evaluation->shown_us = now;
  seconds = (int) ((double) (now - evaluation->label_us) / G_USEC_PER_SEC
                   / n_done * (n_items - n_done));
  g_printerr (_ ("\r%s: %d of %d, %d:%02d left   %s"), evaluation->label,
              n_done, n_items, seconds / SECONDS_PER_MINUTE,
              seconds % SECONDS_PER_MINUTE, n_done == n_items ? "\n" : "");
}

TrainGridContext
evaluate_begin (Evaluation *evaluation, const char *label)
{
  g_free (evaluation->label);
  evaluation->label = g_strdup (label);
  evaluation->label_us = g_get_monotonic_time ();
  return (TrainGridContext) { evaluation->threads, evaluation->cache,
                              show_progress, evaluation };
}

char *
evaluate_get_file (const Evaluation *evaluation, const char *name)
{
  const char *folder = evaluation->options.output;

  return folder ? g_build_filename (folder, name, NULL) : NULL;
}

/* Writes all reports in one format. */
static gboolean
write_reports (const Evaluation *evaluation,
               char *(*format) (const TrainReport *report),
               const char *name,
               GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *file = evaluate_get_file (evaluation, name);
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < evaluation->reports->len; i++)
    {
      g_autofree char *text =
        format (g_ptr_array_index (evaluation->reports, i));

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", text);
    }
  if (g_file_set_contents (file, all->str, all->len, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("tables: %s"),
               reason->message);
  return FALSE;
}

gboolean
evaluate_add_report (Evaluation *evaluation,
                     TrainReport *report,
                     GError **error)
{
  g_autofree char *text = train_report_to_text (report);

  g_ptr_array_add (evaluation->reports, report);
  g_print ("%s\n", text);
  return !evaluation->options.output
         || (write_reports (evaluation, train_report_to_text, "tables.txt",
                            error)
             && write_reports (evaluation, train_report_to_csv, "tables.csv",
                               error)
             && write_reports (evaluation, train_report_to_markdown,
                               "tables.md", error));
}

/* Reads "a,b,c" into axis: rising, in [least, most]. */
static gboolean
parse_axis (const char *list,
            const char *option,
            double least,
            double most,
            TrainAxis *axis,
            GError **error)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);
  guint n_parts = g_strv_length (parts);
  gboolean good = n_parts >= 1 && n_parts <= TRAIN_MAX_AXIS;

  *axis = (TrainAxis) { .n_values = good ? (int) n_parts : 0, .fixed = TRUE };
  for (int i = 0; i < axis->n_values; i++)
    {
      char *end;

      axis->values[i] = g_ascii_strtod (parts[i], &end);
      good = good && end != parts[i] && *end == '\0' && axis->values[i] >= least
             && axis->values[i] <= most
             && (i == 0 || axis->values[i] > axis->values[i - 1]);
    }
  if (!good)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 _ ("%s: got '%s', wanted are at most %d rising numbers in "
                    "[%g, %g], parted by commas"),
                 option, list, TRAIN_MAX_AXIS, least, most);
  return good;
}

/* Whether the list of filters has method's name. */
static gboolean
is_wanted (const TrainMethod *method, const char *list)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);
  g_autofree char *name = g_strdup (method->id);

  name[strcspn (name, " ")] = '\0';
  return strcmp (list, "all") == 0
         || g_strv_contains ((const char *const *) parts, name);
}

static gboolean
check_filter_names (const char *list, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);
  g_autoptr (GString) known = g_string_new ("all, none");

  if (strcmp (list, "all") == 0 || strcmp (list, "none") == 0)
    return TRUE;
  for (int k = 0; k < TRAIN_N_FILTERS; k++)
    g_string_append_printf (known, ", %.*s",
                            (int) strcspn (TRAIN_FILTERS[k].id, " "),
                            TRAIN_FILTERS[k].id);
  for (char **part = parts; *part; part++)
    {
      gboolean found = FALSE;

      for (int k = 0; k < TRAIN_N_FILTERS; k++)
        found |= is_wanted (&TRAIN_FILTERS[k], *part);
      if (!found)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("--filters: there is no '%s'; known are %s"), *part,
                       known->str);
          return FALSE;
        }
    }
  return TRUE;
}

/* The filters that are wanted and can run here. */
static gboolean
choose_filters (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  g_autoptr (GError) reason = NULL;
  gboolean opencv;

  if (!check_filter_names (options->filters, error))
    return FALSE;
  opencv = strcmp (options->filters, "none") == 0
           || train_opencv_check (options->opencv, &reason);
  evaluation->filters = g_new (TrainMethod, TRAIN_N_FILTERS);
  for (int i = 0; i < TRAIN_N_FILTERS; i++)
    {
      TrainMethod *filter = &evaluation->filters[evaluation->n_filters];

      if (!is_wanted (&TRAIN_FILTERS[i], options->filters))
        continue;
      if (train_filter_is_opencv (&TRAIN_FILTERS[i]) && !opencv)
        {
          g_printerr (_ ("left out: %s (%s)\n"), TRAIN_FILTERS[i].name,
                      reason->message);
          continue;
        }
      *filter = TRAIN_FILTERS[i];
      if (train_filter_is_opencv (filter))
        filter->data = options->opencv;
      evaluation->n_filters++;
    }
  return TRUE;
}

static gboolean
parse (EvaluateOptions *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "weights", 'w', 0, G_OPTION_ARG_FILENAME, &options->weights,
      N_ ("folder with eme.safetensors and mi.safetensors (default: weights)"),
      N_ ("FOLDER") },
    { "pairs", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->pairs,
      N_ ("measure on pairs, NAME-input.png and NAME-truth.png; may be "
          "repeated"),
      N_ ("FOLDER") },
    { "enlarge", 0, 0, G_OPTION_ARG_INT, &options->enlarge,
      N_ ("enlarge the pairs so many times first"), N_ ("N") },
    { "strengths", 0, 0, G_OPTION_ARG_STRING, &options->strengths,
      N_ ("of MI (default 0.1,0.25,0.5,0.75,1)"), N_ ("LIST") },
    { "scales", 0, 0, G_OPTION_ARG_STRING, &options->scales,
      N_ ("texture scales of MI (default 1)"), N_ ("LIST") },
    { "filters", 'f', 0, G_OPTION_ARG_STRING, &options->filters,
      N_ ("classical filters beside it: all (default), none, or names"),
      N_ ("LIST") },
    { "bsds", 'b', 0, G_OPTION_ARG_FILENAME, &options->bsds,
      N_ ("photos with boundaries, laid out as BSDS500"), N_ ("FOLDER") },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options->split,
      N_ ("train, val or test (default)"), N_ ("NAME") },
    { "edges", 'e', 0, G_OPTION_ARG_NONE, &options->edges,
      N_ ("the boundary benchmark of EME on these photos"), NULL },
    { "after-smoothing", 'a', 0, G_OPTION_ARG_NONE, &options->after_smoothing,
      N_ ("that of plain gradients after smoothing by each method"), NULL },
    { "teacher", 't', 0, G_OPTION_ARG_NONE, &options->teacher,
      N_ ("MI against the teacher's results on these photos"), NULL },
    { "thresholds", 0, 0, G_OPTION_ARG_INT, &options->n_thresholds,
      N_ ("of the benchmark (default 99; after smoothing 33)"), N_ ("N") },
    { "tuning", 0, 0, G_OPTION_ARG_INT, &options->n_tuning,
      N_ ("photos of val on which settings are chosen (default 20)"),
      N_ ("N") },
    { "checks", 'c', 0, G_OPTION_ARG_NONE, &options->checks,
      N_ ("even slider, kept means and boundaries, nothing added"), NULL },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->pictures,
      N_ ("one more picture for the checks; may be repeated"), N_ ("FILE") },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options->limit,
      N_ ("only so many pairs or photos of each set"), N_ ("N") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("folder for tables (text, CSV, Markdown), plots and sheets"),
      N_ ("FOLDER") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache,
      N_ ("folder that keeps what was measured (default: the user's)"),
      N_ ("FOLDER") },
    { "opencv", 0, 0, G_OPTION_ARG_FILENAME, &options->opencv,
      N_ ("program of OpenCV's filters (default: tests/quality/filters.py)"),
      N_ ("FILE") },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      N_ ("threads (default: all)"), N_ ("N") },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    _ ("Measures the networks beside the classical filters, each at its best\n"
       "setting on the very set. Tables go to stdout."));
  g_option_context_set_description (
    context, _ ("Example: evaluate --pairs pairs-photo --pairs pairs-clip "
                "--output report\n"
                "         evaluate --bsds BSDS500 --edges --limit 20\n"));
  g_option_context_add_main_entries (context, entries, SMOOTH_GETTEXT_DOMAIN);
  return g_option_context_parse (context, argc, argv, error);
}

/* What the options do not say, and what they may not. */
static gboolean
complete (EvaluateOptions *options, int argc, GError **error)
{
  gboolean photos =
    options->edges || options->after_smoothing || options->teacher;

  if (argc > 1 || (!options->pairs && !photos && !options->checks)
      || (photos && !options->bsds))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   _ ("wanted: --pairs FOLDER, or --bsds FOLDER with --edges, "
                      "--after-smoothing or --teacher, or --checks"));
      return FALSE;
    }
  if (options->limit < 0 || options->n_tuning < 1 || options->enlarge < 1
      || options->n_thresholds < 0 || options->n_threads < 1)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   _ ("counts must not be negative"));
      return FALSE;
    }
  if (!options->cache)
    options->cache = g_build_filename (g_get_user_cache_dir (),
                                       "structure-smooth-train", NULL);
  return TRUE;
}

static gboolean
prepare (Evaluation *evaluation, GError **error)
{
  EvaluateOptions *options = &evaluation->options;

  if (!parse_axis (options->strengths, "--strengths", 0, 1,
                   &evaluation->strengths, error)
      || !parse_axis (options->scales, "--scales", 1, 16, &evaluation->scales,
                      error))
    return FALSE;
  evaluation->threads = smooth_threads_new (options->n_threads, error);
  if (!evaluation->threads)
    return FALSE;
  evaluation->smoother =
    train_smoother_new (options->weights, options->n_threads, error);
  evaluation->cache =
    evaluation->smoother ? train_cache_new (options->cache, error) : NULL;
  if (!evaluation->cache || !choose_filters (evaluation, error))
    return FALSE;
  if (options->output && g_mkdir_with_parents (options->output, FOLDER_MODE))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("folder '%s' cannot be made"), options->output);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;

  for (char **folder = options->pairs; folder && *folder; folder++)
    if (!evaluate_pairs (evaluation, *folder, error))
      return FALSE;
  return (!options->edges || evaluate_edges (evaluation, error))
         && (!options->after_smoothing
             || evaluate_after_smoothing (evaluation, error))
         && (!options->teacher || evaluate_teacher (evaluation, error))
         && (!options->checks || evaluate_checks (evaluation, error));
}

static void
free_report (gpointer report)
{
  train_report_free (report);
}

static void
clear (Evaluation *evaluation)
{
  EvaluateOptions *options = &evaluation->options;
  char *const texts[] = { options->weights, options->bsds,      options->split,
                          options->output,  options->cache,     options->opencv,
                          options->filters, options->strengths, options->scales,
                          evaluation->label };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (options->pairs);
  g_strfreev (options->pictures);
  smooth_threads_free (evaluation->threads);
  train_smoother_free (evaluation->smoother);
  train_cache_free (evaluation->cache);
  g_free (evaluation->filters);
  g_ptr_array_unref (evaluation->reports);
}

int
command_evaluate (int argc, char **argv)
{
  Evaluation evaluation = {
    .options = { .weights = g_build_filename (TRAIN_SOURCE, "weights", NULL),
                 .opencv = g_build_filename (TRAIN_SOURCE, "tests", "quality",
                                             "filters.py", NULL),
                 .split = g_strdup ("test"),
                 .filters = g_strdup ("all"),
                 .strengths = g_strdup ("0.1,0.25,0.5,0.75,1"),
                 .scales = g_strdup ("1"),
                 .n_tuning = 20,
                 .enlarge = 1,
                 .n_threads = smooth_system_get_n_cpus () },
    .reports = g_ptr_array_new_with_free_func (free_report)
  };
  g_autoptr (GError) error = NULL;
  gboolean good = parse (&evaluation.options, &argc, &argv, &error)
                  && complete (&evaluation.options, argc, &error)
                  && prepare (&evaluation, &error) && run (&evaluation, &error);

  if (!good)
    g_printerr (_ ("evaluate: %s\n"), error->message);
  clear (&evaluation);
  return good ? 0 : 1;
}
