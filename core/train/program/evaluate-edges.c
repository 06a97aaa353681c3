/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options --edges and --after-smoothing of `evaluate`: the BSDS boundary
 * benchmark, of EME's edge maps, and of the gradients of photos that each
 * method has smoothed.
 */
#include "train/program/evaluate-parts.h"

#include "train/plot/charts.h"

#define F_DIGITS 4

/* How many thresholds the boundary benchmark uses: for --edges, and for
 * --after-smoothing while settings are chosen and in the final test. */
#define N_THRESHOLDS 99
#define N_TUNING_THRESHOLDS 11
#define N_TEST_THRESHOLDS 33

/* The split whose photos are used to choose settings. */
#define TUNING_SPLIT "val"

static const char *const COLUMNS[] = { "method", "setting",  "ODS",
                                       "OIS",    "AP",       "at threshold",
                                       "recall", "precision" };

/* A report, which has a row for each method, and the precision-recall curve of
 * each row. */
typedef struct
{
  TrainReport *report;
  int n_curves;
  TrainPrecisionRecall *curves; /* labels are borrowed, numbers owned */
} Results;

static void
results_init (Results *results, const char *title)
{
  results->report = train_report_new (title, G_N_ELEMENTS (COLUMNS), COLUMNS);
  results->n_curves = 0;
  results->curves = NULL;
}

static void
results_clear (Results *results)
{
  for (int i = 0; i < results->n_curves; i++)
    {
      g_free ((double *) results->curves[i].recall);
      g_free ((double *) results->curves[i].precision);
    }
  g_free (results->curves);
  train_report_free (results->report);
}

static void
add_curve (Results *results,
           const char *label,
           const TrainBoundaryCounts *counts)
{
  int n = counts->n_thresholds;
  g_autofree TrainBoundaryPoint *points = g_new (TrainBoundaryPoint, n);
  double *recall = g_new (double, n);
  double *precision = g_new (double, n);

  train_boundary_get_curve (counts, points);
  for (int i = 0; i < n; i++)
    {
      recall[i] = points[i].recall;
      precision[i] = points[i].precision;
    }
  results->curves =
    g_renew (TrainPrecisionRecall, results->curves, results->n_curves + 1);
  results->curves[results->n_curves++] =
    (TrainPrecisionRecall) { label, recall, precision, n };
}

static void
add_row (Results *results,
         const TrainMethod *method,
         const TrainPhotoSubject *subject,
         const TrainGridPoint *point)
{
  g_auto (TrainBoundaryCounts) counts = { 0 };
  g_autofree char *setting = train_method_describe (method, &point->settings);
  TrainReport *report = results->report;
  TrainBoundarySummary summary;

  train_photo_subject_get_counts (subject, point->values, &counts);
  summary = train_boundary_summarise (&counts);
  train_report_add_row (report, method->name);
  train_report_add_text (report, setting);
  train_report_add_number (report, summary.ods.f, F_DIGITS);
  train_report_add_number (report, summary.ois.f, F_DIGITS);
  train_report_add_number (report, summary.ap, F_DIGITS);
  train_report_add_number (report, summary.ods.threshold, 2);
  train_report_add_number (report, summary.ods.recall, F_DIGITS);
  train_report_add_number (report, summary.ods.precision, F_DIGITS);
  add_curve (results, method->name, &counts);
}

/* Prints and stores the report, and draws the chart of its curves into files
 * with this name.
 */
static gboolean
report_results (Evaluation *evaluation,
                Results *results,
                const char *name,
                const char *title,
                GError **error)
{
  GError *failure = NULL;
  gboolean is_drawn;

  if (!evaluation_add_report (evaluation, g_steal_pointer (&results->report),
                              error))
    return FALSE;
  if (evaluation->options.output == NULL)
    return TRUE;
  is_drawn = train_chart_save_precision_recall (evaluation->options.output,
                                                name, title, results->curves,
                                                results->n_curves, &failure);
  return evaluation_end_chart (is_drawn, failure, error);
}

gboolean
evaluate_edges (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  int n_thresholds =
    options->n_thresholds > 0 ? options->n_thresholds : N_THRESHOLDS;
  g_auto (TrainPhotoSet) set = { 0 };
  g_auto (TrainPhotoSubject) subject = { 0 };
  g_auto (TrainGridResult) result = { 0 };
  g_autofree char *title = NULL;
  TrainGridContext context =
    evaluation_begin_progress (evaluation, "edges, EME");
  TrainMethod method;
  Results results;
  gboolean good;

  if (!evaluation_load_photos (evaluation, options->split, options->limit, &set,
                               error))
    return FALSE;
  train_photo_subject_init (&subject, &set, TRAIN_PHOTO_EDGES, n_thresholds);
  train_smoother_get_edges_method (evaluation->smoother, &method);
  if (!train_grid_search (&context, &method, &subject.subject, &result, error))
    return FALSE;
  title = g_strdup_printf ("edges of EME: %d photos of %s, %d thresholds",
                           set.n_photos, options->split, n_thresholds);
  results_init (&results, title);
  add_row (&results, &method, &subject, &result.points[result.best]);
  good = report_results (evaluation, &results, "edges", title, error);
  results_clear (&results);
  return good;
}

/* The photos on which methods are compared. The settings of each method are
 * chosen on the photos in tuning; at these settings it is then measured on
 * those in test. */
typedef struct
{
  TrainPhotoSubject tuning, test;
  Results results;
} Comparison;

static gboolean
compare_method (Evaluation *evaluation,
                Comparison *comparison,
                const TrainMethod *method,
                GError **error)
{
  g_auto (TrainGridResult) tuned = { 0 };
  g_auto (TrainGridResult) tested = { 0 };
  g_autofree char *label = g_strdup_printf ("edges after %s", method->name);
  TrainGridContext context = evaluation_begin_progress (evaluation, label);

  if (!train_grid_search (&context, method, &comparison->tuning.subject, &tuned,
                          error)
      || !train_grid_measure (&context, method, &comparison->test.subject, 1,
                              &tuned.points[tuned.best].settings, &tested,
                              error))
    return FALSE;
  add_row (&comparison->results, method, &comparison->test, &tested.points[0]);
  return TRUE;
}

static gboolean
compare_all (Evaluation *evaluation, Comparison *comparison, GError **error)
{
  TrainMethod networks;

  train_smoother_get_method (evaluation->smoother,
                             &evaluation->options.strengths,
                             &evaluation->options.scales, &networks);
  if (!compare_method (evaluation, comparison, &TRAIN_METHOD_INPUT, error)
      || !compare_method (evaluation, comparison, &networks, error))
    return FALSE;
  for (int i = 0; i < evaluation->n_filters; i++)
    if (!compare_method (evaluation, comparison, &evaluation->filters[i],
                         error))
      return FALSE;
  return TRUE;
}

gboolean
evaluate_after_smoothing (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  int n_thresholds =
    options->n_thresholds > 0 ? options->n_thresholds : N_TEST_THRESHOLDS;
  g_auto (TrainPhotoSet) tuning = { 0 };
  g_auto (TrainPhotoSet) test = { 0 };
  g_autofree char *title = NULL;
  Comparison comparison;
  gboolean good;

  if (!evaluation_load_photos (evaluation, TUNING_SPLIT, options->n_tuning,
                               &tuning, error)
      || !evaluation_load_photos (evaluation, options->split, options->limit,
                                  &test, error))
    return FALSE;
  train_photo_subject_init (&comparison.tuning, &tuning, TRAIN_PHOTO_GRADIENT,
                            N_TUNING_THRESHOLDS);
  train_photo_subject_init (&comparison.test, &test, TRAIN_PHOTO_GRADIENT,
                            n_thresholds);
  title = g_strdup_printf (
    "gradients after smoothing: %d photos of %s, %d thresholds; settings "
    "chosen on %d photos of %s",
    test.n_photos, options->split, n_thresholds, tuning.n_photos, TUNING_SPLIT);
  results_init (&comparison.results, title);
  good = compare_all (evaluation, &comparison, error)
         && report_results (evaluation, &comparison.results, "after-smoothing",
                            "gradients after smoothing", error);
  results_clear (&comparison.results);
  train_photo_subject_clear (&comparison.tuning);
  train_photo_subject_clear (&comparison.test);
  return good;
}
