/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate: its options. */
#include "train/program/evaluate.h"

#include <smooth/smooth.h>

#include "i18n.h"

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
    { "look", 'l', 0, G_OPTION_ARG_NONE, &options->look,
      N_ ("a sheet of each picture at all strengths and scales, into --output"),
      NULL },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->pictures,
      N_ ("one more picture for checks and sheets; may be repeated"),
      N_ ("FILE") },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options->limit,
      N_ ("only so many pairs or photos of each set"), N_ ("N") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("folder for tables (text, CSV, Markdown), plots and sheets"),
      N_ ("FOLDER") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache,
      N_ ("folder that keeps what was measured (default: the user's)"),
      N_ ("FOLDER") },
    { "opencv", 0, 0, G_OPTION_ARG_FILENAME, &options->opencv,
      N_ ("program of OpenCV's filters (default: core/train/filter/filters.py)"),
      N_ ("FILE") },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      N_ ("threads (default: all)"), N_ ("N") },
    G_OPTION_ENTRY_NULL
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

/* text becomes option's, unless it was given. Before parsing it would be leaked
 * by GOption. */
static void
set_default (char **option, char *text)
{
  if (*option == NULL)
    *option = text;
  else
    g_free (text);
}

static void
set_defaults (EvaluateOptions *options)
{
  set_default (&options->weights,
               g_build_filename (TRAIN_SOURCE, "weights", NULL));
  set_default (
    &options->opencv,
    g_build_filename (TRAIN_SOURCE, "core", "train",
                        "filter", "filters.py", NULL));
  set_default (
    &options->cache,
    g_build_filename (g_get_user_cache_dir (), "structure-smooth-train", NULL));
  set_default (&options->split, g_strdup ("test"));
  set_default (&options->filters, g_strdup ("all"));
  set_default (&options->strengths, g_strdup ("0.1,0.25,0.5,0.75,1"));
  set_default (&options->scales, g_strdup ("1"));
}

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
                     _ ("%s has to be at least %d, got %d"), counts[i].option,
                     counts[i].least, counts[i].value);
        return FALSE;
      }
  return TRUE;
}

/* What the options do not say, and what they may not. */
static gboolean
complete (EvaluateOptions *options, int argc, GError **error)
{
  gboolean photos =
    options->edges || options->after_smoothing || options->teacher;

  if (argc > 1
      || (!options->pairs && !photos && !options->checks && !options->look)
      || (photos && !options->bsds) || (options->look && !options->output))
    {
      g_set_error (
        error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
        _ ("wanted: --pairs FOLDER, or --bsds FOLDER with --edges, "
           "--after-smoothing or --teacher, or --checks, or --look with "
           "--output"));
      return FALSE;
    }
  if (!check_counts (options, error))
    return FALSE;
  set_defaults (options);
  return TRUE;
}

gboolean
evaluate_parse (EvaluateOptions *options,
                int *argc,
                char ***argv,
                GError **error)
{
  return parse (options, argc, argv, error) && complete (options, *argc, error);
}
