/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `extend`: makes the data set from which MI learns
 * (data/dataset-build.h), and a contact sheet of pairs drawn from it, for
 * people to look at (data/contact-sheet.h).
 */
#include "train/program/commands.h"

#include <smooth/error.h>

#include "base/system.h"
#include "train/base/stop.h"
#include "train/data/contact-sheet.h"
#include "train/data/dataset-build.h"
#include "train/data/disjoint-paths.h"
#include "train/data/pair-synthesis.h"
#include "train/program/training-commands.h"
#include "train/run/folder-lock.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 4)

typedef struct
{
  char **clip_art, **textures, **held_out;
  char **sources, **parents; /* for the lineage */
  char **places;             /* the arguments DATA OUT */
  char *sheet, *eme;
  int n_clip_art, n_textures, n_threads;
  gint64 seed;
} Options;

/* What is needed to estimate the remaining time, which is shown on stderr.
 * Times are monotonic, in microseconds.
 */
typedef struct
{
  gint64 start_us, shown_us;
  int n_first; /* pictures that an earlier run of the command had made */
} Progress;

static void
show_progress (gpointer data, int n_done, int n_total)
{
  Progress *progress = data;
  gint64 now = g_get_monotonic_time ();
  double seconds;

  if (now - progress->shown_us < PROGRESS_INTERVAL_US && n_done < n_total)
    {
      /* Pictures counted within the first interval were not made in this run:
       * an earlier one had made them. */
      if (now - progress->start_us < PROGRESS_INTERVAL_US)
        progress->n_first = n_done;
      return;
    }
  progress->shown_us = now;
  seconds = (double) (now - progress->start_us) / G_USEC_PER_SEC
            / MAX (1, n_done - progress->n_first) * (n_total - n_done);
  g_printerr ("\r%d of %d pictures, %d:%02d left   %s", n_done, n_total,
              (int) seconds / 60, (int) seconds % 60,
              n_done == n_total ? "\n" : "");
}

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "clip-art", 'c', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->clip_art,
      "drawings (PNG, SVG) in this folder or archive; may be repeated",
      "PLACE" },
    { "textures", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->textures,
      "textures in this folder or archive; may be repeated", "PLACE" },
    { "held-out", 'x', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->held_out,
      "leave out what this list names; may be repeated", "FILE" },
    { "eme", 'e', 0, G_OPTION_ARG_FILENAME, &options->eme,
      "weights of the edge map extractor, whose edges the teacher keeps",
      "FILE" },
    { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->sources,
      "say in the lineage that pictures come from TEXT, such as a package; may "
      "be repeated",
      "TEXT" },
    { "parent", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->parents,
      "say in the lineage that pictures were chosen or changed by the network "
      "in this file of weights; may be repeated",
      "FILE" },
    { "n-clip-art", 0, 0, G_OPTION_ARG_INT, &options->n_clip_art,
      "at most so many drawings (default 1000)", "N" },
    { "n-textures", 0, 0, G_OPTION_ARG_INT, &options->n_textures,
      "at most so many textures (default 500)", "N" },
    { "sheet", 's', 0, G_OPTION_ARG_FILENAME, &options->sheet,
      "write a sheet of drawn pairs: input, truth, what was taken away",
      "FILE.png" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      "seed of the sheet's pairs (default 1)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      "threads (default: all)", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, "DATA OUT" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context,
    "Makes the extended data set in the folder OUT: the photos in DATA "
    "(laid\n"
    "out as BSDS500, of which train and val are taken, or any folder or\n"
    "archive) with their smoothed partners at four strengths, drawings and\n"
    "textures. The same command continues where it was stopped.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->places != NULL && g_strv_length (options->places) == 2
      && options->n_threads >= 1 && options->n_clip_art >= 0
      && options->n_textures >= 0)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       options->n_threads < 1 ? "--threads has to be at least 1"
                       : options->n_clip_art < 0 || options->n_textures < 0
                         ? "--n-clip-art and --n-textures have to be at least 0"
                         : "wanted: extend DATA OUT");
  return FALSE;
}

static gboolean
write_sheet (const Options *options, SmoothThreads *threads, GError **error)
{
  g_autoptr (TrainPairSynthesis) pairs =
    train_pair_synthesis_new (options->places[1], threads, error);

  return pairs != NULL
         && train_contact_sheet_save (pairs, (guint64) options->seed,
                                      options->sheet, error);
}

/* Checks that no output lies within an input, where a later call of the command
 * would read it as a part of the input. */
static gboolean
check_places (const Options *options, GError **error)
{
  const char *const outputs[] = { options->places[1], options->sheet };
  char **const lists[] = { options->clip_art, options->textures };

  for (gsize k = 0; k < G_N_ELEMENTS (outputs); k++)
    {
      if (!train_paths_are_disjoint (outputs[k], options->places[0], error))
        return FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
        for (char **place = lists[i]; place != NULL && *place != NULL; place++)
          if (!train_paths_are_disjoint (outputs[k], *place, error))
            return FALSE;
    }
  return TRUE;
}

/* Writes what the data set was made from into its folder. */
static gboolean
save_lineage (const Options *options, GError **error)
{
  g_autoptr (TrainLineage) lineage = train_lineage_new ();
  const struct
  {
    const char *kind;
    char **places;
  } lists[] = { { "clip-art", options->clip_art },
                { "textures", options->textures },
                { "named", options->sources } };

  train_lineage_add_source (lineage, "photos", options->places[0]);
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    for (char **place = lists[k].places; place != NULL && *place != NULL;
         place++)
      train_lineage_add_source (lineage, lists[k].kind, *place);
  for (char **file = options->parents; file != NULL && *file != NULL; file++)
    if (!train_lineage_add_parent (lineage, "filter", *file, error))
      return FALSE;
  return (options->eme == NULL
          || train_lineage_add_parent (lineage, "teacher", options->eme, error))
         && train_lineage_save (lineage, options->places[1], error);
}

/* Makes the data set, and reports what was left out on stderr and in a file in
 * its folder. */
static gboolean
extend_and_report (const TrainDatasetOptions *extend,
                   SmoothThreads *threads,
                   GError **error)
{
  g_autofree char *file = g_build_filename (extend->out, "left-out.txt", NULL);
  g_autofree char *first = NULL;

  if (train_dataset_build (extend, threads, error))
    return command_report_tally ("extend", extend->tally, file, error);
  first = train_tally_dup_first (extend->tally);
  if (first != NULL)
    command_report_tally ("extend", extend->tally, NULL, NULL);
  return FALSE;
}

static gboolean
run (Options *options, GError **error)
{
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();
  g_autoptr (TrainTally) tally = train_tally_new ();
  gint64 now = g_get_monotonic_time ();
  Progress progress = { now, now, 0 };
  g_autoptr (TrainFolderLock) lock = NULL;
  g_autoptr (SmoothThreads) threads =
    smooth_threads_new (options->n_threads, error);
  g_autoptr (TrainEme) eme = NULL;
  g_autofree char *checksum = NULL;
  TrainDatasetOptions extend = {
    .photos = options->places[0],
    .out = options->places[1],
    .clip_art = (const char *const *) options->clip_art,
    .textures = (const char *const *) options->textures,
    .held_out = held_out,
    .tally = tally,
    .n_clip_art = options->n_clip_art,
    .n_textures = options->n_textures,
    .progress = show_progress,
    .progress_data = &progress,
  };

  if (threads == NULL || !check_places (options, error))
    return FALSE;
  for (char **file = options->held_out; file != NULL && *file != NULL; file++)
    if (!train_held_out_load (held_out, *file, error))
      return FALSE;
  if (options->eme != NULL
      && ((checksum = train_command_get_checksum (options->eme, error)) == NULL
          || (eme = train_command_load_eme (options->eme, error)) == NULL))
    return FALSE;
  extend.eme = eme;
  extend.eme_checksum = checksum;
  lock = train_folder_lock_new (options->places[1], "extend", error);
  return lock != NULL && extend_and_report (&extend, threads, error)
         && save_lineage (options, error)
         && (options->sheet == NULL || write_sheet (options, threads, error));
}

int
command_extend (int argc, char **argv)
{
  Options options = { .n_clip_art = 1000,
                      .n_textures = 500,
                      .n_threads = smooth_system_get_n_cpus (),
                      .seed = 1 };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  train_stop_init ();
  is_done = train_ranks_check_alone (&error)
            && parse (&options, argc, argv, &error) && run (&options, &error);
  g_strfreev (options.clip_art);
  g_strfreev (options.textures);
  g_strfreev (options.held_out);
  g_strfreev (options.sources);
  g_strfreev (options.parents);
  g_strfreev (options.places);
  g_free (options.sheet);
  g_free (options.eme);
  return command_get_status ("extend", is_done, error);
}
