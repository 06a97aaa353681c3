/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --goals of `evaluate`: the quality goals that are measured on the
 * photos and pairs that the user names; see evaluate-goals.h. */
#include "train/program/evaluate-goals.h"

#include "train/evaluate/quality-checks.h"
#include "train/evaluate/percentile.h"

gboolean
evaluate_goals_add_boundaries (EvaluateGoals *goals, GError **error)
{
  static const double SCALES[] = { 1, 2, 4 };
  static const char *const LIMITS[] = { ">= .75", ">= .55", ">= .35" };
  Evaluation *evaluation = goals->evaluation;
  g_auto (TrainPhotoSet) photos = { 0 };

  if (!evaluation_load_photos (evaluation, evaluation->options.split,
                               evaluation->options.limit, &photos, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *scale = g_strdup_printf ("%g", SCALES[i]);
      double *values;

      if (!train_checks_collect_contrast (evaluation->smoother,
                                          evaluation->threads, &photos,
                                          SCALES[i], ratios, error))
        return FALSE;
      values = (double *) (gpointer) ratios->data;
      train_report_add_row (goals->report,
                            "boundaries' contrast, 10 % quantile");
      train_report_add_text (goals->report, scale);
      train_report_add_text (goals->report, "MI");
      train_report_add_text (goals->report, "strength 1");
      train_report_add_number (goals->report, ratios->len, 0);
      train_report_add_number (goals->report,
                               train_percentile (values, ratios->len, 0.1),
                               EVALUATE_GOALS_DIGITS);
      train_report_add_text (goals->report, "");
      train_report_add_text (goals->report, "");
      train_report_add_text (goals->report, LIMITS[i]);
    }
  return TRUE;
}

gboolean
evaluate_goals_add_pairs (EvaluateGoals *goals,
                          const char *folder,
                          GError **error)
{
  static const TrainMethodSettings SETTINGS[] = { { { 0.8, 1 } },
                                                  { { 1, 1 } } };
  Evaluation *evaluation = goals->evaluation;
  g_auto (TrainTestPairs) set = { 0 };
  g_auto (TrainGridResult) result = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *setting = NULL;
  TrainGridContext context;
  TrainSubject subject;
  TrainMethod method;

  if (!train_test_pairs_load (folder, evaluation->options.limit, 1, NULL, &set,
                              error))
    return FALSE;
  context = evaluation_begin_progress (evaluation, set.name);
  train_test_pairs_get_subject (&set, &subject);
  train_smoother_get_method (evaluation->smoother,
                             &evaluation->options.strengths,
                             &evaluation->options.scales, &method);
  if (!train_grid_measure (&context, &method, &subject, G_N_ELEMENTS (SETTINGS),
                           SETTINGS, &result, error))
    return FALSE;
  name = g_strdup_printf ("%s: PSNR at 1 less at .8, dB", set.name);
  setting = g_strdup_printf ("%.2f, %.2f dB", result.points[0].score,
                             result.points[1].score);
  train_report_add_row (goals->report, name);
  train_report_add_text (goals->report, "1");
  train_report_add_text (goals->report, "MI");
  train_report_add_text (goals->report, setting);
  train_report_add_number (goals->report, set.n_pairs, 0);
  train_report_add_number (goals->report,
                           result.points[1].score - result.points[0].score,
                           EVALUATE_GOALS_DIGITS);
  train_report_add_text (goals->report, "");
  train_report_add_text (goals->report, "");
  train_report_add_text (goals->report, ">= -.3 of the shipped weights' .8");
  return TRUE;
}
