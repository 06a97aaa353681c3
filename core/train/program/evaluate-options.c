/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/evaluate-options.h"

#include <smooth/smooth.h>

#include "base/system.h"

#define MAX_SCALE 16

/* Adds the options that say what is measured, and on which pictures. */
static void
add_subject_entries (GOptionContext *context, EvaluateOptions *options)
{
  const GOptionEntry entries[] = {
    { "pairs", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->pairs,
      "measure on pairs, NAME-input.png and NAME-truth.png; may be "
      "repeated",
      "FOLDER" },
    { "enlarge", 0, 0, G_OPTION_ARG_INT, &options->enlarge,
      "enlarge the pairs N times first", "N" },
    { "bsds", 'b', 0, G_OPTION_ARG_FILENAME, &options->bsds,
      "photos with boundaries, laid out as BSDS500", "FOLDER" },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options->split,
      "train, val, test (default) or held-back: of train and val every "
      "twelfth photo, which EME does not learn from",
      "NAME" },
    { "edges", 'e', 0, G_OPTION_ARG_NONE, &options->edges,
      "the boundary benchmark of EME on these photos", NULL },
    { "after-smoothing", 'a', 0, G_OPTION_ARG_NONE, &options->after_smoothing,
      "the benchmark of plain gradients after smoothing by each method", NULL },
    { "teacher", 't', 0, G_OPTION_ARG_NONE, &options->teacher,
      "MI against the teacher's results on these photos", NULL },
    { "checks", 'c', 0, G_OPTION_ARG_NONE, &options->checks,
      "that the strength acts evenly, means and boundaries are kept, and "
      "nothing is added",
      NULL },
    { "goals", 'g', 0, G_OPTION_ARG_NONE, &options->goals,
      "what is to be kept and taken: faces, lettering, screens, soft rims; "
      "with --bsds boundaries, with --pairs strength 1 against .8",
      NULL },
    { "look", 'l', 0, G_OPTION_ARG_NONE, &options->look,
      "a sheet of each picture at all strengths and scales, into --output",
      NULL },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->pictures,
      "one more picture for checks and sheets; may be repeated", "FILE" },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options->limit,
      "at most N pairs or photos of each set", "N" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

/* Adds the options that say how it is measured, and where results are written.
 */
static void
add_setting_entries (GOptionContext *context, EvaluateOptions *options)
{
  const GOptionEntry entries[] = {
    { "weights", 'w', 0, G_OPTION_ARG_FILENAME, &options->weights,
      "folder with eme.safetensors and mi.safetensors (default: weights)",
      "FOLDER" },
    { "strengths", 0, 0, G_OPTION_ARG_STRING, &options->strength_list,
      "strengths of MI (default 0.1,0.25,0.5,0.75,1)", "LIST" },
    { "scales", 0, 0, G_OPTION_ARG_STRING, &options->scale_list,
      "texture scales of MI (default 1)", "LIST" },
    { "filters", 'f', 0, G_OPTION_ARG_STRING, &options->filters,
      "classical filters beside MI: all (default), none, or names", "LIST" },
    { "thresholds", 0, 0, G_OPTION_ARG_INT, &options->n_thresholds,
      "thresholds of the benchmark (default 99; after smoothing 33)", "N" },
    { "tuning", 0, 0, G_OPTION_ARG_INT, &options->n_tuning,
      "photos of val on which settings are chosen (default 20)", "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      "folder for tables (text, CSV, Markdown), plots and sheets", "FOLDER" },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache,
      "folder that keeps what was measured (default: the user's)", "FOLDER" },
    { "opencv", 0, 0, G_OPTION_ARG_FILENAME, &options->opencv,
      "program of OpenCV's filters (default: core/train/filter/filters.py)",
      "FILE" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      "threads (default: all)", "N" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean
parse (EvaluateOptions *options, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    "Measures the networks beside the classical filters, each at its best\n"
    "setting on the very set. Tables go to stdout.");
  g_option_context_set_description (
    context, "Example: evaluate --pairs pairs-photo --pairs pairs-clip "
             "--output report\n"
             "         evaluate --bsds BSDS500 --edges --limit 20\n");
  add_subject_entries (context, options);
  add_setting_entries (context, options);
  return g_option_context_parse (context, argc, argv, error);
}

/* Sets *option to text unless the option was given on the command line; takes
 * ownership of text. To be called after parsing: if the default were set
 * before, GOption would not free it when the option is given. */
static void
set_default (char **option, char *text)
{
  if (*option == NULL)
    *option = text;
  else
    g_free (text);
}

/* Sets the options with text that the user did not give to their defaults. */
static void
set_defaults (EvaluateOptions *options)
{
  set_default (&options->weights,
               g_build_filename (TRAIN_SOURCE, "weights", NULL));
  set_default (&options->opencv,
               g_build_filename (TRAIN_SOURCE, "core", "train", "filter",
                                 "filters.py", NULL));
  set_default (
    &options->cache,
    g_build_filename (g_get_user_cache_dir (), "structure-smooth-train", NULL));
  set_default (&options->split, g_strdup ("test"));
  set_default (&options->filters, g_strdup ("all"));
  set_default (&options->strength_list, g_strdup ("0.1,0.25,0.5,0.75,1"));
  set_default (&options->scale_list, g_strdup ("1"));
}

/* Checks that all numbers are in their ranges. */
static gboolean
check_counts (const EvaluateOptions *options, GError **error)
{
  const struct
  {
    const char *option;
    int value, least;
  } counts[] = {
    { "--limit", options->limit, 0 },
    { "--tuning", options->n_tuning, 1 },
    { "--enlarge", options->enlarge, 1 },
    { "--thresholds", options->n_thresholds, 0 },
    { "--threads", options->n_threads, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].value < counts[i].least)
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                     "%s has to be at least %d, got %d", counts[i].option,
                     counts[i].least, counts[i].value);
        return FALSE;
      }
  return TRUE;
}

/* Reads list, for example "1,2,4", into axis. The numbers must rise, from least
 * to most. */
static gboolean
parse_axis (const char *list,
            const char *option,
            double least,
            double most,
            TrainAxis *axis,
            GError **error)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);
  const guint n_parts = g_strv_length (parts);
  gboolean is_good = n_parts >= 1 && n_parts <= TRAIN_MAX_AXIS;

  *axis =
    (TrainAxis) { .n_values = is_good ? (int) n_parts : 0, .fixed = TRUE };
  for (int i = 0; i < axis->n_values; i++)
    {
      char *end;

      axis->values[i] = g_ascii_strtod (parts[i], &end);
      is_good = is_good && end != parts[i] && *end == '\0'
                && axis->values[i] >= least && axis->values[i] <= most
                && (i == 0 || axis->values[i] > axis->values[i - 1]);
    }
  if (!is_good)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "%s: got '%s', wanted are at most %d rising numbers in "
                 "[%g, %g], separated by commas",
                 option, list, TRAIN_MAX_AXIS, least, most);
  return is_good;
}

/* Checks the options after parsing, and sets those that were not given to their
 * defaults. argc: how many arguments the parser did not recognise. */
static gboolean
complete (EvaluateOptions *options, int argc, GError **error)
{
  const gboolean needs_photos =
    options->edges || options->after_smoothing || options->teacher;

  if (argc > 1
      || (options->pairs == NULL && !needs_photos && !options->checks
          && !options->goals && !options->look)
      || (needs_photos && options->bsds == NULL)
      || (options->look && options->output == NULL))
    {
      g_set_error (
        error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
        "wanted: --pairs FOLDER, or --bsds FOLDER with --edges, "
        "--after-smoothing or --teacher, or --checks, or --goals, or "
        "--look with --output");
      return FALSE;
    }
  if (!check_counts (options, error))
    return FALSE;
  set_defaults (options);
  return parse_axis (options->strength_list, "--strengths", 0, 1,
                     &options->strengths, error)
         && parse_axis (options->scale_list, "--scales", 1, MAX_SCALE,
                        &options->scales, error);
}

gboolean
evaluate_options_parse (EvaluateOptions *options,
                        int *argc,
                        char ***argv,
                        GError **error)
{
  options->n_tuning = 20;
  options->enlarge = 1;
  options->n_threads = smooth_system_get_n_cpus ();
  return parse (options, argc, argv, error) && complete (options, *argc, error);
}

void
evaluate_options_clear (EvaluateOptions *options)
{
  char *const texts[] = { options->weights,   options->bsds,
                          options->split,     options->output,
                          options->cache,     options->opencv,
                          options->filters,   options->strength_list,
                          options->scale_list };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (options->pairs);
  g_strfreev (options->pictures);
}
