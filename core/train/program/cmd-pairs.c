/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `pairs`: writes pairs of pictures for validation
 * (data/validation-pairs.h). */
#include "train/program/commands.h"

#include <errno.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "base/system.h"
#include "train/base/settings.h"
#include "train/base/stop.h"
#include "train/data/digest.h"
#include "train/data/disjoint-paths.h"
#include "train/data/validation-pairs.h"
#include "train/run/folder-lock.h"
#include "train/run/mpi-ranks.h"
#include "train/run/recipe-version.h"

#define SETTINGS_FILE "settings.txt"
#define PART_SUFFIX ".part"

static const char *const NAMES[] = {
  [TRAIN_VALIDATION_PHOTO] = "photo", [TRAIN_VALIDATION_CLIP] = "clip"
};

typedef struct
{
  char **places; /* the arguments EXTENDED OUT */
  int n_pairs;
  gint64 seed;
} Options;

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "pairs", 'n', 0, G_OPTION_ARG_INT, &options->n_pairs,
      "pairs of each kind (default 24)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      "seed of the pairs (default 1)", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, "EXTENDED OUT" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    "Writes pairs for `evaluate --pairs` into OUT/photo and OUT/clip, drawn\n"
    "from what the data set EXTENDED (made by `extend`) holds back from\n"
    "training: every twelfth photo, drawing and texture. Recipes and\n"
    "strengths are chosen on them.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->places != NULL && g_strv_length (options->places) == 2
      && options->n_pairs >= 1)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       options->n_pairs < 1 ? "--pairs has to be at least 1"
                                            : "wanted: pairs EXTENDED OUT");
  return FALSE;
}

/* Returns what the pairs depend on, as lines of text: the version of the
 * recipe, a checksum of the data set, the number of pairs and the seed. Returns
 * NULL and an error that names the data set if it cannot be read. Free with
 * g_free (). */
static char *
get_settings (const Options *options, SmoothThreads *threads, GError **error)
{
  g_autofree char *data = train_digest_pairs (
    options->places[0], TRAIN_PART_VALIDATE, threads, error);

  return data != NULL
           ? g_strdup_printf (
               "recipe=%d\ndata-sha256=%s\npairs=%d\nseed=%" G_GINT64_FORMAT
               "\n",
               TRAIN_RECIPE_VERSION, data, options->n_pairs, options->seed)
           : NULL;
}

/* Writes settings, what the pairs depend on, into a file in the folder out. If
 * that file exists, checks that it has the same settings: pairs made with
 * different settings must not be mixed in one folder. */
static gboolean
claim (const char *out, const char *settings, GError **error)
{
  g_autofree char *path = g_build_filename (out, SETTINGS_FILE, NULL);
  g_autofree char *found = NULL;
  g_autofree char *wanted_line = NULL;
  g_autofree char *found_line = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_file_get_contents (path, &found, NULL, NULL))
    {
      if (train_settings_agree (settings, found, NULL, &wanted_line,
                                &found_line))
        return TRUE;
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "folder '%s': its pairs were made with '%s', this command "
                   "has '%s'; take another folder",
                   out, found_line, wanted_line);
      return FALSE;
    }
  for (gsize kind = 0; kind < G_N_ELEMENTS (NAMES); kind++)
    {
      g_autofree char *folder = g_build_filename (out, NAMES[kind], NULL);

      if (!g_file_test (folder, G_FILE_TEST_EXISTS))
        continue;
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "folder '%s': it does not say how the pairs in it were "
                   "made, its %s is missing; take another folder",
                   out, SETTINGS_FILE);
      return FALSE;
    }
  if (g_file_set_contents (path, settings, -1, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", path, reason->message);
  return FALSE;
}

/* Makes the pairs of one kind in a folder with a temporary name, which is
 * renamed when all pairs are there. So `evaluate` never finds a folder with
 * only some of them. */
static gboolean
save_kind (const Options *options,
           TrainValidationKind kind,
           SmoothThreads *threads,
           GError **error)
{
  g_autofree char *folder =
    g_build_filename (options->places[1], NAMES[kind], NULL);
  g_autofree char *part = g_strconcat (folder, PART_SUFFIX, NULL);

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!train_validation_pairs_save (options->places[0], kind, options->n_pairs,
                                    (guint64) options->seed, part, threads,
                                    error))
    return FALSE;
  if (g_rename (part, folder) == 0)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "folder '%s': cannot be made: %s", folder, g_strerror (errno));
  return FALSE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (TrainFolderLock) lock = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (SmoothThreads) threads =
    smooth_threads_new (smooth_system_get_n_cpus (), error);

  if (threads == NULL
      || !train_paths_are_disjoint (options->places[1], options->places[0],
                                    error)
      || (settings = get_settings (options, threads, error)) == NULL)
    return FALSE;
  lock = train_folder_lock_new (options->places[1], "pairs", error);
  if (lock == NULL || !claim (options->places[1], settings, error))
    return FALSE;
  for (gsize kind = 0; kind < G_N_ELEMENTS (NAMES); kind++)
    if (!save_kind (options, (TrainValidationKind) kind, threads, error))
      return FALSE;
  return TRUE;
}

int
command_pairs (int argc, char **argv)
{
  Options options = { .n_pairs = 24, .seed = 1 };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  train_stop_init ();
  is_done = train_ranks_check_alone (&error)
            && parse (&options, argc, argv, &error) && run (&options, &error);
  g_strfreev (options.places);
  return command_get_status ("pairs", is_done, error);
}
