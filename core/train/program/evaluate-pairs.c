/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --pairs of `evaluate`: PSNR and SSIM of the unchanged input, of MI
 * and of the classical filters, on pairs of an input and its truth.
 */
#include "train/program/evaluate-parts.h"

#include <math.h>

#include "train/evaluate/mosaic.h"
#include "train/plot/charts.h"

#define SSIM_DIGITS 4
#define N_SHEET_ROWS 6
#define N_SHEET_COLUMNS 4

static const char *const COLUMNS[] = { "method",    "setting", "PSNR", "SSIM",
                                       "best SSIM", "at",      "tried" };

/* Returns the index of the setting with the highest mean SSIM. */
static int
find_best_ssim (const TrainTestPairs *set, const TrainGridResult *result)
{
  int best = 0;
  double highest = -1;

  for (int i = 0; i < result->n_points; i++)
    {
      double ssim = train_test_pairs_get_mean (set, result->points[i].values,
                                               TRAIN_PAIR_SSIM);

      if (ssim > highest)
        {
          highest = ssim;
          best = i;
        }
    }
  return best;
}

/* Adds a row with the results of method at two of the settings tried: the one
 * with the highest mean PSNR, and the one with the highest mean SSIM. */
static void
add_best (TrainReport *report,
          const TrainTestPairs *set,
          const TrainMethod *method,
          const TrainGridResult *result)
{
  const TrainGridPoint *ssim = &result->points[find_best_ssim (set, result)];
  g_autofree char *setting = train_method_describe (method, &ssim->settings);

  train_report_add_row (report, method->name);
  evaluation_add_means (report, set, method, &result->points[result->best]);
  train_report_add_number (
    report, train_test_pairs_get_mean (set, ssim->values, TRAIN_PAIR_SSIM),
    SSIM_DIGITS);
  train_report_add_text (report, setting);
  train_report_add_number (report, result->n_points, 0);
}

/* The report about one set of pairs, and its bar chart. */
typedef struct
{
  Evaluation *evaluation;
  TrainTestPairs set;
  TrainReport *report;
  GPtrArray *names; /* labels of the chart's bars, borrowed */
  GArray *psnr;     /* mean PSNR that each bar shows, double */
} Pairs;

/* Measures method on the pairs, and adds its row to the report and its bar to
 * the chart. */
static gboolean
add_method (Pairs *pairs,
            const TrainMethod *method,
            TrainGridResult *result,
            GError **error)
{
  TrainSubject subject;
  g_autofree char *label =
    g_strdup_printf ("%s, %s", pairs->set.name, method->name);
  TrainGridContext context =
    evaluation_begin_progress (pairs->evaluation, label);

  train_test_pairs_get_subject (&pairs->set, &subject);
  if (!train_grid_search (&context, method, &subject, result, error))
    return FALSE;
  add_best (pairs->report, &pairs->set, method, result);
  g_ptr_array_add (pairs->names, (gpointer) method->name);
  g_array_append_val (pairs->psnr, result->points[result->best].score);
  return TRUE;
}

/* Returns a report about our own networks without the filters that they are
 * compared with. It has a row for each strength and texture scale that was
 * measured. */
static TrainReport *
report_settings (const TrainTestPairs *set,
                 const TrainMethod *method,
                 const TrainGridResult *result)
{
  g_autofree char *title =
    g_strdup_printf ("%s, MI at each setting", set->name);
  TrainReport *report = train_report_new (title, 4, COLUMNS);

  for (int i = 0; i < result->n_points; i++)
    {
      train_report_add_row (report, method->name);
      evaluation_add_means (report, set, method, &result->points[i]);
    }
  return report;
}

/* Fills one row of the sheet, the cells for pair i: input, MI's result, EME's
 * edge map, truth. */
static gboolean
fill_row (Evaluation *evaluation,
          const TrainTestPairs *set,
          int i,
          const TrainMethodSettings *settings,
          TrainPicture *cells,
          GError **error)
{
  TrainImage input, edges;
  TrainSmootherRequest run = { .strength = settings->values[0],
                               .scale = settings->values[1],
                               .smooth = &cells[1],
                               .edges = &edges };
  gboolean good;

  cells[0] = set->inputs[i];
  cells[3] = set->truths[i];
  train_picture_to_image (&set->inputs[i], &input);
  good = train_smoother_run (evaluation->smoother, 0, &input, &run, error);
  train_image_clear (&input);
  if (!good)
    return FALSE;
  good = train_picture_from_image (&edges, &cells[2], error);
  train_image_clear (&edges);
  return good;
}

static gboolean
write_sheet (Evaluation *evaluation,
             const TrainTestPairs *set,
             const TrainMethodSettings *settings,
             GError **error)
{
  TrainPicture cells[N_SHEET_ROWS * N_SHEET_COLUMNS] = { 0 };
  int n_rows = MIN (N_SHEET_ROWS, set->n_pairs);
  g_autofree char *wanted = g_strdup_printf ("%s-sheet", set->name);
  g_autofree char *name = evaluation_dup_name (evaluation, wanted);
  g_autofree char *base = g_strdup_printf ("%s.png", name);
  g_autofree char *file = evaluation_dup_path (evaluation, base);
  gboolean good = TRUE;

  for (int i = 0; good && i < n_rows; i++)
    good = fill_row (evaluation, set, i, settings, cells + i * N_SHEET_COLUMNS,
                     error);
  good =
    good && train_mosaic_save (cells, n_rows, N_SHEET_COLUMNS, file, error);
  for (int i = 0; i < n_rows; i++)
    {
      train_picture_clear (&cells[i * N_SHEET_COLUMNS + 1]);
      train_picture_clear (&cells[i * N_SHEET_COLUMNS + 2]);
    }
  return good;
}

/* Measures MI on the pairs. Adds its row and bar, a report of all its settings
 * and a sheet of its results.
 */
static gboolean
add_networks (Pairs *pairs, GError **error)
{
  Evaluation *evaluation = pairs->evaluation;
  g_auto (TrainGridResult) result = { 0 };
  TrainMethod method;

  train_smoother_get_method (evaluation->smoother,
                             &evaluation->options.strengths,
                             &evaluation->options.scales, &method);
  if (!add_method (pairs, &method, &result, error)
      || !evaluation_add_report (
        evaluation, report_settings (&pairs->set, &method, &result), error))
    return FALSE;
  return evaluation->options.output == NULL
         || write_sheet (evaluation, &pairs->set,
                         &result.points[result.best].settings, error);
}

static gboolean
draw_bars (const Pairs *pairs, GError **error)
{
  const char *folder = pairs->evaluation->options.output;
  GError *failure = NULL;
  gboolean is_drawn;

  if (folder == NULL)
    return TRUE;
  is_drawn = train_chart_save_bars (folder, pairs->set.name, "PSNR, dB",
                                    (const char *const *) pairs->names->pdata,
                                    (const double *) pairs->psnr->data,
                                    pairs->psnr->len, &failure);
  return evaluation_end_chart (is_drawn, failure, error);
}

static gboolean
add_all (Pairs *pairs, GError **error)
{
  Evaluation *evaluation = pairs->evaluation;
  g_auto (TrainGridResult) input = { 0 };

  if (!add_method (pairs, &TRAIN_METHOD_INPUT, &input, error)
      || !add_networks (pairs, error))
    return FALSE;
  for (int i = 0; i < evaluation->n_filters; i++)
    {
      g_auto (TrainGridResult) result = { 0 };

      if (!add_method (pairs, &evaluation->filters[i], &result, error))
        return FALSE;
    }
  return evaluation_add_report (evaluation, g_steal_pointer (&pairs->report),
                                error)
         && draw_bars (pairs, error);
}

gboolean
evaluate_pairs (Evaluation *evaluation, const char *folder, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  Pairs pairs = { .evaluation = evaluation };
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autoptr (TrainTally) tally = train_tally_new ();
  gboolean good;

  good = train_test_pairs_load (folder, options->limit, options->enlarge, tally,
                                &pairs.set, error);
  evaluation_print_tally (tally);
  if (!good)
    return FALSE;
  /* Sets of the same name get different ones for their files and reports. */
  name = g_steal_pointer (&pairs.set.name);
  pairs.set.name = evaluation_dup_name (evaluation, name);
  title = g_strdup_printf ("%s: %d pairs, enlarged %dx", pairs.set.name,
                           pairs.set.n_pairs, options->enlarge);
  pairs.report = train_report_new (title, G_N_ELEMENTS (COLUMNS), COLUMNS);
  pairs.names = g_ptr_array_new ();
  pairs.psnr = g_array_new (FALSE, FALSE, sizeof (double));
  good = add_all (&pairs, error);
  train_report_free (pairs.report);
  g_ptr_array_unref (pairs.names);
  g_array_unref (pairs.psnr);
  train_test_pairs_clear (&pairs.set);
  return good;
}
