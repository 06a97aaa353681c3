/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `fine-pairs`: removes waves longer than 14 px from the textures
 * of pairs (evaluate/fine-pairs.h).
 */
#include "train/program/commands.h"

#include <errno.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "train/base/stop.h"
#include "train/data/disjoint-paths.h"
#include "train/evaluate/fine-pairs.h"
#include "train/run/mpi-ranks.h"

#define PART_SUFFIX ".part"

/* Reads the arguments PAIRS and OUT into places, which the caller frees. */
static gboolean
parse (char ***places, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = { { G_OPTION_REMAINING, 0, 0,
                                     G_OPTION_ARG_FILENAME_ARRAY, places, NULL,
                                     "PAIRS OUT" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    "Writes the pairs of the folder PAIRS into the new folder OUT, with the\n"
    "same structures and the fine part of their textures: what a Gaussian\n"
    "of 2.6 px leaves of input - truth, waves longer than about 14 px, is\n"
    "taken off. From there on texture cannot be told from shading.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (*places != NULL && g_strv_length (*places) == 2)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       "wanted: fine-pairs PAIRS OUT");
  return FALSE;
}

/* Sets error: this folder cannot be made, for the reason in errno. Returns
 * FALSE. */
static gboolean
fail (const char *folder, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "folder '%s': cannot be made: %s", folder, g_strerror (errno));
  return FALSE;
}

/* Writes the pairs into a folder with a temporary name, which is renamed to out
 * when all pairs are there. So `evaluate` never finds a folder with only some
 * of them. */
static gboolean
save (const TrainTestPairs *set, const char *out, GError **error)
{
  g_autofree char *part = g_strconcat (out, PART_SUFFIX, NULL);

  if (g_file_test (out, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return fail (out, error);
    }
  if (g_mkdir_with_parents (part, 0777) != 0)
    return fail (part, error);
  return train_fine_pairs_save (set, part, error)
         && (g_rename (part, out) == 0 || fail (out, error));
}

static gboolean
run (char **places, GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_auto (TrainTestPairs) set = { 0 };
  gboolean is_loaded;

  if (!train_paths_are_disjoint (places[1], places[0], error))
    return FALSE;
  is_loaded = train_test_pairs_load (places[0], 0, 1, tally, &set, error);
  command_report_tally ("fine-pairs", tally, NULL, NULL);
  return is_loaded && save (&set, places[1], error);
}

int
command_fine_pairs (int argc, char **argv)
{
  g_auto (GStrv) places = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  train_stop_init ();
  is_done = train_ranks_check_alone (&error)
            && parse (&places, argc, argv, &error) && run (places, &error);
  return command_get_status ("fine-pairs", is_done, error);
}
