/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate: measures the networks beside the classical filters. What its parts
 * (evaluate.h) share; options are in evaluate-options.c.
 */
#include "train/program/commands.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/smooth.h>

#include "i18n.h"
#include "base/system.h"
#include "train/data/names.h"
#include "train/data/places.h"
#include "train/filter/opencv.h"
#include "train/program/evaluate.h"
#include "train/run/ranks.h"
#include "train/run/stop.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 4)
#define SECONDS_PER_MINUTE 60

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

void
evaluate_report_left (TrainTally *tally)
{
  command_report_tally ("evaluate", tally, NULL, NULL);
}

char *
evaluate_dup_name (Evaluation *evaluation, const char *name)
{
  static const char *const OWN[] = { "tables", "edges", "after-smoothing" };

  for (gsize i = 0; i < G_N_ELEMENTS (OWN); i++)
    g_hash_table_add (evaluation->names, g_strdup (OWN[i]));
  return train_name_make_unique (evaluation->names, name);
}

gboolean
evaluate_load_photos (const Evaluation *evaluation,
                      const char *split,
                      int limit,
                      TrainPhotoSet *photos,
                      GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  gboolean is_loaded =
    train_photo_set_load (evaluation->options.bsds, split, limit,
                          evaluation->threads, tally, photos, error);

  evaluate_report_left (tally);
  return is_loaded;
}

char *
evaluate_get_file (const Evaluation *evaluation, const char *name)
{
  const char *folder = evaluation->options.output;

  return folder ? g_build_filename (folder, name, NULL) : NULL;
}

gboolean
evaluate_end_chart (gboolean is_drawn, GError *failure, GError **error)
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

  *axis = (TrainAxis){ .n_values = good ? (int) n_parts : 0, .fixed = TRUE };
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

/* Do the folders that are written lie apart from what is read? */
static gboolean
check_places (const EvaluateOptions *options, GError **error)
{
  char **const lists[] = { options->pairs, options->pictures };
  const char *const outputs[] = { options->output, options->cache };

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      if (!train_places_are_apart (outputs[i], options->bsds, error))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
        for (char **place = lists[k]; place != NULL && *place != NULL; place++)
          if (!train_places_are_apart (outputs[i], *place, error))
            return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (Evaluation *evaluation, GError **error)
{
  EvaluateOptions *options = &evaluation->options;

  if (!check_places (options, error)
      || !parse_axis (options->strengths, "--strengths", 0, 1,
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
  if (options->output)
    evaluation->lock =
      train_folder_lock_new (options->output, "evaluate", error);
  return !options->output || evaluation->lock;
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
         && (!options->checks || evaluate_checks (evaluation, error))
         && (!options->look || evaluate_look (evaluation, error));
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
  train_folder_lock_free (evaluation->lock);
  g_hash_table_unref (evaluation->names);
}

int
command_evaluate (int argc, char **argv)
{
  Evaluation evaluation = {
    .options = { .n_tuning = 20,
                 .enlarge = 1,
                 .n_threads = smooth_system_get_n_cpus () },
    .reports = g_ptr_array_new_with_free_func (free_report),
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)
  };
  g_autoptr (GError) error = NULL;
  gboolean good;

  train_stop_init ();
  good = train_ranks_check_alone (&error)
         && evaluate_parse (&evaluation.options, &argc, &argv, &error)
         && prepare (&evaluation, &error) && run (&evaluation, &error);
  clear (&evaluation);
  return command_get_status ("evaluate", good, error);
}
