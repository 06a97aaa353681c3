/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs: writes validation pairs (data/validation.h). */
#include "train/program/commands.h"

#include <smooth/error.h>

#include "i18n.h"
#include "kernel/system.h"
#include "train/data/validation.h"

typedef struct
{
  char **places; /* EXTENDED OUT */
  int n_pairs;
  gint64 seed;
} Options;

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "pairs", 'n', 0, G_OPTION_ARG_INT, &options->n_pairs,
      N_ ("so many of each kind (default 24)"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      N_ ("of what is drawn (default 1)"), N_ ("N") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, N_ ("EXTENDED OUT") },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    _ (
      "Writes pairs for `evaluate --pairs` into OUT/photo and OUT/clip, drawn\n"
      "from what the data set EXTENDED (made by `extend`) holds back from\n"
      "training: every twelfth photo, drawing and texture. Recipes and\n"
      "strengths are chosen on them."));
  g_option_context_add_main_entries (context, entries, SMOOTH_GETTEXT_DOMAIN);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->places != NULL && g_strv_length (options->places) == 2
      && options->n_pairs >= 1)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("wanted: pairs EXTENDED OUT, and at least one pair"));
  return FALSE;
}

static gboolean
run (const Options *options, GError **error)
{
  static const char *const NAMES[] = {
    [TRAIN_VALIDATION_PHOTO] = "photo", [TRAIN_VALIDATION_CLIP] = "clip"
  };
  g_autoptr (SmoothThreads) threads =
    smooth_threads_new (smooth_system_get_n_cpus (), error);

  if (threads == NULL)
    return FALSE;
  for (gsize kind = 0; kind < G_N_ELEMENTS (NAMES); kind++)
    {
      g_autofree char *out =
        g_build_filename (options->places[1], NAMES[kind], NULL);

      if (!train_validation_save (options->places[0],
                                  (TrainValidationKind) kind, options->n_pairs,
                                  (guint64) options->seed, out, threads, error))
        return FALSE;
    }
  return TRUE;
}

int
command_pairs (int argc, char **argv)
{
  Options options = { .n_pairs = 24, .seed = 1 };
  g_autoptr (GError) error = NULL;
  gboolean is_done =
    parse (&options, argc, argv, &error) && run (&options, &error);

  if (!is_done)
    g_printerr (_ ("pairs: %s\n"), error->message);
  g_strfreev (options.places);
  return is_done ? 0 : 1;
}
