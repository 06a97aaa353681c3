/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of the command "evaluate" share: options, threads, networks
 * and cache, progress on stderr, and the writing of reports.
 */
#include "train/program/evaluate-context.h"

#include <string.h>

#include <smooth/smooth.h>

#include "train/data/disjoint-paths.h"
#include "train/data/file-name-text.h"
#include "train/filter/classical-filters.h"
#include "train/filter/opencv.h"
#include "train/program/commands.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 4)
#define SECONDS_PER_MINUTE 60
#define PSNR_DIGITS 2
#define SSIM_DIGITS 4

/* Returns whether method is chosen by list: filter names with commas between
 * them, or "all". */
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
  for (char **part = parts; *part != NULL; part++)
    {
      gboolean found = FALSE;

      for (int k = 0; k < TRAIN_N_FILTERS; k++)
        found |= is_wanted (&TRAIN_FILTERS[k], *part);
      if (!found)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       "--filters: there is no '%s'; known are %s", *part,
                       known->str);
          return FALSE;
        }
    }
  return TRUE;
}

/* Fills evaluation->filters with those that --filters names and that can run
 * here, and prints which cannot. Errors: UNSUPPORTED for a name that no filter
 * has. */
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
  evaluation->opencv_id = train_opencv_make_id (options->opencv);
  evaluation->filters = g_new (TrainMethod, TRAIN_N_FILTERS);
  for (int i = 0; i < TRAIN_N_FILTERS; i++)
    {
      TrainMethod *filter = &evaluation->filters[evaluation->n_filters];

      if (!is_wanted (&TRAIN_FILTERS[i], options->filters))
        continue;
      if (train_filter_is_opencv (&TRAIN_FILTERS[i]) && !opencv)
        {
          g_printerr ("left out: %s (%s)\n", TRAIN_FILTERS[i].name,
                      reason->message);
          continue;
        }
      *filter = TRAIN_FILTERS[i];
      if (train_filter_is_opencv (filter))
        {
          filter->data = options->opencv;
          filter->program_id = evaluation->opencv_id;
        }
      evaluation->n_filters++;
    }
  return TRUE;
}

/* Checks that no output folder lies within an input folder or contains one. */
static gboolean
check_places (const EvaluateOptions *options, GError **error)
{
  char **const lists[] = { options->pairs, options->pictures };
  const char *const outputs[] = { options->output, options->cache };

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      if (!train_paths_are_disjoint (outputs[i], options->bsds, error))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
        for (char **place = lists[k]; place != NULL && *place != NULL; place++)
          if (!train_paths_are_disjoint (outputs[i], *place, error))
            return FALSE;
    }
  return TRUE;
}

static void
free_report (gpointer report)
{
  train_report_free (report);
}

gboolean
evaluation_init (Evaluation *evaluation, int argc, char **argv, GError **error)
{
  EvaluateOptions *options = &evaluation->options;

  *evaluation = (Evaluation) {
    .reports = g_ptr_array_new_with_free_func (free_report),
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  if (!evaluate_options_parse (options, &argc, &argv, error)
      || !check_places (options, error))
    return FALSE;
  evaluation->threads = smooth_threads_new (options->n_threads, error);
  if (evaluation->threads == NULL)
    return FALSE;
  evaluation->smoother = train_smoother_new (
    options->weights, options->n_threads, command_print_report, error);
  if (evaluation->smoother == NULL)
    return FALSE;
  evaluation->cache = train_cache_new (options->cache, error);
  if (evaluation->cache == NULL || !choose_filters (evaluation, error))
    return FALSE;
  if (options->output == NULL)
    return TRUE;
  evaluation->lock = train_folder_lock_new (options->output, "evaluate", error);
  return evaluation->lock != NULL;
}

void
evaluation_clear (Evaluation *evaluation)
{
  evaluate_options_clear (&evaluation->options);
  smooth_threads_free (evaluation->threads);
  train_smoother_free (evaluation->smoother);
  train_cache_free (evaluation->cache);
  g_free (evaluation->filters);
  g_free (evaluation->opencv_id);
  g_ptr_array_unref (evaluation->reports);
  g_hash_table_unref (evaluation->names);
  g_free (evaluation->label);
  train_folder_lock_free (evaluation->lock);
}

void
evaluation_print_tally (TrainTally *tally)
{
  command_report_tally ("evaluate", tally, NULL, NULL);
}

gboolean
evaluation_load_photos (const Evaluation *evaluation,
                        const char *split,
                        int limit,
                        TrainPhotoSet *photos,
                        GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  gboolean is_loaded =
    train_photo_set_load (evaluation->options.bsds, split, limit,
                          evaluation->threads, tally, photos, error);

  evaluation_print_tally (tally);
  return is_loaded;
}

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
  g_printerr ("\r%s: %d of %d, %d:%02d left   %s", evaluation->label, n_done,
              n_items, seconds / SECONDS_PER_MINUTE,
              seconds % SECONDS_PER_MINUTE, n_done == n_items ? "\n" : "");
}

TrainGridContext
evaluation_begin_progress (Evaluation *evaluation, const char *label)
{
  g_free (evaluation->label);
  evaluation->label = g_strdup (label);
  evaluation->label_us = g_get_monotonic_time ();
  return (TrainGridContext) { evaluation->threads, evaluation->cache,
                              show_progress, evaluation };
}

char *
evaluation_dup_name (Evaluation *evaluation, const char *name)
{
  /* These names are taken by files that the command itself writes. */
  static const char *const OWN[] = { "tables", "edges", "after-smoothing" };

  for (gsize i = 0; i < G_N_ELEMENTS (OWN); i++)
    g_hash_table_add (evaluation->names, g_strdup (OWN[i]));
  return train_name_make_unique (evaluation->names, name);
}

char *
evaluation_dup_path (const Evaluation *evaluation, const char *name)
{
  const char *folder = evaluation->options.output;

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

void
evaluation_add_means (TrainReport *report,
                      const TrainTestPairs *set,
                      const TrainMethod *method,
                      const TrainGridPoint *point)
{
  g_autofree char *setting = train_method_describe (method, &point->settings);

  train_report_add_text (report, setting);
  train_report_add_number (
    report, train_test_pairs_get_mean (set, point->values, TRAIN_PAIR_PSNR),
    PSNR_DIGITS);
  train_report_add_number (
    report, train_test_pairs_get_mean (set, point->values, TRAIN_PAIR_SSIM),
    SSIM_DIGITS);
}

/* Writes all reports, each as the text that format makes of it, into the file
 * name in the output folder. */
static gboolean
write_reports (const Evaluation *evaluation,
               char *(*format) (const TrainReport *report),
               const char *name,
               GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *file = evaluation_dup_path (evaluation, name);
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < evaluation->reports->len; i++)
    {
      g_autofree char *text =
        format (g_ptr_array_index (evaluation->reports, i));

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", text);
    }
  if (g_file_set_contents (file, all->str, all->len, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", file, reason->message);
  return FALSE;
}

gboolean
evaluation_add_report (Evaluation *evaluation,
                       TrainReport *report,
                       GError **error)
{
  g_autofree char *text = train_report_to_text (report);

  g_ptr_array_add (evaluation->reports, report);
  g_print ("%s\n", text);
  return evaluation->options.output == NULL
         || (write_reports (evaluation, train_report_to_text, "tables.txt",
                            error)
             && write_reports (evaluation, train_report_to_csv, "tables.csv",
                               error)
             && write_reports (evaluation, train_report_to_markdown,
                               "tables.md", error));
}

gboolean
evaluation_end_chart (gboolean is_drawn, GError *failure, GError **error)
{
  g_autoptr (GError) owned = failure;

  if (is_drawn)
    return TRUE;
  if (!g_error_matches (owned, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  g_printerr ("%s\n", owned->message);
  return TRUE;
}
